"""What a site may change: only for the better of the petitioner, whatever it tries."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengwen.foundation.rulebook.digest import pack_digest
from dengwen.foundation.rulebook.explaining import markdown, page_of
from dengwen.foundation.rulebook.families import use_family
from dengwen.foundation.rulebook.findings import RulebookError
from dengwen.foundation.rulebook.loading import all_packs, pack, pack_in_force, read_overlays, site_packs
from dengwen.foundation.rulebook.model import Pack, Unit
from dengwen.foundation.rulebook.overlays import Change, Overlay, laid_over, mistakes
from dengwen.foundation.rulebook.shape import Status

HEAD = """[[overlays]]
code = "{code}"
of = "{of}"
title_en = "Cloud Province, shorter"
title_zh = "云江省缩短期限"
in_force_from = {start}
"""
LIMIT = """[[overlays.limits]]
limit = "{limit}"
length = {length}
{more}reason_en = "People have waited long enough."
reason_zh = "群众等待时间过长。"
article = "Cloud Province Notice 3 of 2026"
article_zh = "云江省2026年第3号通知"
status = "source"
"""


def limit(name: str, length: int, more: str = "") -> str:
    return LIMIT.format(limit=name, length=length, more=more and f"{more}\n")


def overlay(*limits: str, code: str = "site-2026", of: str = "cn-2022", start: str = "2026-01-01") -> str:
    return HEAD.format(code=code, of=of, start=start) + "".join(limits)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "overlay.toml"


@pytest.fixture
def installed(path: Path) -> Iterator[Path]:
    """The file is that of the installation for the time of the test."""
    use_family("cn", overlay=path)
    yield path
    use_family("cn")


def change(name: str, length: int, extension: int | None = None) -> Change:
    return Change(
        limit=name, length=length, extension_max=extension, reason_en="a", reason_zh="甲", article="b",
        article_zh="乙", status=Status.SOURCE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (overlay(limit("handling", 61)), "line 9: overlays.0.limits.0.length (site-2026): CN22-HDL-60 is 60 and"),
        (overlay(limit("handling", 61)), "would become 61: the petitioner would wait longer; a site may only shorten"),
        (overlay(limit("CN22-REV-ASK", 29)), "would have less time; a site may only lengthen what petitioners have"),
        (overlay(limit("withdrawal", 6)), "DSN-WD-COOL is 7 and would become 6: the petitioner would have less time"),
        (overlay(limit("handling", 60, "extension_max = 31")), "extended by 30, and would be by 31; write at most 30"),
        (overlay(limit("screening", 10, "extension_max = 1")), "CN22-REG-15 has no extension that could be changed"),
        (overlay(limit("assigned_report", 5)), "CN22-ASG-FIX counts nothing: its date is named case by case"),
        (overlay(limit("nothing", 5)), "cn-2022 has no limit nothing; name one of CN22-REG-15"),
        (overlay(limit("handling", 60)), "CN22-HDL-60 stays as it is; remove this change"),
        (overlay(limit("handling", 0)), "the number is too small; write a number above 0"),
        (overlay(limit("handling", 50), limit("CN22-HDL-60", 40)), "the limit CN22-HDL-60 is changed twice"),
        (overlay(limit("handling", 50), of="cn-1999"), "there is no national pack cn-1999; name one of cn-2005"),
        (overlay(limit("handling", 50), start="2021-01-01"), "2021-01-01 is not a day on which cn-2022 is in force"),
        (overlay(limit("handling", 50), code="cn-2022"), "the code cn-2022 is taken; give this overlay"),
        (overlay(limit("handling", 50)) + overlay(limit("handling", 40)), "the code site-2026 is taken"),
        (overlay(limit("handling", 50)) + overlay(limit("handling", 40), code="b"), "two overlays of cn-2022 begin on"),
        (overlay(), "overlays.0.limits (site-2026): this field is required; add it"),
        ("", "overlays: this field is required"),
    ],
)  # fmt: skip
def test_what_is_refused(path: Path, text: str, said: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        read_overlays(path)
    assert said in str(error.value)
    assert "overlay.toml第" in error.value.say("zh") or "overlay.toml" in error.value.say("zh")


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(RulebookError, match="DENGWEN_RULES_OVERLAY: there is no such pack or file"):
        read_overlays(path)


def test_an_overlay_counts_from_its_day_on(installed: Path) -> None:
    """What was triggered before keeps the national pack; a later overlay follows the earlier; both stay known."""
    installed.write_text(
        overlay(limit("handling", 45, "extension_max = 0"), limit("review_request", 40))
        + overlay(limit("handling", 30), code="site-2027", start="2027-01-01"),
        encoding="utf-8",
    )
    assert [law.code for law in site_packs()] == ["site-2026", "site-2027"]
    codes = {day: pack_in_force(day).code for day in (date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1))}
    assert list(codes.values()) == ["cn-2022", "site-2026", "site-2027"]
    assert pack_in_force(date(2010, 1, 1)).code == "cn-2005"
    site, national = pack("site-2026"), pack("cn-2022")
    handling = site.limit("CN22-HDL-60")
    assert (handling.length, handling.extension, handling.article) == (
        45,
        None,
        "Cloud Province Notice 3 of 2026",
    )
    assert site.limit("review_request").length == 40
    assert site.limit("screening") == national.limit("screening")
    assert national.limit("handling").length == 60
    assert pack("site-2027").limit("review_request").length == 30, (
        "an overlay stands on the national pack alone"
    )
    assert len({pack_digest(law) for law in (site, national, pack("site-2027"))}) == 3


def test_the_page_shows_both_numbers(installed: Path) -> None:
    installed.write_text(overlay(limit("handling", 45)), encoding="utf-8")
    page = markdown(page_of(pack("site-2026"), "en"))
    assert "The national pack cn-2022, as this site changes it" in page
    assert (
        "site: 45 days, and up to 30 more, by Head of the organ; national: 60 days, and up to 30 more" in page
    )
    assert "(L22 Art.34)" in page and "Cloud Province Notice 3 of 2026" in page
    assert "本地：45日" in markdown(page_of(pack("site-2026"), "zh"))


LAWS = st.sampled_from(all_packs())


@given(LAWS, st.data(), st.integers(1, 400), st.none() | st.integers(0, 60))
def test_no_overlay_ever_makes_anything_worse(
    law: Pack, data: st.DataObject, length: int, extension: int | None
) -> None:
    """Whatever is allowed leaves petitioners no shorter time, and no longer wait, than the national pack."""
    before = data.draw(st.sampled_from(law.limits))
    wanted = change(data.draw(st.sampled_from([before.id, before.key])), length, extension)
    if list(mistakes(wanted, law)):
        return
    site = Overlay(
        code="site",
        of=law.code,
        title_en="a",
        title_zh="甲",
        in_force_from=law.in_force_from,
        limits=(wanted,),
    )
    changed = laid_over(law, site)
    after = changed.limit(before.key)
    assert (after.length, after.unit, after.bearer) != (before.length, before.unit, before.bearer) or (
        after.extension != before.extension
    )
    assert after.unit is before.unit is not Unit.GIVEN_DATE
    if before.bearer == "petitioner" or before.waiting:
        assert after.length >= before.length
    else:
        most = [each.length + (each.extension.max if each.extension else 0) for each in (after, before)]
        assert after.length <= before.length and most[0] <= most[1]
    assert [each for each in changed.limits if each.id != before.id] == [
        each for each in law.limits if each.id != before.id
    ]
    assert Pack.model_fields.keys() <= changed.model_dump().keys()


@given(LAWS, st.integers(0, 4000))
def test_every_day_has_the_same_pack_without_overlays(law: Pack, days: int) -> None:
    day = law.in_force_from + timedelta(days=days)
    if law.in_force(day):
        assert pack_in_force(day, law.family) is law


@pytest.mark.parametrize("law", all_packs(), ids=lambda law: law.code)
def test_a_pack_goes_out_and_comes_back_the_same(law: Pack) -> None:
    again = Pack.model_validate_json(law.model_dump_json())
    assert again == law
    assert pack_digest(again) == pack_digest(law)
    ended = law.model_copy(update={"in_force_to": law.in_force_from + timedelta(days=9999)})
    assert pack_digest(ended) == pack_digest(law), "a pack may end; what it promised stays"
    first = law.limits[0]
    other = first.model_copy(update={"length": first.length + 1})
    assert pack_digest(law.model_copy(update={"limits": (other, *law.limits[1:])})) != pack_digest(law)

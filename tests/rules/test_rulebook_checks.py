"""What is said about a wrong pack, from a table; and what is doubted about one that may stand."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.loading import HOME, all_packs, check_pack, code_list, families, pack
from dengwen.foundation.rulebook.model import Pack
from dengwen.foundation.rulebook.pack_file import doubts, order_findings
from dengwen.foundation.rulebook.reading import Lines

TABLE = Path(__file__).parents[1] / "tables" / "broken_packs.csv"
CN_2022 = (HOME / "packs" / "cn-2022.toml").read_text(encoding="utf-8")


def rows() -> Iterator[dict[str, str]]:
    """Yield the table: what is replaced, by what, and what must be said."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def wrong(folder: Path, *changes: tuple[str, str]) -> RulebookError:
    """Return the error of cn-2022 with ``changes`` in it."""
    text = CN_2022
    for old, new in changes:
        assert old in text, f"{old} is not in the pack"
        text = text.replace(old, new, 1)
    path = folder / "cn-2022.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        check_pack(path)
    return error.value


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row['old']} -> {row['new']}")
def test_a_wrong_pack_is_told_with_file_line_field_and_remedy(tmp_path: Path, row: dict[str, str]) -> None:
    """The message alone is enough to mend the file, in both languages."""
    error = wrong(tmp_path, (row["old"], row["new"]))
    assert row["said"] in str(error)
    for finding in error.findings:
        assert str(finding.say("en")).startswith("cn-2022.toml")
        assert "cn-2022.toml" in finding.say("zh-hans")
        assert finding.say("zh").count("；") >= 1
        assert finding.code in code_list("findings"), "every mistake of a data file has its own words"


def test_the_line_is_the_line(tmp_path: Path) -> None:
    """The line named holds the field, deep inside the file too."""
    for old, new in (("length = 90", "length = 'x'"), ("most = 5", "most = -1"), ('by = "head', 'by = "x')):
        (finding,) = wrong(tmp_path, (old, new)).findings
        assert new in (tmp_path / "cn-2022.toml").read_text("utf-8").splitlines()[finding.line - 1]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Two in the shape; two that only other files know."""
    shape = wrong(tmp_path, ("length = 15", "length = 'x'"), ('"working_day"', '"fortnight"'))
    assert [finding.field for finding in shape.findings] == [
        "limits.0.length (CN22-REG-15)", "limits.3.unit (CN22-OBJ-5W)",
    ]  # fmt: skip
    other = wrong(tmp_path, ('trigger = "accepted"', 'trigger = "x"'), ('calendar = "cn"', 'calendar = "x"'))
    assert [finding.code for finding in other.findings] == ["no_calendar", "not_in_list"]


def test_words_of_both_languages_have_the_same_places() -> None:
    for entry in code_list("findings").entries:
        texts = [entry.en, entry.zh, *entry.extras.values()]
        assert all("{" not in text.replace("{{", "").split("}")[-1] for text in texts)
        pairs = [(entry.en, entry.zh), (entry.extras.get("remedy_en", ""), entry.extras.get("remedy_zh", ""))]
        for en, zh in pairs:
            assert places(en) == places(zh), entry.code


def places(text: str) -> set[str]:
    """Return the places that a wording fills."""
    plain = text.replace("{{", "").replace("}}", "")
    return {part.split("}")[0] for part in plain.split("{")[1:]}


def test_an_unknown_mistake_still_says_something() -> None:
    said = Finding("x.toml", "a", "never_heard_of", {"msg": "odd"}, 3).say("zh")
    assert said == "x.toml第3行：a：内容不符合要求（odd）；请改正"


def changed(law: Pack, **fields: object) -> Pack:
    return Pack(**({name: getattr(law, name) for name in Pack.model_fields} | fields))


def test_doubts() -> None:
    """A limit that nothing starts; an extension longer than what it extends."""
    law = pack("cn-2022")
    keys = {limit.key for limit in law.limits}
    assert list(doubts(law, started=keys)) == []
    (doubt,) = doubts(law, started=keys - {"review_decision"})
    assert (doubt.code, doubt.severe) == ("never_started", False)
    assert "limits.7.key (CN22-REV-DEC)" in doubt.say()
    handling = law.limit("handling")
    assert handling.extension
    long = handling.model_copy(update={"extension": handling.extension.model_copy(update={"max": 61})})
    law = changed(law, limits=tuple(long if limit.key == "handling" else limit for limit in law.limits))
    assert [doubt.code for doubt in doubts(law, started=keys)] == ["extension_longer"]


def test_gaps_and_overlaps_between_packs() -> None:
    """Those that ship follow each other day by day."""
    for family in families():
        assert list(order_findings(law for law in all_packs() if law.family == family)) == []
    old, new = pack("cn-2005"), pack("cn-2022")
    (gap,) = order_findings([changed(old, in_force_to=new.in_force_from.replace(month=4, day=29)), new])
    assert (gap.code, gap.severe) == ("in_force_gap", False)
    (overlap,) = order_findings([new, changed(old, in_force_to=new.in_force_from)])
    assert overlap.severe and "end it on the day before 2022-05-01" in overlap.say()


def test_lines_of_nested_tables() -> None:
    text = "a = 1\n[[x]]\nb = 2\n[x.y]\nc = 3\n[[x]]\nb = 4\n[[x.z]]\nd = 5\n[[x.z]]\nd = 6\n"
    at = Lines(text).line
    assert [at(("a",)), at(("x", 0, "b")), at(("x", 0, "y", "c")), at(("x", 1)), at(("x", 1, "z", 1, "d"))] == [
        1, 3, 5, 6, 11,
    ]  # fmt: skip
    assert at(("x", 1, "lost")) == 6 and at(("lost",)) == 0

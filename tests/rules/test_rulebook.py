"""The packs and code lists that ship, and how a wrong file is told."""

import csv
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from dengwen.foundation.rulebook.loading import (
    HOME,
    check_pack,
    code_list,
    code_lists,
    pack,
    pack_in_force,
    packs,
    read,
)
from dengwen.foundation.rulebook.model import (
    CodeList,
    NoPackInForceError,
    Pack,
    RulebookError,
    Status,
    UnknownCodeError,
)

RULES = Path(__file__).parents[3] / "shared" / "domain" / "deadline_rules.csv"
# No day can be counted for these: at once, "promptly", by local rule.
NOT_COUNTED = {"CN05-URG-NOW", "CN22-URG-NOW", "CN22-ENTRY", "CN22-YEARLY"}
CN_2022 = (HOME / "packs" / "cn-2022.toml").read_text(encoding="utf-8")


def told(folder: Path, old: str, new: str) -> str:
    """What is said about cn-2022 when ``old`` in it reads ``new``."""
    assert old in CN_2022
    path = folder / "cn-2022.toml"
    path.write_text(CN_2022.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        check_pack(path)
    return str(error.value)


def test_the_change_of_regime() -> None:
    """L05 until 2022-04-30, L22 from 2022-05-01; before 2005-05-01 no pack, unless the nearest will do."""
    assert pack_in_force(date(2005, 5, 1)).code == "cn-2005"
    assert pack_in_force(date(2022, 4, 30)).code == "cn-2005"
    assert pack_in_force(date(2022, 5, 1)).code == "cn-2022"
    assert pack_in_force(date(2099, 1, 1)).code == "cn-2022"
    with pytest.raises(NoPackInForceError, match="add one to rulebook/packs"):
        pack_in_force(date(2005, 4, 30))
    assert pack_in_force(date(2001, 1, 1), nearest=True).code == "cn-2005"
    with pytest.raises(NoPackInForceError):
        pack_in_force(date(2026, 1, 1), "xx", nearest=True)


@pytest.mark.data
def test_every_countable_limit_of_the_table_is_in_its_pack() -> None:
    """Length, unit, extension and article as in deadline_rules.csv."""
    if not RULES.is_file():
        pytest.skip(f"needs {RULES}")
    with RULES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["pack"] in ("CN-XF-2005", "CN-XF-2022")]
    for row in rows:
        law = pack(row["pack"].lower().replace("-xf", ""))
        if row["rule_id"] in NOT_COUNTED:
            assert not law.has(row["rule_id"])
            continue
        limit = law.limit(row["rule_id"])
        # The 30 days of a re-review stand in paragraph 1 of its article, the pause for a hearing in paragraph 2.
        assert limit.article.replace("(1), (2)", "(2)") == row["source"]
        assert limit.status is Status.SOURCE
        assert (limit.length, limit.unit.value) == (
            (0, "given_date") if row["length"] == "by_letter" else (int(row["length"]), row["unit"])
        )
        if row["extend_max"]:
            assert limit.extension is not None
            assert (limit.extension.max, limit.extension.by) == (
                int(row["extend_max"]),
                row["extend_approver"],
            )


def test_what_the_packs_promise() -> None:
    """Only the re-review pauses for a hearing; 2005 knows no objection; what we made up says so."""
    for law in packs():
        assert [limit.key for limit in law.limits if limit.pauses] == ["rereview_decision"]
        assert {limit.id.startswith("DSN-") for limit in law.limits if limit.status is Status.DESIGN} == {
            True
        }
        assert law.limit("handling").extension
        assert {limit.key for limit in law.triggered_by("accepted")} == {"handling"}
    assert not pack("cn-2005").has("objection")
    assert pack("cn-2022").limit("objection") is pack("cn-2022").limit("CN22-OBJ-5W")
    with pytest.raises(UnknownCodeError, match="it has: screening"):
        pack("cn-2022").limit("nothing")
    with pytest.raises(UnknownCodeError, match="there are: cn-2005, cn-2022"):
        pack("../cn-2022")
    with pytest.raises(ValidationError):
        pack("cn-2022").title_en = "changed"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("length = 15", "length = 'x'", "cn-2022.toml, line 12: limits.0.length (CN22-REG-15): "),
        ("length = 15\n", "", "limits.0.length (CN22-REG-15): Field required; add it"),
        ("bearer =", "baerer =", "limits.0.baerer (CN22-REG-15): Extra inputs are not permitted; remove it"),
        ("length = 15", "length = 0", "give a length above 0"),
        ('"working_day"', '"fortnight"', "limits.3.unit (CN22-OBJ-5W): "),
        ('calendar = "cn"', 'calendar = "mars"', "calendar: no 'mars'; use one of cn, ew"),
        (
            'trigger = "accepted"',
            'trigger = "acepted"',
            "CN22-HDL-60.trigger: acepted is not in codes/triggers",
        ),
        ('by = "head_of_organ"', 'by = "anybody"', "anybody is not in codes/extension_roles.toml"),
        ('id = "CN22-TEL-D15"', 'id = "CN22-REG-15"', "limit named twice: CN22-REG-15: rename or remove one"),
        ('code = "cn-2022"', 'code = "cn-2023"', "name it like its file, 'cn-2022'"),
        ("2022-05-01", '"soon"', "in_force_from: "),
        ("[[limits]]", "[limits", "not TOML"),
        (
            'calendar = "cn"',
            'in_force_to = 2020-01-01\ncalendar = "cn"',
            "in_force_to lies before in_force_from",
        ),
    ],
)
def test_a_wrong_pack_is_told_with_file_field_and_remedy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """The message alone is enough to mend the file."""
    message = told(tmp_path, old, new)
    assert message.startswith("cn-2022.toml")
    assert said in message


@pytest.mark.parametrize("name", code_lists())
def test_every_code_list(name: str) -> None:
    """Loads; fits its columns; its Chinese is Chinese and its English is not."""
    codes = code_list(name)
    widths = {
        "categories": 8,
        "purposes": 12,
        "channels": 20,
        "sources": 24,
        "claim_results": 16,
        "roles": 20,
    }
    for entry in codes.entries:
        assert len(entry.code) <= widths.get(name, 40)
        assert any("一" <= sign <= "鿿" for sign in entry.zh)
        assert not any("一" <= sign <= "鿿" for sign in entry.en)
        if not name.startswith(("events", "refusals")):  # those are sentences, not labels
            assert len(entry.en) <= 48
        assert codes.label(entry.code, "en") == entry.en
        assert codes.label(entry.code, "zh-hans") == entry.zh


def test_lists_that_lean_on_each_other() -> None:
    """Every category below a heading has a route; each reason for not accepting names the other door."""
    categories, routes = code_list("categories"), code_list("routes")
    for heading in categories.children():
        below = categories.children(heading.code)
        assert below
        for entry in below:
            assert {entry.extras["route"], entry.extras.get("also", entry.extras["route"])} <= {
                route.code for route in routes.entries
            }
    for reason in code_list("not_accept_reasons").entries:
        assert reason.extras["door_en"]
        assert reason.extras["door_zh"]
    for kind in code_list("organ_kinds").entries:
        assert kind.extras.get("source", "DIRECT") in code_list("sources")
    assert "PUNISHED_PETITIONER" not in code_list("resolution_methods")
    with pytest.raises(UnknownCodeError, match="has no 'X'"):
        routes.label("X", "en")
    with pytest.raises(UnknownCodeError, match="there are: categories"):
        code_list("nothing")


def test_a_wrong_code_list(tmp_path: Path) -> None:
    """Doubles and lost parents are named."""
    head = 'code = "x"\ntitle_en = "X"\ntitle_zh = "甲"\n'
    one = '[[entries]]\ncode = "A"\nen = "a"\nzh = "甲"\n'
    path = tmp_path / "x.toml"
    path.write_text(head + one + one, encoding="utf-8")
    with pytest.raises(RulebookError, match="code given twice: A"):
        read(path, CodeList)
    path.write_text(head + one + 'parent = "B"\n', encoding="utf-8")
    with pytest.raises(RulebookError, match="parent not in the list: A"):
        read(path, CodeList)
    with pytest.raises(RulebookError, match="Field required; add it"):
        read(path, Pack)

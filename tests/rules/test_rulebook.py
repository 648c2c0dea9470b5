"""The packs and code lists that ship, and how a wrong file is told."""

import csv
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from dengwen.foundation.rulebook.loading import (
    all_packs,
    code_list,
    code_lists,
    families,
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
    with pytest.raises(UnknownCodeError, match="there are: cn-2005, cn-2022, ew-police-2020"):
        pack("../cn-2022")
    with pytest.raises(ValidationError):
        pack("cn-2022").title_en = "changed"


def test_england_and_wales() -> None:
    """The rows UKP-* of the table; one review, no re-review; what was not seen says so."""
    law = pack("ew-police-2020")
    assert (law.limit("progress").length, law.limit("progress").unit.value) == (28, "calendar_day")
    assert law.limit("progress").article.endswith("2020 reg. 34(2)(a)")
    assert (law.limit("UKP-OUT-5W").length, law.limit("UKP-OUT-5W").unit.value) == (5, "working_day")
    assert (law.limit("UKP-REV-28").length, law.limit("UKP-REV-28").bearer) == (28, "petitioner")
    assert law.calendar == "ew"
    assert law.procedure("review").times == 1 and not law.knows("rereview") and not law.knows("termination")
    assert law.procedure("withdrawal").article.endswith("reg. 38")
    assert {limit.id for limit in law.limits if limit.status is Status.UNVERIFIED} == {
        "UKP-REF-1D",
        "UKP-12M",
    }
    assert not law.has("handling")  # no law sets a limit for the whole


def test_what_regimes_know() -> None:
    """2005 knows no objection; England neither re-review nor termination; mediation is closed to the gravest."""
    known = {law.code: {each.key for each in law.procedures} for law in all_packs()}
    assert known["cn-2022"] - known["cn-2005"] == {"objection"}
    assert {"rereview", "termination", "representatives"} <= known["cn-2022"] - known["ew-police-2020"]
    mediation = pack("cn-2022").procedure("mediation")
    assert [code for code in ("03.01", "03", "10.04", "10.01", "0", "030") if mediation.bars(code)] == [
        "03.01", "03", "10.04",
    ]  # fmt: skip
    assert pack("cn-2022").procedure("representatives").most == 5
    assert pack("cn-2022").dossier("COMPENSATION") == ("PAYMENT_PROOF",)
    revoked = pack("cn-2022").outcomes_of("review")[-1]
    assert revoked.differs_after == ("FACTS_UNCLEAR", "BASIS_WRONG")
    with pytest.raises(UnknownCodeError, match="knows no procedure 'rereview'; it knows: review"):
        pack("ew-police-2020").procedure("rereview")


@pytest.mark.parametrize(
    ("rules", "name"), [(rules, name) for rules in families() for name in code_lists(rules)]
)
def test_every_code_list(rules: str, name: str) -> None:
    """Loads; fits its columns; its Chinese is Chinese and its English is not."""
    codes = code_list(name, rules)
    widths = {
        "categories": 8,
        "purposes": 12,
        "channels": 20,
        "sources": 24,
        "claim_results": 16,
        "roles": 20,
        "step_kinds": 16,
        "service_methods": 16,
        "resolution_methods": 24,
        "remedy_kinds": 24,
        "return_reasons": 24,
        "dossier_items": 24,
    }
    for entry in codes.entries:
        assert len(entry.code) <= widths.get(name, 40)
        assert any("一" <= sign <= "鿿" or sign in "：；" for sign in entry.zh)
        assert not any("一" <= sign <= "鿿" for sign in entry.en)
        if not name.startswith(
            (
                "events",
                "refusals",
                "findings",
                "rule_page",
                "letter_words",
                "forecast_words",
                "publication_words",
                "publication_figures",
                "batch_letter",
                "outside_letter",
                "package_findings",
                "petitioner_",
                "file_paper_words",
                "search_words",
            )
        ):  # those are sentences, not labels
            assert len(entry.en) <= 48
        assert codes.label(entry.code, "en") == entry.en
        assert codes.label(entry.code, "zh-hans") == entry.zh


@pytest.mark.parametrize("rules", families())
def test_lists_that_lean_on_each_other(rules: str) -> None:
    """Every category that has none below it has a route; each reason for not accepting names the other door."""
    categories, routes = code_list("categories", rules), code_list("routes", rules)
    assert {"own", "divert", "transfer"} == {route.extras["kind"] for route in routes.entries}
    for heading in categories.children():
        for entry in categories.children(heading.code) or (heading,):
            assert {entry.extras["route"], entry.extras.get("also", entry.extras["route"])} <= {
                route.code for route in routes.entries
            }
    for reason in code_list("not_accept_reasons", rules).entries:
        assert reason.extras["door_en"]
        assert reason.extras["door_zh"]
    for kind in code_list("organ_kinds", rules).entries:
        assert kind.extras.get("source", "DIRECT") in code_list("sources", rules)
    assert code_list("claim_results", rules).marked("remedy")
    assert "CLAIM_ANSWER" in code_list("dossier_items", rules)
    assert "police" in code_list("organ_kinds", rules)


def test_nothing_is_ever_done_to_a_petitioner() -> None:
    """No resolution punishes, and no paper is a pledge, in any country."""
    for rules in families():
        assert "PUNISHED_PETITIONER" not in code_list("resolution_methods", rules)
        for name in ("resolution_methods", "dossier_items", "documents", "remedy_kinds"):
            words = " ".join(f"{e.code} {e.en} {e.zh}" for e in code_list(name, rules).entries).lower()
            assert not [word for word in ("pledge", "undertaking", "承诺", "息诉", "罢访") if word in words]


def test_the_lists_that_the_code_knows_by_name_stay_whole() -> None:
    """A family gives other words to states and deeds; it takes none away."""
    for name in ("states", "verbs", "roles", "organ_levels", "file_kinds"):
        shared = [entry.code for entry in code_list(name, "cn").entries]
        assert [entry.code for entry in code_list(name, "ew-police").entries] == shared
    assert code_list("states", "ew-police").label("registered", "en") == "Logged"
    assert code_list("states", "ew-police").label("closed", "en") == code_list("states", "cn").label(
        "closed", "en"
    )


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(UnknownCodeError, match="has no 'X'"):
        code_list("routes").label("X", "en")
    with pytest.raises(UnknownCodeError, match="there are: .*categories"):
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
    with pytest.raises(RulebookError, match="this field is required; add it"):
        read(path, Pack)

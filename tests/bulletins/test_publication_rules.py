"""What the rules of publishing say, from readable tables; no database."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.publication_figures import Figures
from dengwen.domains.bulletins.reads.publication_text import Teller
from dengwen.domains.bulletins.rules.comments import bounds, comment
from dengwen.domains.bulletins.rules.indicators import indicators, signals
from dengwen.domains.bulletins.rules.publication_due import month_of, publishings
from dengwen.domains.bulletins.rules.publication_kinds import kind_of, kinds
from dengwen.domains.bulletins.rules.publication_steps import (
    Asked,
    check_approve,
    check_draft,
    check_issue,
    check_receipt,
    check_reply,
)
from dengwen.domains.bulletins.rules.publication_words import check_figures
from dengwen.domains.bulletins.rules.small_cells import left_out, may_tell
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.loading import code_list

TABLES = Path(__file__).parents[1] / "tables"
PACK = campaign_pack("special-governance-2011")
MEASURES = ("verified_closing", "reopened_share", "timely_acceptance", "on_time_handling")
UNTIL = date(2026, 4, 7)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(text: str) -> tuple[int, int]:
    part, whole = text.split("/")
    return int(part), int(whole)


@pytest.mark.parametrize("row", rows("publication_comments"), ids=lambda row: row["what"])
def test_praise_and_criticism(row: dict[str, str]) -> None:
    said = comment({name: parts(row[name]) for name in MEASURES}, bounds())
    assert (said.sense if said else "") == row["said"]
    assert [ground.measure for ground in (said.grounds if said else ())] == row["grounds"].split()


def test_nothing_that_counts_petitions_or_people_is_a_measure() -> None:
    known = {bound.measure for bound in bounds()}
    assert known == set(MEASURES)
    shares = {name: parts("20/20") for name in MEASURES} | {"reopened_share": (0, 20)}
    more = shares | {"online_share": (1, 900), "received": (900, 900), "visits": (900, 900)}
    assert comment(shares, bounds()) == comment(more, bounds())


@pytest.mark.parametrize(
    "row", rows("publication_due"), ids=lambda row: f"{row['kind']} {row['level']} {row['period']}"
)
def test_due_days(row: dict[str, str]) -> None:
    owed = publishings(PACK, kinds(), level=row["level"], office=row["office"] == "yes")
    found = next((each for each in owed if (each.kind, each.period) == (row["kind"], row["period"])), None)
    if not row["due"]:
        assert found is None
        return
    assert found is not None
    assert (f"{found.month:%Y-%m}", found.due.isoformat(), found.rolled.isoformat()) == (
        row["month"], row["due"], row["rolled"],
    )  # fmt: skip
    assert month_of(kind_of(row["kind"]), row["period"], PACK) == found.month


@pytest.mark.parametrize(
    ("kind", "period", "pack", "refused"),
    [
        ("monthly_bulletin", "2012-13", True, "publication.period_unknown"),
        ("monthly_bulletin", "mobilisation", True, "publication.period_unknown"),
        ("stage_summary", "2012-03", True, "publication.period_unknown"),
        ("stage_summary", "final", True, "publication.period_unknown"),
        ("stage_summary", "mobilisation", False, "publication.no_campaign"),
        ("praise", "2012-03", True, "publication.kind_unknown"),
    ],
)
def test_a_period_that_does_not_fit(kind: str, period: str, pack: bool, refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        month_of(kind_of(kind), period, PACK if pack else None)


@pytest.mark.parametrize("row", rows("publication_issue"), ids=lambda row: " ".join(row.values()))
def test_who_may_do_the_next_step(row: dict[str, str]) -> None:
    state, today = row["state"], date.fromisoformat(row["today"])
    asked = {"none": None, "waits": Asked(UNTIL, False), "given": Asked(UNTIL, True)}[row["reply"]]
    # Accounts: 1 wrote it, also with her other post; 2 edited it; 3 is somebody else.
    person = {"writer": 1, "other post of the writer": 1, "editor": 2}.get(row["who"], 3)
    deeds: dict[str, Callable[[], None]] = {
        "approve": lambda: check_approve(
            state, writers=(1, 2), person=person, asked=[asked] if asked else [], today=today
        ),
        "issue": lambda: check_issue(state),
        "reply": lambda: check_reply(state, asked, "We were two short.", today=today),
        "edit": lambda: check_draft(state),
    }
    if not row["refused"]:
        deeds[row["deed"]]()
        return
    with pytest.raises(Refusal) as told:
        deeds[row["deed"]]()
    assert told.value.code == row["refused"]


@pytest.mark.parametrize("row", rows("small_cells"), ids=lambda row: row["what"])
def test_small_numbers_stay_with_the_police(row: dict[str, str]) -> None:
    column = [parts(each) for each in row["column"].split()]
    hidden = left_out(column, parts(row["total"]))
    assert [str(place) for place, gone in enumerate(hidden) if gone] == row["hidden"].split()
    assert all(may_tell(each) for each, gone in zip(column, hidden, strict=True) if not gone)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("All 6 cases were late.", ""), ("On time: 50.0 %.", ""), ("50\u202f% on time", ""),
        ("On time: 99 %.", "99 %"), ("99 per cent", "99 per cent"), ("we closed 1,234 petitions", "1,234 petitions"),
        ("Within 60 days, by 3 April 2026, Art. 34.", ""), ("7 closed cases", "7 closed cases"),
    ],
)  # fmt: skip
def test_a_figure_of_ones_own_is_refused(text: str, refused: str) -> None:
    allowed = {"6", "50", "50.0"}
    if not refused:
        check_figures([text], allowed)
        return
    with pytest.raises(Refusal) as told:
        check_figures([text], allowed)
    assert told.value.facts["figure"] == refused


def test_chinese_figures_of_ones_own_are_refused_too() -> None:
    behind, before = (code_list("publication_figures").entry(code).zh for code in ("behind", "before"))
    for text in (f"99{behind.split('|')[0]}", f"\uff19\uff19{behind.split('|')[2]}", f"{before}99"):
        with pytest.raises(Refusal, match="own_figure"):
            check_figures([text], {"6"})


def test_receipts_are_of_those_it_went_to() -> None:
    with pytest.raises(Refusal, match="not_issued"):
        check_receipt("approved", "ministry", known=("ministry",), there=())
    with pytest.raises(Refusal, match="other_recipient"):
        check_receipt("issued", "congress", known=("ministry",), there=())
    with pytest.raises(Refusal, match="receipt_there"):
        check_receipt("issued", "ministry", known=("ministry",), there=("ministry",))
    check_receipt("issued", "ministry", known=("ministry",), there=())


def test_an_english_force_reports_to_no_chinese_organ() -> None:
    known = code_list("publication_kinds", "ew-police").entries
    told = {each.extras["recipients"] for each in known}
    assert told == {"below", "above", "policing_body"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_small_number_is_told_outside(lang: str) -> None:
    """Every number from one to four is looked for in everything that a report to another body prints."""
    shares = {each.id: [3, 40] for each in (*indicators(), *signals())}
    organs = [
        {
            "id": n,
            "code": str(n),
            "zh": f"\u5e02{name}",
            "en": f"City {name}",
            "shares": shares | {"verified_closing": part},
        }
        for n, (name, part) in enumerate({"A": [2, 50], "B": [30, 60], "C": [90, 100]}.items(), 10)
    ]
    target = {
        "key": "t",
        "zh": "T",
        "en": "Target",
        "by": "2012-06-30",
        "share": 85,
        "fixed": True,
    }
    figures: Figures = {
        "organ": {"id": 1, "zh": "P", "en": "Province"}, "organs": organs, "comments": [],
        "shares": shares | {"verified_closing": [122, 210]},
        "counts": {"received": 3, "open": 2, "decided": 61, "verified": 58, "former": 4},
        "remedies": {"ordered": 1, "done": 2, "dossiers": 3, "returned": 4},
        "targets": [target | {"denominator": 60, "resolved": 57, "missing": 0}],
    }  # fmt: skip
    outside, inside = (Teller(figures, lang, outside=each) for each in (True, False))

    def told(teller: Teller) -> str:
        said = [line for section in kind_of("report_plc").sections for line in teller.sentences(section)]
        table = [cell for line in teller.table()["rows"] for cell in line]
        bars = [str(value) for line in teller.chart()["rows"] for value in line["values"]]
        return " | ".join([*said, *table, *bars]).replace(outside.say("few"), "")

    small = re.compile(r"(?<![\d.])[1-4](?![\d.])")
    assert small.findall(told(outside)) == [] and small.findall(told(inside))
    # 58 of 61 leaves 3; 57 of 60 leaves 3; 2 of 50 is known from the total when B is told too.
    assert "57" not in told(outside) and "30/60" not in told(outside) and "90/100" in told(outside)


def test_the_lists_fit_together() -> None:
    for kind in kinds():
        assert set(kind.recipients) <= {each.code for each in code_list("publication_recipients").entries}
        assert set(kind.sections) <= {each.code for each in code_list("publication_sections").entries}
        # Organs are named only in what stays within the police and gives them the right of reply.
        assert not (kind.named and (kind.outside or not kind.reply_days or kind.audience != "below"))
        assert kind.named == ("comments" in kind.sections)
    reports = {kind.recipients for kind in kinds() if kind.code.startswith("report_")}
    assert reports == {("ministry",), ("political_legal",), ("petition_bureau",), ("congress",)}

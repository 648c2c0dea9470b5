"""The packs, and the rules of campaigns, as tables; no database."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.rules.duties import (
    Due,
    check_task,
    check_task_done,
    due_state,
    report_of,
    reports,
)
from dengwen.domains.campaigns.rules.scope import Facts, Proposal, check_proposal, class_of, fits, lapses
from dengwen.domains.campaigns.rules.stages import check_enter, check_leave, standing
from dengwen.foundation.rulebook.campaign_file import (
    FOLDER,
    campaign_digest,
    campaign_pack,
    campaign_packs,
    check_campaign,
)
from dengwen.foundation.rulebook.findings import RulebookError
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.interfaces.console.main import main

TABLE = Path(__file__).parents[1] / "tables" / "broken_campaigns.csv"
PLAN = campaign_pack("special-governance-2011")
AWARDS = campaign_pack("unpaid-compensation-2026")
TODAY = date(2011, 12, 5)


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row["said"])
def test_a_wrong_pack_is_told_with_file_line_and_remedy(tmp_path: Path, row: dict[str, str]) -> None:
    text = (FOLDER / "special-governance-2011.toml").read_text(encoding="utf-8")
    assert row["old"] in text
    path = tmp_path / "special-governance-2011.toml"
    path.write_text(text.replace(row["old"], row["new"], 1), encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        check_campaign(path)
    assert row["said"] in str(error.value)
    for finding in error.value.findings:
        assert finding.code in code_list("findings") and finding.line > 0
        assert finding.say("en").startswith(f"special-governance-2011.toml, line {finding.line}")
        assert "；" in finding.say("zh")


def test_the_command_checks_and_lists_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "special-governance-2011.toml"
    text = (FOLDER / "special-governance-2011.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("by = 2012-03-02", "by = 2011-03-02", 1), encoding="utf-8")
    assert main(["rules", "check", str(path), "--lang", "en"]) == 1
    assert "choose a day inside" in capsys.readouterr().out
    assert main(["rules", "check", "unpaid-compensation-2026", "--lang", "en"]) == 0
    assert main(["rules", "list", "--lang", "zh"]) == 0
    assert "专项治理活动" in capsys.readouterr().out


def test_the_plan_has_its_dates() -> None:
    assert [stage.key for stage in PLAN.stages] == ["mobilisation", "resolution", "acceptance"]
    assert [(target.share, target.by) for target in PLAN.targets] == [
        (60, date(2012, 3, 2)), (100, date(2012, 6, 30)),
    ]  # fmt: skip
    assert {duty.due for duty in PLAN.duties} == {date(2011, 11, 30)}
    found = list(reports(PLAN))
    returns = [each for each in found if each.kind == "return"]
    assert len(returns) == 12 and returns[0].due == date(2011, 11, 30) and returns[3].due == date(2012, 2, 29)
    summaries = [(each.due, each.rolled) for each in found if each.kind == "summary"]
    assert summaries[:3] == [
        (date(2011, 12, 3), date(2011, 12, 5)), (date(2012, 3, 17), date(2012, 3, 19)),
        (date(2012, 7, 3), date(2012, 7, 3)),
    ]  # fmt: skip
    assert summaries[3][0] == PLAN.ends + timedelta(days=3)


def test_the_four_reasons_are_the_lawful_ones_and_each_comes_back() -> None:
    assert [reason.key for reason in PLAN.reasons] == [
        "CONCLUDED_LEGACY", "IN_LEGAL_PROCEDURE", "AGREEMENT_PERFORMED", "TERMINATED",
    ]  # fmt: skip
    assert all(reason.ends_with and reason.review_days <= 92 for reason in PLAN.reasons)


def test_no_pack_speaks_of_visits_places_or_persons() -> None:
    forbidden = re.compile(
        r"abnormal|Beijing|stability|key petitioner|pledge|进京|赴省|非正常|息访|罢访|稳控|重点人"
    )
    for pack in campaign_packs():
        for words in _words(pack.model_dump(exclude={"source"})):
            assert not forbidden.search(words), words


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "source":
                yield from _words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _words(inner)


def test_a_second_campaign_differs_and_both_have_a_digest() -> None:
    assert {pack.code for pack in campaign_packs()} == {PLAN.code, AWARDS.code}
    assert campaign_digest(PLAN) != campaign_digest(AWARDS)
    other = PLAN.model_copy(update={"ends": date(2012, 11, 8)})
    assert campaign_digest(other) != campaign_digest(PLAN)
    assert [key for key, _ in AWARDS.returns.periods()] == ["2026-03", "2026-06", "2026-09", "2026-12"]  # type: ignore[union-attr]
    assert campaign_packs("ew-police") == ()
    with pytest.raises(UnknownCodeError):
        campaign_pack("../packs/cn-2022")


def facts(**changes: object) -> Facts:
    values: dict[str, object] = {
        "is_open": True, "received_on": date(2010, 5, 1), "source": "DIRECT", "category": "01.05", "close_basis": "",
        "decided_on": None,
    }  # fmt: skip
    return Facts(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pack", "matter", "taken"),
    [
        (PLAN, facts(), True),
        (PLAN, facts(is_open=False), False),
        (PLAN, facts(is_open=False, close_basis="former_register"), True),
        (PLAN, facts(is_open=False, close_basis="former_register", decided_on=date(2010, 6, 1)), False),
        (PLAN, facts(is_open=False, close_basis="verified"), False),
        (PLAN, facts(received_on=date(2012, 11, 8)), False),
        (AWARDS, facts(), False),
        (AWARDS, facts(category="11.01"), True),
        (AWARDS, facts(category="11"), True),
        (AWARDS, facts(category="110"), False),
    ],
)
def test_what_the_sweep_takes(pack: object, matter: Facts, taken: bool) -> None:
    assert fits(pack, matter) is taken  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("matter", "key"),
    [
        (facts(source="POLITICAL_LEGAL"), "ASSIGNED_CPLC"),
        (facts(source="MINISTRY"), "ASSIGNED_MPS"),
        (facts(source="HIGHER_POLICE"), "ASSIGNED_HIGHER"),
        (facts(received_on=date(2009, 12, 31)), "EARLIER_BACKLOG"),
        (facts(received_on=date(2010, 1, 1)), "SELF_SORTED"),
    ],
)
def test_where_a_case_came_from(matter: Facts, key: str) -> None:
    assert class_of(PLAN, matter) == key


GOOD = Proposal("CONCLUDED_LEGACY", "The file.", date(2012, 1, 5), "Decision 7", "", "", date(2009, 5, 4))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "ILLEGAL_VISIT"}, "scope.reason_unknown"),
        ({"evidence": " "}, "scope.no_evidence"),
        ({"paper": ""}, "scope.no_paper"),
        ({"proof_on": None}, "scope.no_proof_day"),
        ({"proof_on": date(2011, 12, 6)}, "day.future"),
        ({"review_on": date(2011, 12, 5)}, "scope.review_day"),
        ({"review_on": date(2012, 3, 7)}, "scope.review_day"),
        ({"reason": "IN_LEGAL_PROCEDURE"}, "scope.no_procedure"),
        ({"reason": "IN_LEGAL_PROCEDURE", "channel": "COURT"}, "scope.no_procedure"),
    ],
)
def test_a_reason_is_proven_or_refused(changes: dict[str, object], code: str) -> None:
    values = {name: getattr(GOOD, name) for name in Proposal.__dataclass_fields__} | changes
    with refused(code):
        check_proposal(PLAN, Proposal(**values), today=TODAY)


def test_a_proven_reason_is_taken_until_its_last_day() -> None:
    assert check_proposal(PLAN, GOOD, today=TODAY).key == "CONCLUDED_LEGACY"
    last = Proposal("IN_LEGAL_PROCEDURE", "It sits.", date(2012, 3, 6), channel="COURT", number="7")
    assert check_proposal(PLAN, last, today=TODAY)
    assert not lapses(date(2012, 3, 6), date(2012, 3, 6)) and lapses(date(2012, 3, 6), date(2012, 3, 7))


def test_stages_follow_each_other() -> None:
    first = check_enter(PLAN, left=[], now_in="", proven={"plan_issued", "office_named"})
    assert first.key == "mobilisation"
    with refused("stage.lacking"):
        check_enter(PLAN, left=[], now_in="", proven={"plan_issued"})
    with refused("stage.runs"):
        check_enter(PLAN, left=["mobilisation"], now_in="mobilisation", proven=set())
    with refused("stage.none_left"):
        check_enter(PLAN, left=[stage.key for stage in PLAN.stages], now_in="", proven=set())
    with refused("stage.none_runs"):
        check_leave(PLAN, now_in="", proven=set())


@pytest.mark.parametrize(
    ("denominator", "resolved", "share", "wanted", "missing", "reached"),
    [(200, 104, 60, 120, 16, 520), (7, 4, 60, 5, 1, 571), (0, 0, 60, 0, 0, 0), (10, 10, 100, 10, 0, 1000)],
)
def test_where_a_target_stands(  # noqa: PLR0917
    denominator: int, resolved: int, share: int, wanted: int, missing: int, reached: int
) -> None:
    found = standing(denominator=denominator, resolved=resolved, share=share)
    assert (found["wanted"], found["missing"], found["reached"]) == (wanted, missing, reached)


@pytest.mark.parametrize(
    ("done", "today", "state"),
    [
        (None, 30, Due.OWED), (None, 31, Due.OVERDUE), (30, 40, Due.DONE), (31, 40, Due.LATE_DONE),
    ],
)  # fmt: skip
def test_a_late_one_stays_late(done: int | None, today: int, state: Due) -> None:
    start = date(2011, 10, 31)
    on = start + timedelta(days=done) if done else None
    assert due_state(date(2011, 11, 30), done_on=on, today=start + timedelta(days=today)) is state


def test_reports_have_their_organs_and_their_time() -> None:
    assert report_of(PLAN, "return", "2011-12", "city", today=date(2011, 12, 1)).due == date(2011, 12, 31)
    for kind, key, level, day, code in (
        ("return", "2011-10", "city", date(2012, 1, 1), "report.unknown"),
        ("return", "2011-12", "county", date(2012, 1, 1), "report.not_owed"),
        ("return", "2011-12", "city", date(2011, 11, 30), "report.too_early"),
        ("summary", "two_sessions", "city", date(2012, 3, 13), "report.too_early"),
    ):
        with refused(code):
            report_of(PLAN, kind, key, level, today=day)


def test_a_task_is_broken_down_inside_its_own_day() -> None:
    check_task(words="Compare.", due=TODAY, today=TODAY, parent_due=TODAY, parent_done=False)
    for changes, code in (
        ({"words": " "}, "task.no_words"),
        ({"due": TODAY - timedelta(days=1)}, "task.due_past"),
        ({"due": TODAY + timedelta(days=1)}, "task.later_than_whole"),
        ({"parent_done": True}, "task.whole_is_done"),
    ):
        values: dict[str, object] = {
            "words": "Compare.", "due": TODAY, "today": TODAY, "parent_due": TODAY, "parent_done": False,
        }  # fmt: skip
        with refused(code):
            check_task(**(values | changes))  # type: ignore[arg-type]
    for evidence, done, parts, code in (
        ("List 1.", True, 0, "task.is_done"), ("", False, 0, "duty.no_evidence"),
        ("List 1.", False, 2, "task.parts_open"),
    ):  # fmt: skip
        with refused(code):
            check_task_done(evidence=evidence, done=done, open_parts=parts)

"""Review and endings on the desk: every form does its verb, the page tells all of it, the queue finds it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengwen.domains.cases.reads.queues import queue_page, queues_of
from dengwen.foundation.permissions.acting import set_post
from tests.appeals.upward import Upward, upward
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.desk.test_actions import do, done

ASKED = {"text": "The answer misses the point.", "asked_by": "PETITIONER", "late_reason": ""}
FACTS = {
    "facts_found": "No entry.",
    "reasons": "A breach.",
    "legal_basis": "L22 Art.21",
    "further_told": "Ask above.",
}


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def plain(text: str) -> str:
    main = text.partition("<main")[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def day(way: Upward) -> str:
    return way.day.isoformat()


def test_a_review_from_the_request_to_the_redo(cast: Cast) -> None:
    way = upward(cast)
    one, other = way.claims()
    with at(way.at):
        form = page(client_of(cast, "registrar"), f"/cases/{way.case}/do/ask_review/")
        assert "It goes to River City." in form and "The period ends on" in form
        assert 'name="organ"' not in form, "the law leaves no choice"
        done(do(cast, "registrar", way.case, "ask_review", asked_on=day(way), orally="on", **ASKED))
        assert "The answer misses the point." in page(
            client_of(cast, "reviewer"), f"/cases/{way.case}/do/admit_review/"
        )
        done(do(cast, "reviewer", way.case, "admit_review"))
        assert "The answer misses the point." in page(
            client_of(cast, "reviewer"), f"/cases/{way.case}/do/decide_review/"
        )
        form = page(client_of(cast, "reviewer"), f"/cases/{way.case}/do/decide_review/")
        assert form.count("answered:") == 2, "claim by claim"
        verdicts = {
            f"outcome_{one.pk}": "REVOKED", f"ground_{one.pk}": "BASIS_WRONG", f"words_{one.pk}": "Wrong law.",
            f"outcome_{other.pk}": "UPHELD",
        }  # fmt: skip
        refused = do(
            cast, "reviewer", way.case, "decide_review", **FACTS, **verdicts | {f"ground_{one.pk}": ""}
        )
        assert refused.status_code == 422 and "Wrong law." in refused.content.decode(), (
            "nothing typed is lost"
        )
        done(do(cast, "reviewer", way.case, "decide_review", **FACTS, **verdicts))
        served = {"method": "POST", "served_on": day(way), "received_by": "Wang Wu", "through": ""}
        done(do(cast, "city_registrar", way.case, "serve_review", **served))
        done(do(cast, "reviewer", way.case, "order_redo_on_review", order="Read the book."))
    assert way.matter.state == "redo"


def test_a_late_request_asks_for_its_reason_and_the_review_organ_judges_it(cast: Cast) -> None:
    way = upward(cast)
    way.next(40)
    with at(way.at):
        late = do(cast, "registrar", way.case, "ask_review", asked_on=day(way), **ASKED)
        assert "A late request is taken too" in plain(late.content.decode())
        done(
            do(
                cast,
                "registrar",
                way.case,
                "ask_review",
                asked_on=day(way),
                **ASKED | {"late_reason": "HINDERED"},
            )
        )
        form = page(client_of(cast, "reviewer"), f"/cases/{way.case}/do/admit_review/")
        assert "Judge it in the note." in form and "Hindered" in form
        done(do(cast, "reviewer", way.case, "admit_review", note_text="She was ill."))
    assert way.matter.state == "reviewing"


def test_a_withdrawal_from_the_paper_to_the_pressure(cast: Cast) -> None:
    way = upward(cast, "step")
    paper = way.paper()
    with at(way.at):
        form = page(client_of(cast, "registrar"), f"/cases/{way.case}/do/ask_withdrawal/")
        for word in ("pledge", "promise not", "stop petition"):
            assert word not in plain(form).lower()
        signed = {"signed_on": day(way), "signer": "PETITIONER", "paper": paper, "told": "It is free."}
        custody = do(cast, "registrar", way.case, "ask_withdrawal", **signed, in_custody="yes")
        assert "Nobody withdraws from custody" in plain(custody.content.decode())
        done(do(cast, "registrar", way.case, "ask_withdrawal", **signed, in_custody="no"))
        form = page(client_of(cast, "reviewer"), f"/cases/{way.case}/do/call_back_withdrawal/")
        assert "Did anybody press you" in form
        answers = {"pressed": "yes", "promised": "no", "custody": "no", "answers": "They told me to."}
        done(do(cast, "reviewer", way.case, "call_back_withdrawal", **answers))
        shown = page(client_of(cast, "city_leader"), f"/cases/{way.case}/")
        assert "Urgent note to the higher organ" in shown and "They told me to." in shown
    assert (way.matter.state, way.matter.urgent) == ("investigating", True)


def test_a_termination_from_its_gates_to_its_notice(cast: Cast) -> None:
    way = upward(cast, category="01.01").finish(days=40)
    reviewer = way.someone("province", "reviewer")
    cast.actors["deciding"] = reviewer
    with at(way.at):
        gates = {
            "hearing": "DECLINED",
            "hearing_on": day(way),
            "hearing_text": "I want none.",
            "relief": "Paid.",
        }
        done(do(cast, "leader", way.case, "propose_termination", reason="All is used.", **gates))
        done(do(cast, "deciding", way.case, "examine_termination", findings="Each gate is met."))
        words = {"minutes": "Minutes.", "reasons": "Used.", "stays_open": "New facts.", "care": "The county.",
                 "told_on": day(way), "told_by": "POST"}  # fmt: skip
        few = do(cast, "deciding", way.case, "terminate", members="A\nB", votes_for="2", votes_against="0",
                 votes_abstained="0", **words)  # fmt: skip
        assert "at least 3 members" in plain(few.content.decode())
        done(do(cast, "deciding", way.case, "terminate", members="A\nB\nC", votes_for="3", votes_against="0",
                votes_abstained="0", **words))  # fmt: skip
    assert way.matter.state == "terminated"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_tells_every_round_and_ending(cast: Cast, language: str) -> None:
    way = upward(cast, category="01.01").reviewed("CHANGED", "CLEARLY_UNFIT", "PARTLY").rereviewed().finish()
    way.propose()
    way.examine()
    way.terminate()
    way.ask_reexamination()
    way.uphold()
    with at(way.at):
        shown = page(client_of(cast, "auditor", language), f"/cases/{way.case}/appeals/")
        timeline = page(client_of(cast, "auditor", language), f"/cases/{way.case}/")
    for told in ("-RV-2026-00001", "The answer misses the point.", "The book was not read.", "Deputy director",
                 "The vote was in order.", "W*", "I want none."):  # fmt: skip
        assert told in shown, told
    assert "Wang Wu" not in shown, "who received it may be the petitioner"
    words = (
        ("Explained", "Partly supported", "Upheld") if language == "en" else ("解释说明", "部分支持", "维持")
    )
    assert all(word in shown for word in words)
    for raw in ("CLEARLY_UNFIT", "UPHELD", "REREVIEWED", "DECLINED", "…"):
        assert raw not in plain(shown), raw
    assert f"/cases/{way.case}/appeals/" in timeline
    for raw in ("REREVIEWED", "UPHELD", "supervision_note", "stays_open", "WRITTEN", "…"):
        assert raw not in plain(timeline), raw


def test_the_page_is_one_question_more_and_the_case_page_none(cast: Cast) -> None:
    quiet, asked = upward(cast), upward(cast)
    asked.reviewed()
    counts = {}
    for name, case, path in (
        ("quiet", quiet.case, ""),
        ("asked", asked.case, ""),
        ("page", asked.case, "appeals/"),
    ):
        client = client_of(cast, "registrar")
        with (
            at(asked.at),
            CaptureQueriesContext(
                connection,
            ) as seen,
        ):
            text = page(client, f"/cases/{case}/{path}")
        counts[name] = len(
            [one for one in seen.captured_queries if one["sql"].startswith(("SELECT", "WITH"))]
        )
        if not path:
            assert (f"/cases/{case}/appeals/" in text) == (name == "asked"), (
                "linked only where there is something"
            )
    assert counts["quiet"] == counts["asked"]
    assert counts["page"] <= counts["asked"]


def test_the_reviewing_organ_finds_what_waits_for_it_and_nobody_else_does(cast: Cast) -> None:
    way = upward(cast)
    way.ask()

    def waiting(part: str, on: date) -> list[int]:
        set_post(cast[part].post)
        queue = next(one for one in queues_of(cast[part]) if one.code == "asked")
        return [row.id for row in queue_page(cast[part], queue, on).rows]

    assert waiting("reviewer", way.day) == [way.case]
    assert waiting("own_reviewer", way.day) == waiting("stone_reviewer", way.day) == []
    assert waiting("province_reviewer", way.day) == []
    with at(way.at):
        assert "Requests" in page(client_of(cast, "reviewer"), "/review/?queue=asked")
    way.admit()
    way.decide()
    way.give()
    assert waiting("reviewer", way.day) == []


def test_the_queue_is_read_from_its_index(cast: Cast) -> None:
    set_post(cast["reviewer"].post)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        with CaptureQueriesContext(connection) as seen:
            queue = next(one for one in queues_of(cast["reviewer"]) if one.code == "asked")
            queue_page(cast["reviewer"], queue, date(2026, 3, 2))
        cursor.execute(f"EXPLAIN {seen.captured_queries[-1]['sql']}")
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "matter_asked_queue" in plan


def test_re_review_is_offered_only_after_a_review(cast: Cast) -> None:
    way = upward(cast)
    address, client = f"/cases/{way.case}/", client_of(cast, "registrar")
    with at(way.at):
        before = plain(page(client, address))
    assert "Record a request for review" in before and "Record a request for re-review" not in before
    way.reviewed()
    with at(way.at):
        assert "Record a request for re-review" in plain(page(client, address))

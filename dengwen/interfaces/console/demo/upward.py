"""The steps of a life above the handling organ: review, re-review with its hearing, final, terminated, withdrawn."""

from datetime import timedelta
from typing import Any

from dengwen.domains.appeals.rules.notices import Notice
from dengwen.domains.appeals.rules.terminations import DECLINED, HELD, Vote
from dengwen.domains.appeals.rules.verdicts import Reasoning, Verdict
from dengwen.domains.appeals.rules.withdrawals import CallBack
from dengwen.domains.appeals.verbs.admit_review import admit_rereview, admit_review
from dengwen.domains.appeals.verbs.ask_review import Asked, ask_rereview, ask_review
from dengwen.domains.appeals.verbs.ask_withdrawal import Signed, ask_withdrawal
from dengwen.domains.appeals.verbs.confirm_withdrawal import call_back_withdrawal, confirm_withdrawal
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_rereview, decide_review
from dengwen.domains.appeals.verbs.finalise import finalise, follow_up_final
from dengwen.domains.appeals.verbs.no_longer_accept import no_longer_accept, propose_no_longer_accept
from dengwen.domains.appeals.verbs.order_redo_on_review import order_redo_on_review
from dengwen.domains.appeals.verbs.propose_termination import Gates, propose_termination
from dengwen.domains.appeals.verbs.serve_review import serve_rereview, serve_review
from dengwen.domains.appeals.verbs.terminate import TerminationWords, examine_termination, terminate
from dengwen.domains.cases.verbs.raise_level import raise_level
from dengwen.domains.handling.rules.hearings import ParticipantDraft
from dengwen.domains.handling.verbs.hold_hearing import announce_hearing, close_hearing, open_hearing
from dengwen.interfaces.console.demo.life import Doors, Life
from dengwen.interfaces.console.demo.organs import Level
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.steps import Step, StepKind
from dengwen.interfaces.console.demo.words import told

_UPHELD = "UPHELD"


def _above(life: Life, role: Role = Role.REVIEWER) -> dict[str, Any]:
    """Return who acts for the organ that has the matter in hand above; a reviewer who had no other part in it."""
    return life.by(role, life.land.codes[life.matter.review_organ_id])


def _fresh(life: Life) -> dict[str, Any]:
    return life.by_other(Role.REVIEWER, life.land.codes[life.matter.review_organ_id])


def _notice(life: Life) -> Notice:
    return Notice(life.day, told("service_methods", "POST"))


def _ask(life: Life, _: Step) -> None:
    ask_review(asked=Asked(life.pen.write("asked_review"), life.day), **life.by(Role.REGISTRAR))


def _ask_again(life: Life, _: Step) -> None:
    ask_rereview(asked=Asked(life.pen.write("asked_rereview"), life.day), **life.by(Role.REGISTRAR))


def _admit(life: Life, _: Step) -> None:
    admit_review(**_above(life))


def _admit_again(life: Life, _: Step) -> None:
    admit_rereview(**_above(life))


def _decided(life: Life, step: Step) -> Decided:
    """Uphold the whole, or revoke the answer to the first claim."""
    upheld, request = step.results == (_UPHELD,), life.rows("appeals.reviewrequest")[-1]
    outcome = "UPHELD" if upheld else "REVOKED"
    ground = "" if upheld else life.random.choice(("FACTS_UNCLEAR", "PROCEDURE_BREACHED"))
    last = request.stage == "rereview"
    reasoning = Reasoning(
        life.pen.write(f"review_facts_{outcome}"), life.pen.write(f"review_reasons_{outcome}"), life.pen.write("basis"),
        life.pen.write("review_last" if last else "review_next"),
    )  # fmt: skip
    if request.subject != "opinion":
        return Decided(reasoning, outcome=outcome, ground=ground)
    claims = sorted(life.rows("cases.claim"), key=lambda claim: claim.position)
    first = Verdict(claims[0].pk, outcome, ground, "" if upheld else life.pen.write("review_claim"))
    return Decided(reasoning, (first, *(Verdict(claim.pk, "UPHELD") for claim in claims[1:])))


def _decide(life: Life, step: Step) -> None:
    decide_review(decided=_decided(life, step), **_above(life))


def _decide_again(life: Life, step: Step) -> None:
    decide_rereview(decided=_decided(life, step), **_above(life))


def _serve(life: Life, _: Step) -> None:
    person = life.story.petitioner
    verb = serve_review if life.state == "review_decided" else serve_rereview
    verb(
        method=told("service_methods", "POST"), served_on=life.day, received_by=person.name if person else "—",
        **_above(life, Role.REGISTRAR),
    )  # fmt: skip


def _order_redo(life: Life, _: Step) -> None:
    """A county has one leader, and another team is owed (plan S52): the city takes the matter up.

    What a city or the province handled waits there for another team.
    """
    order_redo_on_review(order=life.pen.write("redo_order"), **_above(life))
    if life.land.province.by_code[life.land.examiner(life.holder)].level is Level.CITY:
        raise_level(reason=life.pen.write("redo_order"), **life.by(Role.LEADER))
        life.stand_ins.clear()
    else:
        life.stopped = True


def _announce(life: Life, step: Step) -> None:
    coming = [each.day for each in life.story.path if each.kind is StepKind.HEARING and each.day >= step.day]
    wait = coming[0] - step.day if coming else 18
    organ = life.land.codes[life.matter.review_organ_id]
    person = life.story.petitioner
    people = (
        ParticipantDraft("PETITIONER", person.name if person else "—"),
        ParticipantDraft("PANEL", life.pen.write("panel"), life.pen.write("panel_from"), outside=True),
        ParticipantDraft("HANDLER", life.acting(Role.HANDLER).name),
    )
    announce_hearing(
        notice_on=life.day, planned_on=life.day + timedelta(days=wait), place=life.pen.write("hearing_place"),
        subject=life.pen.write("hearing_subject"), chair=life.acting(Role.LEADER, organ).post, participants=people,
        asked_for=True, **_above(life),
    )  # fmt: skip


def _hear(life: Life, _: Step) -> None:
    open_hearing(opened_on=life.day, **_above(life))


def _heard(life: Life, _: Step) -> None:
    organ = life.land.codes[life.matter.review_organ_id]
    life.attach("HEARING_RECORD", life.pen.nth("file", 5), Role.REGISTRAR, organ)
    close_hearing(
        closed_on=life.day,
        opinion=life.pen.write("hearing_opinion"),
        transcript=life.last_paper(),
        **_above(life),
    )


def _finalise(life: Life, _: Step) -> None:
    finalise(
        told=life.pen.write("told_final"),
        care=life.pen.write("care"),
        notice=_notice(life),
        **life.by(Role.REGISTRAR),
    )


def _follow(life: Life, _: Step) -> None:
    follow_up_final(**life.by(Role.HANDLER))


def _propose_termination(life: Life, _: Step) -> None:
    held = any(row.closed_on for row in life.rows("handling.hearing"))
    words = "" if held else life.pen.write("hearing_declined")
    gates = Gates(HELD if held else DECLINED, life.day, life.pen.write("relief"), words)
    propose_termination(reason=life.pen.write("termination"), gates=gates, **life.by(Role.LEADER))


def _examine_termination(life: Life, _: Step) -> None:
    examine_termination(findings=life.pen.write("termination_findings"), **_fresh(life))


def _terminate(life: Life, _: Step) -> None:
    words = TerminationWords(
        life.pen.write("termination"),
        life.pen.write("minutes"),
        life.pen.write("stays_open"),
        life.pen.write("care"),
    )
    vote = Vote(life.pen.lists["members"], len(life.pen.lists["members"]) - 1, 0, 1)
    terminate(vote=vote, words=words, notice=_notice(life), **_fresh(life))


def _withdraw(life: Life, _: Step) -> None:
    life.attach("OTHER", life.pen.nth("file", 6), Role.REGISTRAR)
    signed = Signed(
        life.day, "PETITIONER", life.last_paper(), life.pen.write("told_withdrawal"), in_custody=False
    )
    ask_withdrawal(signed=signed, **life.by(Role.REGISTRAR))


def _call_back(life: Life, _: Step) -> None:
    call = CallBack(pressed=False, promised=False, in_custody=False)
    call_back_withdrawal(call=call, answers=life.pen.write("called_back"), **_fresh(life))


def _confirm_withdrawal(life: Life, _: Step) -> None:
    confirm_withdrawal(
        public_interest=life.pen.write("public_interest"), notice=_notice(life), **_fresh(life)
    )


def _no_longer(life: Life, step: Step) -> None:
    """One proposes, another confirms."""
    propose_no_longer_accept(
        earlier=life.known[step.into if step.into is not None else -1], comparison=life.pen.write("comparison"),
        explanation=life.pen.write("no_longer"), **life.by(Role.REGISTRAR),
    )  # fmt: skip
    no_longer_accept(notice=_notice(life), **life.by(Role.LEADER))


GOING_UP: Doors = {
    StepKind.REVIEW_REQUEST: _ask, StepKind.REVIEW_START: _admit, StepKind.REVIEW_DECIDE: _decide,
    StepKind.SERVE_UPHELD: _serve, StepKind.SERVE_REVOKED: _serve, StepKind.SERVE_REFUSAL: _serve,
    StepKind.ORDER_REDO: _order_redo, StepKind.REREVIEW_REQUEST: _ask_again, StepKind.REREVIEW_START: _admit_again,
    StepKind.REREVIEW_DECIDE: _decide_again, StepKind.ANNOUNCE: _announce, StepKind.HEARING: _hear,
    StepKind.HEARING_DONE: _heard, StepKind.FINAL: _finalise, StepKind.FOLLOW_FINAL: _follow,
    StepKind.PROPOSE_TERMINATION: _propose_termination, StepKind.REVIEW_TERMINATION: _examine_termination,
    StepKind.TERMINATE: _terminate, StepKind.WITHDRAW: _withdraw, StepKind.CALL_BACK: _call_back,
    StepKind.WITHDRAWAL_CONFIRMED: _confirm_withdrawal, StepKind.NO_LONGER_ACCEPT: _no_longer,
}  # fmt: skip

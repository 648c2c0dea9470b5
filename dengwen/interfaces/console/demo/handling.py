"""The steps of a life inside the house: plan, investigation, opinion, remedies, dossier."""

from datetime import timedelta
from typing import Any

from dengwen.domains.cases.states import State
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.close_matter import close_matter
from dengwen.domains.closure.verbs.hand_in_dossier import hand_in_dossier
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.closure.verbs.return_dossier import order_redo, return_dossier
from dengwen.domains.handling.rules.remedies import RemedyDraft, promising
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.approve_plan import approve_plan
from dengwen.domains.handling.verbs.begin_execution import begin_execution
from dengwen.domains.handling.verbs.carry_out_remedy import carry_out_remedy
from dengwen.domains.handling.verbs.confirm_diversion import confirm_diversion
from dengwen.domains.handling.verbs.draft_opinion import draft_opinion
from dengwen.domains.handling.verbs.draft_plan import draft_plan
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from dengwen.domains.handling.verbs.mediate import execute_settlement
from dengwen.domains.handling.verbs.record_meeting import record_meeting
from dengwen.domains.handling.verbs.record_service import record_service
from dengwen.domains.handling.verbs.record_step import record_step
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.console.demo.life import Doors, Life
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.steps import Step, StepKind
from dengwen.interfaces.console.demo.words import told

_KINDS = ("FILE_READ", "PETITIONER_MET", "OFFICER_MET", "VISIT")
_SERVED = ("IN_PERSON", "POST", "ELECTRONIC", "ADULT_RELATIVE")
_LACKING = ("PAPERS_MISSING", "FACTS_UNCLEAR", "CLAIM_UNANSWERED", "SERVICE_MISSING")
_REMEDIES = {
    "CASE_FILED": "FILE_CASE", "PROPERTY_RETURNED": "RETURN_PROPERTY", "DECISION_CORRECTED": "CORRECT_DECISION",
    "COMPENSATION": "PAY", "APOLOGY": "APOLOGISE", "RELIEF": "RELIEF", "DISCIPLINE": "DISCIPLINE",
    "RULE_CHANGED": "CHANGE_RULE",
}  # fmt: skip
_WORTH_A_PAPER = {"AGREEMENT": 3, "PAYMENT_PROOF": 2}


def _plan(life: Life, _: Step) -> None:
    finish, limit = life.day + timedelta(days=20), life.matter.handling_due
    if limit is not None and life.day <= limit < finish:
        finish = limit
    draft_plan(
        issues=life.pen.write("issues"), approach=life.pen.write("approach"), finish_by=finish,
        evidence_wanted=life.pen.write("evidence"), **life.by(Role.HANDLER),
    )  # fmt: skip


def _investigate(life: Life, _: Step) -> None:
    if life.state == State.PLANNING:
        _meet(life)
        approve_plan(**life.by(Role.LEADER))
    number = life.random.randrange(len(life.pen.lists["step"]))
    record_step(
        kind=told("step_kinds", _KINDS[number]),
        done_on=life.day,
        text=life.pen.nth("step", number),
        **life.by(Role.HANDLER),
    )


def _meet(life: Life) -> None:
    """Record the three meetings: who wrote without a name cannot be met, and some decline."""
    if life.story.petitioner is None:
        outcome = "ANONYMOUS"
    else:
        outcome = life.random.choices(("HELD", "DECLINED", "NOT_REACHED"), (84, 11, 5))[0]
    offered = "" if outcome == "ANONYMOUS" else life.pen.write("offered")
    notes = life.pen.write("met") if outcome in ("HELD", "ANONYMOUS") else ""
    for kind, what, how, said in (
        ("PETITIONER", outcome, offered, notes),
        ("OFFICER", "HELD", "", life.pen.write("met")),
        ("FILE", "HELD", "", life.pen.write("met")),
    ):
        record_meeting(
            kind=kind, outcome=what, met_on=life.day, how_offered=how, notes=said, who=life.matter.leader_id,
            **life.by(Role.HANDLER),
        )  # fmt: skip


def _draft(life: Life, step: Step) -> None:
    coming = [each for each in life.story.path if each.kind is StepKind.OPINION and each.day >= step.day]
    method = (coming[0].method if coming else None) or "EXPLANATION"
    draft_opinion(
        method=told("resolution_methods", method), summary=life.pen.write("summary"), **life.by(Role.HANDLER)
    )


def answer_claims(life: Life, results: tuple[str, ...]) -> None:
    """Answer every claim in the draft of the opinion; claims that the story does not know of as its last one."""
    claims = sorted(life.rows("cases.claim"), key=lambda claim: claim.position)
    more = results[-1:] * (len(claims) - len(results))
    for claim, result in zip(claims, results + more, strict=True):
        answer_claim(
            claim=claim.pk, result=told("claim_results", result), facts_found=life.pen.write(f"facts_{result}"),
            reasons=life.pen.write("reasons"),
            answer=life.pen.write(f"answer_{result}", claim=claim.text), legal_basis=life.pen.write("basis"),
            **life.by(Role.HANDLER),
        )  # fmt: skip


def _opinion(life: Life, step: Step) -> None:
    if life.state != State.PROVISIONAL_VIEW:
        answer_claims(life, step.results)
    above = life.land.province.by_code[life.land.examiner(life.holder)]
    higher = above.name if life.story.language == "zh" else above.name_en
    issue_opinion(review_told=life.pen.write("review", higher=higher), **life.by(Role.LEADER))


def _confirm(life: Life, _: Step) -> None:
    """The organ of the statutory channel registered it; its paper is attached first."""
    life.attach("CHANNEL_REPLY", life.pen.nth("file", 1), Role.REGISTRAR)
    confirm_diversion(
        organ_name=life.pen.write("channel"), their_number=f"{life.day.year}-{life.story.number % 10000:04d}",
        registered_on=life.day, paper=life.last_paper(), **life.by(Role.REGISTRAR),
    )  # fmt: skip


def _serve(life: Life, _: Step) -> None:
    person = life.story.petitioner
    method = life.random.choice(_SERVED) if person is not None else "PUBLIC_NOTICE"
    receiver = (
        person.name if person is not None else "公告" if life.story.language == "zh" else "public notice"
    )
    record_service(
        method=told("service_methods", method),
        served_on=life.day,
        received_by=receiver,
        **life.by(Role.HANDLER),
    )


def _execute(life: Life, step: Step) -> None:
    if life.state == State.SETTLED:
        execute_settlement(**life.by(Role.HANDLER))
        return
    coming = [each.day for each in life.story.path if each.kind is StepKind.REMEDIES and each.day >= step.day]
    room = coming[0] - step.day + life.random.randint(-4, 12) if coming else 30
    due = life.day + timedelta(days=max(0, room))
    method = _method(life)
    remedies_of = {told("resolution_methods", code): kind for code, kind in _REMEDIES.items()}
    remedies = [
        RemedyDraft(
            kind=told("remedy_kinds", remedies_of.get(method, "DO_DUTY")), text=life.pen.write("remedy"),
            owner=life.matter.organ_id, due=due, claim=claim.pk,
        )
        for claim in life.rows("cases.claim")
        if claim.result in promising()
    ]  # fmt: skip
    reason = "" if remedies else life.pen.write("no_remedy")
    begin_execution(remedies=remedies, reason=reason, **life.by(Role.HANDLER))


def _remedies(life: Life, _: Step) -> None:
    for remedy in list(life.rows("handling.remedy")):
        if remedy.done_on is None:
            carry_out_remedy(
                remedy=remedy.pk, done_on=life.day, proof=life.pen.write("proof"), **life.by(Role.HANDLER)
            )


def _hand_in(life: Life, _: Step) -> None:
    method = _method(life)
    there = {file.kind for file in life.rows("letters.attachment")}
    for kind in set(pack(life.matter.pack).dossier(method)) - there:
        life.attach(kind, life.pen.nth("file", _WORTH_A_PAPER.get(kind, 1)), Role.HANDLER)
    hand_in_dossier(report=life.pen.write("report"), **life.by(Role.HANDLER))


def _method(life: Life) -> str:
    """Return how the matter was resolved: by the last opinion, or by an agreement."""
    opinions = life.rows("handling.opinion")
    if opinions:
        return str(max(opinions, key=lambda opinion: opinion.round).method)
    return str(life.rows("handling.mediation")[-1].method)


def _judge(life: Life, *, lacking: bool) -> None:
    last = max(life.rows("closure.dossier"), key=lambda dossier: dossier.round)
    items = [item for item in life.rows("closure.dossieritem") if item.dossier_id == last.pk]
    bad = life.random.choice(items).pk if lacking else None
    for item in items:
        finding, remark = ("lacking", life.pen.write("remark")) if item.pk == bad else ("met", "")
        judge_item(item=item.pk, finding=finding, remark=remark, **_examining(life))


def _return(life: Life, _: Step) -> None:
    _judge(life, lacking=True)
    return_dossier(
        reason=told("return_reasons", life.random.choice(_LACKING)), remarks="", **_examining(life)
    )


def _redo(life: Life, _: Step) -> None:
    _judge(life, lacking=True)
    order_redo(reason="FACTS_UNCLEAR", remarks=life.pen.write("redo_remark"), **_examining(life))


def _accept(life: Life, _: Step) -> None:
    _judge(life, lacking=False)
    accept_dossier(**_examining(life))


def _close(life: Life, _: Step) -> None:
    close_matter(**_examining(life))


def _examining(life: Life) -> dict[str, Any]:
    return life.by(Role.REVIEWER, life.land.examiner(life.holder))


IN_THE_HOUSE: Doors = {
    StepKind.PLAN: _plan, StepKind.INVESTIGATE: _investigate, StepKind.DRAFT_OPINION: _draft,
    StepKind.OPINION: _opinion, StepKind.SERVE: _serve, StepKind.EXECUTE: _execute,
    StepKind.REMEDIES: _remedies, StepKind.HAND_IN: _hand_in, StepKind.RETURN: _return, StepKind.REDO: _redo,
    StepKind.ACCEPT_CLOSING: _accept, StepKind.CLOSE: _close, StepKind.DIVERT_DONE: _confirm,
}  # fmt: skip

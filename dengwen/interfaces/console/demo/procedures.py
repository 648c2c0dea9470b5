"""The steps of a life that are procedures of their own: disputes, diversions, mediation, extension, recusal."""

from datetime import timedelta

from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.cases.verbs.dispute_jurisdiction import dispute_jurisdiction
from dengwen.domains.cases.verbs.recuse import ask_recusal, decide_recusal
from dengwen.domains.deadlines.verbs.extend_limit import extend_limit
from dengwen.domains.handling.rules.mediations import ConsentDraft
from dengwen.domains.handling.rules.procedure_days import VIEW_COMMENT, days_from
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.confirm_diversion import take_back_diversion
from dengwen.domains.handling.verbs.mediate import end_mediation, mediate, settle
from dengwen.domains.handling.verbs.provisional_view import show_provisional_view
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.console.demo.handling import answer_claims
from dengwen.interfaces.console.demo.land import NobodyThereError
from dengwen.interfaces.console.demo.life import Doors, Life
from dengwen.interfaces.console.demo.people import Role
from dengwen.interfaces.console.demo.steps import Step, StepKind
from dengwen.interfaces.console.demo.words import told


def _dispute(life: Life, _: Step) -> None:
    """A neighbour under the same superior may be in charge as well; who has none disputes with nobody."""
    others = [
        code
        for code in life.land.neighbours(life.land.province.parent_today(life.holder))
        if code != life.holder
    ]
    if not others:
        return
    dispute_jurisdiction(
        organs=[life.land.ids[life.random.choice(others)]], reason=life.pen.write("disputed"),
        **life.by(Role.REGISTRAR),
    )  # fmt: skip


def _returned(life: Life, _: Step) -> None:
    """The organ of the statutory channel refused; the matter is screened again."""
    take_back_diversion(
        organ_name=life.pen.write("channel"), reason=life.pen.write("channel_refused"), refused_on=life.day,
        **life.by(Role.REGISTRAR),
    )  # fmt: skip


def _recuse(life: Life, _: Step) -> None:
    """The petitioner asks the handler to stand aside; the leader decides, and where she grants it names another."""
    handler = life.matter.handler_id
    try:
        other = life.acting(Role.UNIT_HEAD)
    except NobodyThereError:
        return  # a city has no units; its petitioners ask for nobody else
    leader = life.acting(Role.LEADER)
    grant = other.account != leader.account
    ask_recusal(
        post=handler, ground="KINSHIP" if grant else "OTHER", reason=life.pen.write("recusal"),
        **life.by(Role.REGISTRAR),
    )  # fmt: skip
    asked = life.rows("cases.recusal")[-1].pk
    words = life.pen.write("recusal_granted" if grant else "recusal_refused")
    decide_recusal(recusal=asked, grant=grant, reason=words, **life.by(Role.LEADER))
    if grant:
        life.stand_ins[Role.HANDLER] = Role.UNIT_HEAD
        assign_team(handler=other.post, **life.by(Role.UNIT_HEAD))


def _extend(life: Life, _: Step) -> None:
    """Extend the handling limit while it runs; whoever is late by then cannot any more."""
    law = pack(life.matter.pack)
    rule = law.limit("handling").id
    running = [
        row for row in life.rows("deadlines.clock") if row.rule == rule and not row.met_on and not row.stopped
    ]
    if not running or running[-1].legal < life.day or running[-1].extension_days:
        return
    extend_limit(
        rule=rule, days=30, reason=life.pen.write("extended"), told_on=life.day,
        told_by=told("service_methods", "POST"), **life.by(Role.LEADER),
    )  # fmt: skip


def _mediate(life: Life, _: Step) -> None:
    person = life.story.petitioner
    life.attach("CONSENT", life.pen.nth("file", 4), Role.HANDLER)
    paper = life.last_paper()
    letter = told("channels", "LETTER")
    consents = [
        ConsentDraft("PETITIONER", person.name if person else "", life.day, letter, paper),
        ConsentDraft("ORGAN", life.pen.places["organ"], life.day, letter, paper),
    ]
    mediate(
        mediator=life.pen.write("mediator"), balance=life.pen.write("balance"), nothing_barred=True, consents=consents,
        **life.by(Role.HANDLER),
    )  # fmt: skip


def _end_mediation(life: Life, _: Step) -> None:
    end_mediation(reason=life.pen.write("mediation_ended"), **life.by(Role.HANDLER))


def _settle(life: Life, step: Step) -> None:
    life.attach("AGREEMENT", life.pen.nth("file", 3), Role.HANDLER)
    item = RemedyDraft(
        kind=told("remedy_kinds", "DO_DUTY"), text=life.pen.write("remedy"), owner=life.matter.organ_id,
        due=life.day + timedelta(days=40),
    )  # fmt: skip
    settle(
        method=told("resolution_methods", step.method or "MEDIATED"), terms=life.pen.write("terms"),
        paper=life.last_paper(), signed_on=life.day, items=[item], **life.by(Role.HANDLER),
    )  # fmt: skip


def _show(life: Life, step: Step) -> None:
    """Show what will be answered before it is issued, with time for a word on it."""
    answer_claims(life, step.results)
    law = days_from(VIEW_COMMENT, life.day, law=life.matter.pack)
    show_provisional_view(
        shown_on=life.day, method=told("service_methods", "POST"), comment_by=law.for_petitioner,
        **life.by(Role.HANDLER),
    )  # fmt: skip


IN_PROCEDURES: Doors = {
    StepKind.DISPUTE: _dispute, StepKind.DIVERT_RETURNED: _returned, StepKind.RECUSE: _recuse,
    StepKind.EXTEND: _extend, StepKind.MEDIATE: _mediate, StepKind.END_MEDIATION: _end_mediation,
    StepKind.SETTLE: _settle, StepKind.PROVISIONAL_VIEW: _show,
}  # fmt: skip

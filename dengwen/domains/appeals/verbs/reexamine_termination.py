"""Re-examine a termination that the petitioner is dissatisfied with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.appeals.models import Reexamination
from dengwen.domains.appeals.reads.chains import allowed_organs
from dengwen.domains.appeals.reads.independence import REEXAMINING, check_independent
from dengwen.domains.appeals.reads.terminations import open_reexamination, termination_in_force
from dengwen.domains.appeals.rules.notices import Notice, check_notice, check_words
from dengwen.domains.appeals.rules.review_chain import choose_organ
from dengwen.domains.appeals.rules.terminations import Reexamined, check_flaws
from dengwen.domains.appeals.verbs.standing import ask_organ, keep_standing, put_back
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.reopen_matter import take_back_closing
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Examined:
    """What the re-examination found: about the procedure, about the substance, and why it decides so."""

    procedure: str
    substance: str
    reasons: str


def ask_reexamination(
    *, case: int, text: str, asked_on: date, actor: Actor, at: datetime, orally: bool = False,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record that the petitioner asks to have a termination re-examined, in writing or orally; no period runs.

    The organ above the one that terminated does it, with people who had no part. Raises
    ``termination.not_in_force``, ``reexamination.once``, ``review.no_text``, ``review.no_organ_above``,
    ``day.future`` (plan S54).
    """
    with door("ask_reexamination", case=case, actor=actor, at=at, version=version) as passage:
        termination = termination_in_force(passage)
        if passage.rows(Reexamination, termination_id=termination.pk):
            raise Refusal("reexamination.once")
        if not text.strip():
            raise Refusal("review.no_text")
        check_done_on(asked_on, today=passage.today)
        organ = choose_organ(allowed_organs(passage, termination.organ_id)[:1], None)
        passage.create(
            Reexamination(
                matter=passage.matter, termination=termination, organ_id=organ, text=text.strip(), asked_on=asked_on,
                orally=orally, recorded_by_id=actor.post, **keep_standing(passage),
            )
        )  # fmt: skip
        ask_organ(passage, organ)
        passage.facts |= {
            "to": organ,
            "asked_on": asked_on.isoformat(),
            "way": "ORALLY" if orally else "WRITTEN",
        }
        passage.say("request", text)


def uphold_termination(
    *, case: int, examined: Examined, notice: Notice, actor: Actor, at: datetime, version: int | None = None
) -> None:  # fmt: skip
    """Uphold the termination (维持终结), with words on procedure and substance, told to the petitioner (plan S54).

    Raises ``reexamination.none_open``, ``review.acted_in_case``, ``words.*``, ``notice.*`` and ``examine.*``.
    """
    with door("uphold_termination", case=case, actor=actor, at=at, version=version) as passage:
        row = _decide(passage, Reexamined.UPHELD, examined, notice)
        put_back(passage, row)


def revoke_termination(
    *, case: int, flaws: Sequence[str], examined: Examined, notice: Notice, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Revoke the termination (撤销终结) for flaws (code list ``termination_flaws``): the matter is handled anew (S54).

    Raises ``termination.flaw_unknown`` and what :func:`uphold_termination` raises.
    """
    with door("revoke_termination", case=case, actor=actor, at=at, version=version) as passage:
        found = check_flaws(flaws)
        row = _decide(passage, Reexamined.REVOKED, examined, notice)
        row.flaws = found
        take_back_closing(passage)
        passage.matter.reopened += 1
        passage.facts["flaws"] = found


def _decide(passage: Passage, outcome: Reexamined, examined: Examined, notice: Notice) -> Reexamination:
    check_independent(passage, REEXAMINING)
    row = open_reexamination(passage)
    check_words(
        (examined.procedure, Refusal("words.procedure")),
        (examined.substance, Refusal("words.substance")),
        (examined.reasons, Refusal("words.reasons")),
    )
    check_notice(notice, since=row.asked_on, today=passage.today)
    passage.watch(row)
    row.outcome, row.decided_on, row.decided_by_id = outcome.value, passage.today, passage.actor.post
    row.procedure, row.substance = examined.procedure.strip(), examined.substance.strip()
    row.reasons, row.told_on, row.told_by = examined.reasons.strip(), notice.told_on, notice.told_by
    passage.facts |= {"told_on": notice.told_on.isoformat(), "method": notice.told_by}
    passage.say("procedure", examined.procedure)
    passage.say("substance", examined.substance)
    passage.say("explanation", examined.reasons)
    return row

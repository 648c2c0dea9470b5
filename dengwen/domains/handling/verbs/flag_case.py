"""Mark a case as pending for long or as complex, or take the mark off; each with its reason."""

from collections.abc import Sequence
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import CaseFlag
from dengwen.domains.handling.rules.flags import check_flag
from dengwen.foundation.permissions.actor import Actor


def flag_case(
    *, case: int, flag: str, reasons: Sequence[str], actor: Actor, at: datetime, words: str = "",
    replan_by: date | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Mark the case (``case_flags``) with coded reasons (``flag_reasons``) and free words beside (plan S14, S34).

    Raises what :func:`check_flag` raises.
    """
    with door("flag_case", case=case, actor=actor, at=at, version=version) as passage:
        matter, known = passage.matter, passage.rows(CaseFlag)
        in_force = any(row.flag == flag and row.ended_on is None for row in known)
        kept = check_flag(
            flag=flag,
            reasons=reasons,
            words=words,
            replan_by=replan_by,
            in_force=in_force,
            today=passage.today,
        )
        passage.create(
            CaseFlag(
                matter=matter, number=len(known) + 1, flag=flag, reasons=" ".join(kept), words=words.strip(),
                set_on=passage.today, set_by_id=actor.post, replan_by=replan_by, organ_before_id=matter.organ_id,
                leader_before_id=matter.leader_id, handler_before_id=matter.handler_id,
            )
        )  # fmt: skip
        passage.facts |= {"flag": flag, "reasons": list(kept)}
        passage.say("reason", words)


def unflag_case(
    *, case: int, flag: str, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Take a mark off, with the reason; it stays in the history. Raises ``flag.not_in_force``, ``flag.no_reason``."""
    with door("unflag_case", case=case, actor=actor, at=at, version=version) as passage:
        row = next((row for row in passage.rows(CaseFlag, flag=flag) if row.ended_on is None), None)
        if row is None:
            raise Refusal("flag.not_in_force")
        if not reason.strip():
            raise Refusal("flag.no_reason")
        passage.watch(row)
        row.ended_on, row.ended_by_id, row.end_words = passage.today, actor.post, reason.strip()
        passage.facts["flag"] = flag
        passage.say("reason", reason)

"""Record one of the three meetings."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import Meeting
from dengwen.domains.handling.reads.procedures import knows_petitioner
from dengwen.domains.handling.reads.rounds import current_round
from dengwen.domains.handling.rules.meetings import MeetingDraft, check_meeting
from dengwen.foundation.permissions.actor import Actor


def record_meeting(
    *, case: int, kind: str, outcome: str, met_on: date, actor: Actor, at: datetime, notes: str = "",
    how_offered: str = "", who: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record a meeting (三见: ``meeting_kinds``) of this round, what came of it (``meeting_outcomes``), and who went.

    ``who`` is the leader in charge or the handler; without it, whoever records. A petitioner may decline, and may
    bring a companion. Raises ``meeting.not_of_team`` and what :func:`check_meeting` raises (plan S49).
    """
    with door("record_meeting", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        went = actor.post if who is None else who
        if went not in (actor.post, matter.leader_id, matter.handler_id):
            raise Refusal("meeting.not_of_team")
        check_meeting(
            MeetingDraft(kind, outcome, met_on, notes, how_offered), received_on=matter.received_on,
            known_petitioner=knows_petitioner(passage), today=passage.today,
        )  # fmt: skip
        number = current_round(passage)
        passage.create(
            Meeting(
                matter=matter, round=number, kind=kind, outcome=outcome, met_on=met_on, who_id=went,
                how_offered=how_offered.strip(), notes=notes.strip(),
            )
        )  # fmt: skip
        passage.facts |= {
            "meeting": kind,
            "outcome": outcome,
            "met_on": met_on.isoformat(),
            "round": number,
        }

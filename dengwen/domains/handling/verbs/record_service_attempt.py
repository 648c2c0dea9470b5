"""Record an attempt at service that failed."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import ServiceAttempt
from dengwen.domains.handling.reads.procedures import open_organ
from dengwen.domains.handling.reads.rounds import issued_opinion
from dengwen.domains.handling.rules.days import check_served_on
from dengwen.domains.handling.rules.ways_of_service import ENTRUSTED
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def record_service_attempt(
    *, case: int, method: str, tried_on: date, failure: str, actor: Actor, at: datetime, note: str = "",
    through: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record how service was tried, when, and why it failed (``service_failures``); it is owed on, and tried again.

    No period of the petitioner begins by it. Raises ``opinion.none``, ``service.method_unknown``,
    ``service.failure_unknown``, ``service.no_organ``, ``service.before_issue``, ``day.future`` (facts 1.2).
    """
    with door("record_service_attempt", case=case, actor=actor, at=at, version=version) as passage:
        opinion = issued_opinion(passage)
        if opinion is None or opinion.issued_on is None:
            raise Refusal("opinion.none")
        if method not in code_list("service_methods"):
            raise Refusal("service.method_unknown", method=method)
        if failure not in code_list("service_failures"):
            raise Refusal("service.failure_unknown", failure=failure)
        if method == ENTRUSTED and (through is None or open_organ(passage, through) is None):
            raise Refusal("service.no_organ")
        check_served_on(tried_on, issued_on=opinion.issued_on, today=passage.today)
        passage.create(
            ServiceAttempt(
                matter=passage.matter, opinion=opinion, method=method, tried_on=tried_on, failure=failure,
                through_id=through, note=note.strip(), by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"method": method, "tried_on": tried_on.isoformat(), "failure": failure}
        passage.say("note", note)

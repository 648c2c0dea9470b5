"""Record that the petitioner was given the opinion."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.rules.draft import check_not_masked
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import ServiceAttempt, ServiceRecord
from dengwen.domains.handling.reads.procedures import knows_petitioner, open_organ
from dengwen.domains.handling.reads.rounds import issued_opinion
from dengwen.domains.handling.rules.days import check_served_on
from dengwen.domains.handling.rules.ways_of_service import check_way
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def record_service(
    *, case: int, method: str, served_on: date, received_by: str, actor: Actor, at: datetime,
    through: int | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Record the service (送达回证): how, on which day, who received it; the period for review counts from it.

    ``through`` is the other organ that served it (委托送达). Raises ``opinion.none``, ``service.method_unknown``,
    ``service.no_receiver``, ``petition.masked``, ``service.before_issue``, ``day.future`` and what
    :func:`check_way` raises (L22 Art.35).
    """
    with door("record_service", case=case, actor=actor, at=at, version=version) as passage:
        opinion = issued_opinion(passage)
        if opinion is None or opinion.issued_on is None:
            raise Refusal("opinion.none")
        if method not in code_list("service_methods"):
            raise Refusal("service.method_unknown", method=method)
        receiver = received_by.strip()
        if not receiver or len(receiver) > 120:
            raise Refusal("service.no_receiver")
        check_not_masked(receiver)
        check_way(
            method=method, through=through, tried=bool(passage.rows(ServiceAttempt, opinion_id=opinion.pk)),
            known_petitioner=knows_petitioner(passage),
        )  # fmt: skip
        if through is not None and open_organ(passage, through) is None:
            raise Refusal("service.no_organ")
        check_served_on(served_on, issued_on=opinion.issued_on, today=passage.today)
        passage.create(
            ServiceRecord(
                matter=passage.matter,
                opinion=opinion,
                method=method,
                served_on=served_on,
                received_by=receiver,
                through_id=through,
                by_id=actor.post,
            )
        )
        passage.matter.served_on = served_on
        passage.facts |= {"method": method, "served_on": served_on.isoformat(), "number": opinion.number}

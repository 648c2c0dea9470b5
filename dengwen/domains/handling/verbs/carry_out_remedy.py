"""Record that a remedy was carried out."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.handling.models import Remedy
from dengwen.domains.handling.rules.days import check_done_on
from dengwen.foundation.permissions.actor import Actor


def carry_out_remedy(
    *,
    case: int,
    remedy: int,
    done_on: date,
    proof: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Record when a remedy was done and what proves it (L22 Art.32(2)).

    Raises ``remedy.not_here``, ``remedy.done_already``, ``remedy.no_proof``, ``day.future``.
    """
    with door("carry_out_remedy", case=case, actor=actor, at=at, version=version) as passage:
        row = next(iter(passage.rows(Remedy, pk=remedy)), None)
        if row is None:
            raise Refusal("remedy.not_here", remedy=remedy)
        if row.done_on is not None:
            raise Refusal("remedy.done_already", done_on=row.done_on)
        if not proof.strip():
            raise Refusal("remedy.no_proof")
        check_done_on(done_on, today=passage.today)
        passage.watch(row)
        row.done_on, row.proof = done_on, proof.strip()
        passage.facts |= {"kind": row.kind, "remedy": row.pk, "done_on": done_on.isoformat()}
        # The limit of a day ends with the last remedy that was promised for that day.
        if not passage.rows(Remedy, due=row.due, done_on=None):
            passage.facts["remedy_due"] = row.due.isoformat()

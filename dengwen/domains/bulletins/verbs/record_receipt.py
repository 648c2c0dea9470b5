"""Write down that a recipient has a publication (plan S42)."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.models import PublicationReceipt
from dengwen.domains.bulletins.rules.publication_kinds import kind_of
from dengwen.domains.bulletins.rules.publication_steps import check_receipt
from dengwen.domains.bulletins.verbs.book_of_publication import publication_door
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def record_receipt(
    *, publication: int, recipient: str, proof: str, received_on: date, actor: Actor, at: datetime
) -> None:
    """Record that ``recipient`` has it: when, and by which paper or number of theirs.

    Raises ``right.missing``, ``publication.no_words``, ``day.future`` and what :func:`check_receipt` raises.
    """
    actor.require(Right.WRITE_PUBLICATION)
    with publication_door("publication_received", publication=publication, actor=actor, at=at) as passage:
        row = passage.row
        there = PublicationReceipt.objects.filter(publication=row).values_list("recipient", flat=True)
        check_receipt(row.state, recipient, known=kind_of(row.kind).recipients, there=there)
        if not proof.strip():
            raise Refusal("publication.no_words")
        if received_on > passage.today:
            raise Refusal("day.future", day=received_on)
        passage.create(
            new_row(
                PublicationReceipt, publication=row, recipient=recipient, received_on=received_on,
                recorded_on=passage.today, proof=proof.strip(), by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts["recipient"] = recipient

"""Tell the petitioner how the matter stands."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def tell_progress(
    *, case: int, text: str, told_on: date, told_by: str, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record what the petitioner was told about the progress (进展告知), when and by which means.

    The words are kept as a statement ``told``, which the petitioner reads. Where news are owed (DSN-UPD-28,
    UKP-UPD-4WK) they are owed anew from that day. Raises ``progress.no_text``, ``progress.means_unknown``,
    ``progress.before_receipt``, ``day.future``.
    """
    with door("tell_progress", case=case, actor=actor, at=at, version=version) as passage:
        if not text.strip():
            raise Refusal("progress.no_text")
        if told_by not in code_list("service_methods"):
            raise Refusal("progress.means_unknown", means=told_by)
        if told_on > passage.today:
            raise Refusal("day.future", day=told_on)
        if told_on < passage.matter.received_on:
            raise Refusal("progress.before_receipt", told_on=told_on, received_on=passage.matter.received_on)
        passage.facts |= {"method": told_by, "told_on": told_on.isoformat()}
        passage.say("told", text)

"""Pass a matter to the competent organ: transfer, or assign with a report wanted by a day."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor


def transfer_matter(
    *, case: int, to: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Transfer (转送): the matter is the other organ's from now on; ours keeps sight of it (L22 Art.22).

    Raises ``send.no_reason``, ``send.to_itself``, ``send.organ_closed`` and what the door raises.
    """
    with door("transfer", case=case, actor=actor, at=at, version=version) as passage:
        _send(passage, to, reason)


def assign_matter(
    *,
    case: int,
    to: int,
    reason: str,
    report_by: date,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Assign (交办): as a transfer, of an important matter, with a closing report due on ``report_by``."""
    with door("assign", case=case, actor=actor, at=at, version=version) as passage:
        if report_by <= passage.today:
            raise Refusal("send.report_day_past", report_by=report_by)
        passage.facts["report_by"] = report_by.isoformat()
        _send(passage, to, reason)


def _send(passage: Passage, to: int, reason: str) -> None:
    matter = passage.matter
    if not reason.strip():
        raise Refusal("send.no_reason")
    if to == matter.organ_id:
        raise Refusal("send.to_itself")
    organ = passage.look_up(("organ", to), lambda: Organ.objects.filter(pk=to).first())
    if organ is None or organ.closed_on is not None or organ.level == "unit":
        raise Refusal("send.organ_closed", organ=to)
    passage.facts |= {"from": matter.organ_id, "to": to}
    passage.say("reason", reason)
    passage.involve(matter.organ_id, "sent")
    matter.sender_id, matter.organ_id = matter.organ_id, to
    matter.leader = matter.unit = matter.handler = None
    matter.leader_id = matter.unit_id = matter.handler_id = None

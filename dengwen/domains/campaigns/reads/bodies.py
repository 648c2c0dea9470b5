"""The governance bodies of a campaign with their seats, meetings, decisions and the tasks out of them."""

from dataclasses import dataclass
from datetime import date

from dengwen.domains.campaigns.models import (
    BodyDecision,
    BodyMeeting,
    BodyMember,
    Campaign,
    CampaignTask,
    GovernanceBody,
)
from dengwen.domains.campaigns.rules.bodies import sits


@dataclass(frozen=True, slots=True)
class BodySheet:
    """One body. ``seats``: with whether each is held today; ``meetings``: newest first, each with its decisions.

    Of the tasks out of a decision a post sees those of its own reach.
    """

    body: GovernanceBody
    seats: list[tuple[BodyMember, bool]]
    meetings: list[tuple[BodyMeeting, list[tuple[BodyDecision, list[CampaignTask]]]]]


def bodies_of(campaign: Campaign, today: date) -> list[BodySheet]:
    """Return the bodies of a campaign in the order in which they were named."""
    seats: dict[int, list[tuple[BodyMember, bool]]] = {}
    for seat in BodyMember.objects.filter(campaign=campaign).select_related("organ").order_by("pk"):
        held = sits(since=seat.since, until=seat.until, today=today)
        seats.setdefault(seat.body_id, []).append((seat, held))
    tasks: dict[int, list[CampaignTask]] = {}
    given = CampaignTask.objects.filter(campaign=campaign, decision__isnull=False).select_related("organ")
    for task in given.order_by("due", "pk"):
        tasks.setdefault(task.decision_id or 0, []).append(task)
    decisions: dict[int, list[tuple[BodyDecision, list[CampaignTask]]]] = {}
    for decision in BodyDecision.objects.filter(campaign=campaign).order_by("number"):
        decisions.setdefault(decision.meeting_id, []).append((decision, tasks.get(decision.pk, [])))
    meetings: dict[int, list[tuple[BodyMeeting, list[tuple[BodyDecision, list[CampaignTask]]]]]] = {}
    for meeting in BodyMeeting.objects.filter(campaign=campaign).order_by("-number"):
        meetings.setdefault(meeting.body_id, []).append((meeting, decisions.get(meeting.pk, [])))
    return [
        BodySheet(body, seats.get(body.pk, []), meetings.get(body.pk, []))
        for body in GovernanceBody.objects.filter(campaign=campaign).order_by("pk")
    ]

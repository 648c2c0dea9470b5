"""Name the governance bodies of a campaign, fill their seats, write down meetings and what they decided (plan S40)."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import check_office
from dengwen.domains.campaigns.models import BodyDecision, BodyMeeting, BodyMember, GovernanceBody, ItemMark
from dengwen.domains.campaigns.rules.bodies import (
    GROUP,
    NAMED_ITEM,
    OFFICE,
    check_body,
    check_meeting,
    check_seat,
    check_seat_end,
    sits,
)
from dengwen.domains.campaigns.states import Kind
from dengwen.domains.campaigns.verbs.book_of_campaign import CampaignPassage, campaign_door
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def name_body(*, campaign: int, kind: str, name: str, paper: str, actor: Actor, at: datetime) -> None:
    """Name a body by its paper. Once the leading group and its office stand, the stage's item of it is proven by both.

    Raises ``campaign.not_office`` and what :func:`check_body` raises.
    """
    with campaign_door("body_named", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        bodies = list(GovernanceBody.objects.filter(campaign=campaign).order_by("pk"))
        check_body(kind=kind, name=name, paper=paper, known=frozenset(each.kind for each in bodies))
        body = GovernanceBody(
            campaign=passage.campaign, kind=kind, name=name.strip()[:120], paper=paper.strip()[:200],
            named_on=passage.today, by_id=actor.post,
        )  # fmt: skip
        passage.create(body)
        _prove(passage, [*bodies, body])
        passage.facts |= {"kind": kind}


def seat_member(
    *, body: int, role: str, organ: int, title: str, since: date, actor: Actor, at: datetime,
    until: date | None = None, seconded: bool = False, campaign: int,
) -> None:  # fmt: skip
    """Give an office of an organ a seat in a body; a secondee has her home organ and an end day (plan S40, S41).

    Raises ``body.not_found``, ``campaign.not_office``, ``seat.organ_unknown`` and what :func:`check_seat` raises.
    """
    with campaign_door("member_seated", campaign=campaign, actor=actor, at=at) as passage:
        row = _body(passage, body)
        check_seat(
            role=role, title=title, seconded=seconded, since=since, until=until, home=organ,
            runs=passage.campaign.organ_id,
        )  # fmt: skip
        if not Organ.objects.filter(pk=organ, closed_on=None).exists():
            raise Refusal("seat.organ_unknown")
        passage.create(
            BodyMember(
                campaign=passage.campaign, body=row, role=role, organ_id=organ, title=title.strip()[:120],
                seconded=seconded, since=since, until=until, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"body": row.pk, "role": role, "organ": organ, "seconded": seconded}


def end_seat(*, campaign: int, seat: int, words: str, actor: Actor, at: datetime) -> None:
    """End a seat today, with the reason; it stays in the register.

    Raises ``seat.not_found``, ``campaign.not_office`` and what :func:`check_seat_end` raises.
    """
    with campaign_door("member_left", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        row = BodyMember.objects.filter(campaign=campaign, pk=seat).first()
        if row is None:
            raise Refusal("seat.not_found")
        check_seat_end(since=row.since, until=row.until, on=passage.today, words=words)
        passage.watch(row)
        row.until, row.ended_by_id, row.end_words = passage.today, actor.post, words.strip()
        passage.facts |= {"body": row.body_id, "seat": row.pk}


def hold_meeting(*, campaign: int, body: int, held_on: date, agenda: str, actor: Actor, at: datetime) -> None:
    """Write down that a body met, and about what.

    Raises ``body.not_found``, ``campaign.not_office`` and what :func:`check_meeting` raises.
    """
    with campaign_door("body_met", campaign=campaign, actor=actor, at=at) as passage:
        row = _body(passage, body)
        seats = BodyMember.objects.filter(body=row).values_list("since", "until")
        seated = any(sits(since=since, until=until, today=held_on) for since, until in seats)
        check_meeting(
            agenda=agenda, held_on=held_on, named_on=row.named_on, seated=seated, today=passage.today
        )
        meeting = BodyMeeting(
            campaign=passage.campaign, body=row, number=row.meetings.count() + 1, held_on=held_on,
            agenda=agenda.strip(), by_id=actor.post,
        )  # fmt: skip
        passage.create(meeting)
        passage.facts |= {"body": row.pk, "number": meeting.number, "held_on": held_on.isoformat()}


def record_decision(*, campaign: int, meeting: int, words: str, actor: Actor, at: datetime) -> None:
    """Write down what a meeting decided; the number runs within the body.

    Raises ``meeting.not_found``, ``campaign.not_office``, ``decision.no_words``.
    """
    with campaign_door("body_decided", campaign=campaign, actor=actor, at=at) as passage:
        check_office(actor, passage.campaign, Right.RUN_CAMPAIGN)
        met = BodyMeeting.objects.select_related("body").filter(campaign=campaign, pk=meeting).first()
        if met is None:
            raise Refusal("meeting.not_found")
        if not words.strip():
            raise Refusal("decision.no_words")
        decision = BodyDecision(
            campaign=passage.campaign, body=met.body, meeting=met, number=met.body.decisions.count() + 1,
            words=words.strip(), by_id=actor.post,
        )  # fmt: skip
        passage.create(decision)
        passage.facts |= {"body": met.body_id, "meeting": met.number, "number": decision.number}


def _body(passage: CampaignPassage, body: int) -> GovernanceBody:
    check_office(passage.actor, passage.campaign, Right.RUN_CAMPAIGN)
    row = GovernanceBody.objects.filter(campaign=passage.campaign, pk=body).first()
    if row is None:
        raise Refusal("body.not_found")
    return row


def _prove(passage: CampaignPassage, bodies: list[GovernanceBody]) -> None:
    """Prove the item by the papers of both, if a stage asks for it and nobody has proven it yet."""
    named = [each for each in bodies if each.kind in (GROUP, OFFICE)]
    stage = next((each for each in passage.pack.stages if NAMED_ITEM in each.entry), None)
    known = ItemMark.objects.filter(campaign=passage.campaign, kind=Kind.ENTRY.value, item=NAMED_ITEM)
    if stage is None or len(named) < 2 or known.exists():
        return
    passage.create(
        ItemMark(
            campaign=passage.campaign, organ_id=passage.campaign.organ_id, kind=Kind.ENTRY.value, stage=stage.key,
            item=NAMED_ITEM, evidence="; ".join(f"{each.name}: {each.paper}" for each in named), on=passage.today,
            by_id=passage.actor.post,
        )
    )  # fmt: skip
    passage.facts["item"] = NAMED_ITEM

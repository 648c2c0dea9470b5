"""What organs owe a campaign: evidence, contacts, tasks broken down the tree, returns and summaries."""

from datetime import date, datetime

from dengwen.base.canonical import canonical_json
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.models import (
    BodyDecision,
    CampaignContact,
    CampaignReport,
    CampaignTask,
    ItemMark,
)
from dengwen.domains.campaigns.reads.standing import figures_of
from dengwen.domains.campaigns.rules.duties import check_task, check_task_done, report_of
from dengwen.domains.campaigns.states import Kind
from dengwen.domains.campaigns.verbs.book_of_campaign import CampaignPassage, campaign_door
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import Duty


def meet_duty(*, campaign: int, duty: str, evidence: str, actor: Actor, at: datetime) -> None:
    """Write down the evidence that the actor's organ has done what it owes (plan S11, S12, S22, S23).

    Raises ``duty.unknown``, ``duty.no_evidence``, ``duty.by_filing``, ``right.missing``.
    """
    with campaign_door("duty_met", campaign=campaign, actor=actor, at=at) as passage:
        found = _duty(passage, duty, "item", actor)
        if any(filing.duty == duty for filing in passage.pack.filings):
            raise Refusal("duty.by_filing")
        if not evidence.strip():
            raise Refusal("duty.no_evidence")
        passage.create(
            ItemMark(
                campaign=passage.campaign, organ_id=actor.bureau, kind=Kind.DUTY.value, item=found.key,
                evidence=evidence.strip(), on=passage.today, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"duty": duty, "organ": actor.bureau}


def name_contact(*, campaign: int, duty: str, name: str, reach: str, actor: Actor, at: datetime) -> None:
    """Name who answers for the campaign in the actor's organ; the one before stays in the register (plan S44).

    Raises ``duty.unknown``, ``contact.no_name``, ``right.missing``.
    """
    with campaign_door("contact_named", campaign=campaign, actor=actor, at=at) as passage:
        found = _duty(passage, duty, "contact", actor)
        if not (name.strip() and reach.strip()):
            raise Refusal("contact.no_name")
        passage.create(
            CampaignContact(
                campaign=passage.campaign, organ_id=actor.bureau, duty=found.key, name=name.strip()[:120],
                reach=reach.strip()[:120], since=passage.today, by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"duty": duty, "organ": actor.bureau}


def give_task(
    *, campaign: int, organ: int, words: str, due: date, actor: Actor, at: datetime, parent: int | None = None,
    decision: int | None = None,
) -> None:  # fmt: skip
    """Give an organ below the actor's a task, or a part of one that the actor's own organ has (plan S43).

    ``decision``: out of which decision of a governance body of this campaign (plan S40). Raises ``right.missing``,
    ``task.not_below``, ``task.not_yours``, ``decision.not_found``, and what :func:`check_task` raises.
    """
    with campaign_door("task_given", campaign=campaign, actor=actor, at=at) as passage:
        actor.require(Right.CAMPAIGN_DUTY)
        below = OrganReach.objects.filter(top=actor.bureau, organ=organ).exists() and organ != actor.bureau
        inside = OrganReach.objects.filter(top=passage.campaign.organ_id, organ=actor.bureau).exists()
        if not (below and inside):
            raise Refusal("task.not_below")
        whole = _task(passage, parent, actor) if parent is not None else None
        if decision is not None and not BodyDecision.objects.filter(campaign=campaign, pk=decision).exists():
            raise Refusal("decision.not_found")
        check_task(
            words=words, due=due, today=passage.today, parent_due=whole.due if whole else None,
            parent_done=bool(whole and whole.done_on),
        )  # fmt: skip
        passage.create(
            CampaignTask(
                campaign=passage.campaign, organ_id=organ, given_by_id=actor.bureau, parent=whole,
                words=words.strip(), given_on=passage.today, due=due, by_id=actor.post, decision_id=decision,
            )
        )  # fmt: skip
        passage.facts |= {"organ": organ, "due": due.isoformat()}


def finish_task(*, campaign: int, task: int, evidence: str, actor: Actor, at: datetime) -> None:
    """Say with evidence that a task is done; its parts must be done first.

    Raises ``task.not_yours``, ``right.missing``, and what :func:`check_task_done` raises.
    """
    with campaign_door("task_done", campaign=campaign, actor=actor, at=at) as passage:
        row = _task(passage, task, actor)
        parts = CampaignTask.objects.filter(parent=row, done_on=None).count()
        check_task_done(evidence=evidence, done=row.done_on is not None, open_parts=parts)
        passage.watch(row)
        row.done_on, row.evidence, row.done_by_id = passage.today, evidence.strip(), actor.post
        passage.facts |= {"task": row.pk, "organ": row.organ_id}


def hand_in_report(*, campaign: int, kind: str, key: str, words: str, actor: Actor, at: datetime) -> None:
    """Hand in a return or a summary. Its figures are counted now, from the cases; nobody types any (plan S28, S70).

    Raises ``right.missing``, ``report.handed_in``, and what :func:`report_of` raises.
    """
    with campaign_door("report_handed_in", campaign=campaign, actor=actor, at=at) as passage:
        organ = own_organ(passage, actor)
        found = report_of(passage.pack, kind, key, organ.level, today=passage.today)
        if CampaignReport.objects.filter(campaign=campaign, organ=organ, kind=kind, key=key).exists():
            raise Refusal("report.handed_in")
        if kind == "summary" and not words.strip():
            raise Refusal("report.no_words")
        figures = figures_of(passage.campaign, organ.pk)
        passage.create(
            CampaignReport(
                campaign=passage.campaign, organ=organ, kind=kind, key=key, due=found.rolled,
                handed_on=passage.today, handed_at=at, figures=canonical_json(figures), words=words.strip(),
                by_id=actor.post,
            )
        )  # fmt: skip
        passage.facts |= {"report": kind, "key": key, "organ": organ.pk, "figures": figures}


def own_organ(passage: CampaignPassage, actor: Actor) -> Organ:
    """Return the actor's own organ: a duty is met by the organ that owes it, nobody else."""
    actor.require(Right.CAMPAIGN_DUTY)
    if not OrganReach.objects.filter(top=passage.campaign.organ_id, organ=actor.bureau).exists():
        raise Refusal("campaign.other_organ", organ=passage.campaign.organ)
    return Organ.objects.get(pk=actor.bureau)


def _duty(passage: CampaignPassage, duty: str, kind: str, actor: Actor) -> Duty:
    organ = own_organ(passage, actor)
    found = passage.pack.duty(duty)
    if found is None or found.kind != kind or organ.level not in found.levels:
        raise Refusal("duty.unknown")
    return found


def _task(passage: CampaignPassage, task: int, actor: Actor) -> CampaignTask:
    actor.require(Right.CAMPAIGN_DUTY)
    row = CampaignTask.objects.filter(campaign=passage.campaign, pk=task, organ=actor.bureau).first()
    if row is None:
        raise Refusal("task.not_yours")
    return row

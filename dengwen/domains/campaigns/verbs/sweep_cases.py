"""Take matters into a campaign: one by hand, or by the thousand by the criteria of its pack (plan S6, S13, S17)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import campaign_seen, check_office
from dengwen.domains.campaigns.models import Campaign, CampaignCase
from dengwen.domains.campaigns.rules.scope import Facts, class_of, fits
from dengwen.domains.campaigns.verbs.book_of_campaign import campaign_door, pack_of
from dengwen.domains.campaigns.verbs.change_scope import enter_campaign, hold_campaign, last_run
from dengwen.domains.cases.access import StoredFacts, check
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import CloseBasis, State
from dengwen.domains.cases.verbs.door import Passage, door, finish
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import CampaignPack

CHUNK = 500
VERB = "take_into_campaign"


@dataclass(slots=True)
class Swept:
    """What a sweep did; ``kept_out`` are matters that this post may not touch (it is kept apart from them)."""

    taken: int = 0
    kept_out: int = 0
    by_class: dict[str, int] = field(default_factory=dict)


def take_into_campaign(
    *, case: int, campaign: int, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Take one matter into the campaign, whether or not the sweep would: what an organ found by itself (plan S6).

    Raises ``campaign.not_found``, ``campaign.not_office``, ``scope.in_campaign``, ``scope.backdated``.
    """
    with door("take_into_campaign", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        check_office(actor, found, Right.RUN_CAMPAIGN)
        if passage.rows(CampaignCase, campaign_id=campaign):
            raise Refusal("scope.in_campaign")
        pack = pack_of(found)
        enter_campaign(passage, found, class_of(pack, facts_of(passage.matter)), last_run(campaign))


def sweep_cases(*, campaign: int, actor: Actor, at: datetime, chunk: int = CHUNK) -> Swept:
    """Take in every matter that the pack's criteria ask for and that is not in yet; it can be done again any day.

    Each chunk is a transaction, each matter has its own entry in its own stream; the last entry, in the stream of the
    campaign, says how many. Raises ``campaign.not_found``, ``campaign.not_office``, ``scope.backdated``.
    """
    swept, after = Swept(), 0
    while True:
        with transaction.atomic():
            set_post(actor.post)
            found = campaign_seen(actor, campaign)
            check_office(actor, found, Right.RUN_CAMPAIGN)
            found = hold_campaign(campaign)
            pack = pack_of(found)
            ids = list(candidates(found, pack).filter(pk__gt=after).values_list("pk", flat=True)[:chunk])
            if not ids:
                break
            after = ids[-1]
            _take(found, pack, ids, actor=actor, at=at, swept=swept)
    with campaign_door("campaign_swept", campaign=campaign, actor=actor, at=at) as passage:
        passage.facts |= {"taken": swept.taken, "kept_out": swept.kept_out, "by_class": swept.by_class}
    return swept


def candidates(campaign: Campaign, pack: CampaignPack) -> QuerySet[Matter]:
    """Return the matters at or below the campaign's organ that its criteria ask for and that are not in it."""
    rule = pack.scope
    wanted = Q(is_open=True)
    if rule.former_unanswered:
        wanted |= Q(close_basis=CloseBasis.FORMER_REGISTER.value, decided_on=None)
    if rule.received_from:
        wanted &= Q(received_on__gte=rule.received_from)
    wanted &= Q(received_on__lte=rule.received_to or pack.ends)
    if rule.categories:
        below = Q()
        for code in rule.categories:
            below |= Q(category=code) | Q(category__startswith=f"{code}.")
        wanted &= below
    held = OrganReach.objects.filter(top=campaign.organ_id).values("organ")
    there = CampaignCase.objects.filter(campaign=campaign).values("matter")
    found = Matter.objects.filter(wanted, organ__in=held).exclude(state=State.MERGED.value)
    return found.exclude(pk__in=there).order_by("pk")


def facts_of(matter: Matter) -> Facts:
    """Return what the criteria ask of a matter."""
    return Facts(
        matter.is_open,
        matter.received_on,
        matter.source,
        matter.category,
        matter.close_basis,
        matter.decided_on,
    )


def _take(
    campaign: Campaign, pack: CampaignPack, ids: Sequence[int], *, actor: Actor, at: datetime, swept: Swept
) -> None:
    passages: list[Passage] = []
    today, last, facts = local_day(at, settings.TIME_ZONE), last_run(campaign.pk), _OneChunk()
    for matter in _locked(ids):
        if not fits(pack, facts_of(matter)):
            continue  # it changed while the chunk was picked
        try:
            check(actor, VERB, matter, facts)
        except Refusal:
            swept.kept_out += 1
            continue
        passage = Passage(matter, VERB, actor, at, today)
        passage.watch(matter)
        key = class_of(pack, facts_of(matter))
        enter_campaign(passage, campaign, key, last)
        swept.by_class[key] = swept.by_class.get(key, 0) + 1
        passages.append(passage)
    swept.taken += len(passages)
    if passages:
        finish(passages)


def _locked(ids: Sequence[int]) -> Iterator[Matter]:
    found = Matter.objects.select_for_update(of=("self",)).select_related("organ")
    yield from found.filter(pk__in=ids).order_by("pk")


class _OneChunk(StoredFacts):
    """The facts of place, asked once for each organ of a chunk."""

    def __init__(self) -> None:
        self._above: dict[tuple[int, int], bool] = {}

    def is_above(self, bureau: int, organ: int) -> bool:
        """See :class:`Facts`."""
        key = (bureau, organ)
        if key not in self._above:
            self._above[key] = super().is_above(bureau, organ)
        return self._above[key]

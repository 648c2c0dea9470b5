"""Cases that can be assigned, letters that assigned many, and how each of their cases stands (plan S21)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dengwen.domains.campaigns.access import bureaus_below
from dengwen.domains.campaigns.models import AssignmentBatch, Campaign
from dengwen.domains.campaigns.reads.scope_at import part_of
from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import State
from dengwen.domains.cases.transitions import sources_of
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.letters.rules.letter_content import Content, Section
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack
from dengwen.foundation.rulebook.loading import code_list, packs

REPORT = "assigned_report"  # the clock that runs until the report is there


@dataclass(frozen=True, slots=True)
class BatchCase:
    """One case of a letter: signed for at, and how its own clock for the report stands."""

    case: int
    number: str
    title: str
    state: str
    signed_at: datetime | None
    report_due: date | None
    reported_on: date | None

    @property
    def waits(self) -> bool:
        """Say whether the receiving organ still has to sign for it."""
        return self.state == State.ASSIGNED


def assignable(actor: Actor, campaign: Campaign) -> QuerySet[Matter]:
    """Return the cases of the campaign that the actor's organ holds and may assign, by number."""
    counted = part_of(campaign.pk, "in") or Q(pk=None)
    states = [str(state) for state in sources_of("assign")]
    return visible_to(actor).filter(counted, organ=actor.bureau, state__in=states).order_by("number", "pk")


def batches_seen(campaign: Campaign) -> list[AssignmentBatch]:
    """Return the letters that the actor's organ or those below it sent or got, the newest first."""
    found = AssignmentBatch.objects.filter(campaign=campaign).select_related("organ", "to")
    return list(found.order_by("-at", "-pk"))


def batch_seen(campaign: Campaign, batch: int) -> AssignmentBatch | None:
    """Return one letter, if the acting post sees it."""
    return AssignmentBatch.objects.filter(campaign=campaign, pk=batch).select_related("organ", "to").first()


def receivers(actor: Actor, campaign: Campaign) -> list[Organ]:
    """Return the organs below the actor's to which it may assign."""
    below = OrganReach.objects.filter(top=actor.bureau).exclude(organ=actor.bureau)
    return list(bureaus_below(campaign).filter(pk__in=below.values("organ")))


def numbers_of(actor: Actor, cases: Iterable[int]) -> dict[int, str]:
    """Return the numbers of those of the cases that the actor sees."""
    found = visible_to(actor).filter(pk__in=list(cases)).values_list("pk", "number")
    return {pk: number or "" for pk, number in found}


def batch_cases(actor: Actor, batch: AssignmentBatch) -> list[BatchCase]:
    """Return the cases of a letter that the actor sees, in its order."""
    ids = json.loads(batch.cases)
    seen = {matter.pk: matter for matter in visible_to(actor).filter(pk__in=ids)}
    entries = Entry.objects.filter(kind="case", subject__in=list(seen), event="sign_for", at__gte=batch.at)
    signed = dict(entries.order_by("-seq").values_list("subject", "at"))
    clocks = {
        row.matter_id: row
        for row in Clock.objects.filter(matter__in=seen, rule__in=_report_limits()).order_by("pk")
    }
    found = []
    for pk in ids:
        if pk in seen:
            matter, clock = seen[pk], clocks.get(pk)
            found.append(
                BatchCase(
                    pk, matter.number or "", matter.title, matter.state, signed.get(pk),
                    clock.target if clock else None, clock.met_on if clock else None,
                )
            )  # fmt: skip
    return found


def batch_content(actor: Actor, batch: AssignmentBatch, pack: CampaignPack, lang: str) -> Content:
    """Return what the letter says in ``lang`` (zh, en), with the annexed list; numbers, and no person."""
    words = code_list("batch_letter")
    rows = batch_cases(actor, batch)
    received = dict(Matter.objects.filter(pk__in=[row.case for row in rows]).values_list("pk", "received_on"))
    facts = {"count": len(rows), "campaign": pack.title(lang), "report_by": batch.report_by.isoformat()}
    annex = "\n".join(
        words.label("line", lang).format(
            place=place, number=row.number, received_on=received[row.case].isoformat()
        )
        for place, row in enumerate(rows, start=1)
    )
    parts = (
        Section("", words.label("intro", lang).format(**facts)),
        Section(words.label("reason", lang), batch.words),
        Section(words.label("annex", lang), annex),
    )
    return Content(words.label("title", lang), _name(batch.to, lang), parts)


def _report_limits() -> list[str]:
    """Return the ids of the limit that runs until the report is there, in whatever pack a case came in under."""
    return [limit.id for law in packs() for limit in law.limits if limit.key == REPORT]


def _name(organ: Organ, lang: str) -> str:
    return (organ.name_en if lang == "en" else "") or organ.name

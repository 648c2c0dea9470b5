"""What is due from whom: duties, contacts, returns, summaries and tasks of each organ, with how each stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dengwen.domains.campaigns.access import bureaus_below
from dengwen.domains.campaigns.models import (
    Campaign,
    CampaignContact,
    CampaignReport,
    CampaignTask,
    Filing,
    ItemMark,
    UnitPlan,
)
from dengwen.domains.campaigns.reads.filings import day_met, filing_words, filings_by_duty
from dengwen.domains.campaigns.rules.duties import Due, due_state, reports
from dengwen.domains.campaigns.states import Kind
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign import CampaignPack

Newest = dict[tuple[int, str], ItemMark | CampaignContact]
Proofs = tuple[Newest, Newest, dict[tuple[int, str], list[Filing]]]
OPEN = (Due.OVERDUE, Due.OWED)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing an organ owes. ``said``: evidence or name.

    ``kind``: item, filing, contact, return, summary, unit_plan, task.
    """

    kind: str
    key: str
    en: str
    zh: str
    due: date
    rolled: date
    state: Due
    done_on: date | None
    said: str
    task: CampaignTask | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it is still owed."""
        return self.state in OPEN


@dataclass(slots=True)
class OrganOwes:
    """All that one organ owes, and how much of it is open or late."""

    organ: Organ
    lines: list[Owed] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        """How many are past their day."""
        return sum(line.state is Due.OVERDUE for line in self.lines)

    @property
    def open(self) -> int:
        """How many are not done."""
        return sum(line.is_open for line in self.lines)

    @property
    def next(self) -> Owed | None:
        """What is owed next: the earliest day among what is open."""
        return min((line for line in self.lines if line.is_open), key=lambda line: line.rolled, default=None)

    @property
    def done(self) -> int:
        """How many are done."""
        return len(self.lines) - self.open


def owed_by_all(actor: Actor, campaign: Campaign, pack: CampaignPack, today: date) -> list[OrganOwes]:
    """Return what every organ owes that the actor reaches, in the order of the tree; nothing is ranked."""
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    levels = tuple(
        {level for duty in pack.duties for level in duty.levels}
        | {level for report in reports(pack) for level in report.levels}
    )
    organs = list(bureaus_below(campaign).filter(pk__in=reach, level__in=levels))
    return _sheets(campaign, pack, organs, today)


def owed_by(campaign: Campaign, pack: CampaignPack, organ: Organ, today: date) -> OrganOwes:
    """Return what one organ owes."""
    return _sheets(campaign, pack, [organ], today)[0]


def organ_of(actor: Actor, campaign: Campaign, organ: int) -> Organ | None:
    """Return an organ of the campaign if the actor reaches it."""
    reach = OrganReach.objects.filter(top=actor.bureau).values("organ")
    return bureaus_below(campaign).filter(pk=organ, pk__in=reach).first()


def tasks_of(campaign: Campaign, organ: int) -> list[CampaignTask]:
    """Return the tasks that an organ has, the nearest day first."""
    return list(CampaignTask.objects.filter(campaign=campaign, organ=organ).order_by("due", "pk"))


def _sheets(campaign: Campaign, pack: CampaignPack, organs: list[Organ], today: date) -> list[OrganOwes]:
    ids = [organ.pk for organ in organs]
    marks = _newest(
        ItemMark.objects.filter(campaign=campaign, organ__in=ids, kind=Kind.DUTY.value).order_by("pk"), "item"
    )
    contacts = _newest(
        CampaignContact.objects.filter(campaign=campaign, organ__in=ids).order_by("pk"), "duty"
    )
    handed = {
        (row.organ_id, row.kind, row.key): row
        for row in CampaignReport.objects.filter(campaign=campaign, organ__in=ids)
    }
    filed = filings_by_duty(campaign, pack, ids)
    tasks: dict[int, list[CampaignTask]] = defaultdict(list)
    for task in (
        CampaignTask.objects.filter(campaign=campaign, organ__in=ids)
        .select_related("given_by")
        .order_by("due", "pk")
    ):
        tasks[task.organ_id].append(task)
    plans: dict[int, list[UnitPlan]] = defaultdict(list)
    if pack.unit_plans is not None:
        of_units = UnitPlan.objects.filter(campaign=campaign, organ__in=ids).select_related("unit")
        for plan in of_units.order_by("due", "unit__code"):
            plans[plan.organ_id].append(plan)
    found = []
    for organ in organs:
        lines = [
            *_duties(pack, organ, (marks, contacts, filed), today),
            *_reports(pack, organ, handed, today),
            *(_of_unit(pack, plan, today) for plan in plans[organ.pk]),
            *(_of_task(task, today) for task in tasks[organ.pk]),
        ]
        found.append(OrganOwes(organ, lines))
    return found


def _newest(
    rows: Iterable[ItemMark | CampaignContact], name: str
) -> dict[tuple[int, str], ItemMark | CampaignContact]:
    return {(row.organ_id, getattr(row, name)): row for row in rows}


def _duties(pack: CampaignPack, organ: Organ, proofs: Proofs, today: date) -> Iterator[Owed]:
    marks, contacts, filed = proofs
    by_filing = {filing.duty for filing in pack.filings}
    for duty in pack.duties:
        if organ.level not in duty.levels:
            continue
        row = (contacts if duty.kind == "contact" else marks).get((organ.pk, duty.key))
        on, said = None, ""
        if isinstance(row, ItemMark):
            on, said = row.on, row.evidence
        elif row is not None:
            on, said = row.since, f"{row.name}, {row.reach}"
        kind: str = duty.kind
        if duty.key in by_filing:
            kind, filing = "filing", day_met(filed.get((organ.pk, duty.key), ()))
            on, said = (filing.filed_on, filing_words(filing)) if filing else (None, "")
        state = due_state(duty.due, done_on=on, today=today)
        yield Owed(kind, duty.key, duty.en, duty.zh, duty.due, duty.due, state, on, said)


def _reports(
    pack: CampaignPack, organ: Organ, handed: dict[tuple[int, str, str], CampaignReport], today: date
) -> Iterator[Owed]:
    words = {each.key: (each.en, each.zh) for each in pack.summaries}
    for report in reports(pack):
        if organ.level not in report.levels:
            continue
        row = handed.get((organ.pk, report.kind, report.key))
        en, zh = words[report.key] if report.kind == "summary" else (report.key, report.key)
        on = row.handed_on if row else None
        state = due_state(report.rolled, done_on=on, today=today)
        yield Owed(
            report.kind, report.key, en, zh, report.due, report.rolled, state, on, row.words if row else ""
        )


def _of_unit(pack: CampaignPack, plan: UnitPlan, today: date) -> Owed:
    state, rule = due_state(plan.due, done_on=plan.met_on, today=today), pack.unit_plans
    en, zh = (rule.en, rule.zh) if rule is not None else ("", "")
    return Owed(
        "unit_plan", str(plan.pk), f"{en}: {plan.unit.name_en or plan.unit.name} ({plan.number})",
        f"{zh}：{plan.unit.name}（{plan.number}件）", plan.due, plan.due, state, plan.met_on, plan.evidence,
    )  # fmt: skip


def _of_task(task: CampaignTask, today: date) -> Owed:
    state = due_state(task.due, done_on=task.done_on, today=today)
    return Owed(
        "task",
        str(task.pk),
        task.words,
        task.words,
        task.due,
        task.due,
        state,
        task.done_on,
        task.evidence,
        task,
    )

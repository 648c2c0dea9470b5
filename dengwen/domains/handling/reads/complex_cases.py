"""The list of complex cases: which, since when, by when a new plan is owed, and what changed since (plan S34)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from dengwen.domains.cases.access import visible_to
from dengwen.domains.handling.models import CaseFlag, ExpertPanel, Plan
from dengwen.foundation.permissions.actor import Actor

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class ComplexCase:
    """One line; ``replanned_on`` is when a plan was approved since the listing."""

    flag: CaseFlag
    replanned_on: date | None
    panel: bool

    @property
    def reasons(self) -> list[str]:
        """The codes of the reasons."""
        return self.flag.reasons.split()

    @property
    def new_handler(self) -> bool:
        """Say whether another person handles the case now."""
        now = self.flag.matter.handler_id
        return now is not None and now != self.flag.handler_before_id

    @property
    def new_leader(self) -> bool:
        """Say whether another leader is in charge now."""
        now = self.flag.matter.leader_id
        return now is not None and now != self.flag.leader_before_id

    @property
    def raised(self) -> bool:
        """Say whether another organ holds the case now."""
        return self.flag.matter.organ_id != self.flag.organ_before_id


def complex_cases(
    actor: Actor, *, flag: str, after: tuple[date, int] | None = None
) -> tuple[list[ComplexCase], tuple[date, int] | None]:
    """Return a page of the cases that bear ``flag`` within the actor's reach, the longest listed first, and the next.

    Marks in force are few; they are read from their own index, and only then asked whose cases they are.
    """
    found = CaseFlag.objects.filter(flag=flag, ended_on=None, matter__in=visible_to(actor))
    if after is not None:
        day, pk = after
        found = found.filter(set_on__gte=day).exclude(set_on=day, pk__lte=pk)
    plans = Plan.objects.filter(matter=OuterRef("matter"), approved_on__gte=OuterRef("set_on"))
    panels = ExpertPanel.objects.filter(matter=OuterRef("matter"), called_on__gte=OuterRef("set_on"))
    rows = list(
        found.select_related("matter__organ", "matter__leader__account", "matter__handler__account")
        .annotate(
            replanned=Subquery(plans.order_by("-approved_on").values("approved_on")[:1]),
            has_panel=Exists(panels),
        )
        .order_by("set_on", "pk")[: PAGE_ROWS + 1]
    )
    page = [ComplexCase(row, row.replanned, row.has_panel) for row in rows[:PAGE_ROWS]]
    last = rows[PAGE_ROWS - 1] if len(rows) > PAGE_ROWS else None
    return page, None if last is None else (last.set_on, last.pk)

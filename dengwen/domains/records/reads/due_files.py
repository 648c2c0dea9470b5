"""Which files fall due to be disposed of, organ by organ, the longest at rest first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Contact, Matter
from dengwen.domains.cases.states import State
from dengwen.domains.records.models import Disposal, LegalHold
from dengwen.domains.records.reads.keeping import kept_for, resting
from dengwen.domains.records.rules.retention import Keeping, keeping, shortest, years_after
from dengwen.domains.records.states import Outcome
from dengwen.foundation.organs.models import OrganReach
from dengwen.foundation.permissions.actor import Actor

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class DueFile:
    """One file at rest: how long it is kept, whether it is held, whether a disposal waits for its decision."""

    matter: Matter
    kept: Keeping
    held: bool
    proposed: bool

    def is_due(self, today: date) -> bool:
        """Say whether its period is over."""
        return self.kept.until is not None and self.kept.until < today


def due_files(
    actor: Actor, *, today: date, after: tuple[date, int] | None = None
) -> tuple[list[DueFile], tuple[date, int] | None]:
    """Return a page of the files at rest for longer than the shortest period, and where the next page begins.

    A page looks at so many files as it has lines; those whose own period is longer are left out, so it may be short.
    """
    reach = OrganReach.objects.filter(top=actor.bureau)
    last = years_after(today, -shortest())
    found = visible_to(actor).annotate(salted=Length("salt")).filter(
        is_open=False, salted__gt=0, ended_on__lt=last, organ__in=reach.values("organ")
    )  # fmt: skip
    if after is not None:
        day, pk = after
        found = found.filter(ended_on__gte=day).exclude(ended_on=day, pk__lte=pk)
    held = LegalHold.objects.filter(matter=OuterRef("pk"), lifted_on=None)
    waits = Disposal.objects.filter(matter=OuterRef("pk"), outcome=Outcome.WAITS)
    rows = list(
        found.annotate(held=Exists(held), proposed=Exists(waits))
        .select_related("organ").order_by(F("ended_on"), "pk")[: PAGE_ROWS + 1]
    )  # fmt: skip
    page = rows[:PAGE_ROWS]
    more = page[-1] if len(rows) > PAGE_ROWS else None
    sources: dict[int, set[str]] = {row.pk: set() for row in page}
    for case, source in Contact.objects.filter(matter__in=page).values_list("matter_id", "source").distinct():
        sources[case].add(source)
    files = [DueFile(row, _kept(row, sources[row.pk]), row.held, row.proposed) for row in page]
    return (
        [file for file in files if file.is_due(today)],
        (more.ended_on, more.pk) if more is not None and more.ended_on is not None else None,
    )


def _kept(matter: Matter, sources: set[str]) -> Keeping:
    return kept_for(matter) if matter.state == State.MERGED else keeping(resting(matter, sources))

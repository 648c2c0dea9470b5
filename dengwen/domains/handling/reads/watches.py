"""Who watches a case and what was written; the cases that a leader watches; what waits for an organ's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Matter, Watch
from dengwen.domains.cases.rules.watch import WATCHERS_EVENTS
from dengwen.domains.handling.models import WatchNote
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.actor import Actor

PAGE_ROWS = 50
# What is written to a watching leader, or by one, is no step of the handling.
_NO_STEP = (*sorted(WATCHERS_EVENTS), "answer_watch")


@dataclass(frozen=True, slots=True)
class WatchedCase:
    """One line: the watch, the last step of the handling (event, when), the nearest day of a question not answered."""

    watch: Watch
    last_event: str
    last_at: datetime | None
    waits_until: date | None


class WatchFile:
    """The watches of one matter, the last first, each with its notes."""

    def __init__(self, rows: list[Watch]) -> None:
        self.rows = rows

    @property
    def now(self) -> Watch | None:
        """The watch in force."""
        return next((row for row in self.rows if row.ended_on is None), None)

    @property
    def waiting(self) -> list[WatchNote]:
        """The questions that wait for an answer, the nearest day first."""
        notes = [note for row in self.rows for note in row.notes.all()]
        return sorted(
            (note for note in notes if note.asks and note.answered_on is None),
            key=lambda note: (note.due or date.max, note.pk),
        )


def watch_file(matter: Matter) -> WatchFile | None:
    """Return who watches a matter that the caller may see, or watched it; without a query where nobody ever did."""
    if not matter.watched:
        return None
    notes = WatchNote.objects.select_related("by__account", "answered_by__account").order_by("-number")
    found = Watch.objects.filter(matter=matter).select_related("post__account", "organ", "set_by__account")
    return WatchFile(list(found.prefetch_related(Prefetch("notes", queryset=notes)).order_by("-number")))


def watched_cases(
    actor: Actor, *, mine: bool, after: tuple[date, int] | None = None
) -> tuple[list[WatchedCase], tuple[date, int] | None]:
    """Return a page of the cases that ``actor`` watches, or that leaders of its organ watch; and where the next begins.

    The longest watched first. ``actor`` must see each of them.
    """
    found = Watch.objects.filter(ended_on=None, matter__in=visible_to(actor))
    found = found.filter(post=actor.post) if mine else found.filter(organ=actor.bureau)
    if after is not None:
        found = found.filter(since__gte=after[0]).exclude(since=after[0], pk__lte=after[1])
    rows: list[Any] = list(_with_progress(found).order_by("since", "pk")[: PAGE_ROWS + 1])
    page = [WatchedCase(row, row.last_event or "", row.last_at, row.waits_until) for row in rows[:PAGE_ROWS]]
    last = rows[PAGE_ROWS - 1] if len(rows) > PAGE_ROWS else None
    return page, None if last is None else (last.since, last.pk)


def _with_progress(found: QuerySet[Watch]) -> QuerySet[Watch]:
    entries = Entry.objects.filter(kind="case", subject=OuterRef("matter_id")).exclude(event__in=_NO_STEP)
    asked = WatchNote.objects.filter(matter=OuterRef("matter_id"), asks=True, answered_on=None)
    return found.select_related(
        "post__account", "matter__organ", "matter__leader__account", "matter__handler__account"
    ).annotate(
        last_event=Subquery(entries.order_by("-seq").values("event")[:1]),
        last_at=Subquery(entries.order_by("-seq").values("at")[:1]),
        waits_until=Subquery(asked.order_by("due").values("due")[:1]),
    )


def questions_for(actor: Actor) -> Sequence[WatchNote]:
    """Return what watching leaders asked the actor's organ and was not answered, the nearest day first."""
    found = WatchNote.objects.filter(asks=True, answered_on=None, matter__in=visible_to(actor))
    found = found.filter(matter__organ=actor.bureau).select_related("matter", "by__account", "watch__organ")
    return list(found.order_by("due", "pk")[:PAGE_ROWS])


def watched_matter(*, actor: Actor, case: int) -> Matter:
    """Return a case that is watched, or once was, if ``actor`` sees it; raises ``case.not_found``."""
    matter = visible_to(actor).select_related("organ").filter(pk=case, watched=True).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return matter

"""Tell everybody who has to be told that a limit runs out."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.reminders.reads.asking import Swept, ask, waiting_for
from dengwen.domains.reminders.reads.audience import Audience
from dengwen.domains.reminders.reads.missed import STREAM, SUBJECT
from dengwen.domains.reminders.rules.steps import schedule
from dengwen.domains.reminders.rules.who_is_told import Gap, GapKind, hears_of_gap
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries


def sweep(*, day: date, at: datetime) -> Swept:
    """Write every reminder that is due on ``day`` and was not written yet; return what was done.

    The last step that a limit has reached is told, so that days without a sweep are made up for by one reminder and
    not by three. It may run twice, or twice at once: what is told stays told once. No case is changed; one entry in
    the ledger says what was written (facts, 8a note 4). Raises ``reminder.day_to_come``.
    """
    if day > local_day(at, settings.TIME_ZONE):
        raise Refusal("reminder.day_to_come", day=day)
    audience, swept = Audience(day), Swept(day)
    for batch in audience.batches():
        with transaction.atomic():
            swept.add(ask("reminders_tell", batch, day, batch.told))
            swept.gaps += waiting_for(batch, day)
    with transaction.atomic():
        swept.digests = _gather(day, _note_gaps(audience, swept))
        append_entries([NewEntry(STREAM, SUBJECT, "reminders_swept", None, at, _told(swept))])
    return swept


def _note_gaps(audience: Audience, swept: Swept) -> list[int]:
    """Keep the open posts; return whom to tell of those that are new or have been open for whole weeks."""
    gaps = sorted(swept.gaps)
    places = [audience.place(gap.organ) for gap in gaps]
    columns: list[list[Any]] = [
        [gap.organ for gap in gaps], [str(gap.kind) for gap in gaps], [above for _, above in places],
        [swept.gaps[gap] for gap in gaps],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM reminders_note_gaps(%s, %s, %s::bigint[], %s::text[], %s::bigint[], %s::bigint[])",
            [swept.day, schedule().every, *columns],
        )
        due = {Gap(organ, GapKind(kind)) for organ, kind in cursor.fetchall()}
    posts: set[int] = set()
    for gap, (bureau, above) in zip(gaps, places, strict=True):
        if gap in due:
            posts |= hears_of_gap(gap, bureau=bureau, above=above, staff=audience.staff)
    return sorted(posts)


def _gather(day: date, posts: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reminders_gather(%s, %s::bigint[])", [day, posts])
        (made,) = cursor.fetchone()
    return int(made)


def _told(swept: Swept) -> dict[str, object]:
    return {
        "day": swept.day.isoformat(), "limits": dict(swept.limits), "reminders": dict(swept.reminders),
        "open_posts": len(swept.gaps), "digests": swept.digests,
    }  # fmt: skip

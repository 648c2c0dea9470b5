"""Adopt a holiday notice: from then on every limit is counted with it."""

import hashlib
from datetime import datetime

from django.db import connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.deadlines.models import HolidayNotice
from dengwen.domains.deadlines.reads.calendars import LOCK
from dengwen.foundation.calendar.notice import read_notice
from dengwen.foundation.calendar.working_days import CALENDARS
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

# All notices of an installation are one stream of the ledger.
STREAM = ("calendar", 1)


def adopt_notice(*, text: str, file_name: str, actor: Actor, at: datetime, calendar: str = "cn") -> int:
    """Adopt the notice in ``text`` (see ``calendar/notice.py``); return its number, the new version of the calendar.

    Years that it states are replaced as a whole. Limits that run are counted again by ``recompute_clocks``. Raises
    ``right.missing``, ``notice.calendar_unknown``, ``notice.known_already`` and the first problem of the file.
    """
    actor.require(Right.ADOPT_NOTICE)
    if calendar not in CALENDARS:
        raise Refusal("notice.calendar_unknown", calendar=calendar, known=", ".join(sorted(CALENDARS)))
    notice, problems = read_notice(text, calendar=calendar)
    if problems:
        raise problems[0]
    days = {day.isoformat(): said for day, said in sorted(notice.days.items())}
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = HolidayNotice.objects.filter(calendar=calendar).order_by("-pk").first()
        if last is not None and last.file_sha256 == digest:
            raise Refusal("notice.known_already", adopted_on=last.adopted_at)
        row = HolidayNotice.objects.create(
            calendar=calendar, years=list(notice.years), days=days, file_name=file_name[:200],
            file_sha256=digest, adopted_at=at, adopted_by_id=actor.post,
        )  # fmt: skip
        kind, subject = STREAM
        facts = {"notice": row.pk, "calendar": calendar, "years": list(notice.years), "file_sha256": digest}
        append_entries(
            [
                NewEntry(
                    kind=kind, subject=subject, event="notice_adopted", actor_post=actor.post, at=at,
                    payload={"facts": facts | {"days": days}},
                )
            ]
        )  # fmt: skip
        return row.pk

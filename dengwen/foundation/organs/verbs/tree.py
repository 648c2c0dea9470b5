"""What the verbs of the organ tree share: one lock, one way to change an organ, one way to keep the reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from dengwen.base.canonical import plain
from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.organs.models import Organ, OrganPeriod
from dengwen.foundation.organs.rules.days import check_not_back_dated, check_not_future

_TREE_LOCK = 0x0D_E9_6E_01
_ORGAN_COLUMNS = (
    "code", "division", "name", "name_en", "level", "kind", "parent_id", "successor_id",
    "founded_on", "closed_on",
)  # fmt: skip
_PERIOD_COLUMNS = ("organ_id", "name", "name_en", "parent_id")

_UNHANG = """
DELETE FROM organs_organreach r
USING organs_organreach above, organs_organreach below
WHERE above.organ_id = %(organ)s AND above.top_id <> %(organ)s AND below.top_id = %(organ)s
  AND r.top_id = above.top_id AND r.organ_id = below.organ_id
"""
_HANG = """
INSERT INTO organs_organreach (top_id, organ_id, holds)
SELECT above.top_id, below.organ_id, below.holds FROM organs_organreach above, organs_organreach below
WHERE above.organ_id = %(below)s AND below.top_id = %(organ)s
"""


def lock_tree() -> None:
    """Let one change of the tree at a time pass: every change reads and writes the reach of many organs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE_LOCK])


def open_organ(organ: int) -> Organ:
    """Return the organ, locked; raises ``organ.not_found`` and ``organ.closed``."""
    row = Organ.objects.select_for_update().filter(pk=organ).first()
    if row is None:
        raise Refusal("organ.not_found", organ=organ)
    check_open(row)
    return row


def check_open(organ: Organ) -> None:
    """Refuse (``organ.closed``) an organ that no longer exists, and name who answers for it."""
    if organ.closed_on is not None:
        heir = organ.successor.name if organ.successor is not None else ""
        raise Refusal("organ.closed", name=organ.name, closed_on=organ.closed_on, successor=heir)


def check_not_below(candidate: Organ, organ: Organ) -> None:
    """Refuse (``organ.cycle``) when ``candidate`` is the organ itself or hangs below it."""
    row: Organ | None = candidate
    while row is not None:
        if row.pk == organ.pk:
            raise Refusal("organ.cycle", name=organ.name, below=candidate.name)
        row = row.successor if row.successor_id else row.parent


def rehang(organ: int, below: int | None) -> None:
    """Take the organ, with all that hangs on it, out of the reach of those above, and hang it anew."""
    with connection.cursor() as cursor:
        cursor.execute(_UNHANG, {"organ": organ})
        if below is not None:
            cursor.execute(_HANG, {"organ": organ, "below": below})


def organ_picture(organ: Organ) -> dict[str, object]:
    """Return what the ledger says of an organ's row."""
    return {name: plain(getattr(organ, name)) for name in _ORGAN_COLUMNS}


def period_picture(period: OrganPeriod) -> dict[str, object]:
    """Return what the ledger says of a period's row."""
    picture: dict[str, object] = {name: plain(getattr(period, name)) for name in _PERIOD_COLUMNS}
    picture["during"] = [plain(period.during.lower), plain(period.during.upper)]
    return picture


@dataclass(slots=True)
class Change:
    """One change of one organ on one day: rows and ledger entry are told to the ledger by :func:`record`."""

    organ: Organ
    event: str
    on: date
    facts: dict[str, object] = field(default_factory=dict)
    told: dict[str, object] = field(default_factory=dict)

    def begin(self, at: datetime, *, ends: bool = False) -> OrganPeriod:
        """Return the organ's open period, locked, after checking that it may change on the day."""
        check_not_future(self.on, local_day(at, settings.TIME_ZONE))
        period = OrganPeriod.objects.select_for_update().get(organ=self.organ, during__upper_inf=True)
        check_not_back_dated(self.organ.name, self.on, period.during.lower, ends=ends)
        return period

    def alter(self, at: datetime, **columns: object) -> None:
        """Give the organ a new name or parent from the day on: the open period ends, a new one begins."""
        period = self.begin(at)
        self._set(columns)
        if period.during.lower < self.on:
            self._end(period)
            period = OrganPeriod(organ=self.organ, during=DateRange(self.on, None))
        period.name, period.name_en = self.organ.name, self.organ.name_en
        period.parent_id = self.organ.parent_id
        period.save()
        self.told[f"organs.organperiod/{period.pk}"] = period_picture(period)

    def close(self, at: datetime, successor: Organ) -> None:
        """End the organ: ``on`` is the first day on which it no longer exists."""
        period = self.begin(at, ends=True)
        self._set({"closed_on": self.on, "successor_id": successor.pk})
        self._end(period)

    def _set(self, columns: dict[str, object]) -> None:
        for name, value in columns.items():
            setattr(self.organ, name, value)
        self.organ.save(update_fields=list(columns))
        self.told[f"organs.organ/{self.organ.pk}"] = {name: plain(value) for name, value in columns.items()}

    def _end(self, period: OrganPeriod) -> None:
        period.during = DateRange(period.during.lower, self.on)
        period.save(update_fields=["during"])
        self.told[f"organs.organperiod/{period.pk}"] = {"during": period_picture(period)["during"]}


def record(changes: Iterable[Change], *, actor_post: int | None, at: datetime) -> None:
    """Chain one ledger entry a change to the stream of its organ."""
    append_entries(
        [
            NewEntry(
                kind="organ", subject=change.organ.pk, event=change.event, actor_post=actor_post, at=at,
                payload={"facts": {"on": plain(change.on), **change.facts}, "set": change.told},
            )
            for change in changes
        ]
    )  # fmt: skip

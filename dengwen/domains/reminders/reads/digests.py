"""Which digests wait, and what became of the others."""

from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count

from dengwen.domains.reminders.models import Digest

AT_ONCE = 200


def waiting_digests() -> list[int]:
    """Return the digests to send next, those that were tried least first."""
    rows = Digest.objects.filter(outcome="").order_by("tries", "pk").values_list("pk", flat=True)
    return list(rows[:AT_ONCE])


@dataclass(frozen=True, slots=True)
class Unsent:
    """Digests that did not arrive: waiting since before a day, with what was wrong last; refused addresses."""

    waiting: int
    trouble: str
    refused: int


def unsent_digests(before: date, using: str = DEFAULT_DB_ALIAS) -> Unsent:
    """Return what did not go out: digests of days before ``before`` that wait, and addresses refused since then."""
    rows = Digest.objects.using(using)
    late = rows.filter(outcome="", day__lt=before)
    last = late.exclude(trouble="").order_by("-day").values_list("trouble", flat=True).first()
    refused = rows.filter(outcome="refused", day__gte=before).aggregate(
        people=Count("account", distinct=True)
    )
    return Unsent(late.count(), last or "", refused["people"])

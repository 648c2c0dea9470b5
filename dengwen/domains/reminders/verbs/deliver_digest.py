"""Let one digest go out, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from dengwen.domains.reminders.models import Digest

WAITS = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out: to whom, of which day, and between which reminders."""

    account: int
    name: str
    email: str
    language: str
    day: date
    after: int
    upto: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try: ``sent``, ``nothing`` (all is done meanwhile), ``no_address``, ``refused``; or it waits."""

    code: str
    trouble: str = ""


def deliver_digest(*, digest: int, send: Callable[[Letter], Outcome], at: datetime) -> Outcome:
    """Send the digest by ``send`` and write down what became of it; nobody else sends it meanwhile.

    What an earlier digest could not say, this one says; an earlier one that still waits is folded into it. A digest
    that is settled already, or at work elsewhere, is left alone.
    """
    with transaction.atomic():
        rows = Digest.objects.select_for_update(of=("self",), skip_locked=True).select_related("account")
        row = rows.filter(pk=digest, outcome=WAITS).first()
        if row is None:
            return Outcome("nothing")
        others = Digest.objects.filter(account=row.account_id)
        if others.filter(day__gt=row.day).exists():
            outcome = Outcome("folded")
        else:
            told = others.exclude(outcome__in=(WAITS, "folded")).aggregate(upto=Max("upto"))
            person = row.account
            outcome = send(
                Letter(
                    person.pk,
                    person.name,
                    person.email,
                    person.language,
                    row.day,
                    told["upto"] or 0,
                    row.upto,
                )
            )
        row.outcome, row.trouble, row.tries = outcome.code, outcome.trouble[:200], row.tries + 1
        row.settled_at = at if outcome.code else None
        row.save(update_fields=["outcome", "trouble", "tries", "settled_at"])
    return outcome

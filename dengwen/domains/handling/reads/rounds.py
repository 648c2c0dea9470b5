"""In which round a matter is, and what happened in it."""

from django.db.models import QuerySet

from dengwen.domains.cases.models import Matter
from dengwen.domains.handling.models import Opinion, Plan
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.staff.models import Post


def current_round(matter: Matter) -> int:
    """Return 1 until the first opinion is issued, then one more with each: redo and reopening begin a new one."""
    return Opinion.objects.filter(matter=matter, issued_on__isnull=False).count() + 1


def plan_of_round(matter: Matter, number: int) -> Plan | None:
    """Return the plan of round ``number``."""
    return Plan.objects.filter(matter=matter, round=number).first()


def draft_of_round(matter: Matter, number: int) -> Opinion | None:
    """Return the opinion that is drafted in round ``number``; it is not issued, or the round would be over."""
    return Opinion.objects.filter(matter=matter, round=number, issued_on=None).first()


def issued_opinion(matter: Matter) -> Opinion | None:
    """Return the opinion that was issued last."""
    return Opinion.objects.filter(matter=matter, issued_on__isnull=False).order_by("-round").first()


def plan_authors(matter: Matter) -> frozenset[int]:
    """Return the accounts of all who wrote at the plan since a plan was last approved."""
    posts = _entries_since_approval(matter).filter(event="draft_plan").values_list("actor_post", flat=True)
    return frozenset(Post.objects.filter(pk__in=list(posts)).values_list("account_id", flat=True))


def was_investigated(matter: Matter) -> bool:
    """Say whether a step of investigation was recorded since the plan was approved."""
    return _entries_since_approval(matter).filter(event="investigate").exists()


def _entries_since_approval(matter: Matter) -> QuerySet[Entry]:
    entries = Entry.objects.filter(kind="case", subject=matter.pk)
    approved = entries.filter(event="approve_plan").order_by("-seq").values_list("seq", flat=True).first()
    return entries.filter(seq__gt=approved or 0)

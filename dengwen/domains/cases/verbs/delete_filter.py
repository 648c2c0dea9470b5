"""Forget a kept filter."""

from datetime import datetime

from dengwen.domains.cases.models import SavedFilter
from dengwen.foundation.permissions.actor import Actor


def delete_filter(*, saved: int, actor: Actor, at: datetime) -> None:
    """Forget the filter if it is the person's own; anybody else's is left alone."""
    SavedFilter.objects.filter(pk=saved, account=actor.account).delete()

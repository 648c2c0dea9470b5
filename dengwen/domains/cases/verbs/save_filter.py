"""Keep a filter of the case list under a name."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import SavedFilter
from dengwen.foundation.permissions.actor import Actor

MOST = 50
_NAME_LENGTH, _QUERY_LENGTH = 60, 1000


def save_filter(*, name: str, query: str, actor: Actor, at: datetime) -> int:
    """Keep ``query`` under ``name`` for the person; the same name again replaces it. No case is touched.

    Raises ``filter.no_name``, ``filter.too_long``, ``filter.too_many``.
    """
    name = " ".join(name.split())[:_NAME_LENGTH]
    if not name:
        raise Refusal("filter.no_name")
    if len(query) > _QUERY_LENGTH:
        raise Refusal("filter.too_long", most=_QUERY_LENGTH)
    mine = SavedFilter.objects.filter(account=actor.account)
    if mine.exclude(name=name).count() >= MOST:
        raise Refusal("filter.too_many", most=MOST)
    row, _made = SavedFilter.objects.update_or_create(
        account_id=actor.account, name=name, defaults={"query": query}
    )
    return row.pk

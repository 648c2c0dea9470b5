"""Take note that a post has read its reminders."""

from datetime import datetime

from django.db import transaction

from dengwen.domains.reminders.access import visible_to
from dengwen.domains.reminders.models import Reading
from dengwen.foundation.permissions.actor import Actor


def mark_read(*, upto: int, actor: Actor, at: datetime) -> None:
    """Let every reminder of the post up to ``upto`` be read; what was read stays read. No case is touched."""
    newest = visible_to(actor).filter(pk__lte=upto).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return
    with transaction.atomic():
        row, _ = Reading.objects.select_for_update().get_or_create(post_id=actor.post)
        row.upto = max(row.upto, newest)
        row.save(update_fields=["upto"])

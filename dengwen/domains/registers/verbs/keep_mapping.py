"""Keep a mapping under a name, or forget it."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.registers.access import mappings_visible_to
from dengwen.domains.registers.models import SavedMapping
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right

_NAME_LENGTH = 80


def keep_mapping(*, name: str, text: str, actor: Actor, at: datetime) -> int:
    """Keep ``text`` for the actor's bureau; the same name again replaces it. Raises ``mapping.no_name``."""
    actor.require(Right.IMPORT)
    name = " ".join(name.split())[:_NAME_LENGTH]
    if not name:
        raise Refusal("mapping.no_name")
    with transaction.atomic():
        set_post(actor.post)
        row, _made = SavedMapping.objects.update_or_create(
            organ_id=actor.bureau, name=name, defaults={"text": text}
        )
        return row.pk


def forget_mapping(*, saved: int, actor: Actor, at: datetime) -> None:
    """Forget a mapping of the actor's bureau; any other is left alone."""
    actor.require(Right.IMPORT)
    with transaction.atomic():
        set_post(actor.post)
        mappings_visible_to(actor).filter(pk=saved).delete()

"""Put a run on the desk: a file, a mapping, nothing taken yet."""

from datetime import datetime

from django.db import transaction

from dengwen.domains.registers.models import ImportRun
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def plan_run(
    *,
    file_name: str,
    file_digest: bytes,
    stored: str,
    mapping: str,
    register: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Plan a run of the actor's bureau and return its id; raises ``right.missing``."""
    actor.require(Right.IMPORT)
    with transaction.atomic():
        set_post(actor.post)
        run = ImportRun.objects.create(
            file_name=file_name[-200:], file_digest=file_digest, stored=stored, mapping=mapping, register=register,
            post_id=actor.post, organ_id=actor.bureau, made_at=at,
        )  # fmt: skip
        return run.pk

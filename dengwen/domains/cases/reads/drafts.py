"""What a post left half-written."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag

from dengwen.domains.cases.models import IntakeDraft
from dengwen.foundation.identity.sealing import open_bytes
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The fields of a form as they stood at ``saved_at``."""

    fields: dict[str, Any]
    saved_at: datetime


def draft_of(*, actor: Actor, form: str) -> SavedDraft | None:
    """Return the draft of ``form`` that the actor's post left, or None; one sealed under a lost key is none."""
    row = IntakeDraft.objects.filter(post=actor.post, form=form).first()
    if row is None:
        return None
    try:
        fields = json.loads(open_bytes(bytes(row.sealed)))
    except InvalidTag:
        return None
    return SavedDraft(fields, row.saved_at)

"""Keep a half-written form."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import IntakeDraft
from dengwen.foundation.identity.sealing import seal_bytes
from dengwen.foundation.permissions.actor import Actor

LONGEST = 512 * 1024


def save_draft(*, form: str, fields: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """Keep what the actor's post typed into ``form``, sealed: it may name a petitioner before there is a case.

    A draft is the post's own paper, not part of any case: nothing of it enters the ledger. Raises
    ``draft.too_long``.
    """
    written = json.dumps(dict(fields), ensure_ascii=False).encode()
    if len(written) > LONGEST:
        raise Refusal("draft.too_long", longest=LONGEST)
    IntakeDraft.objects.update_or_create(
        post_id=actor.post, form=form, defaults={"sealed": seal_bytes(written), "saved_at": at}
    )

"""Throw a half-written form away."""

from datetime import datetime

from dengwen.domains.cases.models import IntakeDraft
from dengwen.foundation.permissions.actor import Actor


def discard_draft(*, form: str, actor: Actor, at: datetime) -> None:
    """Delete the draft of ``form`` that the actor's post left; where there is none, nothing happens."""
    IntakeDraft.objects.filter(post=actor.post, form=form).delete()

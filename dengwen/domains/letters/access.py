"""Each right twice, side by side: whose files a post sees, and what it may do with them."""

from django.db.models import QuerySet

from dengwen.domains.cases import access as cases
from dengwen.domains.cases.models import Matter
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision


def visible_to(actor: Actor) -> QuerySet[Attachment]:
    """Return the files of the matters that ``actor`` sees."""
    return Attachment.objects.filter(matter__in=cases.visible_to(actor))


def may(actor: Actor, verb: str, matter: Matter) -> Decision:
    """Say whether ``actor`` may do ``verb`` (``attach_file``) on ``matter``."""
    return cases.may(actor, verb, matter)

"""Each right twice, side by side: whose plans, opinions and remedies a post sees, and what it may do with them."""

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may, visible_to
from dengwen.domains.cases.models import Matter
from dengwen.foundation.permissions.actor import Actor

__all__ = ["may", "visible_matter", "visible_to"]


def visible_matter(actor: Actor, case: int) -> Matter:
    """Return the matter if ``actor`` sees it; else it does not exist (``case.not_found``).

    What hangs on a matter is seen by whoever sees the matter: a file has no parts with doors of their own.
    """
    matter = visible_to(actor).filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return matter

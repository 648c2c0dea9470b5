"""Who opened the identities of a case."""

from dengwen.foundation.identity.models import IdentityReading


def readings_of_case(case: int) -> list[IdentityReading]:
    """Return every opening of an identity in the case, newest first."""
    return list(IdentityReading.objects.filter(case=case).order_by("-at", "-pk"))

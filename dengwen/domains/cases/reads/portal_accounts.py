"""Finding a passkey by what the device says of itself."""

from typing import NamedTuple

from dengwen.domains.cases.models import PortalAccount


class Known(NamedTuple):
    """A passkey as it is checked: its id, its public key, and how often it was used."""

    account: int
    public_key: bytes
    sign_count: int


def known_passkey(credential: bytes) -> Known | None:
    """Return the passkey with this credential id, or None."""
    row = PortalAccount.objects.filter(credential=credential).first()
    return Known(row.pk, bytes(row.public_key), row.sign_count) if row else None

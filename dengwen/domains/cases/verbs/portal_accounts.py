"""Make, use and delete a petitioner's passkey; what it opens stays sealed."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import PortalAccount
from dengwen.domains.cases.reads.by_query_code import Opened, code_digest
from dengwen.foundation.identity.sealing import open_bytes, seal_bytes

MOST = 20


class Shown(NamedTuple):
    """A number and the digest of the query code that was shown with it."""

    number: str
    digest: str


class Passkey(NamedTuple):
    """What a device gave when the passkey was made."""

    handle: bytes
    credential: bytes
    public_key: bytes
    sign_count: int


def shown(number: str, code: str) -> Shown:
    """Return what is kept of a number and a code that opened a case."""
    return Shown(number.strip(), code_digest(code).hex())


def make_portal_account(*, passkey: Passkey, openings: Iterable[Shown], on: date) -> int:
    """Keep a passkey with the cases that she has shown to be hers; returns the id. Raises ``passkey.nothing_shown``."""
    rows = list(openings)
    if not rows:
        raise Refusal("passkey.nothing_shown")
    made = PortalAccount.objects.create(
        handle=passkey.handle, credential=passkey.credential, public_key=passkey.public_key,
        sign_count=passkey.sign_count, openings=_sealed(rows), since=on,
    )  # fmt: skip
    return made.pk


def add_to_account(*, account: int, openings: Iterable[Shown]) -> None:
    """Let the passkey open these too; the last number of a case counts. Raises ``passkey.not_found``."""
    with transaction.atomic():
        row = _held(account)
        known = {one.number: one for one in [*_opened(row), *openings]}
        row.openings = _sealed(list(known.values()))
        row.save(update_fields=["openings"])


def use_passkey(*, account: int, sign_count: int) -> list[Opened]:
    """Note the use and return what the passkey opens today; raises ``passkey.not_found``."""
    with transaction.atomic():
        row = _held(account)
        row.sign_count = sign_count
        row.save(update_fields=["sign_count"])
        found = []
        with connection.cursor() as cursor:
            for one in _opened(row):
                cursor.execute(
                    "SELECT matter, party FROM dengwen_by_code(%s, %s)",
                    [bytes.fromhex(one.digest), one.number],
                )
                if answer := cursor.fetchone():
                    found.append(Opened(*answer))
        return found


def delete_portal_account(*, account: int) -> None:
    """Delete the passkey and what it opened; the cases themselves are not touched."""
    PortalAccount.objects.filter(pk=account).delete()


def _held(account: int) -> PortalAccount:
    row = PortalAccount.objects.select_for_update().filter(pk=account).first()
    if row is None:
        raise Refusal("passkey.not_found")
    return row


def _sealed(rows: Sequence[Shown]) -> bytes:
    return seal_bytes(json.dumps([list(row) for row in rows[-MOST:]]).encode())


def _opened(row: PortalAccount) -> list[Shown]:
    return [Shown(*one) for one in json.loads(open_bytes(bytes(row.openings)))]

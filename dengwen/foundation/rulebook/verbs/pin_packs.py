"""Fix the packs that cases use: from then on a changed file is refused."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.rulebook.digest import pack_digest, stream_of
from dengwen.foundation.rulebook.loading import pack
from dengwen.foundation.rulebook.reads.pinned_packs import EVENT, STREAM, pinned_packs, what_differs

# What this process knows to be pinned and committed: database and code. A pin is for ever, so is this.
_KNOWN: set[tuple[str, str]] = set()


class _Remember:
    """Lets the process remember a pin once it is committed; while it waits for that, it stands for the pin."""

    def __init__(self, key: tuple[str, str]) -> None:
        self.key = key

    def __call__(self) -> None:
        _KNOWN.add(self.key)


def pin_packs(codes: Iterable[str], *, actor_post: int | None, at: datetime) -> None:
    """Pin each pack that is not pinned yet, with its digest, in the ledger's stream ``rules``.

    Raises ``rules.pack_changed`` for a pack that is pinned with another digest. Asks the database once for every
    pack and process. Runs inside the transaction of the change that uses the pack, or opens one.
    """
    database = str(connection.settings_dict["NAME"])
    unknown = sorted({code for code in codes if not _is_known((database, code))})
    if not unknown:
        return
    with transaction.atomic():
        with connection.cursor() as cursor:  # two first cases at once: one waits, and then finds the pin
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dengwen.rules'))")
        pinned = pinned_packs()
        for code in unknown:
            if code not in pinned:
                append_entries([_entry(code, actor_post, at)])
            elif what_differs(pinned[code]):
                raise Refusal("rules.pack_changed", pack=code)
            transaction.on_commit(_Remember((database, code)))


def _is_known(key: tuple[str, str]) -> bool:
    if key in _KNOWN:
        return True
    # Django forgets these on a rollback, to a savepoint too; so do we.
    waiting = [entry[1] for entry in connection.run_on_commit]
    return any(isinstance(each, _Remember) and each.key == key for each in waiting)


def _entry(code: str, actor_post: int | None, at: datetime) -> NewEntry:
    law = pack(code)
    payload: dict[str, object] = {"code": code, "family": law.family, "digest": pack_digest(law)}
    return NewEntry(STREAM, stream_of(code), EVENT, actor_post, at, payload, fresh=True)

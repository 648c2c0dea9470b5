"""The sealed package of one case: what is in it, put together and signed."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import IO, Any

from dengwen.base.canonical import plain
from dengwen.domains.cases.models import Matter
from dengwen.domains.records.models import FileExport
from dengwen.domains.records.reads.file_paper import file_pdf
from dengwen.domains.records.reads.own_data import own_data
from dengwen.domains.records.reads.parties import OpenedParty
from dengwen.domains.records.reads.whole_file import FileInCase, files_in, row_fields, rows_of, whole_file
from dengwen.domains.records.rules.export_scope import PARTY, TOLD_TO_PARTY
from dengwen.domains.records.rules.file_package import (
    archive_name,
    digest_of,
    make_manifest,
    readable,
    seal,
    write_files,
)
from dengwen.foundation.ledger.reads.stream_proofs import stream_proofs
from dengwen.foundation.ledger.signing import signing_keys

Fields = dict[str, Any]
_IN_MEMORY = 16 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A sealed package ready to be handed over; ``entries``: how many entries of the case are in it."""

    name: str
    content: IO[bytes]
    size: int
    sha256: str
    manifest_sha256: str
    entries: int


def build_package(
    export: FileExport, *, number: int, matter: Matter, parties: list[OpenedParty], at: datetime, today: date
) -> Package:
    """Put the package of an export together, with everything that its recipient may have, and sign it.

    ``parties`` are opened: their names go along, or are masked. Raises ``file.lost``, ``file.altered``.
    """
    own = next((each for each in parties if each.party.pk == export.party_id), None)
    ledger = stream_proofs(kind="case", subject=matter.pk)
    if export.recipient == PARTY:
        ledger["entries"] = [_told(entry) for entry in ledger["entries"]]
    hidden = [each for each in parties if not export.identities and each is not own]
    secrets = None if export.identities else [secret for each in hidden for secret in each.secrets]
    taken = [file for file in files_in(matter) if _goes(file, export, parties)]
    left = [file for file in files_in(matter) if file not in taken]
    key = signing_keys()[-1]
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever gets the package closes it
    with zipfile.ZipFile(content, "w") as archive:
        listed = write_files(
            archive,
            _parts(
                export,
                matter,
                parties=parties,
                own=own,
                ledger=ledger,
                secrets=secrets,
                taken=taken,
                today=today,
            ),
        )
        listed += write_files(
            archive, ((archive_name(n, file.name), file.content()) for n, file in enumerate(taken, 1))
        )
        manifest = make_manifest(
            {
                "number": matter.number, "export": number, "recipient": export.recipient, "made_at": plain(at),
                "identities": export.identities, "key": key.id, "entries": len(ledger["entries"]),
                "attached": {archive_name(n, file.name): file.origin for n, file in enumerate(taken, 1)},
                "withheld": [{"origin": file.origin, "sha256": file.sha256} for file in left],
            },
            listed,
        )  # fmt: skip
        seal(archive, manifest, key=key.id, signature=key.sign(manifest))
    size, sha256 = digest_of(content)
    name = f"{matter.number}-{export.recipient.lower()}-{number}.zip"
    return Package(name, content, size, sha256, hashlib.sha256(manifest).hexdigest(), len(ledger["entries"]))


def _parts(
    export: FileExport, matter: Matter, *, parties: list[OpenedParty], own: OpenedParty | None, ledger: Fields,
    secrets: list[str] | None, taken: list[FileInCase], today: date,
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """Yield the parts one after the other: the ledger, the rows or her own data, and the same on paper."""
    yield "ledger.json", readable(ledger)
    payloads = [entry["payload"] for entry in ledger["entries"] if entry["payload"] is not None]
    rows = [(row._meta.label_lower, row_fields(row, secrets)) for row in rows_of(matter)]
    if own is not None:
        yield "own.json", readable(own_data(matter, own, rows, taken, len(parties) - 1))
        rows = [(label, row) for label, row in rows if label in _ON_HER_PAPER]
    else:
        yield "case.json", readable(whole_file(matter, payloads, secrets))
    if export.identities:
        told = {f"cases.party/{each.party.pk}": asdict(each.told) for each in parties}
        yield "identities.json", readable(told)
    shown = parties if export.identities else [own] if own is not None else []
    yield (
        "case.pdf",
        file_pdf(
            matter,
            rows,
            parties=parties,
            shown=shown,
            ledger=ledger,
            taken=taken,
            lang=export.language,
            today=today,
        ),
    )


_ON_HER_PAPER = frozenset({"cases.matter", "cases.contact", "cases.claim", "cases.party"})


def _told(entry: Fields) -> Fields:
    """Withhold the content of an entry that the person is not told of; its hash and its proof stay."""
    if entry["event"] in TOLD_TO_PARTY:
        return entry
    return entry | {"payload": None, "event": "", "actor_post": None}


def _goes(file: FileInCase, export: FileExport, parties: list[OpenedParty]) -> bool:
    """Say whether a paper goes along: what may name a party, only to who may have all names, or to her alone."""
    if export.recipient == PARTY:
        return file.hers and (not file.names or len(parties) == 1)
    return export.identities or not file.names

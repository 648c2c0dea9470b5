"""What a person gets of her own data (LPI Art.45): what she told, what became of it, and what is kept about it."""

from typing import Any

from dengwen.domains.cases.models import Matter
from dengwen.domains.records.reads.parties import OpenedParty
from dengwen.domains.records.reads.whole_file import FileInCase
from dengwen.domains.records.rules.export_scope import MASK

Fields = dict[str, Any]
_CLAIM = (
    "position",
    "text",
    "remedy_sought",
    "result",
    "facts_found",
    "answer",
    "legal_basis",
    "answered_on",
)
_CONTACT = ("channel", "source", "received_on", "people", "text", "reply")
_MATTER = ("title", "place", "state", "category", "channel", "received_on", "occurred_on", "registered_at",
           "accepted_on", "decided_on", "served_on", "closed_on")  # fmt: skip
_EXPORT = ("number", "recipient", "identities", "asked_on", "handed_on", "sha256")
_HOLD = ("number", "ground", "placed_on", "lifted_on")


def own_data(
    matter: Matter, own: OpenedParty, rows: list[tuple[str, Fields]], taken: list[FileInCase], others: int
) -> Fields:
    """Return ``own.json``. ``rows`` are those of the case, what other parties told masked in every text.

    Of the others it says that they are there, and nothing else; to whom the file was given stands in it (PRV-8).
    """
    told = own.told
    return {
        "number": matter.number,
        "you": {"role": own.party.role, "name": told.name, "phone": told.phone, "address": told.address,
                "document": told.document, "email": told.email},
        "others": [MASK] * others,
        "matter": next(_some(row, _MATTER) for label, row in rows if label == "cases.matter"),
        "contacts": [_some(row, _CONTACT) for label, row in rows if label == "cases.contact"],
        "claims": [_some(row, _CLAIM) for label, row in rows if label == "cases.claim"],
        "given_to": [_some(row, _EXPORT) for label, row in rows if label == "records.fileexport"],
        "holds": [_some(row, _HOLD) for label, row in rows if label == "records.legalhold"],
        "documents": [{"name": file.name, "sha256": file.sha256} for file in taken],
    }  # fmt: skip


def _some(row: Fields, names: tuple[str, ...]) -> Fields:
    return {name: row[name] for name in names if name in row}

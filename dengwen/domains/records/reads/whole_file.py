"""Every row of one case, as a recipient of the whole file gets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from dengwen.base.canonical import plain
from dengwen.base.exports import last_words
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.rows import row_key
from dengwen.domains.letters.models import Attachment, Letter
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.supervision.models import CooperationPaper

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileInCase:
    """The bytes of one paper of the case, still on disk: where they came from, their name, their SHA-256."""

    origin: str
    name: str
    sha256: str

    def content(self) -> bytes:
        """Return the bytes; raises ``file.lost``, ``file.altered``."""
        return fetch(self.sha256)


def whole_file(matter: Matter, payloads: list[str]) -> Fields:
    """Return ``case.json``: every row with its columns in words, and the salt, so that each can be proved.

    ``payloads`` are those of the entries. What the ledger tells of and the acting post may not see is ``withheld``.
    """
    rows = {row_key(row): row_fields(row) for row in rows_of(matter)}
    withheld = sorted(last_words(payloads).keys() - rows.keys())
    return {"case": matter.pk, "number": matter.number, "salt": bytes(matter.salt).hex(), "rows": rows,
            "withheld": withheld}  # fmt: skip


def rows_of(matter: Matter) -> Iterator[Any]:
    """Yield the matter and every row that hangs on it, as far as the acting post sees them."""
    yield matter
    for model in apps.get_models():
        if hasattr(model, "LEDGER_PLAIN") and model is not Matter:
            yield from model._default_manager.filter(matter=matter).order_by("pk")


def row_fields(row: Any) -> Fields:
    """Return the columns of a row that the ledger knows, texts as they are."""
    columns = {name: plain(getattr(row, name)) for name in row.LEDGER_PLAIN}
    return columns | {name: getattr(row, name) for name in row.LEDGER_DIGESTED}


def files_in(matter: Matter) -> list[FileInCase]:
    """Return every paper of the case: what was attached, issued letters, papers of cooperation."""
    attached = Attachment.objects.filter(matter=matter).order_by("pk")
    issued = Letter.objects.filter(matter=matter).exclude(pdf_sha256="").order_by("pk")
    papers = CooperationPaper.objects.filter(matter=matter).order_by("pk")
    return [
        *(FileInCase(row_key(row), row.name, row.sha256) for row in attached),
        *(FileInCase(row_key(row), f"{row.number or row.kind}.pdf", row.pdf_sha256) for row in issued),
        *(FileInCase(row_key(row), row.name, row.sha256) for row in papers),
    ]

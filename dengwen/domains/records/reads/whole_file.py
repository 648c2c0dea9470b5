"""Every row of one case, as a recipient of the file gets it: with the names, or with what the parties told masked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from dengwen.base.canonical import plain
from dengwen.base.exports import last_words
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.verbs.rows import row_key
from dengwen.domains.letters.models import Attachment, Letter
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.domains.records.rules.export_scope import HER_PAPERS, without
from dengwen.domains.supervision.models import CooperationPaper

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileInCase:
    """The bytes of one paper of the case, still on disk: where they came from, their name, their SHA-256.

    ``names``: it may say who the petitioner is; ``hers``: who is alone in her case brought it or was given it.
    """

    origin: str
    name: str
    sha256: str
    names: bool
    hers: bool

    def content(self) -> bytes:
        """Return the bytes; raises ``file.lost``, ``file.altered``."""
        return fetch(self.sha256)


def whole_file(matter: Matter, payloads: list[str], secrets: Sequence[str] | None) -> Fields:
    """Return ``case.json``: every row with its columns in words.

    With ``secrets`` (what the parties told about themselves) these are masked in every text, and the salt stays here:
    it would let the masked words be guessed. Without, the salt goes along, so that each text can be proved. What the
    ledger tells of and the acting post may not see is ``withheld``.
    """
    rows = {row_key(row): row_fields(row, secrets) for row in rows_of(matter)}
    withheld = sorted(last_words(payloads).keys() - rows.keys())
    salt = bytes(matter.salt).hex() if secrets is None else ""
    return {"case": matter.pk, "number": matter.number, "salt": salt, "rows": rows, "withheld": withheld}


def rows_of(matter: Matter) -> Iterator[Any]:
    """Yield the matter and every row that hangs on it, as far as the acting post sees them."""
    yield matter
    for model in apps.get_models():
        if hasattr(model, "LEDGER_PLAIN") and model is not Matter:
            yield from model._default_manager.filter(matter=matter).order_by("pk")


def row_fields(row: Any, secrets: Iterable[str] | None) -> Fields:
    """Return the columns of a row that the ledger knows, texts as they are or masked."""
    columns = {name: plain(getattr(row, name)) for name in row.LEDGER_PLAIN}
    texts = {name: getattr(row, name) for name in row.LEDGER_DIGESTED}
    if secrets is not None:
        texts = {name: without(secrets, text) for name, text in texts.items()}
    return columns | texts


def files_in(matter: Matter) -> list[FileInCase]:
    """Return every paper of the case: what was attached, issued letters, papers of cooperation."""
    attached = Attachment.objects.filter(matter=matter).order_by("pk")
    issued = Letter.objects.filter(matter=matter).exclude(pdf_sha256="").order_by("pk")
    papers = CooperationPaper.objects.filter(matter=matter).order_by("pk")
    return [
        *(FileInCase(row_key(row), row.name, row.sha256, True, row.kind in HER_PAPERS) for row in attached),
        *(
            FileInCase(
                row_key(row),
                f"{row.number or row.kind}.pdf",
                row.pdf_sha256,
                row.named,
                row.recipient == "petitioner",
            )
            for row in issued
        ),
        *(FileInCase(row_key(row), row.name, row.sha256, True, False) for row in papers),
    ]

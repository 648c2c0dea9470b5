"""The file of a case on paper: the same that the package holds as data, for people to read."""

from datetime import date
from typing import Any

from dengwen.domains.cases.models import Matter
from dengwen.domains.letters.reads.letter_paper import paper_pdf
from dengwen.domains.letters.reads.letter_values import in_words
from dengwen.domains.letters.rules.letter_content import clean
from dengwen.domains.records.reads.parties import OpenedParty
from dengwen.domains.records.reads.whole_file import FileInCase
from dengwen.domains.records.rules.export_scope import MASK
from dengwen.foundation.rulebook.loading import code_list

Fields = dict[str, Any]
_LAYOUT = "file.typ"
# Columns that are codes, and their lists; ids say nothing on paper.
_CODES = {"state": "states", "category": "categories", "purpose": "purposes", "channel": "channels",
          "source": "sources", "result": "claim_results"}  # fmt: skip


def file_pdf(
    matter: Matter, rows: list[tuple[str, Fields]], *, parties: list[OpenedParty], shown: list[OpenedParty],
    ledger: Fields, taken: list[FileInCase], lang: str, today: date,
) -> bytes:  # fmt: skip
    """Return the PDF: the matter, its parties (``shown`` by name, the others masked), its rows, steps and papers."""
    told = code_list("file_paper_words")

    def say(code: str) -> str:
        return told.label(code, lang)

    sections = [
        {"head": say("parties"), "lines": [_party(each, each in shown, say("party")) for each in parties]},
        *_rows(rows, lang),
        {"head": say("steps"), "lines": [_step(entry, lang, say("untold")) for entry in ledger["entries"]]},
        {"head": say("papers"), "lines": [f"{clean(file.name)}  SHA-256 {file.sha256}" for file in taken]},
    ]
    organ = matter.organ.name_en if lang == "en" and matter.organ.name_en else matter.organ.name
    return paper_pdf(
        _LAYOUT,
        {
            "title": f"{say('title')} {matter.number}", "organ": clean(organ), "on": today.isoformat(),
            "date": in_words(today, lang), "draft": "", "number": matter.number or "", "lang": lang,
            "proof": say("proof"), "sections": [part for part in sections if part["lines"]],
        },
    )  # fmt: skip


def _party(each: OpenedParty, by_name: bool, party: str) -> str:
    if not by_name:
        return f"{party}: {MASK}"
    return f"{party}: " + "; ".join(clean(value) for value in each.secrets)


def _rows(rows: list[tuple[str, Fields]], lang: str) -> list[Fields]:
    """Return a section for every row that can hold words, in the order of the rows; the rest is in the data."""
    kinds, columns = code_list("file_paper_rows"), code_list("file_paper_columns")
    found = []
    for label, row in rows:
        name = label.rsplit(".", 1)[1]
        if name not in kinds:
            continue
        lines = [
            f"{columns.label(column, lang)}: {_value(column, value, lang)}"
            for column, value in row.items()
            if value not in ("", None, False) and column in columns
        ]
        if lines:
            found.append({"head": kinds.label(name, lang), "lines": lines})
    return found


def _value(column: str, value: object, lang: str) -> str:
    known = code_list(_CODES[column]) if column in _CODES else None
    if known is not None and value in known:
        return known.label(str(value), lang)
    return clean(str(value))


def _step(entry: Fields, lang: str, untold: str) -> str:
    """Return one line for one entry: its number, day, deed and hash."""
    verbs = code_list("verbs")
    event = entry["event"]
    words = verbs.label(event, lang) if event in verbs else event or untold
    return f"{entry['seq']}. {entry['at'][:10]}  {words}  {entry['hash'][:16]}"

"""How the timeline words holds, exports and disposal, and what the page of a case says of its file."""

from dataclasses import dataclass
from datetime import date

from dengwen.domains.cases.reads.case_page import CaseSheet
from dengwen.domains.cases.reads.timeline import Event
from dengwen.domains.records.reads.keeping import resting
from dengwen.domains.records.rules.retention import keeping

LISTS_OF = {
    ("hold_placed", "ground"): "hold_grounds",
    ("hold_lifted", "ground"): "hold_grounds",
    ("export_asked", "recipient"): "export_recipients",
    ("named_export_asked", "recipient"): "export_recipients",
    ("export_granted", "recipient"): "export_recipients",
    ("export_refused", "recipient"): "export_recipients",
    ("file_exported", "recipient"): "export_recipients",
    ("disposal_proposed", "record_class"): "retention_classes",
    ("disposed", "record_class"): "retention_classes",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The class of a file at rest, until when it is kept (None: for good), and whether anything holds it."""

    record_class: str
    until: date | None
    held: bool


def kept_of(sheet: CaseSheet, events: list[Event]) -> Kept | None:
    """Return what the page of a case says of its file, from what is loaded; None while open or merged into another."""
    matter = sheet.matter
    if matter.is_open or matter.merged_into_id:
        return None
    found = keeping(resting(matter, [contact["source"] for contact in sheet.contacts]))
    names = [event.event for event in events]
    return Kept(found.record_class, found.until, names.count("hold_placed") > names.count("hold_lifted"))

"""What a row of a foreign table says, in the words of this house; for the door ``register_petitions``."""

import datetime as dt
from dataclasses import dataclass

from dengwen.domains.cases.rules.draft import ClaimDraft, PersonDraft, PetitionDraft


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One contact. Drafts with the same ``external_source`` and ``external_key`` belong to one matter.

    ``row_digest`` recognises the row when it comes again, whatever the file format and the look-up tables.
    """

    external_source: str
    external_key: str
    row_digest: bytes
    received_on: dt.date
    title: str
    text: str
    category: str = ""
    purpose: str = ""
    channel: str = ""
    source: str = ""
    organ_code: str = ""
    occurred_on: dt.date | None = None
    place: str = ""
    claims: tuple[ClaimDraft, ...] = ()
    petitioner: PersonDraft | None = None
    closed_on: dt.date | None = None
    answer: str = ""
    answered_on: dt.date | None = None
    note: str = ""

    def petition(self, *, organ: int, unit: int | None = None) -> PetitionDraft:
        """Return the petition as the door takes it; ``organ`` and ``unit`` are what ``organ_code`` stands for."""
        said = {name: getattr(self, name) for name in ("purpose", "channel", "source") if getattr(self, name)}
        return PetitionDraft(
            organ=organ,
            unit=unit,
            title=self.title,
            text=self.text,
            category=self.category,
            received_on=self.received_on,
            occurred_on=self.occurred_on,
            place=self.place,
            claims=self.claims,
            people=(self.petitioner,) if self.petitioner else (),
            external_source=self.external_source,
            external_key=self.external_key,
            row_digest=self.row_digest,
            closed_on=self.closed_on,
            answer=self.answer,
            answered_on=self.answered_on,
            note=self.note,
            **said,
        )

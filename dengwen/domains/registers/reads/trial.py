"""What would become of rows if they were taken: the count of a dry run."""

import hashlib
from collections.abc import Sequence
from datetime import date

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Contact, Matter
from dengwen.domains.cases.rules.draft import PetitionDraft, check_draft
from dengwen.domains.registers.rules.outcome import Outcome, refused
from dengwen.domains.registers.rules.rows import RowIn


class Trial:
    """Judges the rows of one file, batch after batch; ask it inside a transaction in which the post is set."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._keys: set[bytes] = set()

    def judge(self, rows: Sequence[RowIn]) -> Outcome:
        """Count what each row would become."""
        drafts = [row.draft for row in rows if row.draft]
        known_rows = known_digests(rows)
        keys = _known_keys(drafts)
        outcome = Outcome()
        for row in rows:
            if row.draft is None:
                outcome.report(row)
            elif row.draft.row_digest in known_rows:
                outcome.count("known")
            else:
                self._judge(row, row.draft, keys, outcome)
        return outcome

    def _judge(self, row: RowIn, draft: PetitionDraft, known: set[tuple[str, str]], outcome: Outcome) -> None:
        try:
            check_draft(draft, today=self._today)
        except Refusal as refusal:
            outcome.report(refused(row, refusal))
            return
        if not draft.external_key:
            outcome.count("made")
            return
        key = (draft.external_source, draft.external_key)
        mark = hashlib.blake2b("\n".join(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        outcome.count("attached" if key in known or mark in self._keys else "made")
        self._keys.add(mark)


def known_digests(rows: Sequence[RowIn]) -> set[bytes]:
    """Return the digests of the rows that are in already, as far as the acting post sees their cases."""
    digests = [row.draft.row_digest for row in rows if row.draft and row.draft.row_digest]
    found = Contact.objects.filter(row_digest__in=digests).values_list("row_digest", flat=True)
    return {bytes(digest or b"") for digest in found}


def _known_keys(drafts: Sequence[PetitionDraft]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for source in {draft.external_source for draft in drafts}:
        keys = [
            draft.external_key for draft in drafts if draft.external_source == source and draft.external_key
        ]
        matters = Matter.objects.filter(external_source=source, external_key__in=keys)
        found.update(matters.values_list("external_source", "external_key"))
    return found

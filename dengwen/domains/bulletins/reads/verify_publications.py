"""Checking that every publication says what its stream says, and that its PDF is the one that was issued."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from dengwen.domains.bulletins.models import Publication, PublicationReceipt, PublicationReply
from dengwen.domains.campaigns.reads.row_pictures import picture
from dengwen.domains.campaigns.reads.verify_campaigns import Picture, differences, told_of
from dengwen.domains.cases.verbs.rows import row_key
from dengwen.domains.letters.reads.stored_file import place_of
from dengwen.foundation.ledger.reads.verify_chains import Finding


def verify_publications(using: str = "owner") -> Iterator[Finding]:
    """Yield every row that differs from its stream, is gone or untold, and every issued PDF that is not what it was.

    Needs a role that sees every row (the owner). That the streams themselves are whole is checked with all others.
    """
    told = told_of("publication", using)
    actual: dict[int, dict[str, Picture]] = defaultdict(dict)
    rows = {row.pk: row for row in Publication.objects.using(using)}
    for row in rows.values():
        actual[row.pk][row_key(row)] = picture(row, bytes(row.salt))
    for part in (PublicationReply, PublicationReceipt):
        for each in part._default_manager.using(using).all():
            salt = bytes(rows[each.publication_id].salt)
            actual[each.publication_id][row_key(each)] = picture(each, salt)
    for subject in sorted(told.keys() | actual.keys()):
        yield from differences("publication", subject, told[subject], actual[subject])
    for row in rows.values():
        if row.pdf_sha256 and (wrong := _paper(row.pdf_sha256)):
            yield Finding("publication", row.pk, None, "file", f"the PDF of {row.number} {wrong}")


def _paper(digest: str) -> str:
    try:
        with place_of(digest).open("rb") as stored:
            same = hashlib.file_digest(stored, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return "is gone"
    return "" if same else "is not the one that was issued"

"""Keep what a visitor of the portal has half-written, for so long as she was told, and no longer.

A draft is the visitor's own paper, not part of any case: nothing of it enters the ledger.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import PortalDraft, PortalDraftFile
from dengwen.domains.cases.reads.portal_drafts import portal_draft, resume_digest
from dengwen.domains.cases.rules.portal import (
    DRAFT_DAYS,
    MOST_BYTES,
    MOST_FILES,
    RECEIPT_KEPT,
    check_more_files,
    expires_at,
)
from dengwen.domains.cases.rules.query_code import new_code
from dengwen.foundation.identity.sealing import seal_bytes

LONGEST = 512 * 1024


def begin_draft(*, at: datetime) -> int:
    """Make an empty draft with a code to come back with; return its id."""
    code = new_code()
    row = PortalDraft(digest=resume_digest(code), saved_at=at, expires_at=expires_at(at))
    row.sealed = _sealed({"code": code, "answers": {}})
    row.save()
    return row.pk


def keep_answers(*, draft: int, step: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep what was answered at one step; the days of the draft begin anew.

    Raises ``draft.too_long`` and, when it expired meanwhile, ``draft.expired``.
    """
    with transaction.atomic():
        held = _held(draft, at)
        _store(draft, {**held, "answers": {**held["answers"], step: dict(answers)}}, at)


def tell_code(*, draft: int, at: datetime) -> None:
    """Write down that the visitor was shown her code: a shared screen that is cleared then leaves the draft."""
    with transaction.atomic():
        _store(draft, {**_held(draft, at), "told_code": True}, at)


def add_draft_file(*, draft: int, name: str, content: bytes, at: datetime) -> None:
    """Keep a file with the draft. The caller has looked into it.

    Raises ``draft.too_many_files``, ``draft.files_too_big``, ``draft.expired``.
    """
    with transaction.atomic():
        held = _held(draft, at)
        sizes = list(PortalDraftFile.objects.filter(draft=draft).values_list("size", flat=True))
        if refused := check_more_files(sizes, more=len(content)):
            raise Refusal(refused, most=MOST_FILES, megabytes=MOST_BYTES // (1024 * 1024))
        PortalDraftFile.objects.create(
            draft_id=draft, name=seal_bytes(name.encode()), sealed=seal_bytes(content), size=len(content)
        )
        _store(draft, held, at)


def remove_draft_file(*, draft: int, file: int) -> None:
    """Take a file out of the draft; one that is not in it is left alone."""
    PortalDraftFile.objects.filter(draft=draft, pk=file).delete()


def settle_draft(*, draft: int, receipt: Mapping[str, Any], at: datetime) -> None:
    """Put the receipt in the place of the answers and files, in the transaction that registered the petition.

    The caller holds the draft (:func:`portal_draft`), so of two sends the second finds the receipt.
    """
    held = _held(draft, at)
    PortalDraftFile.objects.filter(draft=draft).delete()
    sealed = _sealed({"code": held["code"], "receipt": dict(receipt)})
    PortalDraft.objects.filter(pk=draft).update(sealed=sealed, saved_at=at, expires_at=at + RECEIPT_KEPT)


def discard_portal_draft(*, draft: int) -> None:
    """Delete a draft with its files, and the receipt in it; where there is none, nothing happens."""
    PortalDraft.objects.filter(pk=draft).delete()


def forget_drafts(*, at: datetime) -> int:
    """Delete every draft whose days are over; returns how many."""
    over = PortalDraft.objects.filter(expires_at__lte=at)
    count = over.count()
    over.delete()
    return count


def _held(draft: int, at: datetime) -> dict[str, Any]:
    found = portal_draft(draft, at=at, hold=True)
    if found is None or found.receipt is not None:
        raise Refusal("draft.expired", days=DRAFT_DAYS)
    return {"code": found.code, "answers": found.answers, "told_code": found.told_code}


def _store(draft: int, inside: Mapping[str, Any], at: datetime) -> None:
    row = PortalDraft.objects.filter(pk=draft)
    row.update(sealed=_sealed(inside), saved_at=at, expires_at=expires_at(at))


def _sealed(inside: Mapping[str, Any]) -> bytes:
    written = json.dumps(inside, ensure_ascii=False).encode()
    if len(written) > LONGEST:
        raise Refusal("draft.too_long", longest=LONGEST)
    return seal_bytes(written)

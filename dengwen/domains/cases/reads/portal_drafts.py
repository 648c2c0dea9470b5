"""What a visitor of the portal left half-written."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from django.utils.crypto import salted_hmac

from dengwen.domains.cases.models import PortalDraft, PortalDraftFile
from dengwen.domains.cases.rules.query_code import folded_code
from dengwen.foundation.identity.sealing import open_bytes


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft, without its bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers by step, the code to come back with, and, once it was sent, the receipt."""

    id: int
    code: str
    expires_at: datetime
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    receipt: dict[str, Any] | None = None
    told_code: bool = False
    files: list[DraftFile] = field(default_factory=list)


def resume_digest(code: str) -> bytes:
    """Return the keyed digest under which a draft is found; ``code`` may be as somebody typed it."""
    return salted_hmac("dengwen.portal-draft", folded_code(code), algorithm="sha256").digest()


def portal_draft(draft: int, *, at: datetime, hold: bool = False) -> Draft | None:
    """Return a draft, or None once it expired or its key is lost; ``hold`` lets others wait until we are done."""
    rows = PortalDraft.objects.filter(pk=draft, expires_at__gt=at)
    row = (rows.select_for_update() if hold else rows).first()
    try:
        return _opened(row) if row else None
    except InvalidTag:
        return None


def draft_by_code(code: str, *, at: datetime) -> int | None:
    """Return the draft that a code opens, or None."""
    if not folded_code(code):
        return None
    found = PortalDraft.objects.filter(digest=resume_digest(code), expires_at__gt=at)
    return found.values_list("pk", flat=True).first()


def draft_contents(draft: int) -> list[tuple[str, bytes]]:
    """Return name and bytes of the files that go with a draft, in their order."""
    rows = PortalDraftFile.objects.filter(draft=draft).order_by("pk")
    return [(open_bytes(bytes(row.name)).decode(), open_bytes(bytes(row.sealed))) for row in rows]


def _opened(row: PortalDraft) -> Draft:
    inside = json.loads(open_bytes(bytes(row.sealed)))
    rows = PortalDraftFile.objects.filter(draft=row).order_by("pk").defer("sealed")
    return Draft(
        row.pk, inside["code"], row.expires_at, inside.get("answers", {}), inside.get("receipt"),
        bool(inside.get("told_code")),
        [DraftFile(each.pk, open_bytes(bytes(each.name)).decode(), each.size) for each in rows],
    )  # fmt: skip

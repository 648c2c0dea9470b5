"""Attach a file to a case."""

from datetime import datetime
from pathlib import PureWindowsPath

from django.conf import settings

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.rules.file_types import check_file
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

NAME_LENGTH = 200


def attach_file(
    *, case: int, name: str, content: bytes, kind: str, actor: Actor, at: datetime, claim: int | None = None,
    version: int | None = None,
) -> None:  # fmt: skip
    """Attach a file of ``kind`` (code list ``file_kinds``), as evidence for ``claim`` if given.

    Its type is found by looking into it. The bytes are on disk before the row is: a file without a row is
    harmless. Raises ``file.kind_unknown``, ``claim.not_here``, ``file.attached_already`` and what
    :func:`check_file` and :func:`store_file` raise.
    """
    with door("attach_file", case=case, actor=actor, at=at, version=version) as passage:
        if kind not in code_list("file_kinds"):
            raise Refusal("file.kind_unknown", kind=kind)
        about = None
        if claim is not None:
            about = next(iter(passage.rows(Claim, pk=claim)), None)
            if about is None:
                raise Refusal("claim.not_here", claim=claim)
        plain_name = _plain_name(name)
        media_type = check_file(plain_name, content, most=settings.ATTACHMENT_MAX_BYTES)
        digest = store_file(content)
        if passage.rows(Attachment, sha256=digest, kind=kind, claim_id=claim):
            raise Refusal("file.attached_already")
        passage.create(
            Attachment(
                matter=passage.matter,
                claim=about,
                kind=kind,
                name=plain_name,
                media_type=media_type,
                size=len(content),
                sha256=digest,
            )
        )
        passage.facts |= {"kind": kind, "size": len(content), "claim": about.position if about else None}


def _plain_name(name: str) -> str:
    """Return the name without folders and signs that do not print; a name that is too long keeps its ending."""
    last = PureWindowsPath(name).name
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    if len(shown) <= NAME_LENGTH:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return stem[: NAME_LENGTH - len(ending) - 1] + dot + ending

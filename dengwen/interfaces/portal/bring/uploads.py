"""Files that go with a draft: looked into as the desk does, before they are kept."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.portal_drafts import add_draft_file
from dengwen.domains.letters.rules.file_types import check_file


def keep_file(*, draft: int, sent: "UploadedFile[Any]", at: datetime) -> None:
    """Keep one file; raises what :func:`check_file` and :func:`add_draft_file` refuse."""
    most = settings.ATTACHMENT_MAX_BYTES
    if (sent.size or 0) > most:
        raise Refusal("file.too_big", size=sent.size, most=most)
    name, content = sent.name or "", sent.read()
    check_file(name, content, most=most)
    add_draft_file(draft=draft, name=name, content=content, at=at)

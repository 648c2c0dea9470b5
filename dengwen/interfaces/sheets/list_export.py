"""A list as a sheet to take away: every row, with what was asked for, when and by whom on top."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, cast

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import get_language

from dengwen.base.clock import now
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.sheets.writing import CellOut, ListHead, write_list_xlsx


def head_of(actor: Actor, *, title: str, filter_words: str) -> ListHead:
    """Return what stands above a list that ``actor`` writes now."""
    return ListHead(
        title=title, filter_words=filter_words, written_at=now(), zone=settings.TIME_ZONE,
        written_by=f"{actor.name}, {actor.organ_name}", language=get_language() or "en",
    )  # fmt: skip


def list_response(
    actor: Actor,
    *,
    title: str,
    filter_words: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[CellOut]],
    file_name: str,
) -> FileResponse:
    """Write all ``rows`` (streamed; memory does not grow with them) and answer with the workbook."""
    head = head_of(actor, title=title, filter_words=filter_words)
    target = cast("IO[bytes]", tempfile.TemporaryFile(suffix=".xlsx"))  # noqa: SIM115 - the response closes it
    write_list_xlsx(target, head, headers, rows)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=file_name)

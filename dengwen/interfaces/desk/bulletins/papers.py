"""Handing over the papers of a publication: the PDF as it was issued, and the figures as a workbook."""

import tempfile
from typing import IO, cast
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.publications import Sheet, pdf_of, printed, publication_sheet
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.sheets.bulletin_book import write_bulletin


@require_safe
@never_cache
@desk_view(Right.READ_FIGURES)
def pdf(request: DeskRequest, publication: int) -> HttpResponse:
    """Hand over the PDF: an issued one byte for byte, a draft with a mark across each page."""
    sheet = _whole(request, publication)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(_name(sheet), safe='')}.pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    content = pdf_of(sheet, local_day(now(), settings.TIME_ZONE))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@never_cache
@desk_view(Right.READ_FIGURES)
def xlsx(request: DeskRequest, publication: int) -> HttpResponseBase:
    """Hand over the figures with their definitions; the frozen month and the ledger's head stand on the last page."""
    request.actor.require(Right.EXPORT)
    sheet = _whole(request, publication)
    target = cast(IO[bytes], tempfile.TemporaryFile(suffix=".xlsx"))  # noqa: SIM115 - the response closes it
    write_bulletin(target, printed(sheet, local_day(now(), settings.TIME_ZONE)))
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{_name(sheet)}.xlsx")


def _whole(request: DeskRequest, publication: int) -> Sheet:
    """Return the publication if the post reads all of it: who is only named in a draft has no paper yet."""
    try:
        sheet = publication_sheet(request.actor, publication)
    except Refusal:
        raise Http404 from None
    if not sheet.whole:
        raise Http404
    return sheet


def _name(sheet: Sheet) -> str:
    row = sheet.row
    return row.number or f"{row.kind}-{row.period}"

"""Handing over the paper of a letter."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.letters.reads.letters import LetterRow, Paper, docx_of, named_pdf, one_letter, pdf_of
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@desk_view(Right.READ_CASE)
def pdf(request: DeskRequest, case: int, letter: int) -> HttpResponse:
    """Hand over the PDF. One that carries the petitioner's name is asked for with a ground, by POST."""
    row = _letter(request, case, letter)
    if request.method == "POST" and row.named:
        ground = request.POST.get("ground", "")
        return _handed(named_pdf(row, actor=request.actor, ground=ground, at=now()), _PDF)
    return _handed(pdf_of(row), _PDF)


@require_safe
@never_cache
@desk_view(Right.READ_CASE)
def docx(request: DeskRequest, case: int, letter: int) -> HttpResponse:
    """Hand over the letter for a word processor."""
    return _handed(docx_of(_letter(request, case, letter)), _DOCX)


def _letter(request: DeskRequest, case: int, letter: int) -> LetterRow:
    try:
        return one_letter(actor=request.actor, case=case, letter=letter)
    except Refusal:
        raise Http404 from None


def _handed(paper: Paper, media_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(paper.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(paper.content, content_type=media_type, headers=headers)

"""Downloading a file of a case."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from dengwen.domains.letters.reads.attachments import OpenedFile, attachments_of, open_attachment
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view


@require_safe
@desk_view(Right.READ_CASE)
def download(request: DeskRequest, case: int, attachment: int) -> HttpResponse:
    """Hand over the bytes of a file, to be saved and never shown inside the desk."""
    if not any(row.pk == attachment for row in attachments_of(actor=request.actor, case=case)):
        raise Http404
    return handed_over(open_attachment(actor=request.actor, attachment=attachment))


def handed_over(opened: OpenedFile) -> HttpResponse:
    """Answer with the bytes of a file, as a download that nothing in a browser runs or shows."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(opened.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(opened.content, content_type=opened.media_type, headers=headers)

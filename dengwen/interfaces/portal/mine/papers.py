"""What she was given: the receipt, papers as files, and the texts of views, answers and reviews."""

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.letters.reads.letters import LetterRow, Paper, letters_of, one_letter
from dengwen.domains.letters.reads.petitioners_letter import letter_for_petitioner
from dengwen.foundation.ledger.reads.receipt import paper_of, receipt_of
from dengwen.interfaces.kit.qr import qr
from dengwen.interfaces.kit.sentences import label
from dengwen.interfaces.kit.wording import organ_name
from dengwen.interfaces.portal.mine.own import Own, own
from dengwen.interfaces.portal.session import PortalRequest, portal_view


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the papers: what it is, from when, and where it is to be had."""

    name: str
    on: date
    link: str
    download: bool


def papers(mine: Own) -> list[Line]:
    """Return her papers, newest first: letters that were issued to her, and what she was shown or served."""
    home = f"/petition/mine/{mine.case.id}/"
    found = [
        Line(
            f"{label('letter_kinds', row.kind)} {row.number}".strip(),
            row.issued_on or row.drafted_on,
            f"{home}letter/{row.pk}/",
            True,
        )
        for row in letters_of(actor=mine.actor, case=mine.case.id)
        if _is_hers(row)
    ]
    found += [
        Line(
            f"{label('petitioner_words', f'paper_{one.kind}')} {one.number}",
            one.on,
            f"{home}shown/{one.kind}/{one.id}/",
            False,
        )
        for one in mine.shown
    ]
    return sorted(found, key=lambda line: line.on, reverse=True)


def _is_hers(row: LetterRow) -> bool:
    return row.recipient == "petitioner" and row.state != "draft"


@require_safe
@portal_view
def letter_file(request: PortalRequest, case: int, letter: int) -> HttpResponse:
    """Hand over a letter that was issued to the petitioner; nobody else's name is in it."""
    mine = own(request.petitioner)
    row = one_letter(actor=mine.actor, case=case, letter=letter)
    if not _is_hers(row):
        raise Http404
    return handed_over(letter_for_petitioner(row, actor=mine.actor))


@require_safe
@portal_view
def shown_page(request: PortalRequest, case: int, kind: str, paper: int) -> HttpResponse:
    """Show a view or an answer word for word, claim by claim."""
    mine = own(request.petitioner)
    found = next((one for one in mine.shown if (one.kind, one.id) == (kind, paper)), None)
    if found is None:
        raise Http404
    return render(
        request, "portal/mine/shown.html", {"case": case, "number": mine.case.number, "shown": found}
    )


@require_safe
@portal_view
def receipt_page(request: PortalRequest, case: int) -> HttpResponse:
    """Show the signed receipt again, to be printed: number, what was registered, and the promise as a QR code."""
    mine = own(request.petitioner)
    promise = paper_of(kind="case", subject=case)
    parts = {
        "case": case, "number": mine.case.number, "own": mine.case,
        "promise": qr(json.dumps(promise, ensure_ascii=False, separators=(",", ":"))) if promise else None,
    }  # fmt: skip
    return render(request, "portal/mine/receipt.html", parts)


@require_safe
@portal_view
def receipt_file(request: PortalRequest, case: int) -> HttpResponse:
    """Hand out the receipt as a file that is checked without this site."""
    mine = own(request.petitioner)
    found = receipt_of(
        kind="case", subject=case, event="registered", number=mine.case.number,
        organ=organ_name(mine.case.registered_by),
    )  # fmt: skip
    if not found:
        raise Http404
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{mine.case.number}.json"'
    return answer


def handed_over(paper: Paper) -> HttpResponse:
    """Answer with a file, as a download that nothing in a browser runs or shows."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(paper.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    kind = "application/pdf" if paper.name.endswith(".pdf") else "application/octet-stream"
    return HttpResponse(paper.content, content_type=kind, headers=headers)

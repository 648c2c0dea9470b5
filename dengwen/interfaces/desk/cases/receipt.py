"""The receipt that the petitioner takes home."""

import json

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.records.reads.keeping import stub_of
from dengwen.foundation.ledger.reads.receipt import paper_of, receipt_of
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import pack
from dengwen.interfaces.desk.cases.due_words import limits_of
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.desk.cases.query_codes import codes_here
from dengwen.interfaces.desk.cases.stub_page import stub_page
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.qr import qr

_BEFORE_ACCEPTANCE = ("acceptance_direct", "acceptance_passed_on", "screening")


@require_safe
@desk_view(Right.READ_CASE)
def receipt(request: DeskRequest, case: int) -> HttpResponse:
    """Show the receipt for printing: number, what was registered, who has it, what happens next and until when.

    It tells the petitioner the later day of the two, so that nobody is told a day that may still move on.
    """
    context = context_of(request, case)
    try:
        matter = context.sheet.matter
    except Refusal as refusal:
        if refusal.code != "case.disposed":
            raise
        return stub_page(request, case)
    if not matter.number:
        raise Http404
    running = [limit for limit in limits_of(context) if limit.how == "running" and limit.bearer == "organ"]
    told = {limit.key: max(limit.target, limit.legal) for limit in reversed(running)}
    answer_by = next((told[key] for key in _BEFORE_ACCEPTANCE if key in told), None)
    law = pack(matter.pack)
    parts = {
        "case": matter, "sheet": context.sheet, "answer_by": answer_by, "decide_by": told.get("handling"),
        "next_word": told.get("progress"),
        "promise": _paper_qr(matter.pk), "codes": codes_here(request, matter.pk),
        "answer_days": law.limit("handling").length if law.has("handling") else None, "printed_on": context.today,
    }  # fmt: skip
    return render(request, "desk/cases/receipt.html", parts)


def _paper_qr(case: int) -> Markup | None:
    """Return the signed promise as the QR code of the print; a row of a former register has none."""
    paper = paper_of(kind="case", subject=case)
    return qr(json.dumps(paper, ensure_ascii=False, separators=(",", ":"))) if paper else None


@require_safe
@desk_view(Right.READ_CASE)
def receipt_file(request: DeskRequest, case: int) -> HttpResponse:
    """Hand out the receipt as a file that can be checked without this site: ``dengwen-verify`` reads it."""
    matter = plain_case(actor=request.actor, case=case, stub_too=True)
    found = matter.number and receipt_of(
        kind="case",
        subject=matter.pk,
        event="registered",
        number=matter.number,
        organ=matter.registered_by.name,
    )
    if not found:
        raise Http404
    if (gone := stub_of(matter)) is not None:  # said by the site; the entry that proves it is in the log
        found["disposed"] = {
            "on": gone.disposed_on.isoformat(), "under": gone.article, "by": gone.decision,
            "kept_until": gone.kept_until.isoformat(),
        }  # fmt: skip
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{matter.number}.json"'
    return answer

"""Pages of one case: the list of evidence with its hashes, and what its procedures left behind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.handling.reads.procedure_file import ProcedureFile
from dengwen.domains.handling.rules.hearings import MASKED
from dengwen.domains.supervision.reads.cooperations import cooperations_of_case
from dengwen.foundation.identity.sealing import mask
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view


@require_safe
@desk_view(Right.READ_CASE)
def evidence_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show the list of evidence, to be read and to be printed: number, what, whence, who holds it, SHA-256."""
    matter = plain_case(actor=request.actor, case=case)
    parts = {
        "case": matter, "evidence": ProcedureFile(matter).evidence, "today": context_of(request, case).today,
    }  # fmt: skip
    return render(request, "desk/cases/evidence_list.html", parts)


@require_safe
@desk_view(Right.READ_CASE)
def procedures_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show meetings, hearings, mediation, provisional views, reasons, service that failed, help and relief."""
    matter = plain_case(actor=request.actor, case=case)
    found = ProcedureFile(matter)
    for hearing in found.hearings:
        for person in hearing.participants.all():
            person.name = mask(person.name) if person.role in MASKED else person.name
    for mediation in found.mediations:
        for consent in mediation.consents.all():
            consent.who = mask(consent.who) if consent.side == "PETITIONER" else consent.who
    parts = {
        "case": matter, "found": found, "cooperations": cooperations_of_case(request.actor, case),
        "today": context_of(request, case).today,
    }  # fmt: skip
    return render(request, "desk/cases/procedures.html", parts)

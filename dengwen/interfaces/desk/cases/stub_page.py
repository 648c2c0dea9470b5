"""What is left to show of a case whose file was disposed of: that it was there, and when and how it went."""

from django.http import HttpResponse
from django.shortcuts import render

from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.cases.reads.timeline import timeline
from dengwen.domains.records.reads.keeping import stub_of
from dengwen.interfaces.desk.cases.timeline_words import told
from dengwen.interfaces.kit.desk_view import DeskRequest


def stub_page(request: DeskRequest, case: int) -> HttpResponse:
    """Show the number, the decision and every entry of the ledger; the words are gone."""
    matter = plain_case(actor=request.actor, case=case, stub_too=True)
    found = timeline(matter=matter, statements=())
    parts = {"case": matter, "stub": stub_of(matter), "lines": told(found), "left_out": found.left_out}
    return render(request, "desk/cases/stub.html", parts)

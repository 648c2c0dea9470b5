"""Her case on one page: where it stands, who has it, every day and why, what she can do, what happened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.cases.reads.petitioner_case import goes_with, own_words
from dengwen.domains.cases.states import State
from dengwen.interfaces.portal.mine.own import own
from dengwen.interfaces.portal.mine.papers import papers
from dengwen.interfaces.portal.mine.possible import later, offers
from dengwen.interfaces.portal.mine.standing import days_of, standing, standing_of_other, story_of
from dengwen.interfaces.portal.session import PortalRequest, portal_view


@require_safe
@portal_view
def case_page(request: PortalRequest, case: int) -> HttpResponse:
    """Show the case to whoever brought it."""
    mine = own(request.petitioner)
    days = days_of(mine.actor, mine.today)
    other = goes_with(mine.actor) if mine.case.state == State.MERGED else None
    parts = {
        "case": case, "number": mine.case.number, "own": mine.case, "standing": standing(mine.case),
        "running": [day for day in days if day.runs], "past": [day for day in days if not day.runs],
        "offers": offers(mine), "later": later(mine), "papers": papers(mine), "story": story_of(mine.actor),
        "words": own_words(mine.actor), "other": other,
        "other_stands": standing_of_other(other) if other else "", "promised": mine.promised,
    }  # fmt: skip
    return render(request, "portal/mine/case.html", parts)

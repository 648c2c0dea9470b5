"""Figures for everybody, and how to complain about us."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dengwen.domains.bulletins.reads.open_figures import open_figures, open_months
from dengwen.foundation.ledger.reads.log import newest_head
from dengwen.interfaces.kit.sentences import lang


@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """Show a frozen month, the newest unless another is asked for: shares only, small numbers left out."""
    months = open_months()
    wanted = request.GET.get("month", "")
    chosen = next((each for each in months if not wanted or each.month == wanted), None)
    if wanted and chosen is None:
        raise Http404
    columns = open_figures(chosen) if chosen else None
    parts = {
        "months": months, "chosen": chosen, "head": newest_head(), "broken": chosen is not None and columns is None,
        "columns": [
            (each.indicator.code.label(lang()), each.indicator.words("definition", lang()),
             each.indicator.words("exclusions", lang()), each.lines)
            for each in columns or ()
        ],
    }  # fmt: skip
    return render(request, "portal/open/figures.html", parts)


@require_safe
def complain(request: HttpRequest) -> HttpResponse:
    """Say what to do when this system, or whoever works with it, fails somebody."""
    return render(request, "portal/open/complain.html")

"""The rules for whoever is signed in: each with its article, and whether anybody has checked it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.foundation.rulebook.explaining import checked, page_of, period
from dengwen.foundation.rulebook.loading import pack, packs, site_packs
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang


@desk_view()
@require_safe
def rules(request: DeskRequest) -> HttpResponse:
    """List the packs of this installation, the newest first, the site's own among them."""
    laws = sorted((*packs(), *site_packs()), key=lambda law: law.in_force_from, reverse=True)
    rows = [(law, law.title(lang()), period(law, lang()), checked(law, lang())) for law in laws]
    return render(request, "desk/rules/rules.html", {"rows": rows})


@desk_view()
@require_safe
def rules_pack(request: DeskRequest, code: str) -> HttpResponse:
    """Show one pack: the same as `dengwen rules explain`."""
    try:
        law = pack(code)
    except UnknownCodeError as error:
        raise Http404 from error
    return render(request, "desk/rules/pack.html", {"law": law, "page": page_of(law, lang())})

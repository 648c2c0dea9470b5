"""Opening who a party is: on a ground, once, and written down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.case_page import plain_case, sealed_party
from dengwen.foundation.identity.reads.grounds import BY_HAND
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence


@require_POST
@never_cache
@desk_view(Right.OPEN_IDENTITY)
def open_party(request: DeskRequest, case: int) -> HttpResponse:
    """Show name, phone and address of one party this once; the reading is on record before the page is."""
    matter = plain_case(actor=request.actor, case=case)
    party = request.POST.get("party", "")
    person, sentence = None, ""
    try:
        sealed = sealed_party(actor=request.actor, case=case, party=int(party) if party.isdecimal() else 0)
        person = open_identity(
            person_id=sealed,
            case=case,
            post=request.actor.post,
            why=_chosen(request.POST.get("why", "")),
            ground=request.POST.get("ground", ""),
            at=now(),
            in_words=matter.shielded,
        )
    except Refusal as refusal:
        sentence = refusal_sentence(refusal)
    inline = "HX-Request" in request.headers
    template = "desk/cases/identity_rows.html" if inline else "desk/cases/identity.html"
    status = 422 if sentence and not inline else 200
    return render(request, template, {"case": matter, "person": person, "sentence": sentence}, status=status)


def _chosen(why: str) -> str:
    """Return the ground if it can be chosen here; grounds of deeds are the deeds' own."""
    return why if why in BY_HAND else ""

"""Query codes at the counter: shown and printed when they are given out, and given anew."""

import base64
import json
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.cases.rules.draft import PersonDraft
from dengwen.domains.cases.verbs.query_codes import issue_query_code
from dengwen.foundation.identity.sealing import mask, open_bytes, seal_bytes
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence

_KEY = "query_codes"
Codes = list[tuple[str, str]]


def keep_codes(request: DeskRequest, case: int, codes: Codes) -> None:
    """Keep the codes just given out for the print, sealed, until the next ones: the database holds digests alone."""
    written = seal_bytes(json.dumps([case, codes]).encode())
    request.session[_KEY] = base64.b64encode(written).decode()


def codes_here(request: DeskRequest, case: int) -> Codes:
    """Return the codes of ``case`` (whose, masked, and the code) if they were given out last in this session."""
    try:
        kept, codes = json.loads(open_bytes(base64.b64decode(request.session.get(_KEY, ""))))
    except (InvalidTag, ValueError):
        return []
    return [(whose, code) for whose, code in codes] if kept == case else []


def codes_of(people: Sequence[PersonDraft], codes: Sequence[str]) -> Codes:
    """Return whose code is whose, in the order in which registering gave them out."""
    holders = [person for person in people if person.role in ("petitioner", "representative")]
    masks = [mask(person.name) for person in holders] or [""]
    return list(zip(masks, codes, strict=False))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@desk_view(Right.REGISTER)
def query_code(request: DeskRequest, case: int) -> HttpResponse:
    """Show whose codes there are, and give a new one, to be handed over or printed at once."""
    context = context_of(request, case)
    matter = context.sheet.matter
    refusal = may(request.actor, "issue_query_code", matter).refusal
    sentence = refusal_sentence(refusal) if refusal else ""
    if request.method == "POST":
        wanted = request.POST.get("party", "")
        try:
            code = issue_query_code(
                case=case, party=int(wanted) if wanted.isdecimal() else None, actor=request.actor, at=now()
            )
        except Refusal as refused:
            if refused.code == "case.not_found":
                raise
            sentence = refusal_sentence(refused)
        else:
            masks = {str(party["id"]): party["mask"] for party in context.sheet.parties}
            keep_codes(request, case, [(masks.get(wanted, ""), code)])
            return HttpResponseRedirect(f"/cases/{case}/query-code/", status=303)
    parts = {
        "case": matter, "sheet": context.sheet, "sentence": sentence, "may_give": refusal is None,
        "codes": codes_here(request, case),
    }  # fmt: skip
    failed = request.method == "POST"
    return render(request, "desk/cases/query_code.html", parts, status=409 if failed else 200)

"""How anybody checks us: the newest signed head, all heads as a file, proofs for who holds a promise, the verifier."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dengwen.foundation.ledger.reads.log import heads_to_deposit, keys_of_log, newest_head, proof_for
from dengwen.foundation.rulebook.explaining import checked, period
from dengwen.foundation.rulebook.loading import packs, site_packs
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.portal.open.verifier_page import verifier_page

_INDENT = {"ensure_ascii": False, "indent": 1}


@require_safe
@never_cache
def how_to_check_us(request: HttpRequest) -> HttpResponse:
    """Show the signed head as it is now, the keys, the rules in force, and where to complain about us."""
    laws = sorted((*packs(), *site_packs()), key=lambda law: law.in_force_from, reverse=True)
    parts = {
        "head": newest_head(), "keys": keys_of_log(),
        "laws": [(law.title(lang()), period(law, lang()), checked(law, lang())) for law in laws],
    }  # fmt: skip
    return render(request, "portal/open/how_to_check_us.html", parts)


@require_safe
@never_cache
def heads_file(request: HttpRequest) -> HttpResponse:
    """Hand out the signed heads, the last of every hour, each proved to begin the next; ``after`` is a size."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > 15:
        raise Http404
    answer = JsonResponse(heads_to_deposit(after=int(after)), json_dumps_params=_INDENT)
    answer["Content-Disposition"] = 'attachment; filename="heads.json"'
    return answer


@require_safe
@never_cache
def proof(request: HttpRequest, kind: str, subject: int, seq: int, digest: str) -> HttpResponse:
    """Prove to who holds the promise that the log holds its entry; without its hash nothing is said."""
    try:
        found = proof_for(kind=kind, subject=subject, seq=seq, digest=bytes.fromhex(digest))
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return JsonResponse({"keys": keys_of_log(), "inclusion": found}, json_dumps_params=_INDENT)


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Hand out the page that checks a receipt without a network, to be kept."""
    answer = HttpResponse(verifier_page(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify-receipt.html"'
    return answer

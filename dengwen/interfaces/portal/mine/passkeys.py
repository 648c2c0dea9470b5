"""A passkey instead of number and code: it opens again what she has shown to be hers, and nothing else."""

import json
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.portal_accounts import known_passkey
from dengwen.domains.cases.verbs.portal_accounts import (
    Passkey,
    Shown,
    add_to_account,
    delete_portal_account,
    make_portal_account,
    use_passkey,
)
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.session import openings, remember

SHOWN_KEY, ACCOUNT_KEY, _ASKED = "petitioner_shown", "petitioner_passkey", "passkey_challenge"
_HOME = "/petition/passkey/"


@require_safe
@never_cache
def passkey_page(request: HttpRequest) -> HttpResponse:
    """Offer to make a passkey, to come in with one, or to delete it; without a script it says that it needs one."""
    here = bool(openings(request))
    parts = {
        "leaving": here, "shown": bool(here and _shown(request)), "account": here and ACCOUNT_KEY in request.session,
        "done": request.GET.get("done", ""),
    }  # fmt: skip
    return render(request, "portal/mine/passkey.html", parts)


@require_POST
@never_cache
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the question to the device; its answer must come from this very session."""
    challenge = secrets.token_bytes(32)
    request.session[_ASKED] = bytes_to_base64url(challenge)
    if kind == "make":
        called = settings.SERVICE_NAME_EN
        options: Any = generate_registration_options(
            rp_id=_host(request), rp_name=called, user_name=called, user_display_name=called,
            user_id=secrets.token_bytes(32), challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
            ),
        )  # fmt: skip
        request.session["passkey_handle"] = bytes_to_base64url(options.user.id)
    else:
        options = generate_authentication_options(rp_id=_host(request), challenge=challenge)
    return HttpResponse(options_to_json(options), content_type="application/json")


@require_POST
@never_cache
def finish(request: HttpRequest, kind: str) -> HttpResponse:
    """Check the answer of the device, then keep the passkey or open what it opens."""
    try:
        said = json.loads(request.body)
        asked = {
            "expected_challenge": base64url_to_bytes(request.session.pop(_ASKED)), "expected_rp_id": _host(request),
            "expected_origin": f"{request.scheme}://{request.get_host()}",
        }  # fmt: skip
        goal = _make(request, said, asked) if kind == "make" else _open(request, said, asked)
    except (WebAuthnException, KeyError, ValueError, TypeError):
        return JsonResponse(
            {"problem": _("The device did not answer as it should. Nothing was changed.")}, status=422
        )
    except Refusal as refusal:
        return JsonResponse({"problem": refusal_sentence(refusal)}, status=422)
    return JsonResponse({"goal": goal})


@require_POST
@never_cache
def keep(request: HttpRequest) -> HttpResponse:
    """Let the passkey with which she came in open what she has shown since."""
    if ACCOUNT_KEY in request.session and openings(request):
        add_to_account(account=request.session[ACCOUNT_KEY], openings=_shown(request))
    return HttpResponseRedirect(f"{_HOME}?done=kept")


@require_POST
@never_cache
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the passkey with which she came in; her cases stay as they are, and number and code open them."""
    account = request.session.pop(ACCOUNT_KEY, None)
    if account is not None and openings(request):
        delete_portal_account(account=account)
    return HttpResponseRedirect(f"{_HOME}?done=deleted")


def note_shown(request: HttpRequest, what: Shown) -> None:
    """Remember for this session which number and code were shown: a passkey may be bound to them."""
    kept = [one for one in _shown(request) if one.number != what.number]
    request.session[SHOWN_KEY] = [list(one) for one in [*kept, what]]


def _shown(request: HttpRequest) -> list[Shown]:
    return [Shown(*one) for one in request.session.get(SHOWN_KEY, ())]


def _make(request: HttpRequest, said: dict[str, Any], asked: dict[str, Any]) -> str:
    found = verify_registration_response(credential=said, **asked)
    passkey = Passkey(
        base64url_to_bytes(request.session.pop("passkey_handle")), found.credential_id,
        found.credential_public_key, found.sign_count,
    )  # fmt: skip
    shown = _shown(request) if openings(request) else []
    request.session[ACCOUNT_KEY] = make_portal_account(
        passkey=passkey, openings=shown, on=local_day(now(), settings.TIME_ZONE)
    )
    return f"{_HOME}?done=made"


def _open(request: HttpRequest, said: dict[str, Any], asked: dict[str, Any]) -> str:
    known = known_passkey(base64url_to_bytes(said["rawId"]))
    if known is None:
        raise Refusal("passkey.not_found")
    found = verify_authentication_response(
        credential=said, credential_public_key=known.public_key, credential_current_sign_count=known.sign_count,
        **asked,
    )  # fmt: skip
    opened = use_passkey(account=known.account, sign_count=found.new_sign_count)
    here = bool(openings(request))  # with a new code she is in already, and adds it to the passkey
    if not opened and not here:
        raise Refusal("passkey.opens_nothing")
    for one in opened:
        remember(request, one)
    request.session[ACCOUNT_KEY] = known.account
    return _HOME if here else "/petition/mine/"


def _host(request: HttpRequest) -> str:
    return request.get_host().partition(":")[0]

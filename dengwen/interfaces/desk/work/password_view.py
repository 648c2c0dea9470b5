"""My own password."""

from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.foundation.permissions.sign_in import GIVEN_KEY
from dengwen.foundation.staff.reads.accounts import account_row
from dengwen.foundation.staff.rules.passwords import LONGEST
from dengwen.foundation.staff.verbs.record_failed_sign_in import record_failed_sign_in
from dengwen.foundation.staff.verbs.set_password import set_password
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@desk_view()
def password(request: DeskRequest) -> HttpResponse:
    """Change my own password: the old one first; every other session of mine ends with it."""
    problem = ""
    if request.method == "POST":
        problem = _changed(request)
        if not problem:
            return HttpResponseRedirect("/password/?done=1")
    given = GIVEN_KEY in request.session
    done = "done" in request.GET and not problem
    return render(
        request,
        "desk/work/password.html",
        {"problem": problem, "done": done, "given": given},
        status=422 if problem else 200,
    )


def _changed(request: DeskRequest) -> str:
    """Set the new password, or return what is wrong."""
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    account: Any = account_row(request.actor.account)
    if authenticate(request, username=account.username, password=old[: LONGEST + 1]) is None:
        record_failed_sign_in(username=account.username, at=now())
        return _(
            "The present password is not right. Your administrator can set a new one if you have lost it."
        )
    if new == old:
        return _("The new password is the present one. Choose another.")
    if new != again:
        return _("The two new passwords differ. Type the same one twice.")
    try:
        set_password(account=account.pk, password=new, actor_post=request.actor.post, at=now())
    except Refusal as refusal:
        return refusal_sentence(refusal)
    # Django's own helper asks for the user first, and finds that this session's stamp is the old password's.
    request.session.cycle_key()
    request.session.pop(GIVEN_KEY, None)
    request.session[HASH_SESSION_KEY] = account_row(request.actor.account).get_session_auth_hash()
    return ""

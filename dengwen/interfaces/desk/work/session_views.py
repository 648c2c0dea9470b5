"""Coming in, going out, the post I act as, the language."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dengwen.base.clock import local_day, now
from dengwen.foundation.permissions.sign_in import POST_KEY, actor_of_session
from dengwen.foundation.staff.reads.posts import posts_of_account
from dengwen.foundation.staff.verbs.change_language import change_language
from dengwen.interfaces.desk.work.signing_in import (
    NoPostError,
    WrongSignInError,
    demo_sign_ins,
    keep_posts,
    next_page,
    sign_in_with,
)
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.language import remember_language, speaking


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password. What went wrong is never told more exactly than "not both right"."""
    sentence = ""
    if request.method == "POST":
        username, password = request.POST.get("username", ""), request.POST.get("password", "")
        for person in demo_sign_ins():
            if person.username == request.POST.get("demo"):
                username, password = person.username, person.password
        try:
            return sign_in_with(request, username, password, now())
        except WrongSignInError:
            sentence = _(
                "User name and password do not match, or the account is locked. After five wrong passwords it "
                "stays locked for 15 minutes. Your administrator can set a new password."
            )
        except NoPostError:
            sentence = _("You hold no post today. Ask your administrator to appoint you.")
    elif SESSION_KEY in request.session and actor_of_session(request, local_day(now(), settings.TIME_ZONE)):
        return HttpResponseRedirect(next_page(request))
    page = {
        "sentence": sentence, "username": request.POST.get("username", ""), "next": next_page(request),
        "people": demo_sign_ins(),
    }  # fmt: skip
    return render(request, "desk/work/sign_in.html", page, status=403 if sentence else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the language stays."""
    logout(request)
    # What the browser kept of pages and drafts goes with the session.
    return HttpResponseRedirect(settings.LOGIN_URL, headers={"Clear-Site-Data": '"cache", "storage"'})


@never_cache
@desk_view()
def posts(request: DeskRequest) -> HttpResponse:
    """Show my posts, and act as another one."""
    mine = posts_of_account(request.actor.account, local_day(now(), settings.TIME_ZONE))
    if request.method == "POST":
        chosen = next((post for post in mine if str(post.pk) == request.POST.get("post")), None)
        if chosen is None:
            raise Http404
        request.session[POST_KEY] = chosen.pk
        keep_posts(request, mine)
        return HttpResponseRedirect(next_page(request))
    return render(request, "desk/work/posts.html", {"posts": mine, "next": next_page(request)})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on; who is signed in keeps it with the account."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if SESSION_KEY in request.session:
        at = now()
        actor = actor_of_session(request, local_day(at, settings.TIME_ZONE))
        if actor is not None:
            with speaking(chosen):
                change_language(account=actor.account, language=chosen, actor_post=actor.post, at=at)
    response = HttpResponseRedirect(next_page(request))
    remember_language(response, chosen)
    return response

"""Accounts and posts, for the administrator of a bureau and all below it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.reads.filters import read_day
from dengwen.foundation.organs.reads.superiors import organs_below
from dengwen.foundation.organs.reads.tree import TreeNode, organ_tree
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.reads.accounts import accounts
from dengwen.foundation.staff.verbs.appoint import appoint
from dengwen.foundation.staff.verbs.create_account import create_account
from dengwen.foundation.staff.verbs.deactivate_account import deactivate_account
from dengwen.foundation.staff.verbs.end_post import end_post
from dengwen.foundation.staff.verbs.set_password import set_password
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence

PAGE_ROWS = 50


@desk_view(Right.MANAGE_STAFF)
@require_safe
def staff(request: DeskRequest) -> HttpResponse:
    """Show the accounts of our organs and those that have no post yet."""
    words, after = request.GET.get("q", "").strip()[:60], request.GET.get("after", "")[:60]
    reach = organs_below(request.actor.bureau)
    found = accounts().filter(posts__organ__in=reach) | accounts().filter(posts=None)
    if words:
        found = found.filter(username__icontains=words) | found.filter(name__icontains=words)
    if after:
        found = found.filter(username__gt=after)
    rows = list(found.distinct()[: PAGE_ROWS + 1])
    more = rows[PAGE_ROWS - 1].username if len(rows) > PAGE_ROWS else ""
    page = {
        "rows": rows[:PAGE_ROWS],
        "q": words,
        "after": more,
        "behind_first": bool(after),
        "today": _today(),
    }
    return render(request, "desk/organs/staff.html", page)


@sensitive_post_parameters("password")
@desk_view(Right.MANAGE_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: DeskRequest) -> HttpResponse:
    """Make an account; its posts come next."""
    sentence = ""
    if request.method == "POST":
        values = {
            name: request.POST.get(name, "").strip() for name in ("username", "name", "name_en", "email")
        }
        try:
            pk = create_account(
                **values, language=request.POST.get("language", ""), password=request.POST.get("password") or None,
                actor_post=request.actor.post, at=now(),
            )  # fmt: skip
            messages.success(request, _("The account was made. Now appoint the person to a post."))
            return HttpResponseRedirect(f"/organs/staff/{pk}/")
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    page = {"sentence": sentence, "typed": request.POST, "languages": settings.LANGUAGES}
    return render(request, "desk/organs/new_account.html", page, status=409 if sentence else 200)


@sensitive_post_parameters("password")
@desk_view(Right.MANAGE_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one account with its posts; appoint, end a post, set a password, shut the account."""
    reach = set(organs_below(request.actor.bureau))
    row = accounts().filter(pk=pk).first()
    if row is None or not _is_ours(row, reach):
        raise Http404
    sentence = ""
    if request.method == "POST":
        deed = _DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        try:
            messages.success(request, deed(request, row, reach))
            return HttpResponseRedirect(f"/organs/staff/{pk}/")
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    page = {
        "account": row, "sentence": sentence, "typed": request.POST, "today": _today(), "reach": reach,
        "posts": sorted(row.posts.all(), key=lambda post: post.since, reverse=True),
        "organs": list(_flat(organ_tree(top=request.actor.bureau))), "roles": code_list("roles").choices(lang()),
    }  # fmt: skip
    return render(request, "desk/organs/account.html", page, status=409 if sentence else 200)


def _today() -> date:
    return local_day(now(), settings.TIME_ZONE)


def _is_ours(row: Any, reach: set[int]) -> bool:
    """Say whether an administrator may see the account: it has a post of ours, or none yet."""
    organs = {post.organ_id for post in row.posts.all()}
    return not organs or bool(organs & reach)


def _check_all_ours(row: Any, reach: set[int]) -> None:
    """Password and end of an account concern every post: all those in force must be ours."""
    today = _today()
    if any(
        post.organ_id not in reach for post in row.posts.all() if post.until is None or post.until >= today
    ):
        raise Refusal("place.not_yours")


def _appoint(request: DeskRequest, row: Any, reach: set[int]) -> str:
    text = request.POST.get("organ", "")
    organ = int(text) if text.isascii() and text.isdigit() else 0
    if organ not in reach:
        raise Refusal("place.not_yours", organ=organ)
    appoint(
        account=row.pk, organ=organ, role=request.POST.get("role", ""), actor_post=request.actor.post, at=now(),
        since=read_day(request.POST.get("since", "")) or _today(), until=read_day(request.POST.get("until", "")),
    )  # fmt: skip
    return _("Appointed.")


def _end_post(request: DeskRequest, row: Any, reach: set[int]) -> str:
    post = next((post for post in row.posts.all() if str(post.pk) == request.POST.get("post")), None)
    if post is None or post.organ_id not in reach:
        raise Refusal("place.not_yours")
    until = read_day(request.POST.get("until", "")) or _today()
    end_post(post=post.pk, until=until, actor_post=request.actor.post, at=now())
    return _("The end of the post is set.")


def _set_password(request: DeskRequest, row: Any, reach: set[int]) -> str:
    _check_all_ours(row, reach)
    set_password(
        account=row.pk,
        password=request.POST.get("password", ""),
        actor_post=request.actor.post,
        at=now(),
        given=True,
    )
    return _(
        "The password is set; the old one no longer works. At the next sign-in the person chooses another."
    )


def _deactivate(request: DeskRequest, row: Any, reach: set[int]) -> str:
    _check_all_ours(row, reach)
    deactivate_account(account=row.pk, actor_post=request.actor.post, at=now())
    return _("The account is shut and its posts have ended.")


_DEEDS: dict[str, Callable[[DeskRequest, Any, set[int]], str]] = {
    "appoint": _appoint,
    "end_post": _end_post,
    "set_password": _set_password,
    "deactivate": _deactivate,
}


def _flat(nodes: list[TreeNode], depth: int = 0) -> Any:
    """Yield (node, indentation) of a tree in its order, for a choice."""
    for node in nodes:
        yield node, "　" * depth
        yield from _flat(node.children, depth + 1)

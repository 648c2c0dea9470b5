"""Frozen months: the list, one month with its numbers, the cases behind a number as they stood, and the sheet."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.snapshot_figures import visible_cases_behind
from dengwen.domains.bulletins.reads.snapshot_table import MonthTable, month_table, scores_of
from dengwen.domains.bulletins.reads.snapshots import Snapshot, file_mistakes, snapshot_named, snapshots
from dengwen.domains.bulletins.rules.indicators import Indicator, fact_shares, indicators, signals
from dengwen.domains.bulletins.rules.score import parts
from dengwen.domains.bulletins.rules.window import parse_month
from dengwen.domains.bulletins.verbs.freeze_snapshot import freeze_snapshot
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.figures.month_facts import headline_of
from dengwen.interfaces.desk.figures.month_sheet import month_sheet
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence

CASES_A_PAGE = 100


def _scored() -> tuple[Indicator, ...]:
    """Return the indicators that the score is made of, in the order of its list."""
    known = {each.id: each for each in indicators()}
    return tuple(known[part.indicator] for part in parts())


_LISTS = {"indicators": indicators, "facts": fact_shares, "signs": signals, "score": _scored}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_FIGURES)
def months(request: DeskRequest) -> HttpResponse:
    """List the frozen months with their versions; whoever may, freezes another or corrects one."""
    may_freeze, sentence, status = request.actor.has(Right.FREEZE_FIGURES), "", 200
    last = local_day(now(), settings.TIME_ZONE).replace(day=1) - timedelta(days=1)
    given = {"month": request.POST.get("month", f"{last:%Y-%m}"), "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        if not may_freeze:
            raise Http404
        try:
            name = _freeze(request, parse_month(given["month"]), given["reason"])
        except Refusal as refusal:
            sentence, status = refusal_sentence(refusal), 422
        else:
            return see_other(f"/figures/months/{name}/")
    newest = sorted(snapshots(), key=lambda each: (each.month, each.version), reverse=True)
    by_month = [(month, list(versions)) for month, versions in groupby(newest, key=lambda each: each.month)]
    page = {
        "months": by_month, "may_freeze": may_freeze, "given": given, "newest": f"{last:%Y-%m}",
        "sentence": sentence,
    }  # fmt: skip
    return render(request, "desk/figures/months.html", page, status=status)


def _freeze(request: DeskRequest, month: date | None, reason: str) -> str:
    if month is None:
        raise Refusal("figures.month_to_come", month=request.POST.get("month", ""))
    return freeze_snapshot(month=month, actor=request.actor, at=now(), reason=reason).name


@desk_view(Right.READ_FIGURES)
@require_safe
def one_month(request: DeskRequest, name: str) -> HttpResponse:
    """Show one version: what was signed, whether the files hold, and the numbers of an organ and those below it."""
    snapshot = _snapshot(name)
    listed, wanted = _list(request)
    said = snapshot.manifest.get("indicators", {})
    page: dict[str, Any] = {
        "snapshot": snapshot, "versions": [each for each in snapshots() if each.month == snapshot.month],
        "mistakes": file_mistakes(snapshot), "listed": listed, "start": parse_month(snapshot.month),
        "may_export": request.actor.has(Right.EXPORT), "table": None, "language": lang(),
        "otherwise": [each for each in wanted if said.get(each.id, each.digest) != each.digest],
    }  # fmt: skip
    if not page["mistakes"]:
        page["table"] = _table(request, snapshot, wanted)
    if listed == "facts" and page["table"]:
        page["facts"] = headline_of(page["table"])
    if listed == "score" and page["table"]:
        page["scores"] = scores_of(page["table"])
        page["parts"] = parts()
    return render(request, "desk/figures/month.html", page)


@desk_view(Right.READ_FIGURES)
@require_safe
def month_cases(request: DeskRequest, name: str) -> HttpResponse:
    """List the cases behind a number as they stood then: those of them that the post sees today."""
    snapshot = _snapshot(name)
    known = {each.id: each for each in (*indicators(), *signals())}
    indicator, organ = known.get(request.GET.get("indicator", "")), _number(request, "organ")
    if indicator is None or organ is None or file_mistakes(snapshot):
        raise Http404
    numerator = request.GET.get("part") == "numerator"
    cases = visible_cases_behind(
        actor=request.actor, snapshot=snapshot, indicator=indicator, organ=organ, numerator=numerator
    )
    table = month_table(actor=request.actor, snapshot=snapshot, organ=organ, wanted=[indicator])
    if table is None:
        raise Http404
    start = min(_number(request, "start") or 0, len(cases))
    share = table.lines[0].shares[0]
    page = {
        "snapshot": snapshot, "indicator": indicator, "table": table, "numerator": numerator, "share": share,
        "whole": (share.numerator if numerator else share.denominator) if share else 0, "seen": len(cases),
        "cases": cases[start : start + CASES_A_PAGE], "following": start + CASES_A_PAGE,
        "more": start + CASES_A_PAGE < len(cases), "language": lang(),
    }  # fmt: skip
    return render(request, "desk/figures/month_cases.html", page)


@desk_view(Right.READ_FIGURES)
@require_safe
def month_export(request: DeskRequest, name: str) -> HttpResponseBase:
    """Write the same lines into a sheet, with the digest that was signed."""
    request.actor.require(Right.EXPORT)
    snapshot = _snapshot(name)
    listed, wanted = _list(request)
    table = None if file_mistakes(snapshot) else _table(request, snapshot, wanted)
    if table is None:
        raise Http404
    return month_sheet(request.actor, snapshot, table, listed)


def _snapshot(name: str) -> Snapshot:
    try:
        return snapshot_named(name)
    except Refusal as refusal:
        raise Http404 from refusal


def _list(request: DeskRequest) -> tuple[str, tuple[Indicator, ...]]:
    listed = request.GET.get("list", "indicators")
    if listed not in _LISTS:
        listed = "indicators"
    return listed, _LISTS[listed]()


def _table(request: DeskRequest, snapshot: Snapshot, wanted: tuple[Indicator, ...]) -> MonthTable | None:
    organ = _number(request, "organ") or request.actor.bureau
    return month_table(actor=request.actor, snapshot=snapshot, organ=organ, wanted=wanted)


def _number(request: DeskRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def see_other(path: str) -> HttpResponse:
    """Lead on after a form that was done."""
    return HttpResponseRedirect(path, status=303)

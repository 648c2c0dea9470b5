"""The case list: any filter in the URL, columns that are kept, filters that are kept, paper and sheets."""

import tempfile
from typing import IO, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import now
from dengwen.domains.cases.reads.lists import COUNT_TO, Key, all_rows, case_count, case_page, matter_by_number
from dengwen.domains.cases.reads.people import handlers_of, leaders_of, saved_filters, units_of
from dengwen.domains.cases.verbs.delete_filter import delete_filter
from dengwen.domains.cases.verbs.save_filter import save_filter
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.work.case_list import Asked, asked_for
from dengwen.interfaces.desk.work.columns import COLUMNS, COOKIE, cell, cells, chosen_columns
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.sheets.writing import ListHead, write_list_xlsx

_YEAR = 365 * 24 * 3600


@desk_view(Right.READ_CASE)
@require_safe
def case_list(request: DeskRequest) -> HttpResponse:
    """Show a page of the list; a whole number typed into the search opens its case."""
    asked = asked_for(request)
    if asked.wanted.q and not asked.wanted.figure:
        found = matter_by_number(request.actor, asked.wanted.q)
        if found is not None:
            return HttpResponseRedirect(f"/cases/{found}/")
    after = _after(request.GET.get("after", ""))
    rows, more = case_page(asked.cases, after)
    columns = chosen_columns(request)
    pairs = asked.wanted.pairs
    count = len(rows) if after is None and more is None else case_count(asked.cases)
    page = _choices(request, asked) | {
        "rows": [(row, cells(row, columns)) for row in rows], "columns": columns, "all_columns": COLUMNS,
        "today": asked.today, "wanted": asked.wanted, "said": asked.said, "count": count,
        "count_words": str(count) if count <= COUNT_TO or asked.wanted.figure else f"{COUNT_TO}+",
        "query": urlencode(pairs), "sorts": _sorts(asked), "saved": saved_filters(request.actor),
        "first": _url(pairs) if after else "", "next": _url(pairs, more) if more else "",
        "may_assign": request.actor.has(Right.ASSIGN_TEAM), "may_export": request.actor.has(Right.EXPORT),
    }  # fmt: skip
    return render(request, "desk/work/cases.html", page)


@desk_view(Right.EXPORT)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Write every row of the filter into a sheet, with the filter, the time and the writer on top."""
    asked = asked_for(request)
    columns = [column for column in COLUMNS if column.code != "holder"]
    headers = [_("Number"), _("Matter"), *(str(column.words) for column in columns), _("Holder")]
    head = ListHead(
        title=_("Cases"), filter_words=asked.words, written_at=now(), zone=settings.TIME_ZONE,
        written_by=f"{request.actor.name}, {request.actor.organ_name}", language=get_language() or "en",
    )  # fmt: skip
    holder = next(column for column in COLUMNS if column.code == "holder")
    target = cast(IO[bytes], tempfile.TemporaryFile(suffix=".xlsx"))  # noqa: SIM115 - the response closes it
    rows = (
        [row.number or "", row.title, *(cell(row, column) for column in columns), cell(row, holder)]
        for row in all_rows(asked.cases)
    )
    write_list_xlsx(target, head, headers, rows)
    target.seek(0)
    name = f"dengwen-cases-{asked.today.isoformat()}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name)


@desk_view(Right.READ_CASE)
@require_POST
def keep_columns(request: DeskRequest) -> HttpResponse:
    """Keep which columns the reader wants, in this browser."""
    known = [column.code for column in COLUMNS if column.code in request.POST.getlist("column")]
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        COOKIE,
        ".".join(known),
        max_age=_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@desk_view(Right.READ_CASE)
@require_POST
def keep_filter(request: DeskRequest) -> HttpResponse:
    """Keep the filter of the page under a name, or forget one."""
    if "delete" in request.POST:
        number = request.POST["delete"]
        delete_filter(saved=int(number) if number.isdigit() else 0, actor=request.actor, at=now())
    else:
        query = request.POST.get("query", "")
        save_filter(name=request.POST.get("name", ""), query=query, actor=request.actor, at=now())
    return HttpResponseRedirect(_back(request))


def _choices(request: DeskRequest, asked: Asked) -> dict[str, object]:
    """Return what the form of the filter and the bulk assignment let choose."""
    holder = asked.wanted.organ or request.actor.bureau
    language = lang()
    return {
        "organs": asked.organs,
        "states": code_list("states").choices(language),
        "chosen_states": set(asked.wanted.state),
        "categories": code_list("categories").choices(language),
        "channels": code_list("channels").choices(language),
        "sources": code_list("sources").choices(language),
        "leaders": leaders_of(holder, asked.today),
        "handlers": handlers_of(holder, asked.today),
        "units": units_of(holder) if request.actor.has(Right.ASSIGN_TEAM) else [],
    }


def _sorts(asked: Asked) -> list[tuple[str, str]]:
    """Return the orders that make sense: what is not open has no due day."""
    words = {"due": _("due first"), "received": _("newest first"), "number": _("by number")}
    return [(code, text) for code, text in words.items() if code != "due" or asked.wanted.open == "open"]


def _after(text: str) -> Key | None:
    value, comma, pk = text.rpartition(",")
    return (value[:40], int(pk)) if comma and pk.isascii() and pk.isdigit() and len(pk) < 19 else None


def _url(pairs: list[tuple[str, str]], after: Key | None = None) -> str:
    behind = [("after", f"{after[0]},{after[1]}")] if after else []
    return f"/cases/?{urlencode([*pairs, *behind])}"


def _back(request: DeskRequest) -> str:
    query = request.POST.get("query", "")
    return f"/cases/?{query}" if query else "/cases/"

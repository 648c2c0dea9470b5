"""Changing the mapping of a run that has not begun, keeping it under a name, trying it and starting."""

from collections.abc import Mapping as Table

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.registers.reads.runs import RunSeen
from dengwen.domains.registers.verbs.change_mapping import change_mapping
from dengwen.domains.registers.verbs.keep_mapping import keep_mapping
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.sheets.form import Line, lines_of, mapping_from
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.mapping_file import MappingError, dump_mapping, parse_mapping
from dengwen.interfaces.sheets.plan_page import plan_page
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.reading import open_sheet
from dengwen.interfaces.sheets.run_view import found, start
from dengwen.interfaces.sheets.storing import stored_path
from dengwen.interfaces.sheets.wording import language


@desk_view(Right.IMPORT)
@require_POST
def change(request: DeskRequest, run: int) -> HttpResponse:
    """Take the table (or the text) as the mapping, then do what the button says."""
    seen = found(request, run)
    as_text = request.POST.get("deed") == "text"
    try:
        mapping = parse_mapping(request.POST.get("text", "")) if as_text else _from_table(request, seen)
        text = dump_mapping(mapping)
        change_mapping(run=run, mapping=text, register=mapping.register_name, actor=request.actor, at=now())
        _deed(request, run, text)
    except SheetError as error:
        faults = error.faults if isinstance(error, MappingError) else [error]
        return _again(request, seen, [fault.sentence(language()) for fault in faults], as_text=as_text)
    except Refusal as refusal:
        return _again(request, seen, [refusal_sentence(refusal)], as_text=as_text)
    return HttpResponseRedirect(f"/import/{run}/")


def _again(request: DeskRequest, seen: RunSeen, faults: list[str], *, as_text: bool) -> HttpResponse:
    """Show the page with what was typed, and what is wrong with it."""
    typed = None if as_text else _as_typed(request.POST.dict(), parse_mapping(seen.mapping))
    text = request.POST.get("text", "") if as_text else None
    page = plan_page(request.actor, seen, posted=typed, faults=faults, text=text)
    page["name"] = request.POST.get("name", "")
    return render(request, "sheets/plan.html", page, status=422)


@desk_view(Right.IMPORT)
@require_safe
def text(request: DeskRequest, run: int) -> HttpResponse:
    """Hand out the mapping as a file, for the command and for others."""
    seen = found(request, run)
    response = HttpResponse(seen.mapping, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mapping-{run}.toml"'
    return response


def _deed(request: DeskRequest, run: int, text: str) -> None:
    deed = request.POST.get("deed")
    if deed == "keep":
        keep_mapping(name=request.POST.get("name", ""), text=text, actor=request.actor, at=now())
    elif deed in ("try", "start"):
        start(request, run, dry=deed == "try")


def _from_table(request: DeskRequest, seen: RunSeen) -> Mapping:
    before = parse_mapping(seen.mapping)
    row = request.POST.get("header_row", "")
    number = int(row) if row.isdecimal() and 0 < int(row[:5]) <= 1000 else before.header_row
    sheet = open_sheet(
        stored_path(seen.stored), sheet=request.POST.get("sheet", before.sheet), header_row=number
    )
    return mapping_from(request.POST.dict(), before, sheet.headers)


def _as_typed(posted: Table[str, object], before: Mapping) -> list[Line]:
    lines = lines_of(before)
    for line in lines:
        line.column = str(posted.get(f"{line.name}-column", line.column))
        line.parse = str(posted.get(f"{line.name}-parse", line.parse))
        line.default = str(posted.get(f"{line.name}-default", line.default))
        line.lookup = str(posted.get(f"{line.name}-words", line.lookup))
    return lines

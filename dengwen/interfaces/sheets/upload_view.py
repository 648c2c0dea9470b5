"""The list of imports, and handing in a file."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.registers.reads.runs import kept_mapping, kept_mappings, runs_of
from dengwen.domains.registers.verbs.keep_mapping import forget_mapping
from dengwen.domains.registers.verbs.plan_run import plan_run
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.sheets.list_export import list_response
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.mapping_file import dump_mapping, parse_mapping
from dengwen.interfaces.sheets.problems import SheetError, UnreadableFileError
from dengwen.interfaces.sheets.reading import LARGEST_WORKBOOK, guess_header_row, open_sheet
from dengwen.interfaces.sheets.source import file_digest
from dengwen.interfaces.sheets.storing import keep_upload, stored_path, throw_away
from dengwen.interfaces.sheets.suggesting import suggest
from dengwen.interfaces.sheets.wording import language, state_words
from dengwen.interfaces.sheets.worker import worker_is_there
from dengwen.interfaces.sheets.writing import CellOut

SHOWN = 50
_LARGEST_MAPPING = 1024 * 1024


@desk_view(Right.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: DeskRequest) -> HttpResponse:
    """Show the imports, and take a file in."""
    page: dict[str, object] = {}
    if request.method == "POST":
        if "forget" in request.POST:
            number = request.POST["forget"]
            forget_mapping(saved=int(number) if number.isdecimal() else 0, actor=request.actor, at=now())
            return HttpResponseRedirect("/import/")
        try:
            return HttpResponseRedirect(f"/import/{_plan(request)}/")
        except SheetError as error:
            page = {"sentence": error.sentence(language()), "register": request.POST.get("register", "")}
    page |= {
        "runs": [(run, state_words(run)) for run in runs_of(request.actor, most=SHOWN)],
        "kept": kept_mappings(request.actor),
        "worker": worker_is_there(), "may_export": request.actor.has(Right.EXPORT),
    }  # fmt: skip
    return render(request, "sheets/imports.html", page, status=422 if "sentence" in page else 200)


@desk_view(Right.IMPORT)
@require_safe
def export(request: DeskRequest) -> FileResponse:
    """Write the list of imports into a sheet, whole."""
    request.actor.require(Right.EXPORT)
    headers = [
        _("File"), _("Name of the former register"), _("Organ"), _("By"), _("Handed in"), _("State"), _("Rows in"),
        _("Matters"), _("Contacts"), _("Already in"), _("Not taken"),
    ]  # fmt: skip
    english = lang() == "en"
    rows: Iterator[list[CellOut]] = (
        [
            run.file_name, run.register, (english and run.organ__name_en) or run.organ__name, run.post__account__name,
            run.made_at, state_words(run), run.rows, run.matters, run.contacts, run.already, run.reported,
        ]
        for run in runs_of(request.actor)
    )  # fmt: skip
    day = local_day(now(), settings.TIME_ZONE)
    return list_response(
        request.actor, title=_("Imports"), filter_words=_("all imports"), headers=headers, rows=rows,
        file_name=f"dengwen-imports-{day.isoformat()}.xlsx",
    )  # fmt: skip


def _plan(request: DeskRequest) -> int:
    """Keep the file, find a first mapping and plan the run; a file that is of no use is thrown away again."""
    upload = request.FILES.get("file")
    if upload is None or not upload.name:
        raise SheetError("file_missing", path="-")
    if (upload.size or 0) > LARGEST_WORKBOOK:
        raise UnreadableFileError("file_too_large", limit=LARGEST_WORKBOOK >> 20)
    stored = keep_upload(upload)
    try:
        mapping = _first_mapping(request, stored, upload.name)
        return plan_run(
            file_name=PurePath(upload.name).name, file_digest=file_digest(stored_path(stored)), stored=stored,
            mapping=dump_mapping(mapping), register=mapping.register_name, actor=request.actor, at=now(),
        )  # fmt: skip
    except BaseException:
        throw_away(stored)
        raise


def _first_mapping(request: DeskRequest, stored: str, file_name: str) -> Mapping:
    """Return the mapping that was handed in or kept, else one that the headers suggest."""
    text = request.FILES.get("mapping")
    if text is not None:
        return parse_mapping(text.read(_LARGEST_MAPPING).decode("utf-8-sig", "replace"))
    saved = request.POST.get("kept", "")
    kept = kept_mapping(request.actor, int(saved)) if saved.isdecimal() and len(saved) < 19 else None
    if kept is not None:
        return parse_mapping(kept)
    path = stored_path(stored)
    row = guess_header_row(path)
    sheet = open_sheet(path, header_row=row)
    register = " ".join(request.POST.get("register", "").split())[:60] or PurePath(file_name).stem[:60]
    rows = list(islice(sheet.rows(), 200))
    return suggest(sheet.headers, rows, register=register, header_row=row).mapping

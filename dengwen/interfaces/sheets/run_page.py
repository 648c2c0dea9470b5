"""What the page of a run shows while it works and when it has ended."""

import tempfile
from datetime import timedelta
from itertools import chain, islice
from pathlib import PurePath
from typing import IO, cast
from urllib.parse import urlencode

from django.http import FileResponse
from django.utils.translation import gettext as _

from dengwen.base.clock import now
from dengwen.domains.registers.reads.runs import RunSeen
from dengwen.domains.registers.states import RunState
from dengwen.foundation.permissions.actor import Actor
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.wording import language, reason_words, rejected, state_words, trouble_words
from dengwen.interfaces.sheets.worker import worker_is_there
from dengwen.interfaces.sheets.writing import write_rejects_xlsx

_SILENT = timedelta(minutes=2)
SHOWN = 10


def run_page(actor: Actor, run: RunSeen) -> dict[str, object]:
    """Return what the templates of a run need."""
    percent = min(100, run.rows * 100 // run.total) if run.total else None
    silent = run.state == RunState.RUNNING and run.beat_at is not None and now() - run.beat_at > _SILENT
    listed = "/cases/?" + urlencode({"open": "all", "organ": run.organ_id, "sort": "number"})
    return {
        "run": run, "state": state_words(run), "percent": percent, "silent": silent,
        "no_worker": run.at_work and not worker_is_there(), "listed": listed,
        "reasons": reasons_of(run), "reported": [] if run.at_work else some_reported(actor, run),
        "trouble": trouble_words(run.trouble) if run.state == RunState.FAILED else "",
        "can_go_on": bool(run.stored) and (silent or run.state in (RunState.STOPPED, RunState.FAILED)),
    }  # fmt: skip


def reasons_of(run: RunSeen) -> list[tuple[str, int]]:
    """Return why rows were not taken and how many, the most frequent first."""
    counts = sorted(run.problems.items(), key=lambda pair: -pair[1])
    return [(reason_words(code), count) for code, count in counts]


def some_reported(actor: Actor, run: RunSeen) -> list[tuple[int, str, str, str]]:
    """Return row, column, value and reason of the first rows that were not taken."""
    lines = []
    for row in islice(rejected(actor, run.id), SHOWN):
        for problem in row.problems:
            lines.append((row.number, problem.column, problem.value[:80], problem.sentence(language())))  # noqa: PERF401
    return lines


def rejects_book(actor: Actor, run: RunSeen) -> FileResponse:
    """Return the workbook of the rows that were not taken; its headers are those of the file."""
    mapping = parse_mapping(run.mapping)
    rows = rejected(actor, run.id)
    first = list(islice(rows, 1))
    headers = list(first[0].cells) if first else []
    target = cast("IO[bytes]", tempfile.TemporaryFile(suffix=".xlsx"))  # noqa: SIM115 - the response closes it
    write_rejects_xlsx(
        target, headers, chain(first, rows), sheet=mapping.sheet[:31], header_row=mapping.header_row
    )
    target.seek(0)
    stem = PurePath(run.file_name).name.split(".")[0]
    return FileResponse(target, as_attachment=True, filename=f"{stem}-{_('not taken')}.xlsx")

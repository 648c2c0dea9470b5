"""The figures of one organ and one month: a page, and the same as a sheet."""

import tempfile
from datetime import date
from typing import IO, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.reads.as_table import headers, lines, title, word
from dengwen.domains.bulletins.reads.figures import Figures, figures_of
from dengwen.domains.bulletins.rules.measures import SPLITS
from dengwen.domains.bulletins.rules.window import months_up_to, parse_month
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.desk.figures.table import chart_of, definitions, heads, table_lines
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.sheets.writing import ListHead, write_list_xlsx


@desk_view(Right.READ_FIGURES)
@require_safe
def figures_page(request: DeskRequest) -> HttpResponse:
    """Show the figures that the URL asks for: ``organ``, ``month``, ``by``."""
    figures = _asked(request)
    seen = figures.seen
    before = months_up_to(seen.start, 2)[0]
    page = {
        "figures": figures, "heads": heads(lang()), "lines": table_lines(figures), "definitions": definitions(lang()),
        "chart": chart_of(figures), "month": seen.label, "newest": _today().strftime("%Y-%m"),
        "before": _query(figures, month=f"{before:%Y-%m}"),
        "following": "" if seen.running else _query(figures, month=f"{_next(seen.end):%Y-%m}"),
        "splits": [(split, _query(figures, by=split), split == figures.split) for split in SPLITS],
        "here": _query(figures), "above": _query(figures, organ=str(figures.above.id)) if figures.above else "",
        "may_export": request.actor.has(Right.EXPORT),
    }  # fmt: skip
    return render(request, "desk/figures/figures.html", page)


@desk_view(Right.READ_FIGURES)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Write the same lines into a sheet, with what was asked for, when and by whom on top."""
    request.actor.require(Right.EXPORT)
    figures = _asked(request)
    head = ListHead(
        title=word("figures", lang()), filter_words=title(figures, lang()), written_at=now(),
        written_by=f"{request.actor.name}, {request.actor.organ_name}", zone=settings.TIME_ZONE,
        language=get_language() or "en",
    )  # fmt: skip
    target = cast(IO[bytes], tempfile.TemporaryFile(suffix=".xlsx"))  # noqa: SIM115 - the response closes it
    write_list_xlsx(target, head, headers(figures.split, lang()), lines(figures, lang()))
    target.seek(0)
    name = (
        f"dengwen-figures-{figures.organ.code or figures.organ.id}-{figures.seen.label}-{figures.split}.xlsx"
    )
    return FileResponse(target, as_attachment=True, filename=name)


def _asked(request: DeskRequest) -> Figures:
    """Return what the URL asks for; what it does not say, or says wrongly, is as usual."""
    today = _today()
    organ, split = request.GET.get("organ", ""), request.GET.get("by", "")
    month = parse_month(request.GET.get("month", "")) or today
    return figures_of(
        actor=request.actor, today=today, month=min(month, today),
        organ=int(organ) if organ.isascii() and organ.isdigit() and len(organ) < 19 else request.actor.bureau,
        split=split if split in SPLITS else "organ",
    )  # fmt: skip


def _today() -> date:
    return local_day(now(), settings.TIME_ZONE)


def _next(end: date) -> date:
    return date(end.year + end.month // 12, end.month % 12 + 1, 1)


def _query(figures: Figures, **changes: str) -> str:
    usual = {"organ": str(figures.organ.id), "month": figures.seen.label, "by": figures.split}
    return urlencode(usual | changes)

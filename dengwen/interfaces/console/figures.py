"""``dengwen figures``: the figures of one organ and one month, on the screen or as a sheet; and frozen months."""

import argparse
import sys
import unicodedata
from datetime import date
from pathlib import Path

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.as_table import headers, lines, title, word
from dengwen.domains.bulletins.reads.figures import Figures, figures_everywhere
from dengwen.domains.bulletins.rules.measures import SPLITS
from dengwen.domains.bulletins.rules.window import parse_month
from dengwen.interfaces.console.snapshots import DEEDS
from dengwen.interfaces.kit.language import speaking
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.sheets.writing import ListHead, write_list_xlsx


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument(
        "deed",
        nargs="?",
        choices=("show", *DEEDS),
        default="show",
        help="show the live figures (default); the others are about months that are frozen",
    )
    parser.add_argument(
        "snapshot", nargs="?", default="", help="for recompute and forecast: a name as 2026-10.v1"
    )
    parser.add_argument("--organ", metavar="CODE", help="code of the organ; all below it count too")
    parser.add_argument("--as", dest="acting_as", metavar="USER", help="for freeze: user name or post")
    parser.add_argument(
        "--until",
        dest="by_day",
        type=date.fromisoformat,
        metavar="DAY",
        help="for forecast: the day of the target",
    )
    parser.add_argument(
        "--target", type=float, default=100.0, metavar="PERCENT", help="for forecast (default: 100)"
    )
    parser.add_argument(
        "--reason", default="", help="for freeze: why a month that is frozen gets a new version"
    )
    parser.add_argument("--month", metavar="YYYY-MM", help="the month; without it the running one")
    parser.add_argument(
        "--by", choices=SPLITS, default="organ", help="how to split the figures (default: organ)"
    )
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write a sheet instead of the screen")
    parser.add_argument(
        "--language", choices=("en", "zh"), default="en", help="language of the words (default: en)"
    )


def run(args: argparse.Namespace) -> int:
    """Show or write the figures as the owner, who sees every organ; return 0, or 2 where the question is wrong."""
    with speaking("zh-hans" if args.language == "zh" else "en"):
        if args.deed in DEEDS:
            return DEEDS[args.deed](args)
        if not args.organ:
            return _wrong("name the organ: --organ CODE")
        return _answer(args, local_day(now(), settings.TIME_ZONE))


def _answer(args: argparse.Namespace, today: date) -> int:
    month = parse_month(args.month) if args.month else today
    if month is None:
        return _wrong(f"{args.month!r} is no month; write it as {today:%Y-%m}")
    try:
        figures = figures_everywhere(code=args.organ, month=month, split=args.by, today=today)
    except Refusal as refusal:
        return _wrong(refusal_sentence(refusal))
    if figures is None:
        return _wrong(
            f"no organ has the code {args.organ!r}; `dengwen figures` wants the code of the organ tree"
        )
    if args.xlsx:
        _write(figures, args.xlsx, args.language)
    else:
        _show(figures, args.language)
    return 0


def _wrong(words: str) -> int:
    print(f"dengwen figures: {words}", file=sys.stderr)
    return 2


def _write(figures: Figures, target: Path, lang: str) -> None:
    head = ListHead(
        title=word("figures", lang), filter_words=title(figures, lang), written_at=now(),
        written_by="dengwen figures", zone=settings.TIME_ZONE, language=lang,
    )  # fmt: skip
    write_list_xlsx(target, head, headers(figures.split, lang), lines(figures, lang))
    print(target)


def _show(figures: Figures, lang: str) -> None:
    """Print the columns' names with their numbers, then the table under these numbers."""
    print(title(figures, lang))
    first, *names = headers(figures.split, lang)
    for place, name in enumerate(names, start=1):
        print(f"  ({place}) {name}")
    table = [[first, *(f"({place})" for place in range(1, len(names) + 1))]]
    for cells in lines(figures, lang):
        if not cells:  # what follows explains the columns
            break
        table.append(["–" if cell is None else str(cell) for cell in cells])
    widths = [max(_width(row[place]) for row in table) for place in range(len(table[0]))]
    for row in table:
        pads = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        numbers = [pad + cell for cell, pad in zip(row[1:], pads[1:], strict=True)]
        print("  ".join([row[0] + pads[0], *numbers]))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)

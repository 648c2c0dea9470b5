"""``dengwen import``: take over a former register from a sheet, as one post, to the last row or to Ctrl-C."""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.domains.registers.reads.runs import run_of, unfinished_run
from dengwen.domains.registers.reads.trial import Trial
from dengwen.domains.registers.rules.rows import Account, RowIn
from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.plan_run import plan_run
from dengwen.foundation.permissions.acting import acting
from dengwen.interfaces.console.import_post import NoPostError, choose_post
from dengwen.interfaces.sheets.mapping_file import dump_mapping, load_mapping
from dengwen.interfaces.sheets.organ_list import found_missing_organs
from dengwen.interfaces.sheets.planning import PlannedRow
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.running import batches, carry_out
from dengwen.interfaces.sheets.source import Source, file_digest
from dengwen.interfaces.sheets.wording import reason_words, rejected, row_problem
from dengwen.interfaces.sheets.writing import write_rejects_xlsx

STOPPED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("file", type=Path, metavar="FILE", help="xlsx, xls, ods or csv, also inside gzip")
    parser.add_argument(
        "--mapping", type=Path, required=True, metavar="MAP.toml", help="which column is what; see examples/"
    )
    parser.add_argument(
        "--as",
        dest="post",
        default="",
        metavar="USERNAME",
        help="who imports: a user name or the id of a post",
    )
    parser.add_argument("--dry-run", action="store_true", help="only count and report; nothing is taken")
    parser.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help="where to write the rows not taken")
    parser.add_argument(
        "--organs",
        type=Path,
        metavar="LIST.csv",
        help="found the organs of this list that are missing, first",
    )


def run(args: argparse.Namespace) -> int:
    """Import; return 0 when every row is accounted for, 1 when the file or the post is of no use, 130 when stopped."""
    try:
        if args.organs:
            _found(args.organs)
        today = local_day(now(), settings.TIME_ZONE)
        mapping = load_mapping(args.mapping)
        source = Source(args.file, mapping, choose_post(args.post, mapping, today), today)
        print(f"As {source.actor.name}, {source.actor.role}, {source.actor.organ_name}.")
        return _dry(source, args.rejects) if args.dry_run else _real(source, args.rejects)
    except (SheetError, NoPostError) as error:
        print(f"dengwen import: {error}", file=sys.stderr)
        return 1


def _found(path: Path) -> None:
    codes = found_missing_organs(path, at=now())
    print(f"Founded {len(codes)} organs of {path.name}: {', '.join(codes) or 'all were there'}.")


def _real(source: Source, rejects: Path | None) -> int:
    digest, text = file_digest(source.path), dump_mapping(source.mapping)
    actor = source.actor
    with acting(actor.post):
        before = unfinished_run(actor, file_digest=digest, mapping=text)
    if before is not None:
        print(
            f"Going on after row {before.position:,}, with which this import ended on {before.beat_at:%Y-%m-%d}."
        )
        number = before.id
    else:
        number = plan_run(
            file_name=source.path.name, file_digest=digest, stored="", mapping=text,
            register=source.mapping.register_name, actor=actor, at=now(),
        )  # fmt: skip
    progress = _Progress()
    with _Stop() as stop:
        state = carry_out(number, source, report=progress, wants_stop=lambda: stop.asked)
    progress.end()
    with acting(actor.post):
        done = run_of(actor, number)
        if done is None:
            raise NoPostError("the import is no longer to be seen by this post.")
        _say(done.account, done.problems)
        if rejects and done.reported:
            _write(rejects, source, rejected(actor, number))
    if state is RunState.STOPPED:
        print("Stopped. What is in stays in; the same command goes on from here.")
        return STOPPED
    return 0


def _dry(source: Source, rejects: Path | None) -> int:
    """Count what would happen; no run is written down."""
    trial, account, reasons = Trial(source.today), Account(), Counter[str]()
    progress = _Progress()
    not_taken: list[RowIn] = []
    for batch in batches(source.rows()):
        with acting(source.actor.post):
            outcome = trial.judge(batch)
        for name in ("rows", "matters", "contacts", "already", "reported"):
            setattr(account, name, getattr(account, name) + getattr(outcome.account, name))
        reasons.update(outcome.reasons)
        if rejects:
            not_taken += outcome.reported
        progress(account, None)
    progress.end()
    print("Dry run: nothing was taken. It would be:")
    _say(account, reasons)
    if rejects and not_taken:
        _write(rejects, source, _as_planned(not_taken))
    return 0


def _as_planned(rows: Iterable[RowIn]) -> Iterator[PlannedRow]:
    for row in rows:
        problems = tuple(row_problem(row.number, problem) for problem in row.problems)
        yield PlannedRow(row.number, dict(row.cells), None, problems)


def _write(target: Path, source: Source, rows: Iterable[PlannedRow]) -> None:
    sheet = source.sheet
    count = write_rejects_xlsx(
        target, sheet.headers, rows, sheet=source.mapping.sheet, header_row=source.mapping.header_row
    )
    print(
        f"{count:,} rows with their reasons are in {target}. Correct them and import that file the same way."
    )


def _say(account: Account, reasons: Mapping[str, int]) -> None:
    """Print the account, which balances to the row."""
    print(f"rows in    {account.rows:>10,}")
    print(f"matters    {account.matters:>10,}  made")
    print(f"contacts   {account.contacts:>10,}  attached to a matter")
    print(f"already in {account.already:>10,}")
    print(f"reported   {account.reported:>10,}")
    for code, count in sorted(reasons.items(), key=lambda pair: -pair[1]):
        print(f"           {count:>10,}  {reason_words(code)}")
    balance = "balances" if account.balances else "DOES NOT BALANCE"
    print(f"The account {balance}: rows in = matters + contacts + already in + reported.")


class _Progress:
    """One line that says how far it got and how fast; on a terminal it is written over."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._from: int | None = None
        self._said = ""

    def __call__(self, account: Account, total: int | None) -> None:
        if self._from is None:
            self._from, self._began = account.rows, time.monotonic()
        took = time.monotonic() - self._began
        speed = f", {(account.rows - self._from) / took:,.0f} rows a second" if took > 0.5 else ""
        self._said = f"{account.rows:,}{f' of {total:,}' if total else ''} rows{speed}"
        if sys.stderr.isatty():
            print(f"\r\033[K{self._said}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the last word standing."""
        if self._said:
            print(f"\r\033[K{self._said}" if sys.stderr.isatty() else self._said, file=sys.stderr)


class _Stop:
    """The first Ctrl-C stops after the batch at work; the second at once, and that batch is not taken."""

    asked = False

    def __enter__(self) -> "_Stop":
        self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        print("\nStopping after this batch ...", file=sys.stderr, flush=True)

"""Carrying a run out: batch after batch through the door, from the worker and from the command alike."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.registers.reads.trial import Trial
from dengwen.domains.registers.rules.rows import Account, RowIn
from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.begin_run import Begun, begin_run
from dengwen.domains.registers.verbs.end_run import end_run
from dengwen.domains.registers.verbs.take_batch import take_batch
from dengwen.interfaces.sheets.ahead import read_ahead
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.source import Source

BATCH = 1000
Report = Callable[[Account, int | None], None]
Trouble = dict[str, object]


def batches(rows: Iterable[RowIn], size: int = BATCH) -> Iterator[list[RowIn]]:
    """Cut the rows into batches."""
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def carry_out(
    run: int,
    source: Source,
    *,
    dry: bool = False,
    report: Report | None = None,
    wants_stop: Callable[[], bool] = lambda: False,
    size: int = BATCH,
) -> RunState:
    """Begin the run, or go on with it, and return how it ended.

    A file or mapping that is of no use ends the run as failed and is raised again, and so is a refusal of the whole
    run. ``import.overtaken`` leaves the run to the process that took it over.
    """
    begun = begin_run(run=run, dry=dry, actor=source.actor, at=now(), total=_total(source))
    state = RunState.FAILED
    trouble: Trouble = {"kind": "unexpected"}
    try:
        trial = Trial(source.today) if dry else None
        state = _take(run, begun, source, trial=trial, report=report, wants_stop=wants_stop, size=size)
        trouble = {}
    except SheetError as error:
        trouble = _trouble("sheet", error.code, error.facts)
        raise
    except Refusal as refusal:
        trouble = _trouble("refusal", refusal.code, refusal.facts)
        raise
    except KeyboardInterrupt:
        state, trouble = RunState.STOPPED, {}
        raise
    finally:
        if trouble.get("code") != "import.overtaken":
            end_run(run=run, claim=begun.claim, state=state, actor=source.actor, at=now(), trouble=trouble)
    return state


def _take(
    run: int,
    begun: Begun,
    source: Source,
    *,
    trial: Trial | None,
    report: Report | None,
    wants_stop: Callable[[], bool],
    size: int,
) -> RunState:
    for batch in read_ahead(batches(source.rows(after=begun.position), size)):
        if wants_stop():
            return RunState.STOPPED
        taken = take_batch(
            run=run, claim=begun.claim, rows=batch, actor=source.actor, at=now(), trial=trial
        )  # fmt: skip
        if taken.stopped:
            return RunState.STOPPED
        if report is not None:
            report(taken.account, begun.total)
    return RunState.DONE


def _total(source: Source) -> int | None:
    """Count the rows beforehand, for the progress; what is wrong with the file is said when it is read."""
    try:
        return source.count()
    except SheetError:
        return None


def _trouble(kind: str, code: str, facts: dict[str, object]) -> Trouble:
    told = {
        name: value if isinstance(value, int | float | str) else str(value) for name, value in facts.items()
    }
    return {"kind": kind, "code": code, "facts": told}

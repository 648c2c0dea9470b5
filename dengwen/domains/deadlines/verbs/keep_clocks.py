"""Start, meet and stop the limits of matters as things happen to them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.rules.compute_due import Due, compute_due
from dengwen.domains.deadlines.rules.when_clocks_run import (
    ACCEPTANCE,
    EVERYTHING,
    HANDLING,
    LAST_RESORT,
    NOT_OWED,
    WORK,
    ClockWork,
)
from dengwen.foundation.rulebook.loading import pack, pack_in_force
from dengwen.foundation.rulebook.model import Limit

_NOTHING = ClockWork()


def keep_clocks(passages: Sequence[Passage]) -> None:
    """Let the limits follow what happened; sets each matter's ``due``, ``due_rule`` and the days it is judged by.

    A reaction to every event of a case (see ``config/reactions.py``). The pack in force on the day of the
    trigger applies (facts, 8a); a limit that the pack does not know is not started.
    """
    running = _running([passage for passage in passages if not passage.is_new and passage.book is None])
    for passage in passages:
        if passage.book is not None:
            _keep(passage, passage.rows(Clock, met_on=None, stopped=False))
        else:
            _keep(passage, running.get(passage.matter.pk, []) if not passage.is_new else [])


def _running(passages: Sequence[Passage]) -> dict[int, list[Clock]]:
    groups: dict[int, list[Clock]] = defaultdict(list)
    ids = [passage.matter.pk for passage in passages]
    if ids:
        for clock in Clock.objects.filter(matter__in=ids, met_on=None, stopped=False).order_by("pk"):
            groups[clock.matter_id].append(clock)
    return groups


def _keep(passage: Passage, clocks: list[Clock]) -> None:
    work = WORK.get(passage.event, _NOTHING)
    for clock in clocks:
        key = _key(clock)
        if key in work.meets or (key == "remedy" and _remedy_done(passage, clock)):
            passage.watch(clock)
            clock.met_on = passage.today
        elif key in work.stops or EVERYTHING in work.stops:
            passage.watch(clock)
            clock.stopped = True
    alive = [clock for clock in clocks if clock.met_on is None and not clock.stopped]
    for key in work.starts:
        alive += _start(passage, key)
    if passage.matter.is_open:
        _set_due(passage, alive)
    else:
        passage.matter.due, passage.matter.due_rule = None, ""


def _key(clock: Clock) -> str:
    return _limit_of(clock).key


def _limit_of(clock: Clock) -> Limit:
    return pack(clock.pack).limit(clock.rule)


def _remedy_done(passage: Passage, clock: Clock) -> bool:
    return (
        passage.event == "carry_out_remedy" and passage.facts.get("remedy_due") == clock.original.isoformat()
    )


def _start(passage: Passage, key: str) -> list[Clock]:
    matter = passage.matter
    clocks = []
    for start in _starting_days(passage, key):
        law = pack_in_force(start, nearest=True)
        if not law.has(key):
            continue
        limit = law.limit(key)
        due = _due(law.code, limit.id, start)
        clock = new_row(
            Clock,
            matter=matter, rule=limit.id, pack=law.code, bearer=limit.bearer, starts_on=start, target=due.target,
            legal=due.legal, original=due.legal, provisional=due.provisional,
        )  # fmt: skip
        passage.create(clock)
        clocks.append(clock)
        if key in ACCEPTANCE:
            matter.accept_due = due.legal
        if key == HANDLING:
            matter.handling_due = due.legal
    return clocks


def _starting_days(passage: Passage, key: str) -> list[date]:
    """Return the trigger's evidence days, not the days of typing (facts, 8a note 7)."""
    matter = passage.matter
    if key in ("screening", "acceptance_direct") and passage.event in ("received", "registered"):
        return [matter.received_on]
    if key == HANDLING and passage.event == "accept":
        # A late notice buys no time: counted from acceptance, at the latest from its last day (facts, 1.1).
        return [min(passage.today, matter.accept_due or passage.today)]
    if key == "remedy":
        return sorted({date.fromisoformat(str(day)) for day in _list(passage.facts.get("remedies_due"))})
    if key == "assigned_report":
        return [date.fromisoformat(str(passage.facts["report_by"]))]
    if key == "review_request" and matter.served_on:
        return [matter.served_on]
    return [passage.today]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@lru_cache(maxsize=50_000)
def _due(law: str, rule: str, start: date) -> Due:
    return compute_due(pack(law).limit(rule), start, calendar=pack(law).calendar)


def _set_due(passage: Passage, alive: list[Clock]) -> None:
    owed = [clock for clock in alive if clock.bearer == "organ" and _key(clock) not in NOT_OWED]
    if not owed:
        owed = _start(passage, LAST_RESORT)
    nearest = min(owed, key=lambda clock: (clock.target, clock.rule))
    passage.matter.due, passage.matter.due_rule = nearest.target, nearest.rule

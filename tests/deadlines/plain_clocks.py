"""A matter's limits without a database: the engine on plain values."""

from datetime import date, timedelta

from dengwen.domains.deadlines.reads.replay_clocks import PlainClock, PlainKeeper
from dengwen.domains.deadlines.rules.compute_due import Pause
from dengwen.domains.deadlines.rules.run_clocks import Moment, key_of, run_clocks

RESTING = {"not_accept", "no_longer_accept", "divert", "merge", "close"}


class Life:
    """Events, a day each, and the limits that they left."""

    def __init__(self, begins: date) -> None:
        self.today, self.received_on, self.is_open = begins, begins, True
        self.served_on: date | None = None
        self.accept_due: date | None = None
        self.handling_due: date | None = None
        self.due: date | None = None
        self.due_rule = ""
        self.keeper = PlainKeeper()

    def wait(self) -> None:
        """Let a day pass."""
        self.today += timedelta(days=1)

    def happen(self, event: str, **facts: object) -> None:
        """Let a day pass, then ``event`` happen."""
        self.wait()
        if event == "record_service":
            self.served_on = self.today
        self.is_open = event not in RESTING
        moment = Moment(
            event, self.today, facts, self.received_on, self.served_on, self.is_open, self.accept_due,
            self.handling_due,
        )  # fmt: skip
        run_clocks(moment, self.running(), self.keeper)
        self.accept_due, self.handling_due = moment.accept_due, moment.handling_due
        self.due, self.due_rule = moment.due, moment.due_rule

    def running(self) -> list[PlainClock]:
        return self.keeper.running()

    def running_keys(self) -> list[tuple[str, date]]:
        return [(key_of(clock), clock.starts_on) for clock in self.running()]

    def all(self, key: str) -> list[PlainClock]:
        return [clock for clock in self.keeper.clocks if key_of(clock) == key]

    def clock(self, key: str, how: str = "running") -> PlainClock:
        """Return the one limit of this key that runs, or was met."""
        found = [clock for clock in self.all(key) if how == ("met" if clock.met_on else "running")]
        (one,) = [clock for clock in found if not clock.stopped]
        return one

    def pauses_of(self, clock: PlainClock) -> list[Pause]:
        return self.keeper.pauses(clock)

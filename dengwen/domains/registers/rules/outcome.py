"""What became of the rows of one batch."""

from collections import Counter
from dataclasses import dataclass, field, replace

from dengwen.base.errors import Refusal
from dengwen.domains.registers.rules.rows import Account, Problem, RowIn

_COUNTERS = {"made": "matters", "attached": "contacts", "known": "already"}


@dataclass(slots=True)
class Outcome:
    """The account of a batch, the rows that were not taken, and how often for which reason."""

    account: Account = field(default_factory=Account)
    reported: list[RowIn] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: str) -> None:
        """Count one row that was taken; ``outcome`` as the door says it: made, attached, known."""
        name = _COUNTERS[outcome]
        self.account.rows += 1
        setattr(self.account, name, getattr(self.account, name) + 1)

    def report(self, row: RowIn) -> None:
        """Count one row that was not taken, by its first reason."""
        self.account.rows += 1
        self.account.reported += 1
        self.reported.append(row)
        self.reasons[row.problems[0].code] += 1


def refused(row: RowIn, refusal: Refusal) -> RowIn:
    """Return the row with the refusal as its problem; the sentence is made where the reader's language is known."""
    facts = {"refusal": refusal.code, **refusal.facts}
    return replace(row, draft=None, problems=(Problem("", "", "refused", facts),))


def taken_elsewhere(row: RowIn) -> RowIn:
    """Return the row as one that is in already, in a case that the actor does not see."""
    return replace(row, draft=None, problems=(Problem("", "", "taken_elsewhere"),))

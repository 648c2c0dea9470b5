"""What a run counted: the lines by week, the table at the end, and what should have come out and did not."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from dengwen.base.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a target was reached on its day."""

    key: str
    denominator: int
    resolved: int
    reached: int


@dataclass
class Account:
    """The figures of a run. Those of the cases are read from the campaign; ``months`` are (name, digest)."""

    owed: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    late_seen: int = 0
    months: list[tuple[str, str]] = field(default_factory=list)
    month_rows: list[int] = field(default_factory=list)
    denominators: dict[str, int] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)
    at_stage_end: dict[str, dict[str, int]] = field(default_factory=dict)
    scope: Counter[str] = field(default_factory=Counter)
    published: Counter[str] = field(default_factory=Counter)
    lookback: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    final: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Say whether everything owed came out and the ledger holds."""
        return not (self.missing or self.findings)

    def digest(self) -> str:
        """Return SHA-256 over the figures: the same seed gives the same.

        Left out is what follows from the draw of the look-back: nobody can set its seed, so which closures are handled
        anew in the last months differs each time.
        """
        told = {
            "owed": self.owed, "given": self.given, "late": self.late, "rows": self.month_rows,
            "denominators": self.denominators, "stages": self.at_stage_end, "scope": self.scope,
            "shares": [[each.key, each.denominator, each.resolved, each.reached] for each in self.shares],
            "lookback": self.lookback, "published": self.published, "missing": self.missing,
        }  # fmt: skip
        return hashlib.sha256(canonical_json(told).encode()).hexdigest()

    def table(self) -> list[tuple[str, str]]:
        """Return the lines of the table at the end."""
        lines = [
            (f"{kind}: owed / given / of these late", f"{self.owed[kind]} / {self.given[kind]} / {self.late[kind]}")
            for kind in sorted(self.owed)
        ]  # fmt: skip
        lines += [(f"month {name}", digest) for name, digest in self.months]
        lines += [(f"denominator of {key}", f"{number}") for key, number in self.denominators.items()]
        lines += [
            (f"target {each.key}", f"{each.resolved} of {each.denominator} = {each.reached / 10:.1f} %")
            for each in self.shares
        ]
        steps = self.steps
        lines += [
            ("dossiers handed in / returned / redone / accepted",
             f"{steps['hand_in']} / {steps['return']} / {steps['redo']} / {steps['accept_closing']}"),
            ("closed / reopened", f"{steps['close']} / {steps['reopen'] + self.lookback['failed']}"),
            ("scope: " + " / ".join(sorted(self.scope)), " / ".join(str(self.scope[k]) for k in sorted(self.scope))),
            ("look-back: drawn / looked at / failed",
             f"{self.lookback['drawn']} / {self.lookback['looked']} / {self.lookback['failed']}"),
            ("at the end: " + " / ".join(self.final), " / ".join(str(number) for number in self.final.values())),
            ("replies to what was published", f"{self.published['replies']}"),
            ("steps done / refused", f"{steps.total()} / {self.refused.total()}"),
        ]  # fmt: skip
        lines += [(f"  refused: {name}", str(count)) for name, count in self.refused.most_common(8)]
        lines += [("not there", words) for words in self.missing]
        lines += [("ledger", words) for words in self.findings[:20]]
        return [*lines, ("digest of the figures", self.digest())]

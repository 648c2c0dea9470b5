"""The rules by which items of supervision are raised: data with a source or called design (code list)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.foundation.rulebook.loading import code_list, packs

LIST = "supervision_rules"
REST = "*"  # every duty of an organ that no other rule names


@dataclass(frozen=True, slots=True)
class SweepRule:
    """One rule: a running limit that ended more than ``after_days`` ago, or a dossier returned ``returned`` times.

    ``limits``: the keys of the packs' limits. ``answer_days``: until when the organ answers.
    """

    key: str
    cause: str
    limits: tuple[str, ...]
    after_days: int
    answer_days: int
    returned: int

    def latest_end(self, today: date) -> date:
        """Return the last day on which a limit may have ended that this rule speaks of today."""
        return today - timedelta(days=self.after_days + 1)


def sweep_rules() -> tuple[SweepRule, ...]:
    """Return the rules in the order of their list."""
    found = code_list(LIST)
    return tuple(_rule(entry.code, entry.extras) for entry in found.entries)


def limits_of(rule: SweepRule, not_owed: Collection[str]) -> frozenset[str]:
    """Return the ids of the limits, in all packs, that ``rule`` speaks of; ``not_owed`` are duties of nobody."""
    named = {key for each in sweep_rules() if REST not in each.limits for key in each.limits}
    return frozenset(
        limit.id
        for law in packs()
        for limit in law.limits
        if limit.key not in not_owed
        and (limit.key in rule.limits or (REST in rule.limits and limit.key not in named))
    )


def _rule(key: str, known: Mapping[str, str]) -> SweepRule:
    return SweepRule(
        key=key, cause=known["cause"], limits=tuple(known.get("limits", "").split()),
        after_days=int(known.get("after_days", "0")), answer_days=int(known["answer_days"]),
        returned=int(known.get("returned", "0")),
    )  # fmt: skip

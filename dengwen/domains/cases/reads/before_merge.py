"""What the ledger says a merge changed in the merged matter: the ground on which the merge is undone."""

import json
from dataclasses import dataclass, field
from typing import Any

from dengwen.foundation.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class BeforeMerge:
    """How the matter stood. ``state``: its state; ``number``: of the case it went into; ``stopped``: rule and first
    day of each limit that the merge stopped; ``rows``: by row, the columns it changed as they were."""

    state: str
    number: str
    stopped: list[list[str]] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)


def before_merge(case: int) -> BeforeMerge:
    """Fold the entries of ``case`` up to its last merge. The caller has the matter locked and knows it is merged."""
    entries = list(
        Entry.objects.filter(kind="case", subject=case).order_by("seq").values_list("event", "payload")
    )
    last = max(at for at, (event, _) in enumerate(entries) if event == "merge")
    known: dict[str, dict[str, Any]] = {}
    for _, payload in entries[:last]:
        for key, columns in json.loads(payload)["set"].items():
            known.setdefault(key, {}).update(columns)
    told = json.loads(entries[last][1])
    rows = {
        key: {name: known[key].get(name) for name in columns}
        for key, columns in told["set"].items()
        if key in known
    }
    stopped = [
        [known[key]["rule"], known[key]["starts_on"]]
        for key, columns in sorted(told["set"].items(), key=_by_number)
        if key.startswith("deadlines.clock/") and columns.get("stopped") and key in known
    ]
    return BeforeMerge(known[f"cases.matter/{case}"]["state"], told["facts"]["number"], stopped, rows)


def _by_number(item: tuple[str, object]) -> tuple[str, int]:
    table, _, number = item[0].partition("/")
    return table, int(number)

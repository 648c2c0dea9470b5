"""What happened to a case, entry by entry of its ledger, with the names of posts and organs found in bulk."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.case_page import POST_NAMES, PostName, gather, rows_as_json

# Facts that hold ids; everything else in an entry is a code, a number or a day.
ORGAN_FACTS = ("from", "to", "organ", "unit", "told", "raised_to", "about")
POST_FACTS = ("leader", "handler", "officer", "post", "watcher")


@dataclass(frozen=True, slots=True)
class OrganName:
    """What an organ is called, in both languages."""

    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: who (post id), when, what, and the words that belong to it (label, text)."""

    seq: int
    event: str
    at: datetime
    post: int | None
    facts: dict[str, Any]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries of a case, newest first, and who and what their ids are. ``left_out``: older entries not read."""

    events: list[Event]
    posts: dict[int, PostName]
    organs: dict[int, OrganName]
    left_out: int


def timeline(*, matter: Matter, statements: Sequence[Mapping[str, Any]]) -> Timeline:
    """Return the timeline of a matter that the caller may see, in one query."""
    found = rows_as_json(_TIMELINE, matter.pk)
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for said in statements:
        words[said["seq"]].append((said["label"], said["text"]))
    events = [
        Event(
            row["seq"], row["event"], datetime.fromisoformat(row["at"]), row["actor_post"], row["facts"] or {},
            tuple(words[row["seq"]]),
        )
        for row in found["events"]
    ]  # fmt: skip
    return Timeline(
        events,
        {row.pop("id"): PostName(**row) for row in found["posts"]},
        {row.pop("id"): OrganName(**row) for row in found["organs"]},
        events[-1].seq - 1 if events else 0,
    )


_ENTRIES = """WITH e AS MATERIALIZED (
    SELECT seq, event, at, actor_post, payload::jsonb -> 'facts' AS facts FROM ledger_entry
    WHERE kind = 'case' AND subject = %(case)s ORDER BY seq DESC LIMIT 300)"""


def _ids(names: Sequence[str]) -> str:
    facts = ", ".join(f"(facts ->> '{name}')::bigint" for name in names)
    return f"SELECT unnest(ARRAY[{facts}]) FROM e"  # noqa: S608 - our own fixed texts


_TIMELINE = gather(
    first=_ENTRIES,
    events="SELECT * FROM e ORDER BY seq DESC",
    posts=f"{POST_NAMES} WHERE p.id IN (SELECT actor_post FROM e UNION {_ids(POST_FACTS)})",  # noqa: S608 - own words
    organs=f"SELECT id, name, name_en FROM organs_organ WHERE id IN ({_ids(ORGAN_FACTS)})",  # noqa: S608 - own words
)

"""Link two matters that belong together, or undo that: each goes on by itself, with its own answer and limits."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.domains.matching.models import Link
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list


def link_matters(
    *, case: int, other: int, kind: str, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Link (关联) ``case`` with ``other``, which ``actor`` sees; both ledgers say so, each from its own side.

    Raises ``link.no_reason``, ``link.with_itself``, ``link.other_not_found``, ``link.known``, ``code.unknown``.
    """
    with door("link_matters", case=case, actor=actor, at=at, version=version, pair=other) as passage:
        if not reason.strip():
            raise Refusal("link.no_reason")
        if kind not in code_list("link_kinds"):
            raise Refusal("code.unknown", field="kind", value=kind)
        if other == case:
            raise Refusal("link.with_itself")
        found = passage.other(other)
        if found is None or not found.salt:
            raise Refusal("link.other_not_found")
        if passage.rows(Link, other_id=other, ended_on=None):
            raise Refusal("link.known", number=found.number)
        back = code_list("link_kinds").entry(kind).extras.get("back", kind)
        _create(passage, other, kind)
        there = passage.tell(found, "linked_here", {"number": passage.matter.number, "kind": back})
        _create(there, case, back)
        passage.facts |= {"number": found.number, "kind": kind}
        passage.say("reason", reason)


def unlink_matters(
    *, case: int, link: int, reason: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Undo a link on both sides; it stays in the history. Raises ``link.no_reason``, ``link.not_here``."""
    other = Link.objects.filter(pk=link).values_list("other", flat=True).first()
    with door("unlink_matters", case=case, actor=actor, at=at, version=version, pair=other) as passage:
        if not reason.strip():
            raise Refusal("link.no_reason")
        row = next(iter(passage.rows(Link, pk=link, ended_on=None)), None)
        found = passage.other(row.other_id) if row is not None else None
        if row is None or found is None:
            raise Refusal("link.not_here")
        _end(passage, row)
        there = passage.tell(found, "unlinked_here", {"number": passage.matter.number, "kind": row.kind})
        for back in there.rows(Link, other_id=case, ended_on=None):
            there.facts["kind"] = back.kind
            _end(there, back)
        passage.facts |= {"number": found.number, "kind": row.kind}
        passage.say("reason", reason)


def _create(passage: Passage, other: int, kind: str) -> None:
    row = new_row(Link, matter=passage.matter, other_id=other, kind=kind, since=passage.today)
    passage.create(row)


def _end(passage: Passage, row: Link) -> None:
    passage.watch(row)
    row.ended_on = passage.today

"""What happened to a case, entry by entry of its ledger, with the names of posts and organs found in bulk."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from dengwen.domains.cases.models import Matter
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.staff.models import Post

MOST = 300
# Facts that hold ids; everything else in an entry is a code, a number or a day.
ORGAN_FACTS = ("from", "to", "organ", "unit")
POST_FACTS = ("leader", "handler")


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
    posts: dict[int, Post]
    organs: dict[int, Organ]
    left_out: int


def timeline(*, matter: Matter, statements: Sequence[Mapping[str, Any]]) -> Timeline:
    """Return the timeline of a matter that the caller may see; at most three queries."""
    facts = Cast(KeyTransform("facts", Cast("payload", JSONField())), JSONField())
    entries = (
        Entry.objects.filter(kind="case", subject=matter.pk)
        .order_by("-seq")
        .annotate(facts=facts)
        .values_list("seq", "event", "at", "actor_post", "facts")[:MOST]
    )
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for said in statements:
        words[said["seq"]].append((said["label"], said["text"]))
    events = [
        Event(seq, event, at, post, _mapping(found), tuple(words[seq]))
        for seq, event, at, post, found in entries
    ]
    posts = _posts(events)
    left_out = events[-1].seq - 1 if events else 0
    return Timeline(events, posts, _organs(events, matter, posts.values()), left_out)


def _mapping(found: Any) -> dict[str, Any]:
    return dict(json.loads(found) if isinstance(found, str) else found or {})


def _posts(events: Iterable[Event]) -> dict[int, Post]:
    wanted = {event.post for event in events} | {
        event.facts.get(name) for event in events for name in POST_FACTS
    }
    ids = [pk for pk in wanted if pk is not None]
    return {post.pk: post for post in Post.objects.select_related("account", "organ").filter(pk__in=ids)}


def _organs(events: Iterable[Event], matter: Matter, posts: Iterable[Post]) -> dict[int, Organ]:
    near = (matter.organ, matter.sender, matter.registered_by, matter.review_organ, matter.unit)
    known = {organ.pk: organ for organ in near if organ is not None} | {
        post.organ_id: post.organ for post in posts
    }
    wanted = {event.facts.get(name) for event in events for name in ORGAN_FACTS}
    missing = [pk for pk in wanted if pk is not None and pk not in known]
    if missing:
        known |= {organ.pk: organ for organ in Organ.objects.filter(pk__in=missing)}
    return known

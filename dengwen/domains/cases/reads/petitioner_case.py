"""What a petitioner is shown of her own case: a list of what may be shown, and nothing besides.

The caller has told the database who she is (``set_post`` with case and party). No name of staff, no statement between
offices, no evidence and no plan is read here, wherever the case stands.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from dengwen.base.clock import local_day
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import alive, may
from dengwen.domains.cases.models import Claim, Contact, Involvement, Matter, Party
from dengwen.domains.cases.reads.timeline import ORGAN_FACTS
from dengwen.domains.cases.verbs.door import Passage
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.reads.superiors import competent_bureau, next_higher
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.staff.models import Post

SHOWN = "petitioner_events"  # the code list of events that she is told of


@dataclass(frozen=True, slots=True)
class OwnCase:
    """Her case: where it stands, which organ holds it, who was asked above, which organ stands over both.

    ``basis`` says on what a closing rests. ``joint``: somebody brought it with her. ``guided_by``: the posts that
    handle and lead it, by "handler" and "leader": ids for asking a recusal, never names.
    """

    id: int
    number: str
    title: str
    state: str
    basis: str
    pack: str
    version: int
    received_on: date
    organ: Organ
    asked: Organ | None
    above: Organ | None
    joint: bool
    claims: tuple[str, ...]
    registered_at: datetime
    registered_by: Organ
    guided_by: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GoesWith:
    """The case that hers was merged into, at the end of the chain: where it stands, and no word of it."""

    number: str
    state: str
    organ: Organ
    above: Organ | None
    decided_on: date | None
    served_on: date | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event that she is told of: when, what, by which organ; ``facts`` are codes, days and numbers.

    ``organs`` are the organs that the facts name, by the name of the fact. ``who``: "self" for her own deed, "other"
    for that of somebody who brought the case with her, else empty.
    """

    event: str
    at: datetime
    by: Organ | None
    facts: Mapping[str, Any]
    organs: Mapping[str, Organ]
    who: str


def own_case(actor: Actor) -> OwnCase:
    """Return her case; raises ``case.not_found``, ``case.disposed`` where only the stub of the file is left."""
    matter = _matter(actor)
    alive(matter)
    named = (("handler", matter.handler_id), ("leader", matter.leader_id))
    claims = Claim.objects.filter(matter=matter).order_by("position").values_list("text", flat=True)
    return OwnCase(
        id=matter.pk, number=matter.number or "", title=matter.title, state=matter.state, basis=matter.close_basis,
        pack=matter.pack, version=matter.version, received_on=matter.received_on,
        organ=competent_bureau(matter.organ_id), asked=matter.review_organ, above=next_higher(matter.organ_id),
        joint=_is_joint(matter), claims=tuple(claims),
        registered_at=matter.registered_at, registered_by=matter.registered_by,
        guided_by=tuple((role, post) for role, post in named if post is not None),
    )  # fmt: skip


def goes_with(actor: Actor) -> GoesWith | None:
    """Return the case that hers is answered with, or None; the database tells it of her own case alone."""
    if actor.case is None:
        raise Refusal("case.not_found", case=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, state, organ, decided_on, served_on FROM dengwen_goes_with()")
        row = cursor.fetchone()
    if row is None:
        return None
    number, state, organ, *days = row
    return GoesWith(number, state, competent_bureau(organ), next_higher(organ), *days)


def may_now(actor: Actor, verb: str) -> Decision:
    """Say whether the state of her case lets her do ``verb``, and if not, why; raises ``case.not_found``."""
    return may(actor, verb, _matter(actor))


def own_words(actor: Actor) -> list[Contact]:
    """Return what she brought, oldest first; of a joint petition what all brought at first, and what she added.

    What another petitioner added may say who that is: it is not hers to read.
    """
    matter = _matter(actor)
    rows = list(Contact.objects.filter(matter=matter).order_by("received_on", "pk"))
    if not _is_joint(matter):
        return rows
    added = Entry.objects.filter(kind="case", subject=matter.pk, event="contact_added")
    hers: set[str] = set()
    for payload in added.values_list("payload", flat=True):
        said = json.loads(payload)
        if (said.get("facts") or {}).get("by_petitioner") == actor.party:
            hers |= set(said["set"])
    return [row for row in rows if row.first or f"cases.contact/{row.pk}" in hers]


def what_happened(actor: Actor) -> list[Happening]:
    """Return the events of her case that the list ``petitioner_events`` names, newest first."""
    told = code_list(SHOWN)
    entries = list(
        Entry.objects.filter(
            kind="case", subject=_matter(actor).pk, event__in=[each.code for each in told.entries]
        ).order_by("-seq")
    )
    facts = [json.loads(entry.payload).get("facts") or {} for entry in entries]
    organs = _organs(
        {fact[name] for fact in facts for name in ORGAN_FACTS if isinstance(fact.get(name), int)}
    )
    posts = _bureaus({entry.actor_post for entry in entries if entry.actor_post is not None})
    return [
        Happening(
            event=entry.event, at=entry.at,
            # Her own deed was done at no office; her petition was registered where it went.
            by=organs.get(fact.get("organ", 0)) if "by_petitioner" in fact else posts.get(entry.actor_post or 0),
            facts={name: fact[name] for name in _named(told.entry(entry.event).extras) if name in fact},
            organs={name: organs[fact[name]] for name in ORGAN_FACTS if fact.get(name) in organs},
            who=_who(actor, fact.get("by_petitioner")),
        )
        for entry, fact in zip(entries, facts, strict=True)
    ]  # fmt: skip


def organs_with_part(actor: Actor) -> list[tuple[Organ, date, date | None]]:
    """Return which organs have or had a part in her case, since when, until when."""
    rows = Involvement.objects.filter(matter=_matter(actor)).select_related("organ").order_by("since", "pk")
    return [(row.organ, row.since, row.until) for row in rows]


def organs_of_posts(posts: set[int]) -> dict[int, Organ]:
    """Return for which organ each post speaks: she learns the organ, never who sat there."""
    return _bureaus(posts)


def _matter(actor: Actor) -> Matter:
    if actor.case is None:
        raise Refusal("case.not_found", case=None)
    found = Matter.objects.select_related("review_organ", "registered_by").filter(pk=actor.case).first()
    if found is None:
        raise Refusal("case.not_found", case=actor.case)
    return found


def _is_joint(matter: Matter) -> bool:
    return Party.objects.filter(matter=matter).exclude(role="on_behalf").count() > 1


def looking(actor: Actor, at: datetime) -> Passage:
    """Return a passage of her case through which nothing goes: reads that verbs ask ask it too."""
    return Passage(_matter(actor), "", actor, at, local_day(at, settings.TIME_ZONE))


def _who(actor: Actor, party: object) -> str:
    """A petition without a name, and its registration, have ``True`` in the place of the party."""
    if not party:
        return ""
    return "self" if party is True or party == actor.party else "other"


def _named(extras: Mapping[str, str]) -> list[str]:
    return extras.get("facts", "").split()


def _organs(ids: set[int]) -> dict[int, Organ]:
    return Organ.objects.in_bulk(list(ids))


def _bureaus(posts: set[int]) -> dict[int, Organ]:
    rows = Post.objects.select_related("organ__parent").filter(pk__in=posts)
    return {
        row.pk: row.organ.parent if row.organ.level == "unit" and row.organ.parent is not None else row.organ
        for row in rows
    }

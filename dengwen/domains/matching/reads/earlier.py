"""What the page of earlier matters shows: links of a case, its candidates, and two matters side by side."""

from dataclasses import dataclass
from datetime import date

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Claim, Contact, Matter, Party
from dengwen.domains.cases.reads.case_page import plain_case
from dengwen.domains.matching.models import Link
from dengwen.domains.matching.reads.candidates import Asked, Found, candidates
from dengwen.domains.matching.rules.likeness import Likeness, Telling, likeness
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in force to a matter that the reader sees too."""

    id: int
    case: int
    number: str
    title: str
    kind: str
    since: date


@dataclass(frozen=True, slots=True)
class Side:
    """One of two matters side by side: what was told, masked who brought it."""

    matter: Matter
    texts: tuple[tuple[date, str], ...]
    claims: tuple[str, ...]
    masks: tuple[str, ...]


def links_of(*, actor: Actor, case: int) -> list[Linked]:
    """Return the links of a case in force whose other end ``actor`` sees; of others nothing, not even a count."""
    seen = visible_to(actor).values("pk")
    rows = Link.objects.filter(matter=case, ended_on=None, other__in=seen).order_by("pk")
    return [
        Linked(pk, other, number or "", title, kind, since)
        for pk, other, number, title, kind, since in rows.values_list(
            "pk", "other", "other__number", "other__title", "kind", "since"
        )
    ]


def candidates_of(*, actor: Actor, case: int) -> Found:
    """Return the candidates for a case that ``actor`` sees, as at intake; it is none of its own.

    Raises ``case.not_found``, ``case.disposed``.
    """
    matter = plain_case(actor=actor, case=case)
    text = Contact.objects.filter(matter=matter, first=True).values_list("text", flat=True).first() or ""
    people = Party.objects.filter(matter=matter, person__isnull=False).exclude(role="on_behalf")
    blind = [
        (bytes(phone or b"") or None, bytes(name or b"") or None)
        for phone, name in people.values_list("person__blind_phone", "person__blind_name")
    ]
    asked = Asked(title=matter.title, text=text, place=matter.place, occurred_on=matter.occurred_on)
    return candidates(actor=actor, asked=asked, people=blind, but=case)


def side_by_side(*, actor: Actor, case: int, other: int) -> tuple[Side, Side, Likeness]:
    """Return two matters that ``actor`` sees, and why they may be the same; raises ``case.not_found``."""
    one, two = (_side(plain_case(actor=actor, case=pk)) for pk in (case, other))
    return one, two, likeness(_telling(one), _telling(two))


def _side(matter: Matter) -> Side:
    contacts = Contact.objects.filter(matter=matter).order_by("received_on", "pk")[:20]
    return Side(
        matter, tuple(contacts.values_list("received_on", "text")),
        tuple(Claim.objects.filter(matter=matter).order_by("position").values_list("text", flat=True)),
        tuple(Party.objects.filter(matter=matter).order_by("pk").values_list("mask", flat=True)),
    )  # fmt: skip


def _telling(side: Side) -> Telling:
    text = side.texts[0][1] if side.texts else ""
    return Telling(side.matter.title, text, side.matter.place, side.matter.occurred_on)

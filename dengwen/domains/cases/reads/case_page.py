"""A case as one page shows it: the matter and what hangs on it, in one question to the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import Possibility, may, visible_to
from dengwen.domains.cases.models import Claim, Contact, Matter, Party, Statement
from dengwen.domains.cases.transitions import TRANSITIONS, Transition, Where, find
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right

Rows = list[dict[str, Any]]
MOST_CONTACTS = 100
_NAMES = ("organ", "sender", "registered_by", "review_organ", "unit", "merged_into")
_PEOPLE = ("leader__account", "leader__organ", "handler__account", "handler__organ")


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A matter with its claims, contacts, parties (masked) and what was said when somebody acted."""

    matter: Matter
    claims: Rows
    contacts: Rows
    parties: Rows
    statements: Rows


def case_sheet(*, actor: Actor, case: int) -> CaseSheet:
    """Return the case if ``actor`` sees it; else it does not exist (``case.not_found``). One query."""
    matter = (
        visible_to(actor)
        .select_related(*_NAMES, *_PEOPLE)
        .annotate(
            claim_rows=_rows(
                Claim.objects.order_by("position"),
                "id", "position", "text", "remedy_sought", "category", "purpose", "result", "facts_found", "answer",
                "legal_basis", "answered_on",
            ),
            contact_rows=_rows(
                Contact.objects.order_by("received_on", "pk"),
                "id", "channel", "source", "received_on", "text", "reply", "people", "first", most=MOST_CONTACTS,
            ),
            party_rows=_rows(Party.objects.order_by("pk"), "id", "role", "mask", "note", told=F("person_id")),
            statement_rows=_rows(
                Statement.objects.order_by("seq", "pk").exclude(label="opinion_text"), "seq", "label", "text"
            ),
        )
        .filter(pk=case)
        .first()
    )  # fmt: skip
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return CaseSheet(
        matter,
        with_days(matter.claim_rows, "answered_on"),
        with_days(matter.contact_rows, "received_on"),
        list(matter.party_rows),
        list(matter.statement_rows),
    )


def plain_case(*, actor: Actor, case: int) -> Matter:
    """Return the matter alone, organs and people at hand; raises ``case.not_found``."""
    matter = visible_to(actor).select_related(*_NAMES, *_PEOPLE).filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    return matter


def registered_number(*, actor: Actor, case: int) -> str:
    """Return the number of a case that ``actor`` sees, or nothing."""
    return visible_to(actor).filter(pk=case).values_list("number", flat=True).first() or ""


def case_by_number(*, actor: Actor, number: str) -> int | None:
    """Return the id of the case with this number, if ``actor`` sees it."""
    return visible_to(actor).filter(number=number.strip()).values_list("pk", flat=True).first()


def sealed_party(*, actor: Actor, case: int, party: int) -> int:
    """Return the id of the sealed person behind a party of a case; the right is checked here.

    Raises ``right.missing``, ``case.not_found`` and, for the anonymous, ``identity.not_found``.
    """
    actor.require(Right.OPEN_IDENTITY)
    if not visible_to(actor).filter(pk=case).exists():
        raise Refusal("case.not_found", case=case)
    person = Party.objects.filter(pk=party, matter=case).values_list("person", flat=True).first()
    if person is None:
        raise Refusal("identity.not_found", person=None)
    return person


def what_may_be_done(actor: Actor, matter: Matter) -> list[Possibility]:
    """Return what :func:`possibilities` returns, asking the database once for each kind of place.

    The answer of ``may`` hangs on the state, the right and the place; state and right are settled here.
    """
    decided: dict[Where, Decision] = {}
    found: dict[str, Possibility] = {}
    for line in TRANSITIONS:
        if line.verb in found or not _concerns(line, actor, matter):
            continue
        if line.where not in decided:
            decided[line.where] = may(actor, line.verb, matter)
        found[line.verb] = Possibility(line.verb, decided[line.where])
    return list(found.values())


def _concerns(line: Transition, actor: Actor, matter: Matter) -> bool:
    return actor.has(line.right) and find(line.verb, matter.state) is line


def with_days(rows: Rows, *names: str) -> Rows:
    """Return rows that came as JSON, with their days as days again."""
    return [
        row | {name: date.fromisoformat(row[name]) if row[name] else None for name in names}
        for row in rows or []
    ]


def _rows(rows: "QuerySet[Any]", *names: str, most: int | None = None, **more: F) -> ArraySubquery:
    of_matter = rows.filter(matter=OuterRef("pk")).values(row=JSONObject(**{n: F(n) for n in names}, **more))
    return ArraySubquery(of_matter[:most] if most else of_matter)

"""A case as one page shows it: the matter and what hangs on it, in few questions to the database."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import (
    Possibility,
    StoredFacts,
    alive,
    check,
    check_apart,
    see,
    visible_to,
)
from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.reads.conflicts import (
    ABOVE_QUESTION,
    NAMED_QUESTIONS,
    NAMED_ROWS,
    NAMED_VALUES,
    apart,
)
from dengwen.domains.cases.rules.conflict import Named, Place
from dengwen.domains.cases.transitions import TRANSITIONS, Transition, find
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.decision import Decision
from dengwen.foundation.permissions.rights import Right

Rows = list[dict[str, Any]]
_ORGANS = ("organ", "sender", "registered_by", "review_organ", "unit")


@dataclass(frozen=True, slots=True)
class PostName:
    """Who holds a post, in which organ, in both languages."""

    name: str
    name_en: str
    organ_name: str
    organ_name_en: str
    organ: int


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A matter (its organs at hand) with its claims, contacts, parties (masked), team, and what was said.

    ``reached``: the organ that holds it lies at or below the reader's bureau. ``respondents``: who is complained
    about; ``recusals``: who stands aside or was asked to. ``merged_here``: the matters merged into it that the reader
    sees, with how many contacts each has and the day of the newest. ``apart``: whom it keeps apart, and
    where the reader stands.
    """

    matter: Matter
    reached: bool
    claims: Rows
    contacts: Rows
    parties: Rows
    statements: Rows
    leader: PostName | None
    handler: PostName | None
    merged_into: str
    merged_here: Rows
    respondents: Rows
    recusals: Rows
    apart: tuple[Named, Place]


def case_sheet(*, actor: Actor, case: int) -> CaseSheet:
    """Return the case if ``actor`` sees it; else it does not exist (``case.not_found``).

    One query; what hangs on the matter comes with it. Raises ``case.disposed`` where only the stub of the file is left
    (:func:`plain_case` with ``stub_too``).
    """
    matter, reached, texts = see(actor, case, _MORE, account=actor.account, **NAMED_VALUES)
    alive(matter)
    parts, found = json.loads(texts[0]), json.loads(texts[1]) if texts[1] else None
    organs = {row["id"]: Organ(**row) for row in parts["organs"]}
    for name in _ORGANS:
        setattr(matter, name, organs.get(getattr(matter, f"{name}_id")))
    team = {row.pop("id"): PostName(**row) for row in parts["posts"]}
    return CaseSheet(
        matter,
        reached,
        with_days(parts["claims"], "answered_on"),
        with_days(parts["contacts"], "received_on"),
        parts["parties"],
        parts["statements"],
        team.get(matter.leader_id),
        team.get(matter.handler_id),
        parts["merged"][0]["number"] if parts["merged"] else "",
        with_days(parts["merged_here"], "newest"),
        found["respondents"] if found else [],
        with_days(found["recusals"], "asked_on") if found else [],
        (_named(found), Place(_ids(found["above"]), actor.account))
        if found
        else (Named(), Place(frozenset())),
    )


def _named(apart: dict[str, Rows]) -> Named:
    return Named(*(_ids(apart[name]) for name in NAMED_QUESTIONS))


def _ids(rows: Rows) -> frozenset[int]:
    return frozenset(row["id"] for row in rows)


def plain_case(*, actor: Actor, case: int, stub_too: bool = False) -> Matter:
    """Return the matter alone, its organ at hand; raises ``case.not_found``, and ``case.disposed`` for a stub."""
    matter = visible_to(actor).select_related("organ").filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    if not stub_too:
        alive(matter)
    return matter


def registered_number(*, actor: Actor, case: int) -> str:
    """Return the number of a case that ``actor`` sees, or nothing."""
    return visible_to(actor).filter(pk=case).values_list("number", flat=True).first() or ""


def is_seen(*, actor: Actor, case: int) -> bool:
    """Say whether ``actor`` sees the case now."""
    return visible_to(actor).filter(pk=case).exists()


def case_by_number(*, actor: Actor, number: str) -> int | None:
    """Return the id of the case with this number, if ``actor`` sees it."""
    return visible_to(actor).filter(number=number.strip()).values_list("pk", flat=True).first()


def sealed_party(*, actor: Actor, case: int, party: int) -> int:
    """Return the id of the sealed person behind a party of a case; the right is checked here.

    Raises ``right.missing``, ``case.not_found``, ``conflict.*`` (L22 Art.46(5): the identity never reaches those
    complained about) and, for the anonymous, ``identity.not_found``.
    """
    actor.require(Right.OPEN_IDENTITY)
    matter = visible_to(actor).filter(pk=case).first()
    if matter is None:
        raise Refusal("case.not_found", case=case)
    check_apart(actor, "identity", matter)
    person = Party.objects.filter(pk=party, matter=case).values_list("person", flat=True).first()
    if person is None:
        raise Refusal("identity.not_found", person=None)
    return person


def what_may_be_done(actor: Actor, sheet: CaseSheet) -> list[Possibility]:
    """Return what :func:`possibilities` returns, asking the database for each fact only once."""
    matter, facts = sheet.matter, _OnceAsked(sheet)
    found: dict[str, Possibility] = {}
    for line in TRANSITIONS:
        if line.verb not in found and _concerns(line, actor, matter):
            found[line.verb] = Possibility(line.verb, _decide(actor, line.verb, matter, facts))
    return list(found.values())


def _decide(actor: Actor, verb: str, matter: Matter, facts: StoredFacts) -> Decision:
    try:
        check(actor, verb, matter, facts)
    except Refusal as refusal:
        return Decision(refusal)
    return Decision()


class _OnceAsked(StoredFacts):
    """The facts of the database, each asked for once; one actor and one matter have one answer each."""

    def __init__(self, sheet: CaseSheet) -> None:
        self._known: dict[str, Any] = {"above": sheet.reached}
        self._named, self._place = sheet.apart

    def is_above(self, bureau: int, organ: int) -> bool:
        """See :class:`StoredFacts`."""
        return bool(self._known["above"])

    def acted(self, account: int, matter: Matter) -> bool:
        """See :class:`StoredFacts`."""
        if "acted" not in self._known:
            self._known["acted"] = super().acted(account, matter)
        return bool(self._known["acted"])

    def posts_of(self, account: int) -> list[int]:
        """See :class:`StoredFacts`."""
        if "posts" not in self._known:
            self._known["posts"] = super().posts_of(account)
        return list(self._known["posts"])

    def apart(self, actor: Actor, matter: Matter) -> Refusal | None:
        """See :class:`StoredFacts`."""
        if "apart" not in self._known:
            self._known["apart"] = apart(actor, matter, self._named, place=self._place)
        found: Refusal | None = self._known["apart"]
        return found

    def watches(self, account: int, matter: Matter) -> bool:
        """See :class:`StoredFacts`."""
        if "watches" not in self._known:
            self._known["watches"] = super().watches(account, matter)
        return bool(self._known["watches"])


def _concerns(line: Transition, actor: Actor, matter: Matter) -> bool:
    return actor.has(line.right) and find(line.verb, matter.state) is line


def rows_as_json(sql: str, case: int) -> dict[str, Rows]:
    """Run a question that gathers the rows of one case by kind; a fixed text spares Django building it each time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"case": case})
        (text,) = cursor.fetchone()
    found: dict[str, Rows] = json.loads(text)
    return found


def with_days(rows: Rows, *names: str) -> Rows:
    """Return rows that came as JSON, with their days as days again."""
    return [row | {name: _day(row[name]) for name in names} for row in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def gather(*, first: str = "", **questions: str) -> str:
    """Return the SQL that answers several questions about one case (``%(case)s``) as one JSON object of lists.

    ``first`` may name rows that several questions use, as in ``WITH e AS (...)``.
    """
    parts = ", ".join(
        f"'{name}', coalesce((SELECT jsonb_agg(r) FROM ({question}) r), '[]')"  # noqa: S608 - our own fixed texts
        for name, question in questions.items()
    )
    return f"{first} SELECT jsonb_build_object({parts})::text"


POST_NAMES = """SELECT p.id, a.name, a.name_en, o.name AS organ_name, o.name_en AS organ_name_en, o.id AS organ
    FROM staff_post p JOIN staff_account a ON a.id = p.account_id JOIN organs_organ o ON o.id = p.organ_id """
_PARTS = gather(
    claims="""SELECT id, position, text, remedy_sought, category, purpose, result, facts_found, answer, legal_basis,
        answered_on FROM cases_claim WHERE matter_id = %(case)s ORDER BY position""",
    contacts="""SELECT id, channel, source, received_on, text, reply, people, first
        FROM cases_contact WHERE matter_id = %(case)s ORDER BY received_on, id LIMIT 100""",
    parties="""SELECT id, role, mask, note, person_id AS told
        FROM cases_party WHERE matter_id = %(case)s ORDER BY id""",
    organs="""SELECT o.id, o.name, o.name_en, o.code, o.level FROM organs_organ o JOIN cases_matter m ON m.id = %(case)s
        WHERE o.id IN (m.organ_id, m.sender_id, m.registered_by_id, m.review_organ_id, m.unit_id)""",
    posts=POST_NAMES + "JOIN cases_matter m ON m.id = %(case)s WHERE p.id IN (m.leader_id, m.handler_id)",
    merged="""SELECT other.number FROM cases_matter m JOIN cases_matter other ON other.id = m.merged_into_id
        WHERE m.id = %(case)s""",
    merged_here="""SELECT o.id, o.number, c.contacts, c.newest FROM cases_matter o,
        LATERAL (SELECT count(*) AS contacts, max(received_on) AS newest FROM cases_contact WHERE matter_id = o.id) c
        WHERE o.merged_into_id = %(case)s ORDER BY o.id LIMIT 100""",
    statements="""SELECT seq, label, text FROM cases_statement
        WHERE matter_id = %(case)s AND label <> 'opinion_text' ORDER BY seq, id""",
)
_APART = gather(
    first=NAMED_ROWS,
    **NAMED_QUESTIONS,
    above=ABOVE_QUESTION,
    respondents="""SELECT n.id, n.claim_id AS claim, n.name, o.name AS organ_name, o.name_en AS organ_name_en,
        a.name AS officer, a.name_en AS officer_en, w.name AS works_in, w.name_en AS works_in_en
        FROM cases_respondent n LEFT JOIN organs_organ o ON o.id = n.organ_id
        LEFT JOIN staff_post p ON p.id = n.officer_id
        LEFT JOIN staff_account a ON a.id = p.account_id LEFT JOIN organs_organ w ON w.id = p.organ_id
        WHERE n.matter_id = %(case)s AND n.until IS NULL ORDER BY n.id""",
    recusals="""SELECT c.id, c.post_id AS post, c.ground, c.asked_by, c.asked_on, c.decision, a.name, a.name_en
        FROM cases_recusal c JOIN staff_post p ON p.id = c.post_id JOIN staff_account a ON a.id = p.account_id
        WHERE c.matter_id = %(case)s AND c.decision <> 'refused' ORDER BY c.id""",
)
# Whom a matter keeps apart is asked where it keeps somebody apart.
_MORE = f", ({_PARTS}), CASE WHEN m.guarded THEN ({_APART}) END"

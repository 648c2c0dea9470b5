"""Whom a matter keeps apart, and where people and organs stand: what the rule of conflicts asks of the database."""

from collections.abc import Callable, Iterable, Set
from typing import Any

from django.db import connection

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Recusal, Respondent
from dengwen.domains.cases.rules.conflict import LEADS, Conflict, Named, Place, conflict, first_free
from dengwen.foundation.organs.models import Organ, OrganReach
from dengwen.foundation.organs.reads.superiors import answering_organ, higher_organs
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.staff.models import Post

GRANTED = "granted"
NAMED_VALUES: dict[str, str | int | list[str]] = {"leads": list(LEADS), "granted": GRANTED}
# Answers about posts and organs; a book remembers them (``Passage.look_up``).
Ask = Callable[[tuple[object, ...], Callable[[], Any]], Any]
# As ``dengwen_conflicted`` has it (migration 0006).
_IN_FORCE = "p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)"
_ABOVE = f"""SELECT DISTINCT r.top_id FROM staff_post p JOIN organs_organreach r ON r.organ_id = p.organ_id
WHERE p.account_id = %s AND {_IN_FORCE}"""  # noqa: S608 - our own fixed texts
_LED = f"SELECT p.organ_id FROM staff_post p WHERE p.account_id = %s AND p.role = ANY (%s) AND {_IN_FORCE}"  # noqa: S608
# What ``named_by`` asks piece by piece, as questions about a stored matter: each case page of a guarded one asks them.
NAMED_ROWS = """WITH RECURSIVE n AS (
    SELECT organ_id, officer_id FROM cases_respondent WHERE matter_id = %(case)s AND until IS NULL),
answers AS (
    SELECT o.id, o.successor_id, true AS named FROM organs_organ o WHERE o.id IN (SELECT organ_id FROM n)
    UNION SELECT o.id, o.successor_id, false FROM answers a JOIN organs_organ o ON o.id = a.successor_id),
officers AS (SELECT p.account_id FROM staff_post p WHERE p.id IN (SELECT officer_id FROM n))"""
NAMED_QUESTIONS = {
    "organs": "SELECT DISTINCT id FROM answers WHERE named OR successor_id IS NULL",
    "led": f"""SELECT p.organ_id AS id FROM staff_post p WHERE p.account_id IN (SELECT account_id FROM officers)
        AND p.role = ANY (%(leads)s) AND {_IN_FORCE}""",  # noqa: S608 - our own fixed texts
    "officers": "SELECT account_id AS id FROM officers",
    "recused": """SELECT p.account_id AS id FROM cases_recusal r JOIN staff_post p ON p.id = r.post_id
        WHERE r.matter_id = %(case)s AND r.decision = %(granted)s""",
}
ABOVE_QUESTION = f"""SELECT DISTINCT r.top_id AS id
    FROM staff_post p JOIN organs_organreach r ON r.organ_id = p.organ_id
    WHERE p.account_id = %(account)s AND {_IN_FORCE}"""  # noqa: S608 - our own fixed texts
_NAMED = NAMED_ROWS + " SELECT " + ", ".join(f"ARRAY({question})" for question in NAMED_QUESTIONS.values())


def ask_at_once(_: tuple[object, ...], ask: Callable[[], Any]) -> Any:
    """Return what ``ask`` says; nothing is remembered."""
    return ask()


def named_in(matter: Matter) -> Named:
    """Return whom a stored matter keeps apart; without a query where it keeps nobody apart."""
    if not matter.guarded:
        return Named()
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {**NAMED_VALUES, "case": matter.pk})
        return Named(*map(frozenset, cursor.fetchone()))


def named_by(respondents: Iterable[Respondent], recusals: Iterable[Recusal], ask: Ask) -> Named:
    """Return whom these rows keep apart; those that are over or not granted are to be left out before."""
    organs: set[int] = set()
    officers: set[int] = set()
    for row in respondents:
        if row.organ_id is not None:
            organs |= _with_successor(row.organ_id, ask)
        if row.officer_id is not None:
            officers.add(_account(row.officer_id, ask))
    led = {organ for officer in officers for organ in _led(officer, ask)}
    recused = {_account(row.post_id, ask) for row in recusals}
    return Named(frozenset(organs), frozenset(led), frozenset(officers), frozenset(recused))


def place_of_account(account: int, ask: Ask = ask_at_once) -> Place:
    """Return where a person stands under all her posts."""
    above: Set[int] = ask(("above account", account), lambda: frozenset(_ids(_ABOVE, account)))
    return Place(above, account)


def place_of_organ(organ: int, ask: Ask = ask_at_once) -> Place:
    """Return where an organ stands."""
    tops = OrganReach.objects.filter(organ=organ).values_list("top_id", flat=True)
    return Place(ask(("above organ", organ), lambda: frozenset(tops)))


def chain_of(organ: int, ask: Ask = ask_at_once) -> list[int]:
    """Return the organ and the open organs above it, nearest first; units are not among them."""
    chain: list[int] = ask(("chain", organ), lambda: [organ, *(row.pk for row in higher_organs(organ))])
    return chain


def account_of(post: int, ask: Ask = ask_at_once) -> int:
    """Return whose post it is."""
    return _account(post, ask)


def apart(
    actor: Actor, matter: Matter, named: Named, ask: Ask = ask_at_once, *, place: Place | None = None
) -> Refusal | None:
    """Return why ``actor`` may not act in the matter, and who does, as a refusal; or None.

    ``place``: where the actor stands, for who has asked already.
    """
    why = conflict(named, place or place_of_account(actor.account, ask))
    if why is None:
        return None
    if why is Conflict.RECUSED:
        return Refusal("conflict.recused", name=actor.name)
    instead = handles_instead(named, chain_of(matter.organ_id, ask))
    if instead is None:
        return Refusal("conflict.nobody_above")
    if why is Conflict.OFFICER:
        return Refusal("conflict.officer", instead=instead)
    if why is Conflict.LED:
        return Refusal("conflict.led", instead=instead)
    return Refusal("conflict.organ", instead=instead)


def handles_instead(named: Named, chain: list[int]) -> Organ | None:
    """Return the nearest organ of ``chain`` that may handle the matter, None where no organ of the house may."""
    free = first_free(named, chain)
    return None if free is None else Organ.objects.get(pk=free)


def organs_apart(named: Named) -> set[int]:
    """Return every organ at or below those that ``named`` keeps apart, for lists of recipients."""
    tops = [*named.organs, *named.led]
    return set(OrganReach.objects.filter(top__in=tops).values_list("organ_id", flat=True)) if tops else set()


def _account(post: int, ask: Ask) -> int:
    account: int = ask(
        ("account of", post), lambda: Post.objects.values_list("account_id", flat=True).get(pk=post)
    )
    return account


def _with_successor(organ: int, ask: Ask) -> set[int]:
    """Return the organ complained about and, where it was merged away, who answers for it now."""
    return {organ, ask(("answering", organ), lambda: answering_organ(organ).pk)}


def _led(account: int, ask: Ask) -> list[int]:
    """Return the organs that the person leads today."""
    organs: list[int] = ask(("led", account), lambda: _ids(_LED, account, list(LEADS)))
    return organs


def _ids(sql: str, *values: "int | list[str]") -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [pk for (pk,) in cursor.fetchall()]

"""Matters found by what they say, best first; never one that the post does not see, totals included."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, models
from django.db.models import QuerySet

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Matter
from dengwen.domains.search.models import Waiting
from dengwen.domains.search.reads.values import Values
from dengwen.domains.search.rules.excerpts import Piece, excerpt
from dengwen.domains.search.rules.fields import SEARCHED
from dengwen.domains.search.rules.query import Question, tsquery
from dengwen.domains.search.rules.vectors import readable
from dengwen.domains.search.verbs.keep_words import searched_models
from dengwen.foundation.permissions.actor import Actor

MOST = 500  # so many hits are ranked and counted; of more, the newest are shown
PAGE = 20
MOST_WAITING = 2_000
_ASK = "SELECT matter, likeness FROM dengwen_found(%s::tsquery, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter that was found. ``pieces``: where it says what was asked; ``source``: the kind of text it stands in."""

    case: int
    number: str
    title: tuple[Piece, ...]
    state: str
    category: str
    organ: str
    organ_en: str
    received_on: date
    pieces: tuple[Piece, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. ``total`` counts up to ``MOST``; ``more``: there are more, and the newest are shown.

    ``waiting``: that many matters of those just taken over could not be looked through yet.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    waiting: int = 0
    page: int = 1
    pages: int = field(default=1)


def find(actor: Actor, question: Question, values: Values, page: int = 1) -> Found:
    """Return page ``page`` (from 1) of what ``question`` finds among the matters that the post sees."""
    if question.is_empty or values.nothing:
        return Found()
    seen = visible_to(actor).filter(values.condition)
    asked = tsquery(question)
    if not asked:
        ids = list(seen.order_by("-received_on", "-pk").values_list("pk", flat=True)[: MOST + 1])
        return _page(actor, question, ids, page)
    ids = _asked(asked, values, newest=False)
    if len(ids) > MOST:
        ids = _asked(asked, values, newest=True)
    late, left = _waiting(seen, question)
    ids += [pk for pk in late if pk not in set(ids)]
    return _page(actor, question, ids, page, left)


def _asked(asked: str, values: Values, *, newest: bool) -> list[int]:
    """Ask the index: ranked where all fit, the newest where they do not."""
    given = [asked, values.organs, values.categories, values.states, values.since, values.until]
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [*given, newest, MOST + 1])
        rows = cursor.fetchall()
    return [
        pk for pk, _ in (rows if newest else sorted(rows, key=lambda row: (row[1], row[0]), reverse=True))
    ]


def _waiting(seen: QuerySet[Matter], question: Question) -> tuple[list[int], int]:
    """Look through the matters whose words the worker has not written yet; return those found, and how many are left.

    They are read as they are; the same words are compared in the same way as the index does.
    """
    waiting = list(Waiting.objects.order_by("-matter").values_list("matter", flat=True)[: MOST_WAITING + 1])
    if not waiting:
        return [], 0
    rows = list(seen.filter(pk__in=waiting[:MOST_WAITING]).order_by("-received_on", "-pk"))
    texts = _texts(rows)
    found = [
        row.pk for row in rows
        if all(_says(texts[row.pk], chain) for chain in question.wanted)
        and not any(_says(texts[row.pk], chain) for chain in question.unwanted)
    ]  # fmt: skip
    left = Waiting.objects.count() - MOST_WAITING if len(waiting) > MOST_WAITING else 0
    return found, left


def _says(texts: Sequence[tuple[str, str]], chain: tuple[str, ...]) -> bool:
    return any(excerpt(text, [chain]) for _, text in texts)


def _page(actor: Actor, question: Question, ids: Sequence[int], page: int, waiting: int = 0) -> Found:
    total, pages = min(len(ids), MOST), max(1, -(-min(len(ids), MOST) // PAGE))
    page = min(max(1, page), pages)
    shown = list(ids[:MOST])[(page - 1) * PAGE : page * PAGE]
    rows = visible_to(actor).filter(pk__in=shown).select_related("organ").in_bulk()
    matters = [rows[pk] for pk in shown if pk in rows]
    texts = _texts(matters)
    hits = tuple(_hit(matter, texts[matter.pk], question) for matter in matters)
    return Found(hits, total, len(ids) > MOST, waiting, page, pages)


def _texts(matters: Sequence[Matter]) -> dict[int, list[tuple[str, str]]]:
    """Return the texts of each matter with the kind of row they stand in."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    ids = [matter.pk for matter in matters]
    for model in searched_models():
        label = model._meta.label_lower
        rows: list[tuple[int, models.Model]]
        if label == "cases.matter":
            rows = [(matter.pk, matter) for matter in matters]
        else:
            stored = model._default_manager.filter(matter__in=ids).order_by("pk")
            rows = [(row.matter_id, row) for row in stored]  # type: ignore[attr-defined]
        for matter, row in rows:
            for column in SEARCHED[label]:
                text = readable(label, column, getattr(row, column) or "")
                if text:
                    found[matter].append((label, text))
    return found


def _hit(matter: Matter, texts: Sequence[tuple[str, str]], question: Question) -> Hit:
    title = excerpt(matter.title, question.wanted) or [Piece(matter.title, marked=False)]
    pieces: list[Piece] = []
    source = ""
    for label, text in texts:
        if text != matter.title and (found := excerpt(text, question.wanted)):
            pieces, source = found, label
            break
    return Hit(
        case=matter.pk, number=matter.number or "", title=tuple(title), state=matter.state, category=matter.category,
        organ=matter.organ.name, organ_en=matter.organ.name_en, received_on=matter.received_on,
        pieces=tuple(pieces), source=source,
    )  # fmt: skip

"""Keep the words of a matter findable, in the transaction in which they come or change."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models

from dengwen.domains.cases.models import Involvement
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.rows import ledger_picture, new_row
from dengwen.domains.search.models import MatterWords, Waiting
from dengwen.domains.search.rules.fields import SEARCHED
from dengwen.domains.search.rules.vectors import readable, vector

_APPEND = "UPDATE search_matterwords SET words = words || %s::tsvector WHERE matter_id = %s"
_REPLACE = "UPDATE search_matterwords SET words = %s::tsvector, received_on = %s WHERE matter_id = %s"


def keep_words(passages: Sequence[Passage]) -> None:
    """Write the words of each passage; a reaction to every event.

    One petition is findable at the same commit. A thousand at once (an import, a simulated life) are noted as waiting
    and found by reading them, until the worker has written their words (``sweep``).
    """
    at_once = len(passages) == 1 and passages[0].book is None
    for passage in passages:
        if passage.is_new:
            row = _all_words(passage) if at_once else _waiting(passage)
            passage.create(row)
            continue
        moved, added = _is_changed(passage), list(_texts(passage.created))
        if not moved and not added:
            continue
        if not at_once or not _written(passage, added, anew=moved):
            passage.create(_waiting(passage))


def forget_words(passages: Sequence[Passage]) -> None:
    """Delete the words of a file that is disposed of."""
    gone = [passage.matter.pk for passage in passages]
    MatterWords.objects.filter(matter__in=gone).delete()
    Waiting.objects.filter(matter__in=gone).delete()


def words_of(rows: Sequence[models.Model], matter: Any, organs: Sequence[int]) -> MatterWords:
    """Return the row of ``matter`` with the words of ``rows``, not yet written."""
    return new_row(
        MatterWords, matter=matter, received_on=matter.received_on, words=vector(_texts(rows), organs)
    )


def searched_models() -> list[type[models.Model]]:
    """Return the models whose texts are searched; the matter itself comes first."""
    return [apps.get_model(label) for label in SEARCHED]


def _waiting(passage: Passage) -> Waiting:
    return new_row(Waiting, matter=passage.matter, post_id=passage.actor.post)


def _all_words(passage: Passage) -> MatterWords:
    """Return the words of a matter as it will stand after the passage."""
    matter = passage.matter
    rows: list[models.Model] = [matter]
    if passage.is_new:
        rows += passage.created
    else:
        for model in searched_models()[1:]:
            rows += passage.rows(model)
    parts = passage.rows(Involvement)  # those that ended, too: the index only narrows, the scope decides
    return words_of(rows, matter, [matter.organ_id, *(row.organ_id for row in parts)])


def _written(passage: Passage, added: list[tuple[str, str]], *, anew: bool) -> bool:
    """Write the words of a matter that is there; return whether it had a row to write them to."""
    with connection.cursor() as cursor:
        if anew:
            row = _all_words(passage)
            cursor.execute(_REPLACE, [row.words, row.received_on, passage.matter.pk])
        else:
            cursor.execute(_APPEND, [vector(added), passage.matter.pk])
        return bool(cursor.rowcount)


def _is_changed(passage: Passage) -> bool:
    """Say whether words that are there changed, or who holds the matter or has a part in it."""
    if passage.was("organ_id") != passage.matter.organ_id:
        return True
    if any(isinstance(row, Involvement) for row in passage.created):
        return True
    salt = bytes(passage.matter.salt)
    for row, before in passage._watched:
        if isinstance(row, Involvement):
            return True
        columns = SEARCHED.get(row._meta.label_lower)
        if columns:
            after = ledger_picture(row, salt)
            if any(before.get(name) != after.get(name) for name in _told(columns)):
                return True
    return False


def _told(columns: dict[str, str]) -> Iterator[str]:
    for name in columns:
        yield name
        yield f"{name}#"


def _texts(rows: Sequence[models.Model]) -> Iterator[tuple[str, str]]:
    for row in rows:
        label = row._meta.label_lower
        for column, weight in SEARCHED.get(label, {}).items():
            text = readable(label, column, getattr(row, column) or "")
            if text:
                yield weight, text

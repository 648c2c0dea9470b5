"""Write the words of matters that wait, and prove of all others that they are findable by what they say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from dengwen.domains.cases.models import Involvement, Matter
from dengwen.domains.search.models import MatterWords, Waiting
from dengwen.domains.search.verbs.keep_words import searched_models, words_of
from dengwen.foundation.permissions.acting import acting

_BATCH = 500
_WRITE = """
INSERT INTO search_matterwords (matter_id, received_on, words)
SELECT matter, received, words::tsvector FROM unnest(%s::bigint[], %s::date[], %s::text[]) w(matter, received, words)
ON CONFLICT (matter_id) DO UPDATE SET words = excluded.words, received_on = excluded.received_on
"""
# A row says the same where it has the same terms; places differ by the order in which the words came.
_DIFFERING = """
SELECT w.matter FROM unnest(%s::bigint[], %s::text[]) w(matter, words)
LEFT JOIN search_matterwords s ON s.matter_id = w.matter
WHERE s.id IS NULL OR tsvector_to_array(s.words) IS DISTINCT FROM tsvector_to_array(w.words::tsvector)
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """``looked``: matters looked at; ``written``: those whose words were missing, waited or said something else."""

    looked: int
    written: int


def write_waiting(*, using: str = "owner", most: int = 100_000) -> int:
    """Write the words of up to ``most`` matters that wait, a batch a transaction; return how many.

    ``using``: the owner sees all matters; under the application's role it writes what the acting post sees.
    """
    done = 0
    while done < most:
        with transaction.atomic(using=using):
            waiting = list(Waiting.objects.using(using).order_by("pk")[:_BATCH].values_list("pk", "matter"))
            if not waiting:
                break
            ids = sorted({matter for _, matter in waiting})
            _write(_locked(ids, using), using)
            Waiting.objects.using(using).filter(pk__in=[pk for pk, _ in waiting]).delete()
            done += len(ids)
    return done


def write_waiting_of_all() -> int:
    """Write what waits, in the scope of each post that brought some; what that post no longer sees is the console's."""
    posts = Waiting.objects.exclude(post=None).values_list("post", flat=True).distinct()
    done = 0
    for post in list(posts):
        while written := _write_some(post):
            done += written
    return done


def _write_some(post: int) -> int:
    """Write one batch in the scope of ``post``: doors wait for these matters no longer than that."""
    with acting(post):
        return write_waiting(using=DEFAULT_DB_ALIAS, most=1)


def sweep(*, using: str = "owner", after: int = 0) -> Swept:
    """Compare the words of every matter with its rows, beginning behind the matter ``after``, and mend what differs.

    Run again, it writes nothing. Raises nothing: what is found is mended and counted.
    """
    written = write_waiting(using=using)
    looked = 0
    while True:
        matters = Matter.objects.using(using).filter(pk__gt=after).order_by("pk")
        ids = list(matters.values_list("pk", flat=True)[:_BATCH])
        if not ids:
            return Swept(looked, written)
        with transaction.atomic(using=using):
            rows = _rows_of(_locked(ids, using), using)
            with connections[using].cursor() as cursor:
                cursor.execute(_DIFFERING, [[row.matter_id for row in rows], [row.words for row in rows]])
                differing = {pk for (pk,) in cursor.fetchall()}
            _store([row for row in rows if row.matter_id in differing], using)
        looked, written, after = looked + len(rows), written + len(differing), ids[-1]


def _locked(ids: Sequence[int], using: str) -> list[Matter]:
    """Lock and return the matters, as a door does: nothing is said in them until this batch is through."""
    rows = Matter.objects.using(using).select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return [row for row in rows if bytes(row.salt)]  # what was disposed of has no words any more


def _write(matters: Sequence[Matter], using: str) -> None:
    _store(_rows_of(matters, using), using)


def _rows_of(matters: Sequence[Matter], using: str) -> list[MatterWords]:
    ids = [matter.pk for matter in matters]
    texts: dict[int, list[models.Model]] = defaultdict(list)
    for model in searched_models()[1:]:
        for row in model._default_manager.using(using).filter(matter__in=ids).order_by("pk"):
            texts[row.matter_id].append(row)  # type: ignore[attr-defined]
    organs: dict[int, list[int]] = defaultdict(list)
    parts = Involvement.objects.using(using).filter(matter__in=ids).values_list("matter", "organ")
    for matter, organ in parts:
        organs[matter].append(organ)
    return [
        words_of([matter, *texts[matter.pk]], matter, [matter.organ_id, *organs[matter.pk]])
        for matter in matters
    ]


def _store(rows: Sequence[MatterWords], using: str) -> None:
    if rows:
        with connections[using].cursor() as cursor:
            cursor.execute(
                _WRITE,
                [
                    [row.matter_id for row in rows],
                    [row.received_on for row in rows],
                    [row.words for row in rows],
                ],
            )

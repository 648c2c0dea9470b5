"""Prove that every matter can be found by its words, make what lacks, and count which keys have become common."""

from dataclasses import dataclass

from django.db import connection, connections, transaction

from dengwen.domains.cases.models import Claim, Contact, Matter
from dengwen.domains.matching.models import Imprint
from dengwen.domains.matching.verbs.keep_imprints import imprint_of

COMMON = 300  # a key that more matters have than this finds nothing
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """``made``: matters without keys that have them now; ``empty``: those whose words have no key; ``common``: keys."""

    made: int
    empty: int
    common: int


def sweep(*, using: str = "owner", common: int = COMMON) -> Swept:
    """Give every matter on file its keys and count the common ones; run again, it changes nothing.

    ``using`` sees all matters: this is the console's deed, no post's.
    """
    made = empty = after = 0
    while True:
        ids = _without(using, after)
        if not ids:
            break
        done = _make(ids, using)
        made, empty, after = made + done, empty + len(ids) - done, ids[-1]
    return Swept(made, empty, count_common(common))


def count_common(common: int = COMMON) -> int:
    """Count which keys are common; return how many. Every night, by the worker."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT dengwen_count_common_keys(%s)", [common])
        (counted,) = cursor.fetchone()
    return int(counted)


def _without(using: str, after: int) -> list[int]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT m.id FROM cases_matter m WHERE m.id > %s AND length(m.salt) > 0"
            " AND NOT EXISTS (SELECT 1 FROM matching_imprint i WHERE i.matter_id = m.id) ORDER BY m.id LIMIT %s",
            [after, _BATCH],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _make(ids: list[int], using: str) -> int:
    texts: dict[int, list[str]] = {pk: [] for pk in ids}
    for model in (Contact, Claim):
        said = model._default_manager.using(using).filter(matter__in=ids).values_list("matter", "text")
        for pk, text in said:
            texts[pk].append(text)
    matters = Matter.objects.using(using).filter(pk__in=ids)
    made = (imprint_of(matter, texts[matter.pk], with_heads=True) for matter in matters)
    found = [row for row in made if row is not None]
    Imprint.objects.using(using).bulk_create(found)
    return len(found)

"""What registering asks before it begins, in one journey to the database."""

import json
from collections.abc import Iterable

from django.db import connection

from dengwen.domains.cases.verbs.door import open_book
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.organs.rules.levels import Level
from dengwen.foundation.permissions.actor import Actor

# A thousand digests or keys as one text: written one by one into the statement they cost more than finding them.
DIGESTS = (
    "cases_contact.row_digest = ANY (ARRAY(SELECT decode(d, 'hex') FROM unnest(string_to_array(%s, ' ')) d))"
)
_FIRST = f"""
SELECT EXISTS (SELECT 1 FROM cases_contact WHERE {DIGESTS}), (
  SELECT coalesce(jsonb_object_agg(r.organ_id, o.name), '{{}}')
  FROM organs_organreach r JOIN organs_organ o ON o.id = r.organ_id
  WHERE r.top_id = %s AND r.organ_id = ANY (%s) AND r.holds)
"""  # noqa: S608 - our own words


def first_look(actor: Actor, digests: list[bytes], organs: set[int]) -> tuple[bool, dict[int, str]]:
    """Say whether any of these rows came in already (hardly ever), and name those organs that the actor reaches.

    In a book, where nobody waits for a receipt, the names stay empty.
    """
    book = open_book()
    if book is not None and not digests:
        return False, {organ: "" for organ in organs if book.is_above(actor.bureau, organ)}
    with connection.cursor() as cursor:
        named = " ".join(digest.hex() for digest in digests)
        cursor.execute(_FIRST, [named, actor.bureau, sorted(organs) if book is None else []])
        known, within = cursor.fetchone()
    if book is not None:
        return known, {organ: "" for organ in organs if book.is_above(actor.bureau, organ)}
    return known, {int(organ): name for organ, name in json.loads(within).items()}


def units_of(asked: Iterable[int]) -> Iterable[tuple[int | None, int]]:
    """Return the units among ``asked``, each with the bureau that it belongs to."""
    found = Organ.objects.filter(pk__in=set(asked), level=Level.UNIT)
    return found.values_list("parent_id", "pk")

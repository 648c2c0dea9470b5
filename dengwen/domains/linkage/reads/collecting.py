"""Taking the matters that a post sees out of the database, as whole numbers, batch by batch."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from dengwen.domains.cases.access import visible_to
from dengwen.domains.cases.models import Claim, Contact, Matter, Party
from dengwen.domains.linkage.rules.features import Features, Said, features
from dengwen.domains.linkage.rules.settings import Settings
from dengwen.foundation.identity.sealing import blind
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor

BATCH = 20_000
_STEP = 2_000
_COLUMNS = ("pk", "number", "external_key", "title", "place", "received_on", "occurred_on")


def how_many(actor: Actor) -> int:
    """Return how many matters a run of this post looks at."""
    with acting(actor.post):
        return _matters(actor).count()


def collect(actor: Actor, after: int, known: Settings, size: int = BATCH) -> list[Features]:
    """Return up to ``size`` matters with ids above ``after`` that ``actor`` sees, in order of their ids.

    Merged matters and files that were disposed of are left out.
    """
    found: list[Features] = []
    secret = words_secret()
    while left := size - len(found):
        asked = min(_STEP, left)
        with acting(actor.post):
            rows = list(_matters(actor).filter(pk__gt=after).order_by("pk").values(*_COLUMNS)[:asked])
            found += [features(each, known=known, secret=secret) for each in _said(rows)]
        if len(rows) < asked:
            break
        after = rows[-1]["pk"]
    return found


def words_secret() -> bytes:
    """Return what keys the hashes of words: derived from the installation's secret, kept nowhere."""
    return blind("linkage-words", "words") or b""


def _matters(actor: Actor) -> QuerySet[Matter]:
    return visible_to(actor).filter(merged_into=None).exclude(salt=b"")


def _said(rows: Sequence[dict[str, Any]]) -> list[Said]:
    ids = [row["pk"] for row in rows]
    texts: dict[int, list[str]] = defaultdict(list)
    for model in (Contact, Claim):
        for matter, text in model.objects.filter(matter__in=ids).order_by("pk").values_list("matter", "text"):
            texts[matter].append(text)
    marks, names = _people(ids)
    return [
        Said(
            id=row["pk"],
            numbers=tuple(each for each in (row["number"], row["external_key"]) if each),
            texts=(row["title"], *texts[row["pk"]]),
            place=row["place"], received_on=row["received_on"], occurred_on=row["occurred_on"],
            marks=tuple(marks[row["pk"]]), name=names.get(row["pk"]),
        )
        for row in rows
    ]  # fmt: skip


def _people(ids: Sequence[int]) -> tuple[dict[int, list[bytes]], dict[int, bytes]]:
    """Return blind indexes alone, of the petitioners: of telephone and document all, of names the first one's."""
    marks: dict[int, list[bytes]] = defaultdict(list)
    names: dict[int, bytes] = {}
    people = Party.objects.filter(matter__in=ids, person__isnull=False).order_by("pk")
    for matter, name, phone, document in people.values_list(
        "matter", "person__blind_name", "person__blind_phone", "person__blind_document"
    ):
        marks[matter] += [bytes(mark) for mark in (phone, document) if mark]
        if name:
            names.setdefault(matter, bytes(name))
    return marks, names

"""Checking that every row of every case says what its stream says."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps

from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.states import ERASED
from dengwen.domains.cases.verbs.rows import ledger_picture
from dengwen.foundation.ledger.reads.verify_chains import Finding, Stream, check_stream, read_streams

BATCH = 1000
Picture = dict[str, object]


def verify_everything(
    using: str = "owner", *, on_stream: Callable[[int], None] = lambda entries: None
) -> Iterator[Finding]:
    """Yield all that is wrong with the ledger and with the cases that it tells of.

    Needs a role that sees every row (the owner). A row is wrong when a column differs from the last word of the
    stream about it, when the stream tells of it and it is gone, or when no entry tells of it. ``on_stream`` is
    told of every stream how many entries it has.
    """
    waiting: list[Stream] = []
    for stream in read_streams(using):
        on_stream(len(stream.entries))
        yield from check_stream(stream)
        if stream.kind == "case":
            waiting.append(stream)
        if len(waiting) >= BATCH:
            yield from _compare(waiting, using)
            waiting = []
    yield from _compare(waiting, using)
    yield from _untold_matters(using)


def _untold_matters(using: str) -> Iterator[Finding]:
    query = """
        SELECT m.id FROM cases_matter m
        WHERE NOT EXISTS (SELECT 1 FROM ledger_head h WHERE h.kind = 'case' AND h.subject = m.id)
          AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.kind = 'case' AND e.subject = m.id)
    """
    for matter in Matter.objects.using(using).raw(query):
        yield Finding("case", matter.pk, None, "untold", "the case has no entry at all")


def _compare(streams: list[Stream], using: str) -> Iterator[Finding]:
    ids = [stream.subject for stream in streams]
    matters = {matter.pk: matter for matter in Matter.objects.using(using).filter(pk__in=ids)}
    actual = _actual_rows(matters, using)
    for stream in streams:
        matter = matters.get(stream.subject)
        if matter is None:
            yield Finding(
                "case", stream.subject, None, "vanished", "the ledger tells of a case that is not there"
            )
            continue
        last = stream.entries[-1].seq if stream.entries else 0
        if matter.version != last:
            detail = f"the case was changed {matter.version} times, the ledger tells of {last}"
            yield Finding("case", stream.subject, None, "row", f"{matter.number}: {detail}")
        told = _told(stream)
        if not matter.salt:
            yield from _undecided(matter, stream)
            told = _as_erased(told)
        yield from _differences(stream.subject, matter.number, told, actual[stream.subject])


def _undecided(matter: Matter, stream: Stream) -> Iterator[Finding]:
    """Yield a finding where the file is gone and the last entry of its stream is no disposal."""
    if not stream.entries or stream.entries[-1].event != "disposed":
        yield Finding(
            "case", matter.pk, None, "row", f"{matter.number}: its salt is gone, and no entry disposed of it"
        )


def _as_erased(told: dict[str, Picture]) -> dict[str, Picture]:
    """Return what the rows of a file that was disposed of must say: where there were words, that they were erased."""
    return {
        key: {name: ERASED if name.endswith("#") and value else value for name, value in picture.items()}
        for key, picture in told.items()
    }


def _stub_picture(row: Any) -> Picture:
    """Return the picture of a row whose case has no salt any more: texts as they stand there.

    What a model names as kept (codes that figures count) cannot be compared: its digest needs the salt.
    """
    kept = getattr(row, "KEPT_WHEN_DISPOSED", ())
    words: Picture = {
        f"{name}#": ERASED if name in kept and getattr(row, name) else getattr(row, name)
        for name in row.LEDGER_DIGESTED
    }
    return {**ledger_picture(row, b""), **words}


def _told(stream: Stream) -> dict[str, Picture]:
    told: dict[str, Picture] = defaultdict(dict)
    for entry in stream.entries:
        for key, picture in _set_of(entry.payload).items():
            told[key].update(picture)
    return told


def _set_of(payload: str) -> dict[str, Picture]:
    try:
        found: Any = json.loads(payload).get("set", {})
    except ValueError:
        return {}  # the chain check has already said that this entry was altered
    return found if isinstance(found, dict) else {}


def _actual_rows(matters: dict[int, Matter], using: str) -> dict[int, dict[str, Picture]]:
    rows: dict[int, dict[str, Picture]] = defaultdict(dict)
    for model in apps.get_models():
        if not hasattr(model, "LEDGER_PLAIN"):
            continue
        owner = "pk" if model is Matter else "matter_id"
        for row in model._default_manager.using(using).filter(**{f"{owner}__in": list(matters)}):
            matter = matters[getattr(row, owner)]
            salt = bytes(matter.salt)
            picture = ledger_picture(row, salt) if salt else _stub_picture(row)
            rows[matter.pk][f"{model._meta.label_lower}/{row.pk}"] = picture
    return rows


def _differences(
    case: int, number: str | None, told: dict[str, Picture], actual: dict[str, Picture]
) -> Iterator[Finding]:
    for key, picture in told.items():
        if key not in actual:
            yield Finding("case", case, None, "row", f"{number}: {key} was recorded and is gone")
            continue
        for name, value in picture.items():
            now = actual[key].get(name)
            if now != value:
                detail = (
                    f"{number}: {key} says {name.removesuffix('#')} is {now!r}; the ledger says {value!r}"
                )
                yield Finding("case", case, None, "row", detail)
    for key in actual.keys() - told.keys():
        yield Finding("case", case, None, "row", f"{number}: {key} is there and no entry tells of it")

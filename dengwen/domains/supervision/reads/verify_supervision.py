"""Checking that every row of every item, inspection and note says what its stream says."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from dengwen.domains.cases.verbs.rows import row_key
from dengwen.domains.supervision.reads.row_pictures import ROOTS, picture
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.reads.verify_chains import Finding

Picture = dict[str, object]


def verify_supervision(using: str = "owner") -> Iterator[Finding]:
    """Yield every row that differs from the last word of its stream, that is gone, or that no entry tells of.

    Needs a role that sees every row (the owner). That the streams themselves are whole is checked with all others.
    """
    for stream in ROOTS:
        told = _told(stream, using)
        actual = _actual(stream, using)
        for subject in sorted(told.keys() | actual.keys()):
            yield from _differences(stream, subject, told[subject], actual[subject])


def _told(stream: str, using: str) -> dict[int, dict[str, Picture]]:
    found: dict[int, dict[str, Picture]] = defaultdict(lambda: defaultdict(dict))
    entries = Entry.objects.using(using).filter(kind=stream).order_by("subject", "seq")
    for subject, payload in entries.values_list("subject", "payload"):
        for key, columns in _set_of(payload).items():
            found[subject][key].update(columns)
    return found


def _actual(stream: str, using: str) -> dict[int, dict[str, Picture]]:
    root, column = ROOTS[stream]
    salts = {row.pk: bytes(row.salt) for row in root._default_manager.using(using).all()}
    found: dict[int, dict[str, Picture]] = defaultdict(dict)
    for model in _models_of(root, column):
        for row in model._default_manager.using(using).all():
            subject = row.pk if model is root else getattr(row, column)
            found[subject][row_key(row)] = picture(row, salts[subject])
    return found


def _models_of(root: type[models.Model], column: str) -> list[Any]:
    known: list[type[models.Model]] = list(apps.get_app_config("supervision").get_models())
    names = {model: {field.attname for field in model._meta.concrete_fields} for model in known}
    # A note may name an inspection and has a stream of its own.
    own = {model for model, _column in ROOTS.values()}
    return [
        model for model in known
        if model is root or (model not in own and hasattr(model, "TOLD") and column in names[model])
    ]  # fmt: skip


def _set_of(payload: str) -> dict[str, Picture]:
    try:
        found: Any = json.loads(payload).get("set", {})
    except ValueError:
        return {}  # the chain check has already said that this entry was altered
    return found if isinstance(found, dict) else {}


def _differences(
    stream: str, subject: int, told: dict[str, Picture], actual: dict[str, Picture]
) -> Iterator[Finding]:
    for key in sorted(told.keys() | actual.keys()):
        if key not in actual:
            yield Finding(stream, subject, None, "row", f"{key} was recorded and is gone")
        elif key not in told:
            yield Finding(stream, subject, None, "row", f"{key} is there and no entry tells of it")
        else:
            for name, value in told[key].items():
                is_now = actual[key].get(name)
                if is_now != value:
                    detail = f"{key} says {name.removesuffix('#')} is {is_now!r}; the ledger says {value!r}"
                    yield Finding(stream, subject, None, "row", detail)

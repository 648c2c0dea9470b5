"""Checking that every row of every campaign says what its stream says; rows of cases are checked with their case."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from dengwen.domains.campaigns.models import Campaign, OutsideRegister
from dengwen.domains.campaigns.reads.row_pictures import picture
from dengwen.domains.cases.verbs.rows import row_key
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.reads.verify_chains import Finding

Picture = dict[str, object]


def verify_campaigns(using: str = "owner") -> Iterator[Finding]:
    """Yield every row that differs from the last word of its stream, that is gone, or that no entry tells of.

    Streams are those of campaigns and of registers of outside bodies. Needs a role that sees every row (the owner).
    That the streams themselves are whole is checked with all others.
    """
    yield from _verify("campaign", Campaign, "campaign_id", using)
    yield from _verify("outside", OutsideRegister, "register_id", using)


def _verify(kind: str, head: Any, column: str, using: str) -> Iterator[Finding]:
    told = told_of(kind, using)
    salts = {row.pk: bytes(row.salt) for row in head.objects.using(using)}
    actual: dict[int, dict[str, Picture]] = defaultdict(dict)
    for model in _told_models(kind):
        for row in model._default_manager.using(using).all():
            subject = row.pk if model is head else getattr(row, column)
            actual[subject][row_key(row)] = picture(row, salts[subject])
    for subject in sorted(told.keys() | actual.keys()):
        yield from differences(kind, subject, told[subject], actual[subject])


def told_of(kind: str, using: str) -> dict[int, dict[str, Picture]]:
    """Return, by stream of ``kind`` and by row, the last word of the ledger on every column."""
    told: dict[int, dict[str, Picture]] = defaultdict(lambda: defaultdict(dict))
    entries = Entry.objects.using(using).filter(kind=kind).order_by("subject", "seq")
    for subject, payload in entries.values_list("subject", "payload"):
        for key, columns in _set_of(payload).items():
            told[subject][key].update(columns)
    return told


def _told_models(kind: str) -> list[Any]:
    found: list[type[models.Model]] = list(apps.get_app_config("campaigns").get_models())
    return [
        model for model in found if hasattr(model, "TOLD") and getattr(model, "STREAM", "campaign") == kind
    ]


def _set_of(payload: str) -> dict[str, Picture]:
    try:
        found: Any = json.loads(payload).get("set", {})
    except ValueError:
        return {}  # the chain check has already said that this entry was altered
    return found if isinstance(found, dict) else {}


def differences(
    kind: str, subject: int, told: dict[str, Picture], actual: dict[str, Picture]
) -> Iterator[Finding]:
    """Yield where the rows of one stream differ from what its entries tell of them."""
    for key in sorted(told.keys() | actual.keys()):
        if key not in actual:
            yield Finding(kind, subject, None, "row", f"{key} was recorded and is gone")
        elif key not in told:
            yield Finding(kind, subject, None, "row", f"{key} is there and no entry tells of it")
        else:
            for name, value in told[key].items():
                is_now = actual[key].get(name)
                if is_now != value:
                    detail = f"{key} says {name.removesuffix('#')} is {is_now!r}; the ledger says {value!r}"
                    yield Finding(kind, subject, None, "row", detail)

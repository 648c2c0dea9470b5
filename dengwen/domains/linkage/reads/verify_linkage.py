"""Checking that every decision on a pair says what the stream of its organ says."""

import json
from collections.abc import Iterator
from typing import Any

from dengwen.domains.cases.states import ERASED
from dengwen.domains.linkage.models import PairDecision
from dengwen.foundation.ledger.chain import salted_digest
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.ledger.reads.verify_chains import Finding

_KIND, _EVENT = "linkage", "linkage_decided"


def verify_linkage(using: str = "owner") -> Iterator[Finding]:
    """Yield every decision that differs from its entry, that is gone, or that no entry tells of.

    Needs a role that sees every row (the owner). That the streams themselves are whole is checked with all others.
    """
    told: dict[int, tuple[int, dict[str, Any]]] = {}
    entries = Entry.objects.using(using).filter(kind=_KIND, event=_EVENT).order_by("subject", "seq")
    for organ, post, payload in entries.values_list("subject", "actor_post", "payload"):
        try:
            facts = json.loads(payload)["facts"]
        except (ValueError, KeyError):
            continue  # the chain check has already said that this entry was altered
        told[facts["decision"]] = (organ, facts | {"post": post})
    for row in PairDecision.objects.using(using).select_related("pair__one", "pair__other").order_by("pk"):
        organ, facts = told.pop(row.pk, (row.organ_id, None))
        name = f"linkage.pairdecision/{row.pk}"
        if facts is None:
            yield Finding(_KIND, organ, None, "row", f"{name} is there and no entry tells of it")
            continue
        is_now = {"pair": row.pair_id, "answer": row.answer, "weight": row.weight, "post": row.post_id}
        salts = [bytes(matter.salt) for matter in (row.pair.one, row.pair.other)]
        if all(salts):
            is_now["words#"] = salted_digest(b"".join(salts), row.words) if row.words else ""
        elif row.words not in {"", ERASED}:  # a file that was disposed of has no salt; its words went with it
            yield Finding(_KIND, organ, None, "row", f"{name} has words of a file that was disposed of")
        for key, value in is_now.items():
            if facts.get(key) != value:
                detail = (
                    f"{name} says {key.removesuffix('#')} is {value!r}; the ledger says {facts.get(key)!r}"
                )
                yield Finding(_KIND, organ, None, "row", detail)
    for decision, (organ, _facts) in told.items():
        yield Finding(_KIND, organ, None, "row", f"linkage.pairdecision/{decision} was recorded and is gone")

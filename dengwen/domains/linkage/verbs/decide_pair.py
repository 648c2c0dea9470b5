"""Decide whether two matters are one. A person decides, and nothing happens to either matter by it."""

from datetime import datetime

from django.db import transaction

from dengwen.base.errors import Refusal
from dengwen.domains.linkage.access import pairs_visible_to
from dengwen.domains.linkage.models import PairDecision
from dengwen.domains.linkage.states import Answer
from dengwen.domains.linkage.verbs.holding import tell
from dengwen.foundation.ledger.chain import salted_digest
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def decide_pair(*, pair: int, answer: Answer, words: str, seen: int, actor: Actor, at: datetime) -> None:
    """Write down a decision; the last one stands, and every earlier one stays to be read.

    ``seen``: how many decisions the page showed; another one in between is refused (``linkage.decided_meanwhile``).
    "Same" and "different" over an earlier decision need words (``linkage.words_needed``). Raises ``right.missing``,
    ``linkage.pair_not_found``, and ``linkage.disposed`` where the file of either is gone. Whether a petition is a
    first or a repeated one follows from no decision here: that is decided in the matter, by people.
    """
    actor.require(Right.LINK)
    with transaction.atomic():
        set_post(actor.post)
        row = pairs_visible_to(actor).select_for_update(of=("self",)).filter(pk=pair).first()
        if row is None:
            raise Refusal("linkage.pair_not_found")
        salts = [bytes(matter.salt) for matter in (row.one, row.other)]
        if not all(salts):
            raise Refusal("linkage.disposed")
        before = PairDecision.objects.filter(pair=row).count()
        if before != seen:
            raise Refusal("linkage.decided_meanwhile")
        words = words.strip()
        if before and not words:
            raise Refusal("linkage.words_needed")
        decision = PairDecision.objects.create(
            pair=row, organ_id=actor.bureau, post_id=actor.post, answer=answer.value, words=words,
            weight=row.weight, at=at,
        )  # fmt: skip
        row.answer = answer.value
        row.save(update_fields=["answer"])
        # Salted with both matters: when the file of either goes, nobody can try words against the digest any more.
        salt = b"".join(salts)
        facts = {
            "decision": decision.pk, "pair": row.pk, "one": row.one_id, "other": row.other_id,
            "answer": answer.value, "weight": row.weight, "words#": salted_digest(salt, words) if words else "",
        }  # fmt: skip
        tell("linkage_decided", actor.bureau, facts, actor, at)

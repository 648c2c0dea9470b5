"""In which round a matter is, and what happened in it; asked by verbs, of the passage that they work in."""

from functools import partial

from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import Mediation, Opinion, Plan
from dengwen.foundation.staff.models import Post


def current_round(passage: Passage) -> int:
    """Return 1 until the matter is first answered, then one more with each answer, opinion or agreement.

    So redo and reopening begin a new one.
    """
    issued = sum(opinion.issued_on is not None for opinion in passage.rows(Opinion))
    return issued + sum(mediation.method != "" for mediation in passage.rows(Mediation)) + 1


def plan_of_round(passage: Passage, number: int) -> Plan | None:
    """Return the plan of round ``number``."""
    return next(iter(passage.rows(Plan, round=number)), None)


def draft_of_round(passage: Passage, number: int) -> Opinion | None:
    """Return the opinion that is drafted in round ``number``; it is not issued, or the round would be over."""
    return next(iter(passage.rows(Opinion, round=number, issued_on=None)), None)


def issued_opinion(passage: Passage) -> Opinion | None:
    """Return the opinion that was issued last."""
    issued = [opinion for opinion in passage.rows(Opinion) if opinion.issued_on is not None]
    return max(issued, key=lambda opinion: opinion.round, default=None)


def claim_here(passage: Passage, claim: int) -> Claim | None:
    """Return the claim with the id ``claim``, if it is one of this matter."""
    return next(iter(passage.rows(Claim, pk=claim)), None)


def claims_in_order(passage: Passage) -> list[Claim]:
    """Return the claims of the matter by their position."""
    return sorted(passage.rows(Claim), key=lambda claim: claim.position)


def plan_authors(passage: Passage) -> frozenset[int]:
    """Return the accounts of all who wrote at the plan since a plan was last approved."""
    posts = {post for event, post in _deeds_since_approval(passage) if event == "draft_plan" and post}
    return frozenset(passage.look_up(("account of", post), partial(_account_of, post)) for post in posts)


def was_investigated(passage: Passage) -> bool:
    """Say whether a step of investigation was recorded since the plan was approved."""
    return any(event == "investigate" for event, _ in _deeds_since_approval(passage))


def _account_of(post: int) -> int:
    return Post.objects.values_list("account_id", flat=True).get(pk=post)


def _deeds_since_approval(passage: Passage) -> list[tuple[str, int | None]]:
    deeds = passage.deeds()
    approvals = [number for number, (event, _) in enumerate(deeds, start=1) if event == "approve_plan"]
    return deeds[approvals[-1] :] if approvals else deeds

"""Which matters belong to a campaign, and for which coded reasons one stays outside for a time (plan S13, S16)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.campaign import CampaignPack, Reason
from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Facts:
    """What the criteria ask of a matter: nothing about whoever petitions."""

    is_open: bool
    received_on: date
    source: str
    category: str
    close_basis: str
    decided_on: date | None


def fits(pack: CampaignPack, matter: Facts) -> bool:
    """Say whether the sweep takes the matter: open, or closed by a former register without a recorded answer."""
    rule = pack.scope
    unanswered = matter.close_basis == "former_register" and matter.decided_on is None
    if not (matter.is_open or (rule.former_unanswered and unanswered)):
        return False
    if rule.received_from and matter.received_on < rule.received_from:
        return False
    if matter.received_on > (rule.received_to or pack.ends):
        return False
    mine = matter.category
    return not rule.categories or any(mine == code or mine.startswith(f"{code}.") for code in rule.categories)


def class_of(pack: CampaignPack, matter: Facts) -> str:
    """Return the key of the first class of sources that the matter fits; the last one takes the rest."""
    for each in pack.source_classes:
        if matter.source in each.sources:
            return each.key
        if each.received_before is not None and matter.received_on < each.received_before:
            return each.key
    return pack.source_classes[-1].key


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is said for leaving a matter outside."""

    reason: str
    evidence: str
    review_on: date
    paper: str = ""
    channel: str = ""
    number: str = ""
    proof_on: date | None = None


def check_proposal(pack: CampaignPack, said: Proposal, *, today: date) -> Reason:
    """Return the reason; refuse one that the pack does not know, or that is not proven, or that lasts too long.

    Raises ``scope.reason_unknown``, ``scope.no_evidence``, ``scope.no_paper``, ``scope.no_proof_day``,
    ``scope.no_procedure``, ``scope.review_day``, ``day.future``. Whether somebody goes on petitioning is never asked.
    """
    reason = pack.reason(said.reason)
    if reason is None:
        raise Refusal("scope.reason_unknown", known="; ".join(each.key for each in pack.reasons))
    if not said.evidence.strip():
        raise Refusal("scope.no_evidence")
    if "paper" in reason.needs and not said.paper.strip():
        raise Refusal("scope.no_paper")
    if "proof_on" in reason.needs and said.proof_on is None:
        raise Refusal("scope.no_proof_day")
    if said.proof_on is not None and said.proof_on > today:
        raise Refusal("day.future", day=said.proof_on)
    procedure = (said.channel in code_list("litigation_routes"), bool(said.number.strip()))
    if ("channel" in reason.needs and not procedure[0]) or ("number" in reason.needs and not procedure[1]):
        raise Refusal("scope.no_procedure")
    last = today + timedelta(days=reason.review_days)
    if not today < said.review_on <= last:
        raise Refusal("scope.review_day", last=last, days=reason.review_days)
    return reason


def check_second_person(*, first: Collection[int], post: int) -> None:
    """Refuse who proposed it: under any of her posts she is the same person. Raises ``scope.same_person``."""
    if post in first:
        raise Refusal("scope.same_person")


def lapses(review_on: date, today: date) -> bool:
    """Say whether a reason has lapsed: the day of its review is over."""
    return review_on < today


def ended_by(pack: CampaignPack, reason: str, event: str) -> bool:
    """Say whether ``event`` of the case ends the reason: the procedure that it rests on is over."""
    found = pack.reason(reason)
    return found is not None and event in found.ends_with

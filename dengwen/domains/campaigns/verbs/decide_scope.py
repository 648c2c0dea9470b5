"""Leave a matter outside a campaign for a coded reason, and bring it back (plan S16). Outside is never closed."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import check_office
from dengwen.domains.campaigns.models import Campaign, ScopeDecision
from dengwen.domains.campaigns.rules.scope import Proposal, check_proposal, check_second_person
from dengwen.domains.campaigns.states import Answer, Cause, ScopeOutcome
from dengwen.domains.campaigns.verbs.book_of_campaign import pack_of
from dengwen.domains.campaigns.verbs.change_scope import (
    back_into_scope,
    case_row,
    hold_campaign,
    say_reason,
    standing_decision,
    step_scope,
)
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.models import Post


def propose_out_of_scope(
    *, case: int, campaign: int, reason: str, evidence: str, review_on: date, actor: Actor, at: datetime,
    paper: str = "", channel: str = "", number: str = "", proof_on: date | None = None, version: int | None = None,
) -> None:  # fmt: skip
    """Propose to leave the matter outside; it is counted until a second person has confirmed it.

    Raises ``scope.not_in_campaign``, ``scope.proposed_already`` and what :func:`check_proposal` raises.
    """
    with door("propose_out_of_scope", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        pack = pack_of(found)
        case_row(passage, campaign)
        if standing_decision(passage, campaign) is not None:
            raise Refusal("scope.proposed_already")
        said = Proposal(reason, evidence, review_on, paper, channel, number, proof_on)
        check_proposal(pack, said, today=passage.today)
        row = ScopeDecision(
            matter=passage.matter, campaign=found, round=len(passage.rows(ScopeDecision, campaign_id=campaign)) + 1,
            reason=reason, evidence=evidence.strip(), paper=paper.strip(), channel=channel, number=number.strip(),
            proof_on=proof_on, review_on=review_on, proposed_on=passage.today, proposed_by_id=actor.post,
        )  # fmt: skip
        passage.create(row)
        say_reason(passage, pack, row)


def confirm_out_of_scope(
    *, case: int, campaign: int, actor: Actor, at: datetime, words: str = "", version: int | None = None
) -> None:
    """Confirm a proposal, as a second person of the organ that runs the campaign; a notice to the petitioner is due.

    Raises ``scope.nothing_proposed``, ``scope.same_person``, ``scope.lapsed_already``, ``campaign.not_office``.
    """
    with door("confirm_out_of_scope", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        row = _proposed(passage, found, actor)
        if row.review_on < passage.today:
            raise Refusal("scope.lapsed_already", day=row.review_on)
        _decide(row, passage, ScopeOutcome.CONFIRMED, words)
        entry = case_row(passage, campaign)
        step_scope(passage, found, entry, counted=False, cause=Cause.EXCLUDED, reason=row.reason)
        say_reason(passage, pack_of(found), row)


def refuse_out_of_scope(
    *, case: int, campaign: int, words: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Refuse a proposal with the reason: the matter stays in.

    Raises ``scope.nothing_proposed``, ``scope.same_person``, ``scope.no_words``, ``campaign.not_office``.
    """
    with door("refuse_out_of_scope", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        row = _proposed(passage, found, actor)
        if not words.strip():
            raise Refusal("scope.no_words")
        _decide(row, passage, ScopeOutcome.REFUSED, words)
        row.ended_on, row.ended_why = passage.today, "refused"
        say_reason(passage, pack_of(found), row)


def object_to_scope(
    *, case: int, campaign: int, words: str, objected_on: date, actor: Actor, at: datetime,
    version: int | None = None,
) -> None:  # fmt: skip
    """Record that the petitioner objects to being left outside, in her own words. There is no limit of time.

    Raises ``scope.not_excluded``, ``scope.objected_already``, ``scope.no_words``, ``day.future``.
    """
    with door("object_to_scope", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        row = _excluded(passage, campaign)
        if row.objected_on is not None and row.answer == Answer.NONE:
            raise Refusal("scope.objected_already")
        if not words.strip():
            raise Refusal("scope.no_words")
        if objected_on > passage.today:
            raise Refusal("day.future", day=objected_on)
        passage.watch(row)
        row.objected_on, row.objected_by_id, row.objection = objected_on, actor.post, words.strip()
        row.answer, row.answered_on, row.answered_by_id, row.answer_words = Answer.NONE.value, None, None, ""
        say_reason(passage, pack_of(found), row)


def answer_scope_objection(
    *,
    case: int,
    campaign: int,
    uphold: bool,
    words: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Decide on an objection, as somebody who neither proposed nor confirmed: upheld, the case is back at once.

    Raises ``scope.no_objection``, ``scope.same_person``, ``scope.no_words``, ``campaign.not_office``.
    """
    with door("answer_scope_objection", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        check_office(actor, found, Right.DECIDE_SCOPE)
        row = _excluded(passage, campaign)
        if row.objected_on is None or row.answer != Answer.NONE:
            raise Refusal("scope.no_objection")
        check_second_person(first=_same(row.proposed_by_id, row.decided_by_id), post=actor.post)
        if not words.strip():
            raise Refusal("scope.no_words")
        passage.watch(row)
        row.answer = (Answer.UPHELD if uphold else Answer.REFUSED).value
        row.answered_on, row.answered_by_id, row.answer_words = passage.today, actor.post, words.strip()
        passage.facts["answer"] = row.answer
        if uphold:
            back_into_scope(passage, found, pack_of(found), row, cause=Cause.OBJECTED, why="objection")
        else:
            say_reason(passage, pack_of(found), row)


def bring_into_scope(
    *, case: int, campaign: int, words: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Bring a matter back before its reason lapses: the procedure ended, the agreement is not performed.

    Raises ``scope.not_excluded``, ``scope.no_words``.
    """
    with door("bring_into_scope", case=case, actor=actor, at=at, version=version) as passage:
        found = hold_campaign(campaign)
        row = _excluded(passage, campaign)
        if not words.strip():
            raise Refusal("scope.no_words")
        back_into_scope(passage, found, pack_of(found), row, cause=Cause.BACK, why="by_hand")
        passage.say("reason", words)


def _proposed(passage: Passage, campaign: Campaign, actor: Actor) -> ScopeDecision:
    check_office(actor, campaign, Right.DECIDE_SCOPE)
    row = standing_decision(passage, campaign.pk)
    if row is None or row.outcome != ScopeOutcome.PROPOSED:
        raise Refusal("scope.nothing_proposed")
    check_second_person(first=_same(row.proposed_by_id), post=actor.post)
    return row


def _excluded(passage: Passage, campaign: int) -> ScopeDecision:
    row = standing_decision(passage, campaign)
    if row is None or row.outcome != ScopeOutcome.CONFIRMED:
        raise Refusal("scope.not_excluded")
    return row


def _decide(row: ScopeDecision, passage: Passage, outcome: ScopeOutcome, words: str) -> None:
    passage.watch(row)
    row.outcome, row.decided_on, row.decided_by_id = outcome.value, passage.today, passage.actor.post
    row.decided_words = words.strip()


def _same(*posts: int | None) -> set[int]:
    """Return every post of the people who hold these posts."""
    accounts = Post.objects.filter(pk__in=[post for post in posts if post]).values_list("account", flat=True)
    return {post for account in accounts for post in posts_of(account)}

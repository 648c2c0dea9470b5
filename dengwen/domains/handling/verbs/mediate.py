"""Mediation: begin it, end it with an agreement or without one, carry the agreement out."""

from collections.abc import Sequence
from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Claim
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.handling.models import Mediation, MediationConsent, Remedy, SettlementItem
from dengwen.domains.handling.reads.procedures import (
    agreement,
    attached_file,
    claim_named,
    open_organ,
    running_mediation,
)
from dengwen.domains.handling.reads.rounds import claims_in_order, current_round
from dengwen.domains.handling.rules.mediations import (
    AGREED,
    ConsentDraft,
    check_agreement,
    check_consents,
    check_mediable,
)
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import code_list

PAPER = "AGREEMENT"


def mediate(
    *, case: int, mediator: str, consents: Sequence[ConsentDraft], balance: str, nothing_barred: bool,
    actor: Actor, at: datetime, version: int | None = None,
) -> None:  # fmt: skip
    """Begin a mediation (调解) that both sides want, after looking at who is the weaker side and how she is helped.

    Not consenting has no consequence: the matter is then investigated on. Raises ``mediation.no_mediator``,
    ``mediation.no_balance`` and what :func:`check_mediable` and :func:`check_consents` raise (L22 Art.33; COE-6).
    """
    with door("mediate", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        check_mediable(
            [matter.category, *(claim.category for claim in passage.rows(Claim))],
            nothing_barred=nothing_barred,
        )
        if not mediator.strip() or len(mediator) > 120:
            raise Refusal("mediation.no_mediator")
        if not balance.strip():
            raise Refusal("mediation.no_balance")
        check_consents(consents, today=passage.today)
        mediation = Mediation(
            matter=matter, number=len(passage.rows(Mediation)) + 1, round=current_round(passage),
            mediator=mediator.strip(), balance=balance.strip(), begun_on=passage.today,
        )  # fmt: skip
        passage.create(mediation)
        for consent in consents:
            passage.create(
                MediationConsent(
                    matter=matter, mediation=mediation, side=consent.side, who=consent.who.strip(),
                    given_on=consent.given_on, method=consent.method, paper=attached_file(passage, consent.paper),
                )
            )  # fmt: skip
        passage.facts["number"] = mediation.number


def end_mediation(*, case: int, reason: str, actor: Actor, at: datetime, version: int | None = None) -> None:
    """End the mediation without an agreement; the investigation goes on as if there had been none (L22 Art.33).

    Each side may stop at any time, and what was said in it binds nobody. Raises ``mediation.none_open``,
    ``mediation.no_reason``.
    """
    with door("end_mediation", case=case, actor=actor, at=at, version=version) as passage:
        mediation = _running(passage)
        if not reason.strip():
            raise Refusal("mediation.no_reason")
        passage.watch(mediation)
        mediation.ended_on = passage.today
        passage.facts["number"] = mediation.number
        passage.say("reason", reason)


def settle(
    *, case: int, method: str, terms: str, paper: int, signed_on: date, items: Sequence[RemedyDraft],
    actor: Actor, at: datetime, version: int | None = None,
) -> None:  # fmt: skip
    """Record the agreement (调解协议书, 和解协议书) with what each side does by when; it answers every claim.

    ``method`` is MEDIATED or SETTLED; ``paper`` the signed agreement among the files. A matter of which a claim
    stays open is not settled: end the mediation, and answer it by an opinion. Raises ``mediation.none_open``,
    ``settlement.no_paper``, ``remedy.kind_unknown``, ``remedy.owner_unknown``, ``claim.not_here`` and what
    :func:`check_agreement` raises (L22 Art.33).
    """
    with door("settle", case=case, actor=actor, at=at, version=version) as passage:
        mediation, matter = _running(passage), passage.matter
        check_agreement(
            method=method, terms=terms, items=items, signed_on=signed_on, begun_on=mediation.begun_on,
            today=passage.today,
        )  # fmt: skip
        file = attached_file(passage, paper)
        if file is None or file.kind != PAPER:
            raise Refusal("settlement.no_paper")
        passage.watch(mediation)
        mediation.ended_on, mediation.method = passage.today, method
        mediation.terms, mediation.agreement = terms.strip(), file
        for item in items:
            _promise(passage, mediation, item)
        for claim in claims_in_order(passage):
            passage.watch(claim)
            claim.result, claim.answer, claim.answered_on = AGREED, terms.strip(), signed_on
            claim.legal_basis = code_list("claim_results").entry(AGREED).extras["article"]
        matter.decided_on = matter.served_on = signed_on
        passage.facts |= {"method": method, "signed_on": signed_on.isoformat(), "count": len(items)}


def execute_settlement(*, case: int, actor: Actor, at: datetime, version: int | None = None) -> None:
    """Make a remedy, with its owner and its day, of every article of the agreement. Raises ``settlement.none``."""
    with door("execute_settlement", case=case, actor=actor, at=at, version=version) as passage:
        reached = agreement(passage)
        if reached is None:
            raise Refusal("settlement.none")
        items = passage.rows(SettlementItem, mediation_id=reached.pk)
        for item in items:
            passage.create(
                Remedy(
                    matter=passage.matter, claim_id=item.claim_id, kind=item.kind, text=item.text,
                    owner_id=item.owner_id, due=item.due,
                )
            )  # fmt: skip
        passage.facts |= {
            "count": len(items),
            "remedies_due": sorted({item.due.isoformat() for item in items}),
        }


def _running(passage: Passage) -> Mediation:
    found = running_mediation(passage)
    if found is None:
        raise Refusal("mediation.none_open")
    return found


def _promise(passage: Passage, mediation: Mediation, item: RemedyDraft) -> None:
    if item.kind not in code_list("remedy_kinds"):
        raise Refusal("remedy.kind_unknown", kind=item.kind)
    if open_organ(passage, item.owner) is None:
        raise Refusal("remedy.owner_unknown", organ=item.owner)
    passage.create(
        SettlementItem(
            matter=passage.matter, mediation=mediation, claim=claim_named(passage, item.claim), kind=item.kind,
            text=item.text.strip(), owner_id=item.owner, due=item.due,
        )
    )  # fmt: skip

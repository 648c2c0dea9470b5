"""Hand the dossier in to the organ above."""

from dataclasses import dataclass
from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import Passage, door
from dengwen.domains.closure.models import Dossier, DossierItem
from dengwen.domains.closure.reads.open_dossier import claims_of, last_dossier
from dengwen.domains.closure.rules.dossier_contents import dossier_items
from dengwen.domains.closure.rules.manifest import manifest_digest
from dengwen.domains.closure.rules.may_hand_in import Papers, check_hand_in
from dengwen.domains.handling.models import Remedy, ServiceRecord
from dengwen.domains.handling.reads.procedures import agreement
from dengwen.domains.handling.reads.rounds import issued_opinion
from dengwen.domains.handling.rules.remedies import ClaimResult, RemedyState
from dengwen.domains.handling.verbs.call_panel import check_no_panel_waits
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.organs.reads.superiors import next_higher
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.loading import pack


def hand_in_dossier(
    *, case: int, report: str, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Hand in: the next higher organ examines the case, item by item, before it counts as closed (plan S24-S27).

    Which organ examines is never chosen by hand. Raises ``dossier.no_opinion``, ``dossier.no_higher_organ`` and
    what :func:`check_hand_in` raises.
    """
    with door("hand_in_dossier", case=case, actor=actor, at=at, version=version) as passage:
        matter = passage.matter
        answer = _answer(passage)
        claims = claims_of(passage)
        files = [(file.kind, file.sha256) for file in passage.rows(Attachment)]
        papers = _papers(passage, answer, claims, [kind for kind, _ in files])
        check_hand_in(papers, report=report, today=passage.today)
        check_no_panel_waits(passage)
        higher = passage.look_up(("higher", matter.organ_id), lambda: next_higher(matter.organ_id))
        if higher is None:
            raise Refusal("dossier.no_higher_organ")
        manifest = manifest_digest(
            attachments=[digest for _, digest in files], opinion=answer.digest, report=report.strip()
        )
        dossier = _create(passage, higher.pk, report.strip(), manifest)
        for item in dossier_items(
            claims=[claim.claim for claim in claims], law=pack(matter.pack), method=answer.method
        ):
            passage.create(DossierItem(matter=matter, dossier=dossier, claim_id=item.claim, kind=item.kind))
        matter.review_organ_id = higher.pk
        passage.involve(higher.pk, "reviewing")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What answers the matter in this round: an agreement of both sides, or else an opinion."""

    method: str
    digest: str
    served: bool


def _answer(passage: Passage) -> _Answer:
    reached = agreement(passage)
    if reached is not None and reached.agreement is not None:
        return _Answer(reached.method, reached.agreement.sha256, served=True)  # each side signed and has it
    opinion = issued_opinion(passage)
    if opinion is None:
        raise Refusal("dossier.no_opinion")
    served = bool(passage.rows(ServiceRecord, opinion_id=opinion.pk))
    return _Answer(opinion.method, opinion.text_sha256, served)


def _create(passage: Passage, higher: int, report: str, manifest: str) -> Dossier:
    before = last_dossier(passage)
    dossier = Dossier(
        matter=passage.matter,
        round=before.round + 1 if before else 1,
        organ_id=higher,
        report=report,
        manifest_sha256=manifest,
        handed_in_on=passage.today,
        handed_in_by_id=passage.actor.post,
    )
    passage.create(dossier)
    passage.facts |= {"round": dossier.round, "to": higher, "manifest": manifest}
    return dossier


def _papers(passage: Passage, answer: _Answer, claims: list[ClaimResult], attached: list[str]) -> Papers:
    return Papers(
        method=answer.method,
        wanted=pack(passage.matter.pack).dossier(answer.method),
        served=answer.served,
        claims=claims,
        remedies=[
            RemedyState(remedy.claim_id, remedy.due, remedy.done_on) for remedy in passage.rows(Remedy)
        ],
        attached=attached,
    )

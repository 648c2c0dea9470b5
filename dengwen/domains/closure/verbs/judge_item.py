"""Judge one item of a dossier."""

from datetime import datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.closure.reads.open_dossier import items_of, open_dossier
from dengwen.domains.closure.rules.dossier_decision import check_finding
from dengwen.domains.handling.reads.rounds import claim_here
from dengwen.foundation.permissions.actor import Actor


def judge_item(
    *,
    case: int,
    item: int,
    finding: str,
    actor: Actor,
    at: datetime,
    remark: str = "",
    version: int | None = None,
) -> None:
    """Say whether an item is met or lacking, and if lacking, what is missing; it may be judged anew.

    Raises ``dossier.none_open``, ``dossier.item_not_here``, ``dossier.finding_unknown``,
    ``dossier.lacking_without_remark`` and, from the door, the refusals of ``examine.*`` (plan S27).
    """
    with door("judge_item", case=case, actor=actor, at=at, version=version) as passage:
        row = next((row for row in items_of(passage, open_dossier(passage)) if row.pk == item), None)
        if row is None:
            raise Refusal("dossier.item_not_here", item=item)
        found = check_finding(finding=finding, remark=remark)
        passage.watch(row)
        row.finding, row.remark = found.value, remark.strip()
        about = claim_here(passage, row.claim_id) if row.claim_id else None
        claim = about.position if about else None
        passage.facts |= {"item": row.kind, "claim": claim, "finding": found.value}

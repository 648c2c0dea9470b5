"""Find something at an inspection, correct it, and accept the correction (plan S39)."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.supervision.access import inspections_visible_to, speaks_for
from dengwen.domains.supervision.models import InspectedCase, InspectionFinding
from dengwen.domains.supervision.rules.inspections import check_acceptance, check_correction, check_finding
from dengwen.domains.supervision.states import FindingState
from dengwen.domains.supervision.verbs.own_stream import change
from dengwen.domains.supervision.verbs.plan_inspection import MISSING, hold_inspection, named_above
from dengwen.foundation.organs.reads.superiors import organ_row
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.permissions.rights import Right


def record_finding(
    *, inspection: int, organ: int, code: str, words: str, due: date, actor: Actor, at: datetime,
    case: int | None = None,
) -> int:  # fmt: skip
    """Write down a finding about an organ, or about its handling of a drawn case; return it.

    Raises ``inspection.not_found``, ``inspection.other_organ``, ``inspection.not_named``, ``inspection.not_drawn``,
    and as :func:`check_finding`.
    """
    with hold_inspection(inspection, "inspection_found", actor, at) as sheet:
        check_finding(code=code, words=words, due=due, today=sheet.today)
        row = sheet.root
        if case is not None and not InspectedCase.objects.filter(inspection=row, matter=case).exists():
            raise Refusal("inspection.not_drawn")
        if not named_above(row, organ):
            raise Refusal("inspection.not_named", organ=organ_row(organ))
        found = InspectionFinding(
            inspection=row, number=row.findings.count() + 1, organ_id=organ, matter_id=case, code=code,
            words=words.strip(), found_on=sheet.today, by_id=actor.post, due=due,
        )  # fmt: skip
        sheet.create(found)
        sheet.facts |= {"number": found.number, "code": code, "organ": organ, "due": due.isoformat()}
    return found.pk


def correct_finding(*, finding: int, words: str, evidence: str, actor: Actor, at: datetime) -> None:
    """Say what the organ corrected, with evidence; only the organ that the finding is about.

    Raises ``inspection.not_found``, ``supervision.other_organ``, and as :func:`check_correction`.
    """
    actor.require(Right.ANSWER_SUPERVISION)
    inspections = inspections_visible_to(actor)
    held = _inspection_of(finding)
    with change(inspections, held, "inspection_corrected", actor=actor, at=at, missing=MISSING) as sheet:
        row = InspectionFinding.objects.get(pk=finding)
        if not speaks_for(actor, row.organ_id):
            raise Refusal("supervision.other_organ", organ=row.organ)
        check_correction(state=row.state, words=words, evidence=evidence)
        sheet.watch(row)
        row.state, row.correction, row.evidence = (
            FindingState.CORRECTED.value,
            words.strip(),
            evidence.strip(),
        )
        row.corrected_on, row.corrected_by_id = sheet.today, actor.post
        sheet.facts |= {"number": row.number}


def judge_finding(*, finding: int, accept: bool, remarks: str, actor: Actor, at: datetime) -> None:
    """Accept a correction, or return it with what is missing; by another person than who found it or corrected it.

    Raises ``inspection.not_found``, ``inspection.other_organ``, and as :func:`check_acceptance`.
    """
    event = "inspection_accepted" if accept else "inspection_returned"
    with hold_inspection(_inspection_of(finding), event, actor, at) as sheet:
        row = InspectionFinding.objects.select_related("by", "corrected_by").get(pk=finding)
        involved = {post.account_id for post in (row.by, row.corrected_by) if post is not None}
        check_acceptance(
            state=row.state, accept=accept, remarks=remarks, person=actor.account, involved=involved
        )
        sheet.watch(row)
        row.state = (FindingState.ACCEPTED if accept else FindingState.RETURNED).value
        row.returned += not accept
        row.judged_on, row.judged_by_id, row.remarks = sheet.today, actor.post, remarks.strip()
        sheet.facts |= {"number": row.number}


def _inspection_of(finding: int) -> int:
    found = InspectionFinding.objects.filter(pk=finding).values_list("inspection", flat=True).first()
    if found is None:
        raise Refusal(MISSING)
    return found

"""What supervision leaves behind: an item with an answer and a file, an inspection with rows of all kinds, a note."""

from datetime import timedelta

from dengwen.domains.supervision.verbs.answer_cooperation import PaperDraft
from dengwen.domains.supervision.verbs.answer_item import answer_supervision, judge_supervision
from dengwen.domains.supervision.verbs.judge_finding import record_finding
from dengwen.domains.supervision.verbs.plan_inspection import draw_inspection, plan_inspection, record_visit
from dengwen.domains.supervision.verbs.raise_item import raise_supervision
from dengwen.domains.supervision.verbs.write_experience import draft_experience
from tests.cast import DAY, MORNING, Cast
from tests.handling.walk import Words

LATER = MORNING + timedelta(days=1)
DUE = DAY + timedelta(days=10)


def supervise_case(cast: Cast, item: int = 0, inspection: int = 0) -> dict[str, int]:
    """Register a case of Lin County and supervise it; returns the item and the inspection.

    ``item`` and ``inspection``: what an earlier call made, which grows by an answer, a visit and a finding.
    """
    case = cast.registered().pk
    words: Words = {"cause": "SHIRKING", "grounds": "Sent on twice.", "demand": "Decide.", "due": DUE}
    raised = raise_supervision(case=case, actor=cast["city_leader"], at=LATER, **words)
    draft_experience(case=case, title="Receipts", text="At once.", actor=cast["handler"], at=LATER)
    if item:
        judge_supervision(
            item=item, settle=False, remarks="No proof.", due=DUE, actor=cast["city_leader"], at=LATER
        )
    papers = [PaperDraft("minutes.txt", b"Minutes 3")]
    answer: Words = {"words": "It is ours.", "evidence": "Minutes 3.", "papers": papers}
    answer_supervision(item=item or raised, actor=cast["registrar"], at=LATER, **answer)
    planned = _inspect(cast, inspection)
    return {"item": item or raised, "inspection": inspection or planned}


def _inspect(cast: Cast, earlier: int) -> int:
    inspector = cast["inspector"]
    river, lin = cast.organ("river"), cast.organ("lin")
    plan: Words = {"title": "Spring", "kind": "inspection", "since": DAY, "until": DAY, "themes": {"REGISTER"},
                   "size": 5, "organs": {river}}  # fmt: skip
    planned = plan_inspection(actor=inspector, at=LATER, **plan)
    asked = earlier or planned
    if not earlier:
        draw_inspection(inspection=asked, actor=inspector, at=LATER)
    seen = {"REGISTER": "Books are kept."}
    record_visit(inspection=asked, organ=river, on=DAY, seen=seen, actor=inspector, at=LATER)
    found: Words = {"code": "LATE", "words": "Late.", "due": DUE, "organ": lin}
    record_finding(inspection=asked, actor=inspector, at=LATER, **found)
    return planned

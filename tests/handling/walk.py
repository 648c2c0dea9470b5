"""Walks a matter of the cast from verb to verb, so that a test begins where it wants to."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.closure.models import DossierItem
from dengwen.domains.closure.verbs.accept_dossier import accept_dossier
from dengwen.domains.closure.verbs.hand_in_dossier import hand_in_dossier
from dengwen.domains.closure.verbs.judge_item import judge_item
from dengwen.domains.handling.rules.remedies import RemedyDraft
from dengwen.domains.handling.verbs.answer_claim import answer_claim
from dengwen.domains.handling.verbs.approve_plan import approve_plan
from dengwen.domains.handling.verbs.begin_execution import begin_execution
from dengwen.domains.handling.verbs.draft_opinion import draft_opinion
from dengwen.domains.handling.verbs.draft_plan import draft_plan
from dengwen.domains.handling.verbs.issue_opinion import issue_opinion
from dengwen.domains.handling.verbs.record_meeting import record_meeting
from dengwen.domains.handling.verbs.record_service import record_service
from dengwen.domains.handling.verbs.record_step import record_step
from tests.cast import DAY, MORNING, Cast

Words = dict[str, Any]  # what everybody would write into the form
REVIEW = "You may ask River City for review within 30 days of service."
WAY = ("accept", "team", "plan", "approve", "step", "draft", "answers", "issue", "serve", "execute", "hand_in",
       "judge", "vouch")  # fmt: skip


@dataclass
class Walk:
    """A matter on its way; ``day`` moves on by one with every step."""

    cast: Cast
    case: int
    day: date = DAY
    at: datetime = MORNING
    results: dict[int, str] = field(default_factory=lambda: {1: "EXPLAINED", 2: "NOT_SUPPORTED"})
    method: str = "EXPLANATION"

    def until(self, last: str, start: str = "accept") -> "Walk":
        """Do every step from ``start`` to ``last``."""
        for name in WAY[WAY.index(start) : WAY.index(last) + 1]:
            self.at += timedelta(days=1)
            self.day += timedelta(days=1)
            getattr(self, name)()
        return self

    @property
    def matter(self) -> Matter:
        return self.cast.matter(self.case)

    def claims(self) -> list[Claim]:
        self.cast.matter(self.case)
        return list(Claim.objects.filter(matter=self.case).order_by("position"))

    def accept(self) -> None:
        accept_matter(case=self.case, actor=self.cast["registrar"], at=self.at)

    def team(self) -> None:
        assign_team(
            case=self.case,
            actor=self.cast["registrar"],
            at=self.at,
            leader=self.cast["leader"].post,
            unit=self.cast.organ("lin_unit"),
            handler=self.cast["handler"].post,
        )

    def plan(self, part: str = "handler") -> None:
        finish_by = self.day + timedelta(days=10)
        words: Words = {"issues": "Was a receipt given?", "approach": "Ask the station."}
        draft_plan(case=self.case, actor=self.cast[part], at=self.at, finish_by=finish_by, **words)

    def meet(self, *kinds: str) -> None:
        """Record the three meetings, or those that are named."""
        for kind in kinds or ("PETITIONER", "OFFICER", "FILE"):
            words: Words = {"outcome": "HELD", "notes": "It was heard.", "how_offered": "By telephone."}
            record_meeting(
                case=self.case, kind=kind, met_on=self.day, actor=self.cast["handler"], at=self.at, **words
            )

    def approve(self) -> None:
        """Approve the plan once the three meetings are on record."""
        self.meet()
        approve_plan(case=self.case, actor=self.cast["leader"], at=self.at)

    def step(self) -> None:
        words: Words = {"kind": "INTERVIEW", "text": "The officer says there was no paper."}
        record_step(case=self.case, actor=self.cast["handler"], at=self.at, done_on=self.day, **words)

    def draft(self) -> None:
        words: Words = {"method": self.method, "summary": "No receipt was given."}
        draft_opinion(case=self.case, actor=self.cast["handler"], at=self.at, **words)

    def answers(self) -> None:
        for claim in self.claims():
            self.answer(claim.pk, self.results[claim.position])

    def answer(self, claim: int, result: str) -> None:
        words: Words = {
            "facts_found": "No receipt in the book.",
            "reasons": "A receipt is owed for each report.",
            "answer": "It is so.",
            "legal_basis": "L22 Art.21",
        }
        answer_claim(
            case=self.case, claim=claim, result=result, actor=self.cast["handler"], at=self.at, **words
        )

    def issue(self) -> None:
        issue_opinion(case=self.case, actor=self.cast["leader"], at=self.at, review_told=REVIEW)

    def serve(self) -> None:
        words: Words = {"method": "IN_PERSON", "received_by": "Wang Wu"}
        record_service(case=self.case, actor=self.cast["registrar"], at=self.at, served_on=self.day, **words)

    def execute(self, *remedies: RemedyDraft) -> None:
        reason = "" if remedies else "Nothing was promised."
        begin_execution(
            case=self.case, actor=self.cast["handler"], at=self.at, remedies=remedies, reason=reason
        )

    def hand_in(self) -> None:
        hand_in_dossier(case=self.case, actor=self.cast["handler"], at=self.at, report="All is done.")

    def items(self) -> list[DossierItem]:
        self.cast.matter(self.case)
        return list(DossierItem.objects.filter(matter=self.case, dossier__decision="").order_by("pk"))

    def judge(self) -> None:
        for item in self.items():
            judge_item(case=self.case, item=item.pk, finding="met", actor=self.cast["reviewer"], at=self.at)

    def vouch(self) -> None:
        accept_dossier(case=self.case, actor=self.cast["reviewer"], at=self.at)


def walk(cast: Cast, last: str | None = None, **changes: object) -> Walk:
    """Register a petition and walk it until ``last``."""
    way = Walk(cast, cast.registered().pk)
    for name, value in changes.items():
        setattr(way, name, value)
    return way.until(last) if last else way

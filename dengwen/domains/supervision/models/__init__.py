from dengwen.domains.supervision.models.cooperation import CooperationPaper, CooperationRequest
from dengwen.domains.supervision.models.experience import ExperienceNote
from dengwen.domains.supervision.models.inspections import (
    InspectedCase,
    InspectedOrgan,
    Inspection,
    InspectionDraw,
    InspectionFinding,
    InspectionVisit,
)
from dengwen.domains.supervision.models.items import (
    SupervisionAnswer,
    SupervisionEscalation,
    SupervisionItem,
    SupervisionPaper,
)
from dengwen.domains.supervision.models.practice import CaseCause, Problem, Suggestion

__all__ = [
    "CaseCause", "CooperationPaper", "CooperationRequest", "ExperienceNote", "InspectedCase", "InspectedOrgan",
    "Inspection", "InspectionDraw", "InspectionFinding", "InspectionVisit", "Problem",
    "Suggestion", "SupervisionAnswer", "SupervisionEscalation", "SupervisionItem", "SupervisionPaper",
]  # fmt: skip

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

__all__ = [
    "CooperationPaper", "CooperationRequest", "ExperienceNote", "InspectedCase", "InspectedOrgan", "Inspection",
    "InspectionDraw", "InspectionFinding", "InspectionVisit", "SupervisionAnswer", "SupervisionEscalation",
    "SupervisionItem", "SupervisionPaper",
]  # fmt: skip

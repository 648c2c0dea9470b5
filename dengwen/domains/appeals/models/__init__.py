from dengwen.domains.appeals.models.decision import ClaimVerdict, DecisionService, ReviewDecision
from dengwen.domains.appeals.models.repetition import Repetition
from dengwen.domains.appeals.models.request import ReviewRequest
from dengwen.domains.appeals.models.series import DecisionSeries
from dengwen.domains.appeals.models.termination import Reexamination, Termination
from dengwen.domains.appeals.models.withdrawal import Withdrawal

__all__ = [
    "ClaimVerdict",
    "DecisionSeries",
    "DecisionService",
    "Reexamination",
    "Repetition",
    "ReviewDecision",
    "ReviewRequest",
    "Termination",
    "Withdrawal",
]

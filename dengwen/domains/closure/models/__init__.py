from dengwen.domains.closure.models.dossier import Dossier
from dengwen.domains.closure.models.item import DossierItem
from dengwen.domains.closure.models.lookback import (
    LookbackPopulation,
    LookbackRound,
    LookbackSeat,
    LookbackStratum,
)
from dengwen.domains.closure.models.lookback_sheet import LookbackFinding, LookbackSheet
from dengwen.domains.closure.models.rating import Rating

__all__ = [
    "Dossier", "DossierItem", "LookbackFinding", "LookbackPopulation", "LookbackRound", "LookbackSeat",
    "LookbackSheet", "LookbackStratum", "Rating",
]  # fmt: skip

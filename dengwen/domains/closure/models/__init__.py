from dengwen.domains.closure.models.dossier import Dossier
from dengwen.domains.closure.models.item import DossierItem

__all__ = ["Dossier", "DossierItem"]

from dengwen.domains.supervision.models.cooperation import CooperationPaper, CooperationRequest

__all__ = ["CooperationPaper", "CooperationRequest"]

from dengwen.domains.handling.models.bar import OpinionBar
from dengwen.domains.handling.models.opinion import Opinion
from dengwen.domains.handling.models.plan import Plan
from dengwen.domains.handling.models.remedy import Remedy
from dengwen.domains.handling.models.series import OpinionSeries
from dengwen.domains.handling.models.service import ServiceRecord
from dengwen.domains.handling.models.step import InvestigationStep

__all__ = ["InvestigationStep", "Opinion", "OpinionBar", "OpinionSeries", "Plan", "Remedy", "ServiceRecord"]

from dengwen.foundation.organs.models.organ import Organ
from dengwen.foundation.organs.models.period import OrganPeriod
from dengwen.foundation.organs.models.reach import OrganReach

__all__ = ["Organ", "OrganPeriod", "OrganReach"]

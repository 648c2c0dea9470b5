from dengwen.foundation.identity.models.case_reading import CaseReading
from dengwen.foundation.identity.models.reading import IdentityReading
from dengwen.foundation.identity.models.sealed_person import SealedPerson

__all__ = ["CaseReading", "IdentityReading", "SealedPerson"]

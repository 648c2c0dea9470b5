from dengwen.domains.matching.models.imprint import CommonKey, Imprint
from dengwen.domains.matching.models.link import Link

__all__ = ["CommonKey", "Imprint", "Link"]

from dengwen.domains.matching.models.imprint import CommonKey, Imprint

__all__ = ["CommonKey", "Imprint"]

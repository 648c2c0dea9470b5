from dengwen.domains.search.models.matter_words import MatterWords, Waiting

__all__ = ["MatterWords", "Waiting"]

from dengwen.domains.letters.models.attachment import Attachment
from dengwen.domains.letters.models.letter import Letter, LetterSeries

__all__ = ["Attachment", "Letter", "LetterSeries"]

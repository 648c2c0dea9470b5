from dengwen.domains.letters.models.attachment import Attachment

__all__ = ["Attachment"]

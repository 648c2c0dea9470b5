from dengwen.domains.bulletins.models.picture import Picture
from dengwen.domains.bulletins.models.tally import Tally

__all__ = ["Picture", "Tally"]

from dengwen.domains.bulletins.models.board_row import BoardRow
from dengwen.domains.bulletins.models.picture import Picture
from dengwen.domains.bulletins.models.tally import Tally

__all__ = ["BoardRow", "Picture", "Tally"]

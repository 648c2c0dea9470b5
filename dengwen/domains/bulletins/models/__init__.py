from dengwen.domains.bulletins.models.board_row import BoardRow
from dengwen.domains.bulletins.models.picture import Picture
from dengwen.domains.bulletins.models.publication import (
    Publication,
    PublicationReceipt,
    PublicationReply,
    PublicationSeries,
)
from dengwen.domains.bulletins.models.tally import Tally

__all__ = [
    "BoardRow",
    "Picture",
    "Publication",
    "PublicationReceipt",
    "PublicationReply",
    "PublicationSeries",
    "Tally",
]

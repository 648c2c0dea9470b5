from dengwen.foundation.ledger.models.entry import Entry
from dengwen.foundation.ledger.models.head import Head

__all__ = ["Entry", "Head"]

from dengwen.foundation.ledger.models.entry import Entry
from dengwen.foundation.ledger.models.head import Head
from dengwen.foundation.ledger.models.log import LogKey, LogLeaf, LogNode, TreeHead

__all__ = ["Entry", "Head", "LogKey", "LogLeaf", "LogNode", "TreeHead"]

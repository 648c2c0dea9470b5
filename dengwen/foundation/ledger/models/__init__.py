from dengwen.foundation.ledger.models.entry import Entry
from dengwen.foundation.ledger.models.head import Head
from dengwen.foundation.ledger.models.log import LogKey, LogLeaf, LogNode, TreeHead
from dengwen.foundation.ledger.models.promise import Promise

__all__ = ["Entry", "Head", "LogKey", "LogLeaf", "LogNode", "Promise", "TreeHead"]

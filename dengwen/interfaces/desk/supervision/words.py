"""What an item says: its own words, or those of the rule that raised it."""

from typing import Any

from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang
from dengwen.interfaces.kit.sentences import lang


def grounds_of(item: Any) -> str:
    """Return why the item was raised."""
    return str(item.grounds) if not item.rule else code_list("supervision_rules").label(item.rule, lang())


def demand_of(item: Any) -> str:
    """Return what is demanded."""
    if not item.rule:
        return str(item.demand)
    known = next(each for each in code_list("supervision_rules").entries if each.code == item.rule).extras
    return in_lang(lang(), known["demand_en"], known["demand_zh"])

"""What the timeline of a case says of campaigns: names of packs, reasons and classes, and the way to their pages."""

from collections.abc import Iterable, Mapping

from dengwen.domains.cases.reads.timeline import Event
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.interfaces.kit.sentences import lang

_NAMES = ("campaign_pack", "scope_reason", "source_class")


def campaign_words(name: str, value: str) -> str:
    """Return the words of a fact: ``pack`` or ``pack/key``; a pack that is gone is shown by its code."""
    code, _slash, key = value.partition("/")
    try:
        pack = campaign_pack(code)
    except UnknownCodeError:
        return value
    if name == "campaign_pack":
        return pack.title(lang())
    found = pack.reason(key) if name == "scope_reason" else pack.source_class(key)
    return found.label(lang()) if found else key


def campaign_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Return those facts of an event that name something of a campaign, in words."""
    return {name: campaign_words(name, str(facts[name])) for name in _NAMES if name in facts}


def campaigns_in(events: Iterable[Event]) -> list[tuple[int, str]]:
    """Return the campaigns that the shown events of a case tell of: id and name. It asks the database nothing."""
    found = {
        event.facts["campaign"]: campaign_words("campaign_pack", str(event.facts.get("campaign_pack", "")))
        for event in events
        if "campaign" in event.facts
    }
    return sorted(found.items())

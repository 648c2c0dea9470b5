"""The number of a campaign as a filter of the case list: whatever is counted can be opened, case by case."""

from django.db.models import Q
from django.utils.translation import gettext as _

from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import campaign_seen
from dengwen.domains.campaigns.reads.scope_at import part_of, stage_part
from dengwen.domains.campaigns.reads.standing import runs_of
from dengwen.foundation.permissions.actor import Actor
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import url_of

FIGURE = "campaign"


def cases_url(campaign: int, part: str, organ: int | None = None, **more: str) -> str:
    """Return the address of the cases behind a number: of one organ with all below it, and with ``more`` conditions."""
    return url_of("/cases/", figure=FIGURE, dim=part, value=campaign, organ=organ, **more)


def campaign_filter(actor: Actor, value: str, part: str) -> tuple[Q, str] | None:
    """Return the condition for a part of the campaign with id ``value``, in rows and in words; None if unknown."""
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        return None
    try:
        campaign = campaign_seen(actor, int(value))
    except Refusal:
        return None
    pack = campaign_pack(campaign.pack)
    name, dot, rest = part.partition(".")
    stage, _dot, key = rest.partition(".")
    if not dot:
        found = part_of(campaign.pk, name)
        return None if found is None else (found, f"{pack.title(lang())} · {_words()[name]}")
    run, known = runs_of(campaign).get(stage), pack.stage(stage)
    if run is None or known is None:
        return None
    target = next((each for each in pack.targets if each.key == key), None)
    condition = stage_part(run, name, target.by if target else None)
    if condition is None:
        return None
    words = f"{pack.title(lang())} · {known.label(lang())} · {_words()[name]}"
    if target is not None and name != "fixed":
        words = f"{words} · {target.label(lang())}"
    return condition, words


def _words() -> dict[str, str]:
    return {
        "in": _("in the campaign"), "out": _("left outside"), "resolved": _("resolved"),
        "unresolved": _("not resolved yet"), "late": _("decided late"), "all": _("ever taken in"),
        "fixed": _("counted when the stage began"), "done": _("of these resolved"), "rest": _("of these not resolved"),
    }  # fmt: skip

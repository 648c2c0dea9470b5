"""Leaders in charge and what they have in hand."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.clock import local_day, now
from dengwen.domains.campaigns.reads.leaders_load import leaders_load
from dengwen.domains.campaigns.reads.standing import campaigns_of
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang


@desk_view(Right.READ_FIGURES)
@require_safe
def leaders(request: DeskRequest) -> HttpResponse:
    """Show for each leader within reach the cases led, due within 7 days, late and returned; of a campaign if asked."""
    known = [(line.campaign.pk, line.pack.title(lang())) for line in campaigns_of(request.actor)]
    campaign = _number(request.GET.get("campaign", ""))
    if campaign is not None and campaign not in {pk for pk, _ in known}:
        raise Http404
    after = _number(request.GET.get("after", "")) or 0
    today = local_day(now(), settings.TIME_ZONE)
    rows, more = leaders_load(request.actor, today=today, campaign=campaign, after=after)
    kept = f"campaign={campaign}&" if campaign else ""
    parts = {
        "rows": rows, "campaigns": known, "campaign": campaign, "today": today,
        "next": f"/cases/leaders/?{kept}after={more}" if more else "",
        "first": f"/cases/leaders/?{kept}" if after else "",
    }  # fmt: skip
    return render(request, "desk/work/leaders.html", parts)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

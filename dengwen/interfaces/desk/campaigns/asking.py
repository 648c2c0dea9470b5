"""What the pages of campaigns have in common: the campaign that is asked for, the day, going on after a deed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.campaigns.access import campaign_seen
from dengwen.domains.campaigns.reads.standing import CampaignLine
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.interfaces.kit.desk_view import DeskRequest
from dengwen.interfaces.kit.sentences import refusal_sentence

Deed = Callable[..., Any]


def asked_campaign(request: DeskRequest, campaign: int) -> CampaignLine:
    """Return the campaign of the address with its pack, or no page at all."""
    try:
        found = campaign_seen(request.actor, campaign)
    except Refusal:
        raise Http404 from None
    return CampaignLine(found, campaign_pack(found.pack))


def today() -> date:
    """Return the legal day of this moment."""
    return local_day(now(), settings.TIME_ZONE)


class Doing:
    """One form of several on a page: which deed was sent, its form with what was typed, and why it was refused."""

    def __init__(self, request: DeskRequest, kinds: Mapping[str, type[forms.Form]], **options: Any) -> None:
        self.deed = request.POST.get("deed", "") if request.method == "POST" else ""
        if request.method == "POST" and self.deed not in kinds:
            raise Http404
        self.sentence = ""
        sent, files = (request.POST, request.FILES) if self.deed else (None, None)
        self.forms: dict[str, forms.Form] = {}
        for name, kind in kinds.items():
            data: dict[str, Any] = {"data": sent, "files": files} if name == self.deed else {}
            self.forms[name] = kind(prefix=name, label_suffix="", **data, **options)

    def run(
        self, request: DeskRequest, deeds: Mapping[str, Deed], said: Callable[[Any], str], **about: Any
    ) -> bool:
        """Do what was sent; return whether it was done. A refusal stays on the page with what was typed."""
        if not self.deed:
            return False
        form = self.forms[self.deed]
        if not form.is_valid():
            return False
        try:
            done = deeds[self.deed](actor=request.actor, at=now(), **about, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.code.endswith(".not_found"):
                raise
            self.sentence = refusal_sentence(refusal)
            return False
        messages.success(request, said(done))
        return True

    @property
    def status(self) -> int:
        """Return 422 where something was sent and not done."""
        return 422 if self.deed else 200


def onward(path: str) -> HttpResponse:
    """Go on to a page after a deed."""
    response = HttpResponseRedirect(path)
    response.status_code = 303
    return response


def done(_result: Any) -> str:
    """Return the sentence for a deed that needs no other."""
    return _("It is written down.")

"""What every page about the case list begins with: the filter of the URL, and its condition."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from dengwen.base.clock import local_day, now
from dengwen.domains.bulletins.reads.figure_list import figure_filter
from dengwen.domains.bulletins.rules.measures import BY_ID
from dengwen.domains.cases.reads.filters import CaseFilter, read_filter
from dengwen.domains.cases.reads.lists import CaseList
from dengwen.domains.cases.reads.people import Choice, organ_choices
from dengwen.interfaces.desk.campaigns.case_filter import FIGURE as CAMPAIGN
from dengwen.interfaces.desk.campaigns.case_filter import campaign_filter
from dengwen.interfaces.desk.work.filter_words import Said, filter_words, safe_label
from dengwen.interfaces.kit.desk_view import DeskRequest
from dengwen.interfaces.kit.sentences import lang


@dataclass(frozen=True, slots=True)
class Asked:
    """The list that a request asks for, in rows and in words."""

    cases: CaseList
    wanted: CaseFilter
    today: date
    organs: list[Choice]
    said: list[Said]

    @property
    def words(self) -> str:
        """Return the whole filter as one line."""
        return ("; " if lang() == "en" else "；").join(each.words for each in self.said)


def asked_for(request: DeskRequest) -> Asked:
    """Read the filter of the URL."""
    today = local_day(now(), settings.TIME_ZONE)
    wanted = read_filter(dict(request.GET.lists()))
    extra, figure = (None, "") if not wanted.figure else _of_figures(wanted, request, today)
    organs = organ_choices(request.actor.bureau, wanted.organ)
    names = {("organ", each.id): shown(each) for each in organs}
    cases = CaseList(request.actor, wanted, today, extra)
    return Asked(cases, wanted, today, organs, filter_words(wanted, names, figure))


def shown(choice: Choice) -> str:
    """Return the name of a choice in the language of the page."""
    return choice.name_en if lang() == "en" and choice.name_en else choice.name


def _of_figures(wanted: CaseFilter, request: DeskRequest, today: date) -> tuple[Q, str]:
    """Return the condition of a number of the figures or of a campaign, and what the number is called."""
    if wanted.figure == CAMPAIGN:
        of_campaign = campaign_filter(request.actor, wanted.value, wanted.dim)
        if of_campaign is None:
            raise Http404
        return of_campaign
    measure = BY_ID.get(wanted.figure)
    found = figure_filter(request.GET.dict(), today)
    if measure is None or found is None:
        raise Http404
    words = f"{measure.name_en if lang() == 'en' else measure.name_zh} {wanted.month}"
    if wanted.held == "nobody":
        words += " · " + _("held by nobody")
    if wanted.held == "own":
        words += " · " + _("without the organs below")
    if wanted.dim in _DIMENSIONS:
        words += f" · {safe_label(_DIMENSIONS[wanted.dim], wanted.value)}"
    return found, words


_DIMENSIONS = {"category": "categories", "channel": "channels", "source": "sources"}

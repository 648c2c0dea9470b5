"""What there is to publish, what is owed until when, and what was issued."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.reads.publications import months_frozen, publications_of
from dengwen.domains.bulletins.verbs.draft_publication import draft_publication
from dengwen.domains.campaigns.reads.standing import CampaignLine, campaigns_of
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.bulletins.owed_panel import owed_panel
from dengwen.interfaces.desk.cases.forms import choose
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence


class PeriodField(forms.ChoiceField):
    """Offers what there is and takes what it is given: the verb says why a month that is not frozen cannot be had."""

    def valid_value(self, value: Any) -> bool:
        """Leave the judgement to the verb."""
        return True


class DraftForm(forms.Form):
    """What is drafted: kind, period, campaign, language."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"))
    period = PeriodField(
        label=gettext_lazy("Month or summary"),
        help_text=gettext_lazy("Months that are frozen, and the summaries that campaigns ask for."),
    )
    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("zh", gettext_lazy("Chinese")), ("en", gettext_lazy("English"))],
    )

    def __init__(self, *args: Any, lines: list[CampaignLine], **options: Any) -> None:
        super().__init__(*args, **options)
        said = lang()
        summaries = {each.key: each.label(said) for line in lines for each in line.pack.summaries}
        choose(self.fields["kind"], code_list("publication_kinds").choices(said))
        choose(self.fields["period"], [*((each, each) for each in months_frozen()), *summaries.items()])
        none = [("", _("none"))]
        choose(
            self.fields["campaign"],
            none + [(str(line.campaign.pk), line.pack.title(said)) for line in lines],
        )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_FIGURES)
def bulletins(request: DeskRequest) -> HttpResponse:
    """List what is owed and what there is; who writes publications drafts one here."""
    writes = request.actor.has(Right.WRITE_PUBLICATION)
    if request.method == "POST" and not writes:
        raise Http404
    lines = campaigns_of(request.actor)
    sentence = ""
    form = DraftForm(
        request.POST if request.method == "POST" else None, lines=lines, label_suffix="", initial={"language": lang()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _drafted(request, form.cleaned_data)
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
    today = local_day(now(), settings.TIME_ZONE)
    page = {
        "rows": publications_of(request.actor),
        "form": form if writes else None, "sentence": sentence,
    } | owed_panel(request.actor, today, lines)  # fmt: skip
    failed = request.method == "POST"
    return render(request, "desk/bulletins/bulletins.html", page, status=422 if failed else 200)


def _drafted(request: DeskRequest, said: dict[str, str]) -> HttpResponse:
    made = draft_publication(
        kind=said["kind"], period=said["period"], campaign=int(said["campaign"]) if said["campaign"] else None,
        language=said["language"], actor=request.actor, at=now(),
    )  # fmt: skip
    messages.success(request, _("Drafted from the frozen month. Only the words are yours to change."))
    response = HttpResponseRedirect(f"/bulletins/{made}/")
    response.status_code = 303
    return response

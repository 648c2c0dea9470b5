"""The list of campaigns, and one of them: its stage, its targets and where we stand, what is due from whom."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dengwen.domains.campaigns.access import may_run
from dengwen.domains.campaigns.reads.owed import owed_by_all
from dengwen.domains.campaigns.reads.scope_at import changes_since
from dengwen.domains.campaigns.reads.scope_queue import queue_counts
from dengwen.domains.campaigns.reads.standing import (
    CampaignLine,
    by_class,
    campaigns_of,
    days_left,
    figures_of,
    runs_of,
    stage_lines,
    target_lines,
)
from dengwen.domains.campaigns.rules.stages import lacking
from dengwen.domains.campaigns.verbs.run_stages import enter_stage, leave_stage, open_campaign, prove_item
from dengwen.domains.campaigns.verbs.sweep_cases import Swept, sweep_cases, take_into_campaign
from dengwen.domains.campaigns.verbs.unit_plans import Counted, count_units
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.campaign import Target
from dengwen.foundation.rulebook.campaign_file import campaign_packs
from dengwen.interfaces.desk.bulletins.owed_panel import owed_panel
from dengwen.interfaces.desk.campaigns.asking import Deed, Doing, asked_campaign, done, onward, today
from dengwen.interfaces.desk.campaigns.case_filter import cases_url
from dengwen.interfaces.desk.campaigns.forms import NoForm, ProveForm, TakeForm
from dengwen.interfaces.desk.cases.forms import choose
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang

KINDS: dict[str, Any] = {
    "sweep": NoForm,
    "take": TakeForm,
    "prove": ProveForm,
    "enter": NoForm,
    "leave": NoForm,
    "count": NoForm,
}
DEEDS: dict[str, Deed] = {
    "sweep": sweep_cases, "take": take_into_campaign, "prove": prove_item, "enter": enter_stage, "leave": leave_stage,
    "count": count_units,
}  # fmt: skip
MOST_CHANGES = 20


class OpenForm(forms.Form):
    """Which campaign."""

    pack = forms.ChoiceField(label=gettext_lazy("Campaign"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["pack"], [(each.code, each.title(lang())) for each in campaign_packs()])


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def campaigns(request: DeskRequest) -> HttpResponse:
    """List the campaigns that the post sees; the campaign office opens one."""
    doing = Doing(request, {"open": OpenForm})
    if doing.run(request, {"open": open_campaign}, done):
        return onward("/campaigns/")
    page = {
        "lines": campaigns_of(request.actor), "language": lang(), "doing": doing,
        "may_open": request.actor.has(Right.RUN_CAMPAIGN),
    }  # fmt: skip
    return render(request, "desk/campaigns/campaigns.html", page, status=doing.status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def campaign_page(request: DeskRequest, campaign: int) -> HttpResponse:
    """Show where a campaign stands; its office sweeps, proves, enters and leaves stages here."""
    line = asked_campaign(request, campaign)
    doing = Doing(request, KINDS, pack=line.pack, actor=request.actor)
    if doing.run(request, DEEDS, _said, campaign=campaign):
        return onward(f"/campaigns/{campaign}/")
    page = _standing(request, line) | {
        "line": line, "doing": doing, "language": lang(), "today": today(),
        "may_run": may_run(request.actor, line.campaign).allowed,
        "may_object": request.actor.has(Right.PROPOSE_SCOPE),
    } | owed_panel(request.actor, today(), [line])  # fmt: skip
    return render(request, "desk/campaigns/campaign.html", page, status=doing.status)


def _standing(request: DeskRequest, line: CampaignLine) -> dict[str, Any]:
    campaign, pack, day = line.campaign, line.pack, today()
    runs = runs_of(campaign)
    numbers = figures_of(campaign, request.actor.bureau)
    stages = stage_lines(campaign, pack, runs)
    shown = next((each for each in stages if each.runs_now), None) or next(
        (each for each in stages if each.comes_next), None
    )
    proven = {(mark.kind, mark.item) for mark in campaign.marks.all()}
    owed = owed_by_all(request.actor, campaign, pack, day)
    classes = by_class(campaign)
    return {
        "stages": stages,
        "needed": [
            (kind, pack.item(key))
            for kind in (("exit",) if shown and shown.runs_now else ("entry",))
            for key in (lacking(shown.stage, kind, {item for of, item in proven if of == kind}) if shown else [])
        ],
        "targets": [
            (each, days_left(each.target, day), _urls(campaign.pk, each.target) if each.fixed else {})
            for each in target_lines(request.actor, campaign, pack, runs, numbers)
        ],
        "numbers": [(part, number, cases_url(campaign.pk, part)) for part, number in numbers.items()],
        "classes": [(each, classes.get(each.key, 0)) for each in pack.source_classes],
        "queues": queue_counts(campaign, day),
        "changes": [
            (stage.stage, change) for stage in stages if stage.run and stage.runs_now
            for change in changes_since(stage.run, MOST_CHANGES)
        ],
        "owed": [each for each in owed if each.overdue],
        "owes": len(owed), "overdue": sum(each.overdue for each in owed),
    }  # fmt: skip


def _urls(campaign: int, target: Target) -> dict[str, str]:
    return {
        part: cases_url(campaign, f"{part}.{target.stage}.{target.key}") for part in ("fixed", "done", "rest")
    }


def _said(result: Any) -> str:
    if isinstance(result, Swept):
        return _("%(n)d cases were taken in; each has its entry.") % {"n": result.taken}
    if isinstance(result, Counted):
        return _("%(n)d units owe a plan of their own since today.") % {"n": result.owing}
    return done(result)

"""Signs in the figures of a frozen month, by organ: a reason to look, never a finding; and the cases behind each."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.access import may_see
from dengwen.domains.bulletins.reads.figures import OrganName, named_below
from dengwen.domains.bulletins.reads.snapshot_figures import Share, shares_of, visible_cases_behind
from dengwen.domains.bulletins.reads.snapshots import Snapshot, snapshot_named, snapshots
from dengwen.domains.bulletins.rules.indicators import Indicator, signals
from dengwen.domains.bulletins.rules.intervals import FEWEST, interval, readable
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang
from dengwen.interfaces.kit.wording import url_of

MOST = 200


@dataclass(frozen=True, slots=True)
class SignLine:
    """A sign at one organ with all below it. ``band``: its interval in words, empty where it is of too few."""

    organ: OrganName
    part: int
    whole: int
    percent: str
    band: str
    part_url: str
    whole_url: str


@require_safe
@desk_view(Right.READ_FIGURES)
def signs_page(request: DeskRequest) -> HttpResponse:
    """Show every sign for an organ and those right below it, in a frozen month: ``?snapshot=``, ``?organ=``."""
    known = snapshots()
    page: dict[str, object] = {"language": lang(), "snapshots": known, "few": FEWEST}
    if known:
        snapshot, organ = _asked(request, known)
        names = named_below(organ)
        found = {
            (each.indicator, each.organ): each
            for each in shares_of(actor=request.actor, snapshot=snapshot, wanted=signals(), organ=organ)
        }
        page |= {
            "snapshot": snapshot, "organ": next(name for name in names if name.id == organ),
            "above": request.actor.bureau if organ != request.actor.bureau else None,
            "signs": [
                (sign, [_line(snapshot, sign, name, found.get((sign.id, name.id))) for name in names])
                for sign in signals()
            ],
        }  # fmt: skip
    return render(request, "desk/figures/signs.html", page)


@require_safe
@desk_view(Right.READ_FIGURES)
def sign_cases(request: DeskRequest) -> HttpResponse:
    """List the cases behind a number of a sign as they stood, those of them that the post sees today."""
    known = snapshots()
    sign = next((each for each in signals() if each.id == request.GET.get("sign")), None)
    if sign is None or not known:
        raise Http404
    snapshot, organ = _asked(request, known)
    part = request.GET.get("of") != "whole"
    cases = visible_cases_behind(
        actor=request.actor, snapshot=snapshot, indicator=sign, organ=organ, numerator=part
    )
    name = next(name for name in named_below(organ) if name.id == organ)
    page = {
        "language": lang(), "snapshot": snapshot, "sign": sign, "organ": name, "part": part, "count": len(cases),
        "cases": cases[:MOST], "back": url_of("/figures/signs/", snapshot=snapshot.name, organ=organ),
    }  # fmt: skip
    return render(request, "desk/figures/sign_cases.html", page)


def _asked(request: DeskRequest, known: list[Snapshot]) -> tuple[Snapshot, int]:
    """Return the snapshot and the organ that are asked for; no page for one that is not there or not the post's."""
    text = request.GET.get("organ", "")
    organ = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else request.actor.bureau
    if not may_see(request.actor, organ).allowed:
        raise Http404
    asked = request.GET.get("snapshot", "")
    try:
        return (snapshot_named(asked) if asked else known[-1]), organ
    except Refusal:
        raise Http404 from None


def _line(snapshot: Snapshot, sign: Indicator, organ: OrganName, share: Share | None) -> SignLine:
    part, whole = (share.numerator, share.denominator) if share else (0, 0)
    low, high = interval(part, whole) if readable(whole) else (0.0, 0.0)
    asked = {"snapshot": snapshot.name, "sign": sign.id, "organ": organ.id}
    return SignLine(
        organ, part, whole, f"{100 * part / whole:.1f} %" if readable(whole) else "",
        f"{low:.1f} – {high:.1f} %" if readable(whole) else "",
        url_of("/figures/signs/cases/", **asked), url_of("/figures/signs/cases/", **asked, of="whole"),
    )  # fmt: skip

"""The letters of a case: what is called for, what can be drafted, what is there."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import may
from dengwen.domains.letters.access import may_write
from dengwen.domains.letters.reads.letter_values import in_words
from dengwen.domains.letters.reads.letters import LetterRow, called_for, deeds_of, letters_of
from dengwen.domains.letters.verbs.draft_letter import draft_letter
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list
from dengwen.interfaces.desk.cases.due_words import limits_of
from dengwen.interfaces.desk.cases.page import context_of
from dengwen.interfaces.desk.letters.going import onward, version_of
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, refusal_sentence

_LIMITS = {
    "handling": "limit", "review_request": "review_limit", "acceptance_passed_on": "answer_limit",
    "rereview_request": "rereview_limit", "review_decision": "review_by", "rereview_decision": "rereview_by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind that can be drafted."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The kinds of one stage of the work."""

    words: str
    kinds: list[Offer]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view(Right.READ_CASE)
def letters(request: DeskRequest, case: int) -> HttpResponse:
    """Show the letters of a case, or draft one and go on to its page."""
    sentence = ""
    if request.method == "POST":
        try:
            return onward(
                request, _draft(request, case), _("Drafted. Look through it, fill in what is missing.")
            )
        except Refusal as refusal:
            if refusal.code == "case.not_found":
                raise
            sentence = refusal_sentence(refusal)
    context = context_of(request, case)
    matter = context.sheet.matter
    found = letters_of(actor=request.actor, case=case)
    there = [letter.kind for letter in found if letter.state == "issued"]
    deeds = deeds_of(actor=request.actor, case=case)
    asked = called_for([event for event, _ in deeds], there)
    hindrance = may(request.actor, "draft_letter", matter).refusal
    mine = [kind for kind in _kinds() if may_write(request.actor, kind, matter, deeds=lambda: deeds)]
    parts = {
        "case": matter, "letters": found, "sentence": sentence, "may_draft": hindrance is None and mine,
        "why_not": refusal_sentence(hindrance) if hindrance and request.actor.has(Right.WRITE_LETTER) else "",
        "called_for": [_offer(code) for code in asked], "mine": [_offer(code) for code in asked if code in mine],
        "stages": _stages(mine), "language": lang(),
    }  # fmt: skip
    return render(request, "desk/letters/letters.html", parts, status=422 if sentence else 200)


def _draft(request: DeskRequest, case: int) -> str:
    post, spoken = request.POST, request.POST.get("language", "")
    draft_letter(
        case=case, kind=post.get("kind", ""), language=spoken, given=_given(request, case, spoken),
        actor=request.actor, at=now(), version=version_of(request),
    )  # fmt: skip
    return f"/cases/{case}/letters/{newest(request, case).pk}/"


def newest(request: DeskRequest, case: int) -> LetterRow:
    """Return the letter that was drafted last."""
    return letters_of(actor=request.actor, case=case)[0]


def _given(request: DeskRequest, case: int, spoken: str) -> dict[str, str]:
    """Return the limits of the case in the letter's language: the later day, and what the petitioner may rely on."""
    found = {}
    for limit in limits_of(context_of(request, case)):
        name = _LIMITS.get(limit.key)
        if name and name not in found and limit.how == "running":
            found[name] = in_words(max(limit.target, limit.legal), spoken if spoken == "zh" else "en")
    return found


def _offer(code: str) -> Offer:
    return Offer(code, code_list("letter_kinds").label(code, lang()))


def _kinds() -> list[str]:
    return [kind.code for kind in code_list("letter_kinds").entries]


def _stages(mine: list[str]) -> list[Stage]:
    stages: dict[str, list[Offer]] = {}
    for kind in code_list("letter_kinds").entries:
        if kind.code in mine:
            stages.setdefault(kind.extras["stage"], []).append(Offer(kind.code, kind.label(lang())))
    return [Stage(code_list("letter_stages").label(code, lang()), kinds) for code, kinds in stages.items()]

"""One box that finds matters by what they say."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengwen.domains.search.reads.find import MOST, find
from dengwen.domains.search.reads.values import read_values, suggested
from dengwen.domains.search.rules.query import FIELDS, LONGEST, parse
from dengwen.domains.search.rules.words import fold
from dengwen.foundation.permissions.rights import Right
from dengwen.interfaces.kit.desk_view import DeskRequest, desk_view
from dengwen.interfaces.kit.sentences import lang, sentence


@desk_view(Right.READ_CASE)
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """Show what the question finds; a number that is written out leads to its case."""
    typed = request.GET.get("q", "").strip()
    question = parse(typed)
    values = read_values(request.actor, question)
    found = find(request.actor, question, values, _page(request.GET.get("page", "")))
    if found.total == 1 and "page" not in request.GET and fold(found.hits[0].number) == fold(typed):
        return HttpResponseRedirect(f"/cases/{found.hits[0].case}/")
    problems = [
        sentence("search_words", each.code, {"part": each.part})
        for each in (*question.problems, *values.problems)
    ]
    page = {
        "q": typed[: LONGEST * 2], "found": found, "most": MOST, "problems": problems, "asked": bool(typed),
        "wide": " ".join("".join(chain) for chain in question.wanted) if question.fields or question.unwanted else "",
        "before": _link(typed, found.page - 1) if found.page > 1 else "",
        "after": _link(typed, found.page + 1) if found.page < found.pages else "",
    }  # fmt: skip
    return render(request, "desk/search/search.html", page)


@desk_view(Right.READ_CASE)
@require_safe
def suggest(request: DeskRequest) -> HttpResponse:
    """Answer with whole questions that the one begun in the box may become: fields, and what may stand in them."""
    typed = request.GET.get("q", "")[:LONGEST]
    head, _, last = typed.rpartition(" ")
    begun = f"{head} " if head else ""
    name, colon, value = last.replace("：", ":").partition(":")
    offers: list[str] = []
    if colon:
        field = next((key for key, names in FIELDS.items() if fold(name) in names), "")
        offers = [
            f'{begun}{name}:"{each}"' if " " in each else f"{begun}{name}:{each}"
            for each in suggested(request.actor, field, value)
        ]
    elif last:
        names = [one for key in FIELDS for one in FIELDS[key] if one.isascii() == (lang() == "en")]
        offers = [f"{begun}{one}:" for one in names if one.startswith(fold(last))]
    return render(request, "desk/search/offers.html", {"offers": offers})


def _page(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 1


def _link(typed: str, page: int) -> str:
    return "?" + urlencode({"q": typed, "page": page})

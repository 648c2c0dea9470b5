"""What a draft is filled with from the case."""

from collections.abc import Mapping, Sequence
from datetime import date

from dengwen.domains.cases.models import Claim, Matter
from dengwen.domains.letters.reads.letter_wording import say
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.rulebook.loading import code_list

ACCUSATION = "ACCUSATION"
# What only the caller knows: limits with their last day and article, and days that have rows of their own.
GIVEN = (
    "limit", "review_limit", "rereview_limit", "review_by", "rereview_by", "answer_limit", "reason", "opinion_number",
    "extended_to",
)  # fmt: skip


def letter_places(
    *, matter: Matter, claims: Sequence[Claim], organ: Organ, lang: str, to: str, today: date,
    given: Mapping[str, str], told: Mapping[str, str],
) -> dict[str, str]:  # fmt: skip
    """Return the values of the places; empty where the case does not say (a blank is left for the hand).

    In letters to organs no claim that accuses somebody is told in its own words (L22 Art.30, 46(5)): the drafter
    writes a summary. ``given`` are places that the caller knows (see ``GIVEN``), ``told`` those
    that the rows of the procedure say (``letter_facts.py``).
    """
    days = {
        "received": matter.received_on, "accepted": matter.accepted_on, "decided": matter.decided_on,
        "served": matter.served_on, "answer_by": matter.accept_due, "decide_by": matter.handling_due,
        "closed": matter.closed_on, "today": today,
    }  # fmt: skip
    organs = {
        "organ": organ, "holder": matter.organ, "sender": matter.sender, "review_organ": matter.review_organ,
        "registered_by": matter.registered_by, "unit": matter.unit,
    }  # fmt: skip
    guarded = to == "organ"
    withheld = say("withheld", lang)
    return (
        {name: in_words(value, lang) for name, value in days.items()}
        | {name: organ_name(value, lang) for name, value in organs.items()}
        | {
            "number": matter.number or "",
            "title": withheld if guarded and matter.purpose == ACCUSATION else matter.title,
            "channel": code_list("channels").label(matter.channel, lang),
            "purpose": code_list("purposes").label(matter.purpose, lang),
            "category": code_list("categories").label(matter.category, lang),
            "claims": _claims(claims, lang, guarded),
            "answers": _answers(claims, lang, guarded),
        }
        | {name: value for name, value in given.items() if name in GIVEN}
        | dict(told)
    )


def accusations(matter: Matter, claims: Sequence[Claim]) -> list[str]:
    """Return the words that no letter to an organ may carry."""
    words = [
        text for claim in claims if claim.purpose == ACCUSATION for text in (claim.text, claim.remedy_sought)
    ]
    return [*words, matter.title] if matter.purpose == ACCUSATION else words


def in_words(day: date | None, lang: str) -> str:
    """Return a day as letters write it: 2026年3月5日, 5 March 2026."""
    if day is None:
        return ""
    return say("day", lang).format(year=day.year, month=day.month, day=day.day, name=f"{day:%B}")


def organ_name(organ: Organ | None, lang: str) -> str:
    """Return the name of an organ in the letter's language."""
    if organ is None:
        return ""
    return organ.name_en if lang == "en" and organ.name_en else organ.name


def _claims(claims: Sequence[Claim], lang: str, guarded: bool) -> str:
    lines = []
    for claim in claims:
        if guarded and claim.purpose == ACCUSATION:
            lines.append(say("claim", lang).format(n=claim.position, text=say("withheld", lang)))
            continue
        lines.append(say("claim", lang).format(n=claim.position, text=_one_line(claim.text)))
        if claim.remedy_sought:
            lines.append(say("sought", lang).format(text=_one_line(claim.remedy_sought)))
    return "\n".join(lines)


def _answers(claims: Sequence[Claim], lang: str, guarded: bool) -> str:
    """Return claim, facts, answer and basis of every claim, one below the other (L22 Art.32)."""
    lines = []
    for claim in claims:
        hidden = guarded and claim.purpose == ACCUSATION
        text = say("withheld", lang) if hidden else _one_line(claim.text)
        lines.append(say("claim", lang).format(n=claim.position, text=text))
        result = code_list("claim_results").label(claim.result, lang) if claim.result else ""
        parts = {
            "facts": claim.facts_found,
            "basis": claim.legal_basis,
            "result": result,
            "answer": claim.answer,
        }
        for name, value in parts.items():
            if name == "result" or not hidden:
                lines.append(say(f"answer_{name}", lang).format(text=value.strip() or "____"))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())

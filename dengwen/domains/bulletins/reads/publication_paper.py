"""Everything a publication prints: sections, table, chart, replies, differences, proof; and its PDF."""

import json
from datetime import date
from typing import Any

from dengwen.domains.bulletins.models import Publication, PublicationReply
from dengwen.domains.bulletins.reads.publication_figures import Figures, differing
from dengwen.domains.bulletins.reads.publication_text import Teller, teller
from dengwen.domains.bulletins.rules.publication_due import end_of_month
from dengwen.domains.bulletins.rules.publication_kinds import Kind, kind_of
from dengwen.domains.letters.reads.letter_paper import paper_pdf
from dengwen.domains.letters.rules.letter_content import clean
from dengwen.domains.letters.rules.letter_number import number_words
from dengwen.foundation.ledger.models import TreeHead
from dengwen.foundation.ledger.reads.log import head_fields
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.rulebook.campaign_file import campaign_pack
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang

_LAYOUT = {"zh": "bulletin_zh.typ", "en": "bulletin_en.typ"}
_MOST_CHANGES = 40
Paper = dict[str, Any]


def newest_head() -> dict[str, Any] | None:
    """Return the newest signed head of the ledger's log, as deposits write it; None before the first."""
    head = TreeHead.objects.order_by("-size").first()
    return head_fields(head) if head else None


def paper_of(
    row: Publication,
    replies: list[PublicationReply],
    *,
    today: date,
    number: str = "",
    head: dict[str, Any] | None,
) -> Paper:
    """Return everything that is printed; the page and the sheet show the same values.

    ``number``: what it is issued by; without it this is a draft, with a mark across each page.
    """
    figures, kind, lang = json.loads(row.figures), kind_of(row.kind), row.language
    told = teller(figures, kind, lang)
    words = json.loads(row.words)
    heads, recipients = code_list("publication_sections"), code_list("publication_recipients")
    organ = told.organ(row.organ_id)
    names = in_lang(lang, ", ", "、").join(recipients.label(each, lang) for each in kind.recipients)
    on = row.issued_on or today
    return {
        "lang": lang, "kind": row.kind, "title": title_of(row, told), "organ": clean(organ), "number": number,
        "on": on.isoformat(), "date": told.day(on), "to": told.say("to", name=names),
        "draft": "" if number else told.say("draft"),
        "sections": [
            {
                "key": key, "head": heads.label(key, lang), "sentences": told.sentences(key),
                "words": clean(words.get(key, "")), "shows": _shows(key),
            }
            for key in kind.sections
        ],
        "comments": told.comments(), "table": told.table(), "chart": told.chart(),
        "replies": _replies(told, replies, today, kind),
        "changes": _changes(row, figures, told), "proof": _proof(row, told, head),
        "words": {name: told.say(name) for name in ("replies", "proof", "printed", "seal")},
        "copies": told.say("copies", n=_copies(kind, figures)),
    }  # fmt: skip


def _copies(kind: Kind, figures: Figures) -> int:
    """Return how many are printed: one for each that it goes to, and one for the file."""
    return 1 + sum(len(figures["organs"]) if each == "below" else 1 for each in kind.recipients)


def _shows(section: str) -> str:
    """Return what stands behind the sentences of a section: the table, the chart, or nothing."""
    return {"timeliness": "table", "quality": "chart"}.get(section, "")


def title_of(row: Publication, told: Teller | None = None) -> str:
    """Return the title: the kind, and the month or the summary it is for."""
    told = told or teller(json.loads(row.figures), kind_of(row.kind), row.language)
    kind = kind_of(row.kind).called("title", row.language)
    if kind_of(row.kind).by_month:
        year, month = (int(part) for part in row.period.split("-"))
        first = date(year, month, 1)
        period = told.say("month", year=year, month=month, month_name=f"{first:%B}")
        return told.say("title_month", kind=kind, period=period)
    return told.say("title_summary", kind=kind, period=_summary_name(row))


def _summary_name(row: Publication) -> str:
    pack = campaign_pack(row.campaign.pack) if row.campaign else None
    found = next((each for each in pack.summaries if each.key == row.period), None) if pack else None
    return found.label(row.language) if found else row.period


def number_of(row: Publication, organ: Organ, *, year: int, serial: int) -> str:
    """Return the number: organ, kind, year, serial (GB/T 9704, 7.2.5)."""
    told = code_list("publication_words").label("number", row.language)
    kind = kind_of(row.kind).called("mark", row.language)
    name = organ.name_en if row.language == "en" and organ.name_en else organ.name
    endings = code_list("letter_words").label("number_endings", row.language)
    return number_words(told.replace("{kind}", kind), organ=name, year=year, serial=serial, endings=endings)


def _replies(told: Teller, replies: list[PublicationReply], today: date, kind: Kind) -> list[str]:
    """Return what each organ named has said, word by word; silence is said too."""
    lines = []
    for each in replies:
        name = told.organ(each.organ_id)
        if each.replied_on is not None:
            lines.append(
                told.say("reply", organ=name, day=told.day(each.replied_on), words=clean(each.words))
            )
        else:
            code = "silent" if today > each.until else "waits"
            lines.append(
                told.say(code, organ=name, asked=told.day(each.asked_on), until=told.day(each.until))
            )
    return lines if kind.named else []


def _changes(row: Publication, figures: Figures, told: Teller) -> Paper:
    """Return what differs from the version before, with the reason it was withdrawn for."""
    before = row.corrects
    if before is None:
        return {"head": "", "lines": []}
    # In what leaves the police a small number may not come back as a difference.
    found = [] if told.outside else differing(json.loads(before.figures), figures)
    named = [(told.figure(each["path"]), each) for each in found]
    lines = [
        told.say("change", name=name, was=_value(each["was"]), now=_value(each["now"]))
        for name, each in named[:_MOST_CHANGES]
        if name
    ]
    if not lines:
        lines = [told.say("change_none" if before.figures == row.figures else "change_small")]
    return {
        "head": told.say("changes", number=before.number),
        "lines": [told.say("change_reason", reason=clean(before.reason)), *lines],
    }


def _value(value: object) -> str:
    if isinstance(value, list) and len(value) == 2:
        return f"{value[0]}/{value[1]}"
    return "–" if value is None else str(value)


def _proof(row: Publication, told: Teller, head: dict[str, Any] | None) -> list[str]:
    month = told.say("proof_month", name=row.snapshot, digest=row.snapshot_sha256)
    return [month, told.say("proof_head", **head) if head else told.say("proof_no_head")]


def publication_pdf(paper: Paper) -> bytes:
    """Return the PDF; the same values give the same bytes, on whatever day."""
    return paper_pdf(_LAYOUT[paper["lang"]], paper)


def period_end(row: Publication) -> date:
    """Return the last day of the frozen month."""
    year, month = (int(part) for part in row.snapshot.partition(".")[0].split("-"))
    return end_of_month(date(year, month, 1))

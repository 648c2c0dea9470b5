"""Every document of facts 8b is a kind, every kind is whole in both languages, and none is a pledge."""

import csv
import re
import string
from datetime import date
from pathlib import Path

import pytest

from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.letters.reads.letter_docx import letter_docx
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.letters.reads.letter_values import GIVEN
from dengwen.domains.letters.reads.letter_wording import (
    LANGUAGES,
    PLAIN_PARTS,
    kind_of,
    plain_parts,
    wordings,
)
from dengwen.domains.letters.rules.fill_letter import fill
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list

DOCUMENTS = Path(__file__).parents[1] / "tables" / "letter_documents.csv"
KINDS = {entry.code: entry for entry in code_list("letter_kinds").entries}
KNOWN = {
    "received", "accepted", "decided", "served", "answer_by", "decide_by", "closed", "today", "organ", "holder",
    "sender", "review_organ", "registered_by", "unit", "number", "title", "channel", "purpose", "category", "claims",
    "answers", *GIVEN,
}  # fmt: skip
# What the door calls a verb where it is not the verb itself.
EVENTS = {"register": "registered", "object": "objected"}


def rows() -> list[dict[str, str]]:
    with DOCUMENTS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_document_of_the_facts_is_a_kind_or_stands_elsewhere_by_name() -> None:
    named = {kind for row in rows() for kind in row["kinds"].split()}
    assert named - KINDS.keys() == set()
    assert [row["document"] for row in rows() if bool(row["kinds"]) == bool(row["elsewhere"])] == []
    assert [row["document"] for row in rows() if row["legal"] == "yes" and not row["kinds"]] == []
    ours = {"progress_notice", "cooperation_letter", "scope_notice"}  # not in 8b: IOP-4, help, plan S16
    assert KINDS.keys() - named == ours


# Named in the transition table, without a template yet; the set gets shorter.
WITHOUT_A_TEMPLATE = {
    "call_back_record",
    "final_notice",
    "jurisdiction_decision",
    "jurisdiction_request",
    "reexamination_opinion",
    "reexamination_request_record",
    "rereview_admission",
    "rereview_request_record",
    "withdrawal_confirmation",
}


def test_every_letter_that_a_transition_makes_is_a_kind_that_its_event_calls_for() -> None:
    assert {line.letter for line in TRANSITIONS if line.letter} - KINDS.keys() == WITHOUT_A_TEMPLATE
    for line in TRANSITIONS:
        if line.letter and line.letter not in WITHOUT_A_TEMPLATE:
            after = KINDS[line.letter].extras["after"].split()
            assert EVENTS.get(line.verb, line.verb) in after, line.verb


def test_every_event_that_calls_for_a_letter_is_an_event() -> None:
    events = {EVENTS.get(line.verb, line.verb) for line in TRANSITIONS}
    called = {event for kind in KINDS.values() for event in kind.extras.get("after", "").split()}
    assert called - events == set()


def test_every_kind_has_a_wording_a_stage_a_recipient_a_right_and_a_source() -> None:
    assert wordings().keys() == KINDS.keys()
    for kind in KINDS.values():
        assert kind.extras["to"] in {"petitioner", "organ", "file"}
        assert kind.extras["stage"] in code_list("letter_stages")
        assert Right(kind.extras["right"])
        assert kind.extras["source"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_petitioner_reads_in_plain_words_what_when_and_whom_to_ask(lang: str) -> None:
    for code, kind in KINDS.items():
        told = wordings()[code].plain(lang)
        if kind.extras["to"] != "petitioner":
            assert told == (), code
            continue
        assert len(told) == len(PLAIN_PARTS), code
        assert all(sentence.strip() for sentence in told), code
        assert len(plain_parts(code, lang)) == len(PLAIN_PARTS) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_are_known_and_headings_are_the_same_in_number(lang: str) -> None:
    for code, wording in wordings().items():
        text = "\n".join((wording.text(lang), *wording.plain(lang)))
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert named - KNOWN == set(), code
        assert wording.zh.count("# ") == wording.en.count("# "), code


def test_no_letter_is_a_pledge_and_none_speaks_of_stopping_as_a_duty() -> None:
    pledge = re.compile(r"息访|保证书|承诺书|罢访|不再上访|pledge")
    assert [code for code, kind in KINDS.items() if pledge.search(f"{code} {kind.en} {kind.zh}")] == []
    for code, wording in wordings().items():
        assert not pledge.search(wording.model_dump_json()), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_opens_as_pdf_and_docx(lang: str) -> None:
    places = dict.fromkeys(KNOWN, "Lin 县" * 30)
    for code in KINDS:
        content = fill(
            title=kind_of(code).label(lang), wording=wordings()[code].text(lang), plain=plain_parts(code, lang),
            places=places, to="",
        )  # fmt: skip
        values = paper_values(
            content,
            kind=code,
            lang=lang,
            organ="Lin 县" * 20,
            number="1",
            on=date(2026, 3, 2),
            to="x",
            draft=False,
        )
        assert letter_pdf(values).startswith(b"%PDF"), code
        assert letter_docx(values).startswith(b"PK"), code

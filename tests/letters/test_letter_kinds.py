"""Every document of facts 8b is a kind, every kind is whole in both languages, and none is a pledge."""

import csv
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.letters.reads.letter_docx import letter_docx
from dengwen.domains.letters.reads.letter_facts import FROM_ROWS
from dengwen.domains.letters.reads.letter_paper import letter_pdf, paper_values
from dengwen.domains.letters.reads.letter_values import GIVEN
from dengwen.domains.letters.reads.letter_wording import (
    LANGUAGES,
    PLAIN_PARTS,
    kind_of,
    plain_parts,
    say,
    wordings,
)
from dengwen.domains.letters.rules.fill_letter import fill
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.families import use_family
from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list, families

DOCUMENTS = Path(__file__).parents[1] / "tables" / "letter_documents.csv"
KINDS = {entry.code: entry for entry in code_list("letter_kinds").entries}
KNOWN = {
    "received", "accepted", "decided", "served", "answer_by", "decide_by", "closed", "today", "organ", "holder",
    "sender", "review_organ", "registered_by", "unit", "number", "title", "channel", "purpose", "category", "claims",
    "answers", *GIVEN, *FROM_ROWS,
}  # fmt: skip
# Not in 8b: IOP-4; what one organ asks of another; disputes over competence, final matters, re-examination (8c, S54).
OURS = {
    "progress_notice", "cooperation_letter", "jurisdiction_request", "jurisdiction_decision", "final_notice",
    "reexamination_request_record", "reexamination_opinion", "scope_notice",
}  # fmt: skip
# What the door calls a verb where it is not the verb itself.
EVENTS = {"register": "registered", "object": "objected"}
# Words of Chinese law and procedure.
FOREIGN = re.compile(
    r"\bL22\b|\bL05\b|\bLSD\b|\bLSH\b|plan S\d|[Pp]etition|re-review|[Tt]erminat|信访|复查|终结|公安"
)
# How the ledger calls a call-back that ended the withdrawal.
ENDED = {"withdrawal_pressed", "withdrawal_refused"}


@pytest.fixture(params=families())
def kinds(request: pytest.FixtureRequest) -> Iterator[dict[str, Code]]:
    """The kinds of every family of rules, while this process runs it."""
    use_family(request.param)
    yield {entry.code: entry for entry in code_list("letter_kinds").entries}
    use_family("cn")


def rows() -> list[dict[str, str]]:
    with DOCUMENTS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_document_of_the_facts_is_a_kind_or_stands_elsewhere_by_name() -> None:
    named = {kind for row in rows() for kind in row["kinds"].split()}
    assert named - KINDS.keys() == set()
    assert [row["document"] for row in rows() if bool(row["kinds"]) == bool(row["elsewhere"])] == []
    assert [row["document"] for row in rows() if row["legal"] == "yes" and not row["kinds"]] == []
    assert KINDS.keys() - named == OURS


def test_every_letter_that_a_transition_makes_is_a_kind_that_its_event_calls_for() -> None:
    assert {line.letter for line in TRANSITIONS if line.letter} - KINDS.keys() == set()
    for line in TRANSITIONS:
        if line.letter:
            after = KINDS[line.letter].extras["after"].split()
            assert EVENTS.get(line.verb, line.verb) in after, line.verb


def test_every_event_that_calls_for_a_letter_is_an_event(kinds: dict[str, Code]) -> None:
    events = {EVENTS.get(line.verb, line.verb) for line in TRANSITIONS}
    called = {event for kind in kinds.values() for event in kind.extras.get("after", "").split()}
    assert called - events == ENDED
    assert called & events


def test_a_paper_of_a_decision_names_its_deeds_and_is_called_for_by_them_alone(
    kinds: dict[str, Code],
) -> None:
    verbs = {line.verb for line in TRANSITIONS}
    for kind in kinds.values():
        deeds = kind.extras.get("decision", "").split()
        assert set(deeds) <= verbs, kind.code
        if deeds:
            allowed = {*deeds, *(ENDED if "call_back_withdrawal" in deeds else ())}
            assert set(kind.extras.get("after", "").split()) <= allowed, kind.code


def test_every_kind_has_a_wording_a_stage_a_recipient_a_right_and_a_source(kinds: dict[str, Code]) -> None:
    assert wordings().keys() == kinds.keys()
    for kind in kinds.values():
        assert kind.extras["to"] in {"petitioner", "organ", "file"}
        assert kind.extras["stage"] in code_list("letter_stages")
        assert ("right" in kind.extras) != ("decision" in kind.extras), kind.code
        assert "right" not in kind.extras or Right(kind.extras["right"])
        assert kind.extras["source"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_petitioner_reads_in_plain_words_what_when_and_whom_to_ask(
    kinds: dict[str, Code], lang: str
) -> None:
    for code, kind in kinds.items():
        told = wordings()[code].plain(lang)
        if kind.extras["to"] != "petitioner":
            assert told == (), code
            continue
        assert len(told) == len(PLAIN_PARTS), code
        assert all(sentence.strip() for sentence in told), code
        assert len(plain_parts(code, lang)) == len(PLAIN_PARTS) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_are_known_and_headings_are_the_same_in_number(kinds: dict[str, Code], lang: str) -> None:
    for code, wording in wordings().items():
        text = "\n".join((wording.text(lang), *wording.plain(lang)))
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert named - KNOWN == set(), code
        assert wording.zh.count("# ") == wording.en.count("# "), code


def test_no_letter_is_a_pledge_and_none_speaks_of_stopping_as_a_duty(kinds: dict[str, Code]) -> None:
    pledge = re.compile(r"息访|保证书|承诺书|罢访|不再上访|pledge")
    assert [code for code, kind in kinds.items() if pledge.search(f"{code} {kind.en} {kind.zh}")] == []
    for code, wording in wordings().items():
        assert not pledge.search(wording.model_dump_json()), code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_opens_as_pdf_and_docx(kinds: dict[str, Code], lang: str) -> None:
    places = dict.fromkeys(KNOWN, "Lin 县" * 30)
    for code in kinds:
        content = fill(
            title=kind_of(code).label(lang), wording=wordings()[code].text(lang), plain=plain_parts(code, lang),
            places=places, to="",
        )  # fmt: skip
        values = paper_values(
            content,
            kind=code,
            lang=lang,
            organ="Lin 县 of a long name " * 16,
            number="1",
            on=date(2026, 3, 2),
            to="x",
            draft=False,
        )
        assert letter_pdf(values).startswith(b"%PDF"), code
        assert letter_docx(values).startswith(b"PK"), code


def words_of_england() -> list[Code]:
    """The words that its letters use: there is no termination, whose words the shared list keeps."""
    entries = code_list("letter_words").entries
    return [entry for entry in entries if not entry.code.startswith("termination_")]


def test_england_speaks_of_no_chinese_law_and_offers_no_procedure_that_it_lacks() -> None:
    """Rule family ``ew-police``: own kinds, own words, own sources (Police Reform Act 2002, Regulations 2020)."""
    use_family("ew-police")
    try:
        known = code_list("letter_kinds")
        for lang in LANGUAGES:
            for code, wording in wordings().items():
                words = [
                    kind_of(code).label(lang),
                    wording.text(lang),
                    *wording.plain(lang),
                    say("ask", lang),
                ]
                words += [text for part in plain_parts(code, lang) for text in part]
                assert not FOREIGN.findall("\n".join(words)), code
        for entry in (
            *known.entries,
            *code_list("letter_stages").entries,
            *words_of_england(),
        ):
            assert not FOREIGN.findall(f"{entry.en} {entry.zh} {entry.extras.get('source', '')}"), entry.code
    finally:
        use_family("cn")
    for lacking in ("rereview_opinion", "termination_notice", "jurisdiction_decision", "hearing_notice"):
        assert lacking in KINDS and lacking not in known
    assert {"receipt", "acceptance_notice", "iopc_referral", "opinion", "review_opinion"} <= {
        entry.code for entry in known.entries
    }

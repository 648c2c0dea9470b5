"""Everything that can happen, be refused or be done has its sentence or label in both languages."""

import ast
import string
from collections.abc import Iterator

import pytest
from django.utils import translation

from dengwen.domains.cases.states import State
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.rulebook.loading import code_list, code_lists
from dengwen.foundation.rulebook.model import Code
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.handling.walk import walk
from tests.house.source import parsed, python_files

# What the interface puts together for the sentence, beside the facts of the entry.
# The last three are said by campaigns/verbs/change_scope.py for every event of a campaign.
GIVEN = {"actor", "organ", "team", "fields", "campaign_pack", "scope_reason", "source_class"}


def entries_of(kind: str) -> dict[str, Code]:
    names = [name for name in code_lists() if name == kind or name.startswith(kind + "-")]
    return {entry.code: entry for name in names for entry in code_list(name).entries}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def refusals() -> Iterator[tuple[str, set[str]]]:
    """Yield the code and the facts of every refusal in the source."""
    for path in python_files("dengwen"):
        for node in ast.walk(parsed(path)):
            named = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal"
            )
            if named and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), {word.arg for word in node.keywords if word.arg}


def events() -> Iterator[tuple[str, set[str]]]:
    """Yield every event that a door of a case records, with all facts that its file ever notes."""
    for path in python_files("dengwen"):
        if "domains" not in path.parts or "verbs" not in path.parts:
            continue
        tree = parsed(path)
        facts = {text for node in ast.walk(tree) for text in _facts(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "door":
                if not (node.args and isinstance(node.args[0], ast.Constant)):
                    continue
                given = [word.value for word in node.keywords if word.arg == "event"]
                name = given[0] if given else node.args[0]
                for each in (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,):
                    assert isinstance(each, ast.Constant)
                    yield str(each.value), facts


def _facts(node: ast.AST) -> Iterator[str]:
    """Yield the names in ``passage.facts |= {...}`` and ``passage.facts["..."] = ...``."""
    if isinstance(node, ast.AugAssign) and ast.unparse(node.target).endswith(".facts"):
        keys = node.value.keys if isinstance(node.value, ast.Dict) else []
        yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))
    noted = isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".facts")
    if noted and isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        yield str(node.slice.value)


def test_every_refusal_has_a_sentence_with_known_places() -> None:
    known = entries_of("refusals")
    missing, wrong = set(), set()
    facts: dict[str, set[str]] = {}
    for code, given in refusals():
        facts.setdefault(code, set()).update(given)
    for code, given in facts.items():
        if code not in known:
            missing.add(code)
        elif strange := (places(known[code].en) | places(known[code].zh)) - given:
            wrong.add((code, *strange))
    assert (missing, wrong) == (set(), set())


def test_no_sentence_is_about_nothing() -> None:
    """A code may also be handed to what raises it, so every text of the source counts."""
    named = {
        node.value
        for path in python_files("dengwen")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
    }
    assert set(entries_of("refusals")) - named == set()


def test_every_event_has_a_sentence_with_known_places() -> None:
    known = entries_of("events")
    found: dict[str, set[str]] = {
        name: {"channel", "source", "organ", "contacts", "closed_on"}
        for name in ("registered", "received", "taken_over")
    }
    for name, facts in events():
        found.setdefault(name, set()).update(facts)
    assert set(found) - set(known) == set()
    wrong = {
        (name, place)
        for name, facts in found.items()
        for place in (places(known[name].en) | places(known[name].zh)) - facts - GIVEN
    }
    assert wrong == set()


@pytest.mark.parametrize("kind", ["refusals", "events"])
def test_both_languages_fill_the_same_places(kind: str) -> None:
    assert [code for code, entry in entries_of(kind).items() if places(entry.en) != places(entry.zh)] == []


def test_every_verb_state_and_right_has_a_label() -> None:
    assert [line.verb for line in TRANSITIONS if line.verb not in code_list("verbs")] == []
    assert {entry.code for entry in code_list("verbs").entries} == {line.verb for line in TRANSITIONS}
    assert {entry.code for entry in code_list("states").entries} == {state.value for state in State}
    assert {entry.code for entry in code_list("rights").entries} == {right.value for right in Right}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_whole_life_reads_as_sentences(cast: Cast, language: str) -> None:
    way = walk(cast, "vouch")
    with at(way.at), translation.override(language):
        text = client_of(cast, "registrar", language).get(f"/cases/{way.case}/").content.decode()
    timeline = text.partition('class="timeline"')[2].partition("</ol>")[0]
    assert timeline.count("<li>") == Entry.objects.filter(kind="case", subject=way.case).count()
    assert "…" not in timeline, "a place of a sentence was not filled"
    assert "_" not in timeline.replace("data-", ""), "a code stands where its label should"
    expected = "accepted the case" if language == "en" else "受理本事项"
    assert expected in timeline

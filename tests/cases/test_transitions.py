"""The transition table holds together, and says which verbs have a door."""

import ast
from pathlib import Path

from dengwen.domains.cases.states import AT_REST, State
from dengwen.domains.cases.transitions import TRANSITIONS, find, sources_of
from dengwen.foundation.permissions.rights import RIGHTS

DOMAINS = Path(__file__).resolve().parents[2] / "dengwen" / "domains"


def _verbs_with_doors() -> set[str]:
    """Return the first argument of every ``door(...)`` in the domains."""
    found = set()
    for path in DOMAINS.glob("*/verbs/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "door":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_verb_has_a_door_and_every_door_its_verb() -> None:
    in_table = {line.verb for line in TRANSITIONS}
    doors = _verbs_with_doors()
    assert doors - in_table == set(), "a door that the table does not know"
    assert in_table - doors == set(), "a verb without a door"


def test_every_state_can_be_reached_and_every_one_has_a_way_on() -> None:
    reached = {State.RECEIVED, State.REGISTERED} | {line.to for line in TRANSITIONS if line.to}
    assert set(State) - reached == set()
    moving = [line for line in TRANSITIONS if line.to or line.back_to]
    with_exit = {state for line in moving for state in line.sources if line.to is not state}
    assert set(State) - with_exit == set()


def test_one_verb_in_one_state_has_one_line() -> None:
    pairs = [(line.verb, state) for line in TRANSITIONS for state in line.sources]
    assert len(pairs) == len(set(pairs))


def test_every_right_in_the_table_is_somebodys() -> None:
    assert all(RIGHTS[line.right] for line in TRANSITIONS)


def test_whatever_is_finished_can_be_taken_up_again() -> None:
    for state in AT_REST - {State.MERGED}:
        assert any(find(verb, state) for verb in ("reopen", "screen_again")), state


def test_closing_comes_only_after_a_higher_organ_accepted_the_dossier() -> None:
    assert sources_of("close") == {State.FOLLOW_UP}
    into_follow_up = {line.verb for line in TRANSITIONS if line.to is State.FOLLOW_UP}
    assert into_follow_up == {"accept_dossier", "follow_up_final"}

"""The life of a matter as a drawing: the transition table in Graphviz's language."""

from collections import defaultdict

from dengwen.domains.cases.states import AT_REST, State
from dengwen.domains.cases.transitions import TRANSITIONS, Transition
from dengwen.foundation.rulebook.loading import code_list

# A verb that leads from more states than this, or back to more, is said in words: its arrows would hide the rest.
DRAWN_FROM = 5
_HEAD = """digraph life {
  rankdir=TB; ranksep=0.45; nodesep=0.3;
  node [shape=box, style="rounded,filled", fillcolor="#eef3f5", color="#12394a"];
  node [fontname="Helvetica", fontsize=12, margin="0.22,0.08"];
  edge [fontname="Helvetica", fontsize=10, color="#5b6b73", fontcolor="#22343c"];
"""


def dot() -> str:
    """Return the drawing: states that are at rest are darker; a dashed arrow leads back to where the matter stood."""
    labels = code_list("states")
    nodes = [
        f'  {state.name} [label="{labels.label(state, "en")}\\n{labels.label(state, "zh")}"'
        + (', fillcolor="#c9d6dc"' if state in AT_REST else "")
        + "];"
        for state in State
    ]
    ways: dict[tuple[State, State, str], list[str]] = defaultdict(list)
    for line in drawn():
        for source in sorted(line.sources):
            if line.to is not None and line.to is not source:
                ways[source, line.to, "solid"].append(line.verb)
            for target in sorted(line.back_to - {source}):
                ways[source, target, "dashed"].append(line.verb)
    arrows = [
        f'  {source.name} -> {target.name} [style={style}, label="{_stacked(verbs)}"];'
        for (source, target, style), verbs in ways.items()
    ]
    return _HEAD + "\n".join([*nodes, *arrows]) + "\n}\n"


def drawn() -> list[Transition]:
    """Return the lines whose arrows are drawn."""
    return [line for line in _moving() if _few(line)]


def told_in_words() -> list[Transition]:
    """Return the lines that move a matter and are not drawn, because they lead from, or back to, so many states."""
    return [line for line in _moving() if not _few(line)]


def _moving() -> list[Transition]:
    return [line for line in TRANSITIONS if line.to or line.back_to]


def _few(line: Transition) -> bool:
    return len(line.sources) <= DRAWN_FROM and len(line.back_to) <= DRAWN_FROM


def _stacked(verbs: list[str]) -> str:
    return "\\n".join(code_list("verbs").label(verb, "en") for verb in verbs)

"""The pages of docs/reference/: what the code lists, for people."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from dengwen.domains.cases.states import AT_REST, State
from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.foundation.permissions.rights import RIGHTS, Role
from dengwen.foundation.rulebook.loading import all_packs, code_list, code_lists
from dengwen.interfaces.console.indicator_page import indicators_page
from dengwen.interfaces.console.life_picture import told_in_words

HOME = Path(__file__).resolve().parents[3] / "docs" / "reference"
_SOURCE = "\nThis page is written by `make reference` from the code; a test compares them.\n"


def pages() -> dict[Path, str]:
    """Return each page's place and text."""
    return {
        HOME / "states.md": _states(),
        HOME / "transitions.md": _transitions(),
        HOME / "life.md": _life(),
        HOME / "rights.md": _rights(),
        HOME / "events.md": _sentences("Events", "events"),
        HOME / "refusals.md": _sentences("Refusals", "refusals"),
        HOME / "limits.md": _limits(),
        HOME / "indicators.md": indicators_page(),
    }


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _states() -> str:
    labels = code_list("states")
    rows = [
        (
            f"`{state}`",
            labels.label(state, "en"),
            labels.label(state, "zh"),
            "no" if state in AT_REST else "yes",
        )
        for state in State
    ]
    return f"# States of a matter\n{_SOURCE}\n" + _table(("state", "English", "中文", "open"), rows)


def _transitions() -> str:
    rows = [
        (
            f"`{line.verb}`",
            ", ".join(sorted(f"`{state}`" for state in line.sources))
            if len(line.sources) < 20
            else "any but merged",
            f"`{line.to}`" if line.to else "back" if line.back_to else "stays",
            f"`{line.right}`",
            line.where.value,
            line.article,
        )
        for line in TRANSITIONS
    ]
    heads = ("verb", "from", "to", "right", "from which organ", "source")
    return f"# The transition table\n{_SOURCE}\n" + _table(heads, rows)


def _life() -> str:
    rows = [
        (f"`{line.verb}`", ", ".join(sorted(f"`{state}`" for state in line.sources)),
         f"`{line.to}`" if line.to else "back to where it stood")
        for line in told_in_words()
    ]  # fmt: skip
    words = (
        "Dark: at rest, nobody of the house owes a step. Dashed: back to where the matter stood before. "
        "What leaves a matter where it is stands in `transitions.md` alone.\n\n"
        "![The life of a matter](life.svg)\n\nPossible in so many states that the arrows would hide the rest:\n\n"
    )
    return f"# The life of a matter\n{_SOURCE}\n{words}" + _table(("verb", "from", "to"), rows)


def _rights() -> str:
    rows = [
        (f"`{right}`", *("●" if role in roles else "" for role in Role)) for right, roles in RIGHTS.items()
    ]
    return f"# Rights by role\n{_SOURCE}\n" + _table(("right", *(role.value for role in Role)), rows)


def _sentences(title: str, prefix: str) -> str:
    names = [name for name in code_lists() if name == prefix or name.startswith(prefix + "-")]
    rows = [
        (f"`{entry.code}`", entry.en, entry.zh)
        for name in names
        for entry in sorted(code_list(name).entries, key=lambda entry: entry.code)
    ]
    return f"# {title}\n{_SOURCE}\n" + _table(("code", "English", "中文"), rows)


def _limits() -> str:
    parts = [f"# Time limits\n{_SOURCE}"]
    for pack in all_packs():
        rows = [
            (f"`{limit.id}`", limit.action_en, str(limit.length or "named"), limit.unit.value, limit.bearer,
             limit.article, limit.status.value)
            for limit in pack.limits
        ]  # fmt: skip
        until = pack.in_force_to.isoformat() if pack.in_force_to else "today"
        parts.append(f"\n## {pack.title_en} (`{pack.code}`), {pack.in_force_from} to {until}\n")
        parts.append(_table(("limit", "what is owed", "length", "unit", "by", "article", "status"), rows))
    return "\n".join(parts)

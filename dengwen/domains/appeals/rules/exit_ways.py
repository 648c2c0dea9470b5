"""Where a petitioner can turn when the petition procedure is over (plan S61): by the family of law of the category."""

from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list


def ways_out(category: str) -> list[Code]:
    """Return the ways of the list ``exit_ways`` that fit the category's usual route; those for every case too."""
    categories = code_list("categories")
    route = categories.entry(category).extras.get("route", "") if category in categories else ""
    entries = code_list("exit_ways").entries
    return [way for way in entries if "for" not in way.extras or route in way.extras["for"].split()]


def told_ways(category: str, lang: str) -> str:
    """Return the same as lines of a letter, each with its article."""
    lines = []
    for way in ways_out(category):
        say, article = way.extras["say_zh" if lang == "zh" else "say_en"], way.extras.get("article", "")
        lines.append(f"{say} ({article})" if article else say)
    return "\n".join(lines)

"""The indicators as data: whole in both languages, of cases only, and their words are those of the code."""

import re

import pytest

from dengwen.domains.bulletins.rules.frozen import DEEDS, MATTERS
from dengwen.domains.bulletins.rules.indicators import Indicator, indicators, signals
from dengwen.foundation.rulebook.loading import code_list

KNOWN = {
    code
    for name in (
        "states",
        "channels",
        "close_bases",
        "verbs",
        "events",
        "events-handling",
        "events-clocks",
        "events-procedures",
        "events-campaigns",
        "ratings",
    )
    for code in (entry.code for entry in code_list(name).entries)
} | {"%Y-%m", "DATE"}
COLUMNS = {column.name for column in (*MATTERS, *DEEDS)} | {"same_minute", "judged", "objected", "rated"}
SQL = {
    "and", "or", "not", "is", "null", "in", "between", "like", "contains", "strftime", "true", "date", "start", "last",
    "list_contains", "target_days",
}  # fmt: skip


@pytest.mark.parametrize("each", [*indicators(), *signals()], ids=lambda each: each.id)
def test_every_indicator_is_whole_and_asks_for_what_is_there(each: Indicator) -> None:
    for lang in ("en", "zh"):
        assert each.words("definition", lang)
        assert each.table == "deeds" or "kind" not in each.code.extras or each.words("exclusions", lang)
    asked = f"{each.numerator} {each.denominator}"
    assert set(re.findall(r"'([^']*)'", asked)) <= KNOWN
    assert set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", asked))) <= COLUMNS | SQL


def test_nothing_counts_visits_places_or_persons() -> None:
    for each in (*indicators(), *signals()):
        asked = each.numerator + each.denominator
        assert "VISIT" not in asked and "place" not in asked and "claimant" not in asked, each.id
    assert not {"place", "title", "handler_id", "leader_id", "guarded", "shielded"} & {
        c.name for c in MATTERS
    }

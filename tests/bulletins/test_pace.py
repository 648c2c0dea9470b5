"""The pace of the last weeks and what it leads to, against numbers worked out by hand."""

from math import sqrt

import pytest

from dengwen.domains.bulletins.rules.pace import (
    Standing,
    ahead_at,
    expected_at,
    lacks,
    look_back,
    pace_of,
    wanted_of,
)


@pytest.mark.parametrize(
    ("ahead", "since", "days"),
    [(10, 60, 28), (40, 60, 40), (40, 30, 30), (200, 400, 91), (5, 6, 0), (5, 7, 7)],
)
def test_how_far_is_looked_back(ahead: int, since: int, days: int) -> None:
    assert look_back(ahead=ahead, since=since) == days


def test_without_censoring_it_is_the_plain_share() -> None:
    pace = pace_of(100, {3: 10, 20: 20}, {}, 28)
    assert pace is not None and pace.at_risk == 100
    assert pace.chance == pytest.approx(0.3) and pace.error == pytest.approx(sqrt(0.3 * 0.7 / 100))


def test_what_was_left_outside_is_censored_on_its_day() -> None:
    # Ten open; two closed on day 5; four left outside on day 10; two closed on day 20, of the four that were left.
    pace = pace_of(10, {5: 2, 20: 2}, {10: 4}, 28)
    assert pace is not None and pace.chance == pytest.approx(1 - 8 / 10 * 2 / 4)
    greenwood = 2 / (10 * 8) + 2 / (4 * 2)
    assert pace.error == pytest.approx(0.4 * sqrt(greenwood))


def test_too_short_or_nothing_open_gives_no_pace() -> None:
    assert pace_of(10, {1: 1}, {}, 6) is None
    assert pace_of(0, {}, {}, 28) is None


def test_where_none_was_closed_there_is_still_doubt() -> None:
    pace = pace_of(30, {}, {}, 28)
    assert pace is not None and pace.chance == 0
    assert 1.959964 * pace.error == pytest.approx(1 - 0.05 ** (1 / 30))


def test_the_pace_goes_on_as_a_share_of_what_is_left() -> None:
    pace = pace_of(100, {3: 50}, {}, 28)
    assert pace is not None
    assert ahead_at(pace, 28)[0] == pytest.approx(0.5)
    assert ahead_at(pace, 56)[0] == pytest.approx(0.75)
    assert ahead_at(pace, 0) == (0.0, 0.0)


def test_the_sentence_of_the_issue() -> None:
    # 400 counted, 120 resolved, 30 wait outside; of 300 that were open four weeks ago 50 were closed.
    pace = pace_of(300, {7: 50}, {}, 28)
    assert pace is not None
    found = expected_at(Standing(400, 120, 30), pace, 28)
    assert found.cases == pytest.approx(120 + 250 / 6)
    own, shared = 250 * (1 / 6) * (5 / 6), (250 * pace.error) ** 2
    assert found.margin == pytest.approx(1.959964 * sqrt(own + shared))
    assert wanted_of(400, 60) == 240 and lacks(400, 60, found.cases) == 79
    assert lacks(400, 40, found.cases) == 0


def test_when_all_are_closed_nothing_is_in_doubt() -> None:
    pace = pace_of(20, {7: 20}, {}, 28)
    assert pace is not None
    assert expected_at(Standing(20, 20, 0), pace, 10).cases == 20

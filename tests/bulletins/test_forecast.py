"""The forecast on data whose answer is known."""

from datetime import date

import pytest

from dengwen.domains.bulletins.reads.forecasts import Outlook, sentence
from dengwen.domains.bulletins.rules.forecast import Forecast, Spell, chances, forecast

# Remission of leukaemia, 6-MP arm (Freireich 1963), the example of every textbook: S(6)=0.857, S(10)=0.753,
# S(22)=0.538, S(23)=0.448; Greenwood's standard errors 0.076, 0.096, 0.128, 0.135.
ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
RUNNING = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
KNOWN = [Spell(1, day, True) for day in ENDED] + [Spell(1, day, False) for day in RUNNING]


@pytest.mark.parametrize(
    ("day", "survival", "error"),
    [
        (5, 1, 0),
        (6, 0.857, 0.076),
        (10, 0.753, 0.096),
        (22, 0.538, 0.128),
        (23, 0.448, 0.135),
        (90, 0.448, 0.135),
    ],
)
def test_the_curve_is_that_of_the_textbook(day: int, survival: float, error: float) -> None:
    [chance], [doubt] = chances(KNOWN, [0], day)
    assert 1 - chance == pytest.approx(survival, abs=6e-4)
    assert doubt == pytest.approx(error, abs=6e-4)


def test_an_open_case_has_only_the_chance_that_is_left() -> None:
    [chance], _ = chances(KNOWN, [10], 13)
    assert chance == pytest.approx(1 - 0.4482 / 0.7529, abs=1e-3)


def test_where_nothing_ended_nothing_is_promised_and_what_ended_is_certain() -> None:
    still = forecast([Spell(1, 5, False)] * 4, ahead=30, target=0.5)
    assert (still.expected, still.margin, still.short, still.short_by) == (0, 0, 2, ((1, 2.0),))
    done = forecast([Spell(1, 5, True)] * 4, ahead=30, target=0.5)
    assert (done.percent, done.margin_percent, done.short) == (100, 0, 0)
    assert forecast([], ahead=3, target=1).percent == 0


def test_the_organs_that_lack_most_come_first() -> None:
    spells = [Spell(1, 9, True)] * 10 + [Spell(2, 40, False)] * 5 + [Spell(3, 40, False)] * 8
    assert [organ for organ, _ in forecast(spells, ahead=5, target=0.6).short_by] == [3, 2]


def test_the_sentence_is_said_in_both_languages() -> None:
    found = Forecast(1750, 700, 910.0, 62.5, 1050, ((1, 80.0), (2, 60.0)))
    seen = Outlook(date(2012, 3, 3), found, [("河市", "River"), ("石市", "Stone")])
    assert sentence(seen, "en") == (
        "52 % ± 4 by 3 March 2012 at this pace; short by 140 cases, most in River, Stone."
    )
    assert (
        sentence(seen, "zh-hans") == "按目前进度，到2012年3月3日预计完成52%±4；尚差140件，主要在河市、石市。"
    )

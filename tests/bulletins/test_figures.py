"""The figures of one organ: levels agree, each number finds its list, and nobody sees those of another."""

import random
from datetime import date

import pytest
from django.db import connections

from dengwen.base.errors import Refusal
from dengwen.domains.bulletins.access import may_see, visible_to
from dengwen.domains.bulletins.reads.as_table import COLUMNS, headers, lines
from dengwen.domains.bulletins.reads.figure_list import figure_filter, figure_number
from dengwen.domains.bulletins.reads.figures import Figures, figures_everywhere, figures_of
from dengwen.domains.bulletins.rules.measures import MEASURES, SPLITS, percentages
from dengwen.domains.bulletins.verbs.fold_tallies import fold_tallies
from dengwen.domains.cases.access import visible_to as cases_of
from dengwen.domains.cases.verbs.accept_matter import accept_matter
from dengwen.domains.cases.verbs.divert_matter import divert_matter
from dengwen.domains.cases.verbs.reopen_matter import screen_again
from dengwen.domains.cases.verbs.send_matter import transfer_matter
from dengwen.domains.handling.verbs.confirm_diversion import confirm_diversion
from dengwen.foundation.permissions.acting import acting
from tests.bulletins.random_matters import TODAY, insert, unguard
from tests.cast import DAY, MORNING, Cast
from tests.handling.procedures import paper
from tests.handling.walk import Walk, Words

MARCH = date(2026, 3, 1)


@pytest.fixture
def filled(kept_cast: Cast) -> Cast:
    unguard()
    posts = [kept_cast["handler"].post, kept_cast["moss_handler"].post]
    insert(random.Random(7), kept_cast.organs, posts, 150)
    fold_tallies(today=TODAY)
    insert(random.Random(8), kept_cast.organs, posts, 10)
    return kept_cast


def seen_by(cast: Cast, part: str, organ: str, split: str = "organ", month: date = MARCH) -> Figures:
    with acting(cast[part].post):
        return figures_of(actor=cast[part], organ=cast.organ(organ), month=month, split=split, today=TODAY)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(
    ("part", "organ"), [("campaign_office", "province"), ("minister", "river"), ("registrar", "lin")]
)
def test_every_number_opens_exactly_its_cases(filled: Cast, part: str, organ: str, split: str) -> None:
    figures = seen_by(filled, part, organ, split)
    with acting(filled[part].post):
        for row in (*figures.rows, figures.total, figures.nobody):
            for measure in MEASURES:
                params = {**row.scope, "figure": measure.id}
                wanted = figure_filter(params, TODAY)
                assert wanted is not None
                assert figure_number(params, TODAY) in (row.numbers[measure.id], None)
                found = cases_of(filled[part]).filter(wanted).count()
                assert found == row.numbers[measure.id], (row, measure.id)


@pytest.mark.parametrize("month", [MARCH, date(2025, 6, 1)])
def test_lines_add_up_and_levels_agree(filled: Cast, month: date) -> None:
    whole = seen_by(filled, "minister", "ministry", month=month)
    province = seen_by(filled, "campaign_office", "province", month=month)
    cities = {name: seen_by(filled, "campaign_office", name, month=month) for name in ("river", "stone")}
    for figures in (whole, province, *cities.values()):
        for split in ("organ", "category", "channel", "source"):
            again = seen_by(filled, "minister", _name(filled, figures.organ.id), split, month)
            for measure in MEASURES:
                parts = sum(row.numbers[measure.id] for row in again.rows)
                assert parts == figures.total.numbers[measure.id], (figures.organ.name, split, measure.id)
    for row in province.rows:
        if row.kind == "organ" and row.organ is not None:
            assert row.numbers == cities[_name(filled, row.organ.id)].total.numbers
    assert whole.total.numbers == province.total.numbers, "nothing lies outside the province here"
    assert 0 < whole.nobody.numbers["open"] < whole.total.numbers["open"]


def _name(cast: Cast, organ: int) -> str:
    return next(name for name, pk in cast.organs.items() if pk == organ)


def test_parts_are_never_more_than_their_whole(filled: Cast) -> None:
    for row in seen_by(filled, "minister", "ministry", "month").rows:
        for part, whole in percentages():
            assert 0 <= row.numbers[part.id] <= row.numbers[whole.id]


def test_a_county_sees_its_own_figures_and_no_others(filled: Cast) -> None:
    registrar = filled["registrar"]
    with acting(registrar.post):
        assert may_see(registrar, filled.organ("lin")).allowed
        for other in ("moss", "river", "province"):
            decision = may_see(registrar, filled.organ(other))
            assert decision.refusal is not None and decision.refusal.code == "figures.not_yours"
        assert filled.organ("moss") not in visible_to(registrar)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT DISTINCT top_id FROM bulletins_tally")
            tops = {top for (top,) in cursor.fetchall()}
            cursor.execute("SELECT DISTINCT organ_id FROM bulletins_picture")
            tops |= {top for (top,) in cursor.fetchall()}
    assert tops and tops <= {filled.organ("lin"), filled.organ("lin_station"), filled.organ("lin_unit")}


def test_with_no_post_there_are_no_figures(filled: Cast) -> None:
    with acting(None), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM bulletins_tally) + (SELECT count(*) FROM bulletins_picture)"
        )
        assert cursor.fetchone() == (0,)


def test_an_administrator_reads_no_figures(kept_cast: Cast) -> None:
    assert visible_to(kept_cast["administrator"]) == set()
    with pytest.raises(Refusal, match="right.missing"):
        seen_by(kept_cast, "administrator", "province")


def test_a_month_to_come_is_refused(kept_cast: Cast) -> None:
    with pytest.raises(Refusal, match="figures.month_to_come"):
        seen_by(kept_cast, "minister", "ministry", month=date(2026, 4, 1))


@pytest.mark.parametrize(
    "params",
    [
        {"figure": "people"}, {"figure": "open"}, {"figure": "open", "month": "2026-13", "organ": "1"},
        {"figure": "open", "month": "2026-04", "organ": "1"}, {"figure": "open", "month": "2026-03"},
        {"figure": "open", "month": "2026-03", "organ": "1", "dim": "salt", "value": "x"},
        {"figure": "open", "month": "2026-03", "organ": "1", "held": "all"},
        {"figure": "open", "month": "2026-03", "organ": "²"},
    ],
)  # fmt: skip
def test_nonsense_finds_nothing_rather_than_too_much(filled: Cast, params: dict[str, str]) -> None:
    with acting(filled["minister"].post):
        wanted = figure_filter(params, TODAY)
        assert wanted is not None
        assert not cases_of(filled["minister"]).filter(wanted).exists()
    assert figure_filter({"month": "2026-03"}, TODAY) is None


def test_the_verbs_move_the_numbers(cast: Cast) -> None:
    """Through the doors, with their guards: registered, accepted, sent on, led elsewhere, taken up again."""
    accepted, sent, diverted = (cast.registered() for _ in range(3))

    def numbers(organ: str) -> dict[str, int]:
        return dict(seen_by(cast, "minister", organ).total.numbers)

    assert numbers("lin")["open"] == 3 and numbers("lin")["received"] == 3
    registrar = cast["registrar"]
    accept_matter(case=accepted.pk, actor=registrar, at=MORNING)
    transfer_matter(case=sent.pk, to=cast.organ("quarry"), reason="There.", actor=registrar, at=MORNING)
    divert_matter(case=diverted.pk, route="CRIM_RECON", reason="Own remedy.", actor=registrar, at=MORNING)
    assert cast.matter(diverted.pk).ended_on is None, "open until the other organ has registered it"
    assert (numbers("lin")["open"], numbers("quarry")["open"], numbers("province")["open"]) == (2, 1, 3)
    words: Words = {"organ_name": "Court", "their_number": "12", "registered_on": DAY}
    file = paper(Walk(cast, diverted.pk), "CHANNEL_REPLY", "registrar")
    confirm_diversion(case=diverted.pk, paper=file, actor=registrar, at=MORNING, **words)
    assert cast.matter(diverted.pk).ended_on == DAY
    assert (numbers("lin")["open"], numbers("quarry")["open"], numbers("province")["open"]) == (1, 1, 2)
    assert (numbers("lin")["received"], numbers("quarry")["received"]) == (2, 1)
    screen_again(case=diverted.pk, reason="New facts.", actor=cast["leader"], at=MORNING)
    assert cast.matter(diverted.pk).ended_on is None
    assert numbers("lin")["open"] == 2
    fold_tallies(today=TODAY)
    assert (numbers("lin")["open"], numbers("province")["open"]) == (2, 3)


def test_the_sheet_says_how_each_number_is_counted(filled: Cast) -> None:
    figures = figures_everywhere(code="990000000000", month=MARCH, split="organ", today=TODAY)
    assert (
        figures is not None and figures_everywhere(code="no", month=MARCH, split="organ", today=TODAY) is None
    )
    for lang in ("en", "zh"):
        table = list(lines(figures, lang))
        rows = table[: table.index([])]
        assert {len(row) for row in rows} == {len(COLUMNS) + 1} == {len(headers("organ", lang))}
        assert len(table) - len(rows) == 2 + len(MEASURES)

"""Intervals and agreement against published values; the sheet's rules."""

from datetime import date

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.agreement import agreement
from dengwen.domains.closure.rules.estimate import (
    Stratum,
    estimate_stratum,
    estimate_whole,
    variance_of,
    wilson,
)
from dengwen.domains.closure.rules.lookback_sheet import (
    Finding,
    check_findings,
    check_independent,
    check_replacing,
    check_settling,
    is_as_drawn,
    part_of,
    result_of,
)

NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Scheaffer, Mendenhall and Ott, Elementary Survey Sampling: three strata, share 0.60, variance 0.0045.
SCHEAFFER = [Stratum(155, 20, 16), Stratum(62, 8, 2), Stratum(93, 12, 6)]
ITEMS = {"FACTS": False, "REMEDY": True}


@pytest.mark.parametrize(("failed", "looked", "low", "high"), NEWCOMBE)
def test_wilson_as_newcombe_published_it(failed: int, looked: int, low: float, high: float) -> None:
    found = wilson(failed / looked, looked)
    assert found[0] == pytest.approx(low, abs=5e-5)
    assert found[1] == pytest.approx(high, abs=5e-5)


def test_the_stratified_estimate_as_published() -> None:
    whole = estimate_whole(SCHEAFFER)
    assert whole
    assert whole.share == pytest.approx(0.60)
    variance = sum((each.size / 310) ** 2 * variance_of(each, 0.6) for each in SCHEAFFER)
    assert variance == pytest.approx(0.0045, abs=5e-5)
    assert whole.low < 0.60 - 1.8 * variance**0.5
    assert 0.60 + 1.7 * variance**0.5 < whole.high < 0.60 + 2 * variance**0.5
    assert whole.failed[0] == pytest.approx(186)


def test_weights_count_and_not_the_sample() -> None:
    """Ten of ten failed in a small stratum, none of ten in one of ninety-nine times its size."""
    whole = estimate_whole([Stratum(10, 10, 10), Stratum(990, 10, 0)])
    assert whole
    assert whole.share == pytest.approx(0.01)
    assert whole.low < 0.01 < whole.high


def test_nothing_found_is_not_nothing_there_and_all_seen_is_certain() -> None:
    none = estimate_whole([Stratum(500, 10, 0), Stratum(500, 10, 0)])
    assert none
    assert (none.low, none.share) == (0.0, 0.0)
    assert none.high == pytest.approx(wilson(0, 20)[1], abs=0.005)
    everything = estimate_whole([Stratum(5, 5, 2), Stratum(3, 3, 0)])
    assert everything
    assert everything.low == everything.share == everything.high == pytest.approx(0.25)
    one = estimate_stratum(Stratum(4, 4, 1))
    assert one
    assert (one.low, one.high) == (0.25, 0.25)
    assert estimate_stratum(Stratum(4, 0, 0)) is None
    assert estimate_whole([Stratum(4, 2, 0), Stratum(4, 0, 0)]) is None


def test_a_single_case_of_a_stratum_does_not_pretend_to_be_certain() -> None:
    assert variance_of(Stratum(50, 1, 0), 0.2) == pytest.approx(0.98 * 0.16)


def pairs(both: int, first: int, second: int, neither: int) -> list[tuple[str, str]]:
    return [("y", "y")] * both + [("y", "n")] * first + [("n", "y")] * second + [("n", "n")] * neither


@pytest.mark.parametrize(
    ("cells", "percent", "kappa"),
    [((20, 5, 10, 15), 70, 0.4), ((45, 15, 25, 15), 60, 0.1304), ((25, 35, 5, 35), 60, 0.2593)],
)
def test_kappa_as_published(cells: tuple[int, int, int, int], percent: float, kappa: float) -> None:
    found = agreement(pairs(*cells))
    assert found.percent == pytest.approx(percent)
    assert found.kappa == pytest.approx(kappa, abs=5e-5)
    assert {(one, other): number for one, other, number in found.table} == dict(
        zip([("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")], cells, strict=True)
    )


def test_kappa_says_nothing_where_chance_explains_all() -> None:
    assert agreement([("y", "y")] * 5).kappa is None
    assert agreement([]).percent is None


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ([Finding("FACTS", "met"), Finding("REMEDY", "not_owed")], ""),
        ([Finding("FACTS", "met")], "lookback.item_missing"),
        ([Finding("FACTS", "not_owed"), Finding("REMEDY", "met")], "lookback.finding_unknown"),
        ([Finding("FACTS", "fine"), Finding("REMEDY", "met")], "lookback.finding_unknown"),
        ([Finding("FACTS", "met"), Finding("REMEDY", "lacking", " ")], "lookback.lacking_without_remark"),
        (
            [Finding("FACTS", "met"), Finding("REMEDY", "met"), Finding("MOOD", "met")],
            "lookback.finding_unknown",
        ),
    ],
)
def test_every_item_is_judged(findings: list[Finding], code: str) -> None:
    if not code:
        assert result_of(check_findings(findings, items=ITEMS)) == "passed"
        return
    with pytest.raises(Refusal) as told:
        check_findings(findings, items=ITEMS)
    assert told.value.code == code


def test_one_lacking_item_fails_the_closure() -> None:
    found = check_findings([Finding("REMEDY", "lacking", "Not paid."), Finding("FACTS", "met")], items=ITEMS)
    assert [each.item for each in found] == ["FACTS", "REMEDY"]
    assert result_of(found) == "failed"


def test_who_examined_or_is_named_is_not_independent_and_who_only_looked_is() -> None:
    check_independent(
        posts=[1], deeds=[("begin_lookback", 1), ("identity_opened", 1), ("close", 2)], named=[3, None]
    )
    for deeds, named in (([("accept_dossier", 1)], []), ([("registered", 1)], []), ([], [1])):
        with pytest.raises(Refusal, match="acted_in_case"):
            check_independent(posts=[1], deeds=deeds, named=named)


@pytest.mark.parametrize(
    ("reason", "begun", "as_drawn", "reviewers", "code"),
    [
        ("NOT_CLOSED", False, False, 3, ""),
        ("NO_REVIEWER", False, True, 0, ""),
        ("NOT_CLOSED", True, False, 3, "lookback.sheet_begun"),
        ("NOT_CLOSED", False, True, 3, "lookback.still_closed"),
        ("NO_REVIEWER", False, True, 1, "lookback.reviewers_there"),
        ("INCONVENIENT", False, False, 0, "lookback.replacing_unknown"),
    ],
)
def test_a_replacement_needs_a_true_reason(
    reason: str, begun: bool, as_drawn: bool, reviewers: int, code: str
) -> None:
    words = {"begun": begun, "closed_as_drawn": as_drawn, "reviewers": reviewers}
    if not code:
        assert check_replacing(reason, **words) == reason  # type: ignore[arg-type]
        return
    with pytest.raises(Refusal) as told:
        check_replacing(reason, **words)  # type: ignore[arg-type]
    assert told.value.code == code


def test_a_third_person_settles_with_reasons() -> None:
    assert check_settling("failed", reason="So.", disputed=True, same=False) == "failed"
    for result, reason, disputed, same, code in (
        ("failed", "So.", False, False, "nothing_disputed"), ("failed", "So.", True, True, "same_reviewer"),
        ("", "So.", True, False, "result_unknown"), ("passed", " ", True, False, "no_reason"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=code):
            check_settling(result, reason=reason, disputed=disputed, same=same)


def test_places_for_one_and_for_two() -> None:
    assert (part_of(5, taken=[], double=False), part_of(5, taken=[4], double=True)) == (1, 2)
    for taken, double, code in (([4], False, "taken"), ([4, 6], True, "taken"), ([5], True, "same_reviewer")):
        with pytest.raises(Refusal, match=code):
            part_of(5, taken=taken, double=double)


def test_a_closure_stands_while_nobody_took_the_case_up() -> None:
    day, other = date(2026, 3, 2), date(2026, 3, 3)
    assert is_as_drawn(state="archived", closed_on=day, drawn_closed_on=day)
    assert not is_as_drawn(state="closed", closed_on=other, drawn_closed_on=day)
    assert not is_as_drawn(state="redo", closed_on=None, drawn_closed_on=day)

"""Who is severe, who stands apart, whose absence moves a rank: by hand, and by properties."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.influence import Panel, Shift, deviation, leanings, median, outlying, shifts
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.review import can_trim, panel_mean


def without(
    given: Panel, weights: Mapping[str, Decimal], expert: str, *, trim: int, places: int, mode: str
) -> list[Shift]:
    around = {**weights, expert: weights.get(expert, Decimal(1))}
    return dict(shifts(given, around, trim=trim, quorum=0, places=places, mode=mode))[expert]


EQUAL = dict.fromkeys(("E1", "E2", "E3"), Decimal(1))


def panel(**rows: dict[str, int]) -> dict[str, dict[str, Fraction]]:
    return {county: {expert: Fraction(one) for expert, one in of.items()} for county, of in rows.items()}


TWO = panel(A={"E1": 90, "E2": 80, "E3": 70}, B={"E1": 88, "E2": 86, "E3": 90})
"""Means 80 and 88: without E3 they are 85 and 87."""

totals = st.fractions(min_value=0, max_value=100, max_denominator=10)
panels = st.dictionaries(
    st.sampled_from("ABCD"), st.dictionaries(st.sampled_from(sorted(EQUAL)), totals, min_size=1), min_size=1
)


def test_severity_is_the_mean_distance_from_the_panel() -> None:
    first, second, third = leanings(TWO, EQUAL)
    assert (first.severity, first.counties) == (Fraction(5), 2)  # +10 and 0
    assert second.severity == Fraction(-1)  # 0 and -2
    assert third.severity == Fraction(-4)  # -10 and +2


def test_spread_is_the_sample_deviation_of_the_totals() -> None:
    first, second, _third = leanings(TWO, EQUAL)
    assert first.spread == Decimal(2).sqrt()  # 90 and 88
    assert second.spread == Decimal(18).sqrt()  # 80 and 86
    assert deviation([Fraction(3)]) is None


def test_who_counts_nowhere_leans_nowhere() -> None:
    (nobody,) = leanings(TWO, ["E9"])
    assert (nobody.counties, nobody.severity, nobody.spread) == (0, None, None)


def test_one_who_stands_apart_is_named_with_the_score() -> None:
    # Median 11, deviations 1 0 1 0 19, their median 1: 0.6745 · 19 ÷ 1.
    found = outlying(
        {"a": Fraction(10), "b": Fraction(11), "c": Fraction(12), "d": Fraction(11), "e": Fraction(30)}
    )
    assert found == {"e": Fraction("12.8155")}


def test_where_most_are_equal_the_mean_deviation_measures() -> None:
    # Median deviation 0, mean deviation 10 ÷ 5: 0.7979 · 10 ÷ 2 = 3.9895.
    found = outlying({name: Fraction(90) for name in "abcd"} | {"e": Fraction(80)})
    assert found == {"e": Fraction("-3.9895")}


def test_few_or_equal_values_have_no_outlier() -> None:
    assert outlying({"a": Fraction(0), "b": Fraction(1), "c": Fraction(100)}) == {}
    assert outlying({name: Fraction(5) for name in "abcdef"}) == {}


def test_the_ranks_that_hang_on_one_expert() -> None:
    # 80 < 88; without E1 75 < 88; without E3 85 < 87; without E2 80 < 89: nobody moves.
    assert all(without(TWO, EQUAL, expert, trim=0, places=2, mode="half_up") == [] for expert in EQUAL)
    close = panel(A={"E1": 90, "E2": 80, "E3": 70}, B={"E1": 80, "E2": 80, "E3": 81})
    # 80 < 80.33; without E3 85 > 80.
    assert without(close, EQUAL, "E3", trim=0, places=2, mode="half_up") == [
        Shift("B", 1, 2),
        Shift("A", 2, 1),
    ]


def test_a_county_with_no_other_expert_loses_its_rank() -> None:
    alone = panel(A={"E1": 90}, B={"E1": 80, "E2": 80})
    assert without(alone, EQUAL, "E1", trim=0, places=2, mode="half_up") == [
        Shift("A", 1, None),
        Shift("B", 2, 1),
    ]


def test_where_too_few_are_left_nothing_is_trimmed() -> None:
    # With all three the mean of A is 80 by trimming, of B 86; without E1 the plain means are 75 and 88.
    found = without(TWO, EQUAL, "E1", trim=1, places=2, mode="half_up")
    assert found == []
    assert panel_mean([(one, Fraction(1)) for one in TWO["A"].values()], 1) == 80


@given(panels)
def test_severities_weighed_by_counties_cancel_out(given: Panel) -> None:
    found = leanings(given, EQUAL)
    assert sum((one.severity * one.counties for one in found if one.severity is not None), Fraction()) == 0


@given(panels)
def test_nobody_moves_without_somebody_who_never_marked(given: Panel) -> None:
    assert without(given, EQUAL, "E9", trim=0, places=2, mode="half_up") == []


@given(st.lists(totals, min_size=1))
def test_the_median_has_as_many_above_as_below(values: list[Fraction]) -> None:
    middle = median(values)
    assert sum(one > middle for one in values) <= len(values) / 2
    assert sum(one < middle for one in values) <= len(values) / 2


@given(
    st.dictionaries(st.text(max_size=3), totals), totals, st.fractions(min_value=Fraction(1, 5), max_value=5)
)
def test_who_stands_apart_does_not_hang_on_the_scale(
    values: dict[str, Fraction], origin: Fraction, scale: Fraction
) -> None:
    moved = {name: origin + scale * value for name, value in values.items()}
    assert outlying(moved) == outlying(values)


SIX = ("E1", "E2", "E3", "E4", "E5", "E6")
"""Enough for one and two to be dropped at either end, with one left out."""
sixes = st.dictionaries(
    st.sampled_from("ABC"), st.dictionaries(st.sampled_from(SIX), totals, min_size=1), min_size=1
)
weighed = st.one_of(
    st.just(dict.fromkeys(SIX, Decimal(1))),
    st.fixed_dictionaries({name: st.sampled_from([Decimal(1), Decimal(2)]) for name in SIX}),
)


@given(sixes, weighed, st.integers(0, 2), st.integers(0, 3))
def test_the_ranks_without_somebody_are_those_of_a_panel_they_never_sat_on(
    given: Panel, weights: dict[str, Decimal], trim: int, quorum: int
) -> None:
    """Worked out anew, mean by mean: the sums that `shifts` subtracts from come to the same."""

    def ranks(left_out: str) -> dict[str, int]:
        means: dict[str, Fraction | None] = {}
        for county, of in given.items():
            pairs = [(total, Fraction(weights[one])) for one, total in of.items() if one != left_out]
            mean = panel_mean(pairs, trim if can_trim(len(pairs), trim) else 0)
            means[county] = mean if len(pairs) >= quorum else None
        return competition_ranks(means, 1, "half_up")

    for expert, found in shifts(given, weights, trim=trim, quorum=quorum, places=1, mode="half_up"):
        before, after = ranks(""), ranks(expert)
        assert {one.county: (one.before, one.after) for one in found} == {
            county: (before.get(county), after.get(county))
            for county in given
            if before.get(county) != after.get(county)
        }

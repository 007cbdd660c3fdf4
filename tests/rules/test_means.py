from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.earning import below
from pilot_tui.rules.means import exact_sum, weighted_mean
from pilot_tui.rules.rounding import shown

shares = st.fractions(min_value=0, max_value=2, max_denominator=20)
weights = st.integers(1, 20).map(Fraction)
pairs = st.lists(st.tuples(shares, weights), min_size=1, max_size=6)


def equal(*given: object) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(str(one)), Fraction(1)) for one in given]


def test_strong_makes_up_for_weak_only_in_an_arithmetic_mean() -> None:
    # OECD/JRC Handbook, step 6: 21, 1, 1, 1 and 6, 6, 6, 6 are 6 and 6, but 2.14 and 6.
    assert weighted_mean(equal(21, 1, 1, 1)) == weighted_mean(equal(6, 6, 6, 6)) == 6
    uneven = weighted_mean(equal(21, 1, 1, 1), "geometric")
    assert uneven is not None
    assert shown(uneven, 2) == "2.14"
    assert weighted_mean(equal(6, 6, 6, 6), "geometric") == 6


def test_nothing_makes_up_for_zero_in_a_geometric_mean() -> None:
    assert weighted_mean(equal(0, 1, 1), "geometric") == 0
    assert weighted_mean(equal(0, 1, 1)) == Fraction(2, 3)


def test_what_has_no_weight_counts_for_nothing() -> None:
    given = [(Fraction(0), Fraction(0)), (Fraction(1, 2), Fraction(3))]
    assert weighted_mean(given, "geometric") == Fraction(1, 2)
    assert weighted_mean([(Fraction(1), Fraction(0))]) is None
    assert weighted_mean([]) is None


def test_an_unknown_mean_is_refused() -> None:
    with pytest.raises(ValueError, match="harmonic"):
        weighted_mean([], "harmonic")


@given(pairs, st.sampled_from(["arithmetic", "geometric"]), weights)
def test_only_the_proportion_of_weights_counts(
    given: list[tuple[Fraction, Fraction]], kind: str, scale: Fraction
) -> None:
    scaled = [(share, scale * weight) for share, weight in given]
    assert weighted_mean(scaled, kind) == weighted_mean(given, kind)


@given(pairs)
def test_the_geometric_mean_is_never_the_greater(given: list[tuple[Fraction, Fraction]]) -> None:
    arithmetic, geometric = weighted_mean(given), weighted_mean(given, "geometric")
    assert arithmetic is not None
    assert geometric is not None
    least = min(share for share, _ in given)
    tiny = Fraction(1, 10**30)
    assert least - tiny <= geometric <= arithmetic + tiny


@given(st.lists(st.fractions(max_denominator=10**6), max_size=40))
def test_a_sum_over_one_denominator_is_the_sum(values: list[Fraction]) -> None:
    assert exact_sum(values) == sum(values, Fraction())


@given(st.fractions(), st.fractions())
def test_below_is_less_than(x: Fraction, limit: Fraction) -> None:
    assert below(x, limit) is (x < limit)

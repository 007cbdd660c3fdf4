from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.grades import grade
from pilot_tui.rules.rounding import rounded, shown, units

BANDS = [
    ("优", Decimal(90), Decimal(100)),
    ("良", Decimal(80), Decimal(90)),
    ("中", Decimal(60), Decimal(80)),
    ("差", Decimal(0), Decimal(60)),
]


@pytest.mark.parametrize(
    ("text", "places", "mode", "expected"),
    [
        ("89.165", 2, "half_up", "89.17"),
        ("89.165", 2, "half_even", "89.16"),
        ("89.175", 2, "half_up", "89.18"),
        ("89.175", 2, "half_even", "89.18"),
        # GB/T 8170-2008, 3.2: the standard's own examples, ties to the even digit, negatives by their amount
        ("12.1498", 0, "half_even", "12"),
        ("12.1498", 1, "half_even", "12.1"),
        ("10.5002", 0, "half_even", "11"),
        ("1.050", 1, "half_even", "1.0"),
        ("0.35", 1, "half_even", "0.4"),
        ("-0.0365", 3, "half_even", "-0.036"),
        # GB/T 8170-2008, 3.3: never in steps, 15.4546 is 15 and not 15.455 → 15.46 → 15.5 → 16
        ("97.46", 0, "half_even", "97"),
        ("15.4546", 0, "half_even", "15"),
        ("8.53459", 2, "half_even", "8.53"),
        ("8.53459", 2, "half_up", "8.53"),
        ("-2.5", 0, "half_up", "-3"),
        ("-89.165", 2, "half_up", "-89.17"),
        ("2.4", 3, "half_up", "2.400"),
    ],
)
def test_a_figure_is_rounded_once(text: str, places: int, mode: str, expected: str) -> None:
    assert shown(Decimal(text), places, mode) == expected
    assert shown(Fraction(text), places, mode) == expected
    assert str(rounded(Fraction(text), places, mode)) == expected


def test_a_quotient_that_never_ends_is_rounded_by_its_exact_value() -> None:
    assert [shown(Fraction(n, 3), 0) for n in (1, 2, -2)] == ["0", "1", "-1"]
    assert shown(Fraction(4, 7), 0) == "1"
    assert shown(Fraction(267_510_000_000_000_000_000_000_001, 3 * 10**24), 2) == "89.17"
    assert shown(Fraction(267_495, 3000) - Fraction(1, 10**40), 2) == "89.16"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert shown(Decimal("-0.004"), 2) == "0.00"
    assert shown(Decimal("-0.00"), 2) == "0.00"
    assert shown(Decimal("-0.4"), 0) == "0"


def test_large_and_small_figures_are_plain_digits() -> None:
    assert shown(Decimal("1E+30"), 2) == "1" + "0" * 30 + ".00"
    assert shown(Fraction(1, 10**9), 10) == "0.0000000010"
    assert shown(Decimal("12345678901234567890123456789012.345"), 2) == "12345678901234567890123456789012.35"


@pytest.mark.parametrize(("places", "mode"), [(2, "half_down"), (2, ""), (-1, "half_up")])
def test_an_unknown_way_of_rounding_is_refused(places: int, mode: str) -> None:
    with pytest.raises(ValueError):
        rounded(Decimal(1), places, mode)


@given(st.fractions(max_denominator=10**6), st.integers(0, 6), st.sampled_from(["half_up", "half_even"]))
def test_rounding_is_odd_and_never_off_by_more_than_half_a_unit(x: Fraction, places: int, mode: str) -> None:
    assert units(-x, places, mode) == -units(x, places, mode)
    assert abs(Fraction(rounded(x, places, mode)) - x) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("89.17", "良"),
        ("89.99", "良"),
        ("89.994", "良"),
        ("89.995", "优"),  # displayed as 90.00, and the displayed score is what is graded
        ("100", "优"),
        ("80", "良"),
        ("79.994", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
        ("100.01", None),
    ],
)
def test_the_displayed_score_is_graded_and_only_the_top_band_is_closed(
    score: str, expected: str | None
) -> None:
    assert grade(Decimal(score), BANDS, 2) == expected


def test_bands_may_be_listed_from_either_end() -> None:
    assert [grade(Decimal(score), BANDS[::-1], 2) for score in (60, 80, 90, 100)] == ["中", "良", "优", "优"]


def test_nothing_is_graded_without_bands() -> None:
    assert grade(Decimal(90), [], 2) is None

"""Agreement against published tables, and properties no table can have by accident."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.agreement import (
    LEVELS,
    alpha,
    complete,
    concordance,
    correlations,
    largest_complete,
    mean_squares,
)
from pilot_tui.rules.rounding import shown

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout & Fleiss 1979, table 2: six targets, four judges."""
KRIPPENDORFF: list[list[int | None]] = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]
"""Krippendorff 2011, section C: twelve units, four observers, values missing."""
Scores = list[list[Fraction | None]]


def table(rows: Sequence[Sequence[int | None]]) -> Scores:
    return [[None if one is None else Fraction(one) for one in row] for row in rows]


points = st.fractions(min_value=0, max_value=100, max_denominator=20)
panels = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(points, min_size=k, max_size=k), min_size=2, max_size=6)
)


def test_the_mean_squares_of_shrout_and_fleiss() -> None:
    squares = mean_squares(table(SHROUT_FLEISS))
    assert squares is not None
    assert (squares.n, squares.k) == (6, 4)
    found = (squares.between, squares.within, squares.judges, squares.error)
    assert [shown(one, 2) for one in found] == ["11.24", "6.26", "32.49", "1.02"]


def test_the_six_correlations_of_shrout_and_fleiss() -> None:
    squares = mean_squares(table(SHROUT_FLEISS))
    assert squares is not None
    found = correlations(squares)
    published = {"one1": ".17", "a1": ".29", "c1": ".71", "onek": ".44", "ak": ".62", "ck": ".91"}
    for name, value in published.items():
        # Printed with two digits; 0.7148 is printed as .71.
        assert shown(getattr(found, name), 2) == f"0{value}", name


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")],
)
def test_the_alphas_of_krippendorff(level: str, published: str) -> None:
    found = alpha(table(KRIPPENDORFF), level)
    assert found is not None
    assert shown(found, 3) == published


def test_experts_who_rank_alike_have_a_w_of_one() -> None:
    found = concordance(table([[1, 10, 3], [2, 20, 4], [3, 30, 5], [4, 40, 9]]))
    assert found is not None
    assert found[:4] == (Fraction(1), Fraction(9), 3, False)


def test_two_who_rank_the_other_way_round_have_a_w_of_zero() -> None:
    found = concordance(table([[1, 3], [2, 2], [3, 1]]))
    assert found is not None
    assert found.w == 0


def test_ties_are_corrected() -> None:
    # By hand: ranks 1½ 1½ 3 and 1 2 3; sums 2½ 3½ 6, S = 6½; most = 4·24 − 2·6 = 84; W = 12·6½ ÷ 84.
    found = concordance(table([[1, 1], [1, 2], [5, 3]]))
    assert found is not None
    assert found.w == Fraction(78, 84)
    assert found.tied


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]], [[1, None], [None, 2]]])
def test_too_few_have_no_agreement(rows: list[list[int | None]]) -> None:
    assert mean_squares(table(rows)) is None
    assert concordance(table(rows)) is None


def test_where_nothing_varies_nothing_is_defined() -> None:
    same = table([[5, 5], [5, 5]])
    squares = mean_squares(same)
    assert squares is not None
    assert set(correlations(squares)) == {None}
    assert concordance(same) is None
    assert [alpha(same, level) for level in LEVELS] == [None] * len(LEVELS)


def test_disagreement_is_shown_as_negative() -> None:
    found = alpha(table([[1, 9], [9, 1]]), "interval")
    assert found is not None
    assert found < 0


def test_only_counties_everybody_scored_are_complete() -> None:
    assert complete(table(KRIPPENDORFF)) == [row for row in KRIPPENDORFF if None not in row]


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="rational"):
        alpha([], "rational")


@given(panels)
def test_mean_squares_part_the_variance(rows: list[list[Fraction]]) -> None:
    squares = mean_squares(rows)
    assert squares is not None
    n, k = squares.n, squares.k
    every = [one for row in rows for one in row]
    mean = sum(every) / len(every)
    whole = sum((one - mean) ** 2 for one in every)
    assert squares.between * (n - 1) + squares.within * n * (k - 1) == whole
    parts = squares.judges * (k - 1) + squares.error * (n - 1) * (k - 1)
    assert parts == squares.within * n * (k - 1)


@given(panels, st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9), points)
def test_scale_and_origin_change_no_agreement(
    rows: list[list[Fraction]], scale: Fraction, origin: Fraction
) -> None:
    other = [[scale * one + origin for one in row] for row in rows]
    before, after = mean_squares(rows), mean_squares(other)
    assert before is not None
    assert after is not None
    assert correlations(before) == correlations(after)
    assert concordance(rows) == concordance(other)
    for level in ("interval", "ordinal", "nominal"):
        assert alpha(rows, level) == alpha(other, level)


@given(panels, st.randoms(use_true_random=False))
def test_the_order_of_counties_and_experts_changes_nothing(
    rows: list[list[Fraction]], random: Random
) -> None:
    columns = list(zip(*rows, strict=True))
    random.shuffle(columns)
    other = [list(row) for row in zip(*columns, strict=True)]
    random.shuffle(other)
    assert mean_squares(rows) == mean_squares(other)
    assert concordance(rows) == concordance(other)
    assert alpha(rows, "ordinal") == alpha(other, "ordinal")


@given(panels)
def test_the_two_ways_to_consistency_agree(rows: list[list[Fraction]]) -> None:
    """ICC(C,k) is the Spearman-Brown step-up of ICC(C,1)."""
    squares = mean_squares(rows)
    assert squares is not None
    found = correlations(squares)
    if found.c1 is not None and found.ck is not None and 1 + (squares.k - 1) * found.c1:
        assert found.ck == squares.k * found.c1 / (1 + (squares.k - 1) * found.c1)


@given(panels)
def test_alpha_of_one_means_no_difference_within_a_county(rows: list[list[Fraction]]) -> None:
    alike = all(len(set(row)) == 1 for row in rows)
    for level in ("interval", "ordinal", "nominal"):
        found = alpha(rows, level)
        assert found is None or (found == 1) == alike


def part_sizes(rows: Scores) -> list[tuple[bool, int, int]]:
    """Of every choice of experts: whether it compares anything, marks, counties. By trying them all."""
    width = len(rows[0])
    out = []
    for kept in range(1 << width):
        columns = [at for at in range(width) if kept >> at & 1]
        counties = sum(all(row[at] is not None for at in columns) for row in rows)
        out.append((counties > 1 and len(columns) > 1, counties * len(columns), counties))
    return out


gappy = st.integers(1, 5).flatmap(
    lambda k: st.lists(st.lists(st.none() | points, min_size=k, max_size=k), min_size=1, max_size=7)
)


@given(gappy)
def test_no_part_without_gaps_is_larger_than_the_one_taken(rows: Scores) -> None:
    kept = largest_complete(rows)
    part = kept.of(rows)
    assert all(one is not None for row in part for one in row)
    n, k = len(kept.counties), len(kept.experts)
    assert (n > 1 and k > 1, n * k, n) == max(part_sizes(rows))


@given(panels)
def test_a_table_without_gaps_is_taken_whole(rows: Scores) -> None:
    assert largest_complete(rows).of(rows) == rows


def test_two_experts_with_a_gap_each_go_rather_than_two_of_five_counties() -> None:
    rows = table([[1] * 9 for _ in range(5)])
    rows[0][3] = rows[4][7] = None
    kept = largest_complete(rows)
    assert (kept.counties, kept.experts) == ((0, 1, 2, 3, 4), (0, 1, 2, 4, 5, 6, 8))


def test_a_recusal_in_every_county_leaves_something_to_compare() -> None:
    rows = table([[10 * at + who for who in range(6)] for at in range(4)])
    for at, row in enumerate(rows):
        row[at % 2] = None
    squares = mean_squares(largest_complete(rows).of(rows))
    assert squares is not None
    assert (squares.n, squares.k) == (4, 4)


def test_of_many_ways_to_have_gaps_a_good_one_is_found_soon() -> None:
    """More than can be tried: thirty experts who miss other counties each, one who misses nearly all."""
    random = Random(7)
    rows = [[None if random.random() < 0.02 else Fraction(1) for _ in range(30)] for _ in range(300)]
    for row in rows[1:]:
        row[11] = None
    kept = largest_complete(rows)
    assert 11 not in kept.experts
    assert len(kept.counties) * len(kept.experts) >= 29 * sum(None not in row[:11] + row[12:] for row in rows)


def test_of_nothing_nothing_is_taken() -> None:
    assert largest_complete([]).of([]) == []
    assert largest_complete([[None]]).of([[None]]) in ([], [[]])

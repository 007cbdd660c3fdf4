from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Reading, Rule
from pilot_tui.rules.ranking import competition_ranks
from pilot_tui.rules.rounding import rounded, shown
from pilot_tui.rules.scorecard import scorecard

from . import demo

RULE = Rule()
COUNTIES = ("YK", "WL", "CX", "SY", "HN")
figures = st.decimals(min_value=0, max_value=300, places=1)
cards = st.lists(
    st.builds(
        lambda **given: Reading(**given),  # of a named tuple hypothesis would draw every field
        indicator=st.just("I01"),
        dimension=st.sampled_from(["D1", "D2", "D3"]),
        weight=st.decimals(min_value=0, max_value=30, places=1),
        target=st.none() | figures,
        actual=st.none() | figures,
        direction=st.sampled_from(["higher", "lower"]),
        state=st.sampled_from(["", "", "not_applicable"]),
    ),
    max_size=8,
)


def one(weight: int, actual: int | None, dimension: str = "D1", **fields: Any) -> Reading:
    """An indicator with a target of 100, so that its actual is its completion."""
    known = None if actual is None else Decimal(actual)
    return Reading("I01", dimension, Decimal(weight), target=Decimal(100), actual=known, **fields)


@pytest.mark.parametrize(
    "row", demo.rows("expected_indicator_scores"), ids=lambda r: "-".join([*r.values()][:3])
)
def test_the_demo_indicators_earn_their_points(row: dict[str, str]) -> None:
    card = scorecard(demo.readings(row["county_id"], row["year"]), RULE)
    score = next(one.score for one in card.indicators if one.reading.indicator == row["indicator_id"])
    assert ("" if score is None else shown(score, 3)) == row["score_capped"]


@pytest.mark.parametrize("row", demo.rows("expected_scorecards"), ids=lambda r: "-".join([*r.values()][:2]))
def test_the_demo_counties_have_their_dimensions_and_totals(row: dict[str, str]) -> None:
    card = scorecard(demo.readings(row["county_id"], row["year"]), RULE)
    assert [(d.dimension, shown(d.score, 2)) for d in card.dimensions] == [
        (f"D{i}", row[f"D{i}"]) for i in range(1, 7)
    ]
    assert shown(card.total_missing_as_zero, 2) == row["total_missing_as_zero"]
    assert card.total_rescaled is not None
    assert shown(card.total_rescaled, 2) == row["total_rescaled_to_100"]
    assert card.missing == int(row["missing_indicators"])
    assert card.coverage == (Fraction(1) if card.missing == 0 else Fraction(95, 100))
    assert card.ranked


@pytest.mark.parametrize("year", ["2018", "2019", "2020"])
def test_the_demo_counties_have_their_ranks(year: str) -> None:
    totals = {county: scorecard(demo.readings(county, year), RULE).total_rescaled for county in COUNTIES}
    expected = {
        row["county_id"]: int(row["rank_by_rescaled"])
        for row in demo.rows("expected_scorecards")
        if row["year"] == year
    }
    assert competition_ranks(totals, 2, "half_up") == expected


def test_a_missing_value_counts_as_zero_or_not_at_all() -> None:
    card = scorecard([one(60, 90), one(40, None, state="not_reported")], RULE)
    assert (card.total_missing_as_zero, card.total_rescaled) == (Fraction(54), Fraction(90))
    assert (card.coverage, card.missing, card.ranked) == (Fraction(3, 5), 1, False)


def test_a_county_is_ranked_from_the_minimum_coverage_on() -> None:
    two_thirds = [one(2, 90), one(1, None)]
    assert scorecard(two_thirds, RULE).ranked
    assert not scorecard(two_thirds, RULE._replace(coverage_min=Fraction(67, 100))).ranked


def test_an_actual_without_a_completion_is_missing_too() -> None:
    card = scorecard([one(60, 90), one(40, 90, method="progress")], RULE)
    assert (card.missing, card.coverage, card.indicators[1].score) == (1, Fraction(3, 5), None)
    assert card.indicators[1].light == "unknown"


@pytest.mark.parametrize("state", ["not_reported", "not_yet_due", "no_target", "recused", ""])
def test_every_absence_but_one_is_missing(state: str) -> None:
    assert scorecard([one(60, 90), one(40, None, state=state)], RULE).total_missing_as_zero == 54


@pytest.mark.parametrize(
    "fields", [{"state": "not_applicable"}, {"operator": "strive"}, {"operator": "link"}]
)
def test_what_is_not_scored_leaves_its_weight_out(fields: dict[str, str]) -> None:
    card = scorecard([one(60, 90), one(40, 10, dimension="D2", **fields)], RULE)
    assert (card.total_missing_as_zero, card.total_rescaled) == (Fraction(90), Fraction(90))
    assert (card.coverage, card.missing, card.ranked) == (Fraction(1), 0, True)
    left_out = card.dimensions[1]
    assert left_out.weight == left_out.covered == left_out.score == 0
    assert card.indicators[1].score is None


def test_a_stretch_goal_keeps_its_completion_and_light() -> None:
    (shown_only,) = scorecard([one(40, 97, operator="strive")], RULE).indicators
    assert (shown_only.completion, shown_only.light, shown_only.score) == (Fraction(97), "near", None)


def test_scores_stop_at_nothing_and_at_the_cap_while_completion_goes_on() -> None:
    regress = one(10, 120, baseline=Decimal(110), method="progress", direction="lower")
    card = scorecard([one(10, 223), regress], RULE)
    assert [i.completion for i in card.indicators] == [223, -100]
    assert [i.score for i in card.indicators] == [10, 0]
    generous = scorecard([one(10, 223), regress], RULE._replace(cap=Decimal(120)))
    assert [i.score for i in generous.indicators] == [12, 0]


def test_less_is_better_and_nothing_left_earns_the_cap() -> None:
    rule = RULE._replace(cap=Decimal(110))
    assert [i.score for i in scorecard([one(10, 0, direction="lower")], rule).indicators] == [11]


def test_weights_that_do_not_sum_to_100_are_normalised_in_the_totals() -> None:
    card = scorecard([one(30, 80), one(10, 40, dimension="D2")], RULE)
    assert card.total_missing_as_zero == card.total_rescaled == 70
    assert [d.score for d in card.dimensions] == [24, 4]
    assert [d.weight for d in card.dimensions] == [30, 10]


@pytest.mark.parametrize("readings", [[], [one(0, 90)], [one(5, 90, state="not_applicable")]])
def test_without_any_weight_there_is_no_total_and_no_rank(readings: list[Reading]) -> None:
    card = scorecard(readings, RULE._replace(coverage_min=Fraction()))
    assert card.total_missing_as_zero == card.coverage == 0
    assert card.total_rescaled is None
    assert not card.ranked


def test_dimensions_come_in_order_of_first_appearance() -> None:
    card = scorecard([one(1, 1, "D3"), one(1, 1, "D1"), one(1, 1, "D3"), one(1, 1, "D2")], RULE)
    assert [d.dimension for d in card.dimensions] == ["D3", "D1", "D2"]


@given(readings=cards, factor=st.decimals(min_value="0.01", max_value=50, places=2))
def test_only_the_proportions_of_the_weights_count(readings: list[Reading], factor: Decimal) -> None:
    here = scorecard(readings, RULE)
    there = scorecard([r._replace(weight=r.weight * factor) for r in readings], RULE)
    assert here.total_missing_as_zero == there.total_missing_as_zero
    assert (here.total_rescaled, here.coverage) == (there.total_rescaled, there.coverage)


@given(readings=cards)
def test_totals_stay_between_nothing_and_the_cap_and_missing_never_helps(readings: list[Reading]) -> None:
    card = scorecard(readings, RULE)
    assert 0 <= card.total_missing_as_zero <= (card.total_rescaled or 0) <= 100
    assert (
        sum(d.missing for d in card.dimensions)
        == card.missing
        == sum(i.score is None and i.reading.state != "not_applicable" for i in card.indicators)
    )


@given(
    target=st.decimals(min_value=1, max_value=300, places=1),
    step=st.decimals(min_value=0, max_value=300, places=1),
    actual=figures,
    method=st.sampled_from(["ratio", "progress", "met", "benchmark"]),
    direction=st.sampled_from(["higher", "lower"]),
)
def test_a_better_actual_never_earns_less(
    target: Decimal, step: Decimal, actual: Decimal, method: str, direction: str
) -> None:
    behind = Decimal(0) if direction == "higher" else target + 1
    before = Reading(
        "I01",
        "D1",
        Decimal(5),
        target=target,
        actual=actual,
        baseline=behind,
        direction=direction,
        method=method,
        benchmark=target,
    )
    after = before._replace(actual=actual + step if direction == "higher" else actual - step)
    scores = [indicator.score for indicator in scorecard([before, after], RULE).indicators]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] <= scores[1]


def test_the_rank_cases() -> None:
    cases = demo.rows("rank_cases")
    scores = {row["item"]: Decimal(row["score"]) for row in cases}
    assert competition_ranks(scores, 2, "half_up") == {
        row["item"]: int(row["expected_competition_rank"]) for row in cases
    }


def test_ranks_are_1_2_2_4_and_the_missing_are_not_ranked() -> None:
    scores = {"a": Decimal(80), "b": None, "c": Decimal(90), "d": Decimal(85), "e": Fraction(85)}
    assert competition_ranks(scores, 2, "half_up") == {"c": 1, "d": 2, "e": 2, "a": 4}


def test_ranks_are_on_the_displayed_precision() -> None:
    """UNDP: ranks follow the value as published; unrounded they differ for 29 of 191 countries."""
    scores = {"a": Decimal("89.165"), "b": Decimal("89.174"), "c": Decimal("89.16")}
    assert competition_ranks(scores, 2, "half_up") == {"a": 1, "b": 1, "c": 3}
    assert competition_ranks(scores, 2, "half_even") == {"b": 1, "a": 2, "c": 2}
    assert competition_ranks(scores, 3, "half_up") == {"b": 1, "a": 2, "c": 3}


@given(
    scores=st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=2),
        st.none() | st.decimals(min_value=85, max_value=90, places=3),
    ),
    order=st.randoms(use_true_random=False),
)
def test_ranks_do_not_depend_on_the_order_of_the_counties(
    scores: dict[str, Decimal | None], order: Any
) -> None:
    names = list(scores)
    order.shuffle(names)
    ranks = competition_ranks(scores, 2, "half_up")
    assert ranks == competition_ranks({name: scores[name] for name in names}, 2, "half_up")
    shown_scores = {name: rounded(score, 2) for name, score in scores.items() if score is not None}
    for name, rank in ranks.items():
        assert rank == 1 + sum(other > shown_scores[name] for other in shown_scores.values())


def test_with_geometric_means_strength_does_not_make_up_for_weakness() -> None:
    # Shares 0.9 and 0.4 by equal weights: 0.65 by arithmetic, 0.6 by geometric mean.
    cards = {
        mean: scorecard(
            [Reading("I01", "D1", Decimal(50), target=Decimal(100), actual=Decimal(90)),
             Reading("I02", "D2", Decimal(50), target=Decimal(100), actual=Decimal(40))],
            Rule(total_mean=mean),
        )
        for mean in ("arithmetic", "geometric")
    }  # fmt: skip
    assert cards["arithmetic"].total_rescaled == 65
    total = cards["geometric"].total_rescaled
    assert total is not None
    assert shown(total, 20) == "60." + "0" * 20
    # The dimensions themselves are what they are.
    assert [one.score for one in cards["geometric"].dimensions] == [45, 20]


def test_counted_as_zero_a_missing_one_leaves_nothing_of_a_geometric_mean() -> None:
    readings = [
        Reading("I01", "D1", Decimal(50), target=Decimal(100), actual=Decimal(90)),
        Reading("I02", "D1", Decimal(50), target=Decimal(100)),
    ]
    card = scorecard(readings, Rule(dimension_mean="geometric"))
    assert card.total_missing_as_zero == 0
    assert card.total_rescaled == 90

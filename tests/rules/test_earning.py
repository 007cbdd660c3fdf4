"""Scales and points, by the examples of the documents they come from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Parameters, Reading, Rule
from pilot_tui.rules.completion import completion
from pilot_tui.rules.earning import earned
from pilot_tui.rules.rounding import shown
from pilot_tui.rules.scales import efficacy, goalpost
from pilot_tui.rules.scorecard import scorecard

figures = st.decimals(min_value=1, max_value=1000, places=2)


def D(given: object) -> Decimal:
    return Decimal(str(given))


def reading(
    method: str, weight: object, actual: object = None, target: object = None, **parameters: object
) -> Reading:
    given = {name: D(one) if isinstance(one, str) else one for name, one in parameters.items()}
    return Reading(
        "I01",
        "D1",
        D(weight),
        target=None if target is None else D(target),
        actual=None if actual is None else D(actual),
        method=method,
        parameters=Parameters(**given),  # type: ignore[arg-type]  # fields of Parameters by name
    )


def points(one: Reading) -> str | None:
    found = earned(one, completion(one, Rule()), Rule())
    return None if found is None else shown(found, 3)


def test_the_efficacy_of_the_reference() -> None:
    found = efficacy(D("5.81"), D(6), D(12))
    assert found is not None
    assert shown(found, 2) == "58.73"


def test_efficacy_runs_from_sixty_to_a_hundred() -> None:
    assert [efficacy(D(one), D(6), D(12)) for one in (6, 9, 12, 15)] == [60, 80, 100, 120]
    # Where less is better the sides are swapped.
    assert [efficacy(D(one), D("0.58"), D("0.48")) for one in ("0.58", "0.53")] == [60, 80]
    assert efficacy(D(5), D(6), D(6)) is None


def test_goalposts() -> None:
    assert goalpost(D("71.4"), D(20), D(85)) == 100 * Fraction("51.4") / 65
    assert goalpost(D(12), D(20), D(10)) == 80


def test_goalposts_on_logarithms() -> None:
    # Half way between 100 and 75,000 is their geometric mean, as for incomes in human development.
    found = goalpost(D(7_500_000).sqrt(), D(100), D(75_000), logarithmic=True)
    assert found is not None
    assert shown(found, 9) == "50.000000000"
    assert goalpost(D(0), D(100), D(75_000), logarithmic=True) is None


@given(figures, figures, figures)
def test_on_logarithms_as_well_the_ends_stay_and_the_order_too(
    one: Decimal, low: Decimal, high: Decimal
) -> None:
    if low == high:
        return
    ends = [goalpost(end, low, high, logarithmic=True) for end in (low, high)]
    assert ends == [0, 100]
    plain, logs = goalpost(one, low, high), goalpost(one, low, high, logarithmic=True)
    assert plain is not None
    assert logs is not None
    assert (plain > 0, plain > 100) == (logs > 0, logs > 100)


def test_completed_in_proportion() -> None:
    assert points(reading("ratio", 5, "94.7", 100)) == "4.735"
    assert points(reading("ratio", 5, 120, 100)) == "5.000"
    assert points(reading("ratio", 5, 120, 100, cap="110")) == "5.500"


def test_all_or_nothing() -> None:
    # GDP growth of 8 %: four marks or none.
    assert points(reading("met", 4, 8, 8)) == "4.000"
    assert points(reading("met", 4, "7.9", 8)) == "0.000"


@pytest.mark.parametrize(
    ("rank", "said"), [(1, "6.000"), (2, "5.700"), (3, "5.400"), (21, "0.000"), (40, "0.000")]
)
def test_a_rank_further_is_a_step_less(rank: int, said: str) -> None:
    assert points(reading("rank_steps", 6, 1, step="5", rank=rank)) == said


@pytest.mark.parametrize(
    ("actual", "said"), [(100, "15.000"), (110, "18.000"), (90, "12.000"), ("99.5", "14.850"), (40, "0.000")]
)
def test_fifteen_and_three_tenths_a_point(actual: object, said: str) -> None:
    assert points(reading("per_point", 15, actual, 100, step_points="0.3", bonus_cap="50")) == said


def test_the_bonus_of_points_is_capped() -> None:
    # 300 ± 5 per point, bonus at most 50.
    assert points(reading("per_point", 300, 130, 100, step_points="5", bonus_cap="50")) == "350.000"
    assert points(reading("per_point", 300, 130, 100, step_points="5")) == "300.000"


@pytest.mark.parametrize(
    ("actual", "said"),
    [(100, "10.000"), (120, "10.000"), ("98.1", "10.000"), (98, "9.000"), ("96.01", "9.000"), (50, "0.000")],
)
def test_a_point_less_for_every_whole_two_percent(actual: object, said: str) -> None:
    assert points(reading("deduction", 10, actual, 100, step="2", step_points="1")) == said


def test_base_and_bonus_and_deduction() -> None:
    assert points(reading("ratio", 10, 90, 100, bonus="3", bonus_cap="4", deduction="1.5")) == "10.500"
    assert points(reading("ratio", 10, 90, 100, bonus="6", bonus_cap="4")) == "13.000"
    assert points(reading("ratio", 10, 10, 100, deduction="5")) == "0.000"


def test_a_bonus_never_lifts_a_missing_value() -> None:
    missing = reading("ratio", 10, None, 100, bonus="3")
    assert points(missing) is None
    card = scorecard([missing, reading("ratio", 90, 90, 100)], Rule())
    assert card.missing == 1
    assert card.total_missing_as_zero == 81


@pytest.mark.parametrize(
    "method", ["per_point", "deduction", "rank_steps", "efficacy", "goalpost", "benchmark"]
)
def test_without_its_figures_a_method_is_undefined(method: str) -> None:
    assert points(reading(method, 10, 90, 100)) is None


METHODS = st.sampled_from(
    [
        ("ratio", {}),
        ("efficacy", {"low": "10", "high": "500"}),
        ("goalpost", {"low": "10", "high": "500"}),
        ("per_point", {"step_points": "0.3", "bonus_cap": "5"}),
        ("deduction", {"step": "2", "step_points": "1"}),
    ]
)


@given(METHODS, figures, figures, figures)
def test_more_never_earns_less(
    how: tuple[str, dict[str, str]], target: Decimal, one: Decimal, other: Decimal
) -> None:
    method, parameters = how
    low, high = sorted((one, other))
    least, most = (
        earned(given, completion(given, Rule()), Rule())
        for given in (reading(method, 10, value, target, **parameters) for value in (low, high))
    )
    assert least is not None
    assert most is not None
    assert Fraction(0) <= least <= most

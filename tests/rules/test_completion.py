from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Reading, Rule
from pilot_tui.rules.completion import completion, met, scored
from pilot_tui.rules.lights import indicator_light, share_light
from pilot_tui.rules.rounding import shown

from . import demo

RULE = Rule()
amounts = st.decimals(min_value="0.1", max_value=5000, places=1)
any_amounts = st.decimals(min_value=-5000, max_value=5000, places=1)


def reading(**fields: Any) -> Reading:
    figures = ("actual", "target", "baseline", "benchmark")
    known: dict[str, Any] = {k: Decimal(v) if k in figures else v for k, v in fields.items()}
    return Reading(indicator="I01", dimension="D1", weight=Decimal(5), **known)


@pytest.mark.parametrize(
    ("fields", "percent"),
    [
        # F01: the self-assessment of Minqing, 84.58 of 138.78
        ({"actual": "84.58", "target": "138.78"}, "60.95"),
        # Uncapped: the cap lives in the score
        ({"actual": "223", "target": "100"}, "223.00"),
        ({"actual": "0.55", "target": "0.56", "direction": "lower"}, "101.82"),
        ({"actual": "0.55", "target": "0.56", "operator": "at_most"}, "101.82"),
        # F03: base 0.58, target 0.51, actual 0.53
        ({"method": "progress", "actual": "0.53", "target": "0.51", "baseline": "0.58"}, "71.43"),
        # The regression case of the design
        (
            {"method": "progress", "actual": "12", "target": "10", "baseline": "20", "direction": "lower"},
            "80.00",
        ),
        ({"method": "progress", "actual": "12", "target": "10", "baseline": "20"}, "80.00"),
        ({"method": "progress", "actual": "22", "target": "10", "baseline": "20"}, "-20.00"),
        ({"method": "progress", "actual": "1", "target": "0", "baseline": "10"}, "90.00"),
        # F06: Huangyan 2022, tax per mu against the city's 24.097
        ({"method": "benchmark", "actual": "30", "benchmark": "24.097"}, "124.50"),
        ({"method": "benchmark", "actual": "30", "benchmark": "24.097", "direction": "lower"}, "80.32"),
        ({"method": "met", "actual": "149", "target": "150"}, "0.00"),
        ({"method": "met", "actual": "150", "target": "150", "operator": "more_than"}, "100.00"),
        ({"method": "met", "actual": "3", "target": "0", "operator": "at_most"}, "0.00"),
        ({"method": "met", "actual": "0", "target": "0", "operator": "at_most"}, "100.00"),
        ({"method": "met", "actual": "1520", "target": "1600", "operator": "about"}, "100.00"),
        ({"method": "met", "actual": "1519", "target": "1600", "operator": "about"}, "0.00"),
        ({"method": "met", "actual": "1681", "target": "1600", "operator": "about"}, "0.00"),
        ({"actual": "1520", "target": "1600", "operator": "about"}, "95.00"),
        ({"actual": "90", "target": "120", "operator": "strive"}, "75.00"),
        ({"actual": "-3", "target": "5"}, "-60.00"),
        ({"actual": "3", "target": "0", "direction": "lower"}, "0.00"),
        ({"actual": "90", "target": "120", "method": ""}, "75.00"),
    ],
)
def test_completion_in_percent(fields: dict[str, Any], percent: str) -> None:
    reached = completion(reading(**fields), RULE)
    assert reached is not None
    assert shown(reached, 2) == percent


@pytest.mark.parametrize("operator", ["at_least", "eq", "more_than", ""])
def test_reaching_a_figure_is_the_same_as_at_least(operator: str) -> None:
    assert completion(reading(actual="3", target="4", operator=operator), RULE) == 75
    assert met(reading(actual="5", target="4", operator=operator), RULE) is True
    assert met(reading(actual="3", target="4", operator=operator), RULE) is False


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "10"},
        {"actual": "10"},
        {"actual": "10", "method": "met"},
        {"actual": "10", "method": "benchmark", "target": "10"},
        {"actual": "10", "method": "benchmark", "benchmark": "0", "direction": "lower"},
        {"actual": "10", "target": "20", "method": "progress"},
        {"actual": "10", "target": "20", "baseline": "20", "method": "progress"},
        {"actual": "0", "target": "0", "baseline": "0", "method": "progress"},
        {"actual": "0", "target": "0", "baseline": "0", "direction": "lower"},
        {"actual": "10", "target": "0"},
        {"actual": "-3", "target": "-5"},
        {"actual": "-3", "target": "-5", "direction": "lower"},
        {"actual": "10", "target": "20", "operator": "link"},
        {"actual": "10", "target": "20", "state": "not_applicable"},
    ],
)
def test_what_cannot_be_computed_is_unknown_and_never_zero(fields: dict[str, Any]) -> None:
    assert completion(reading(**fields), RULE) is None


def test_a_target_equal_to_its_baseline_is_still_met_or_not() -> None:
    still = {"target": "20", "baseline": "20", "method": "progress"}
    assert met(reading(actual="20", **still), RULE) is True
    assert met(reading(actual="19", **still), RULE) is False
    assert met(reading(**still), RULE) is None
    assert met(reading(actual="20", operator="link", **still), RULE) is None
    assert met(reading(actual="20", state="not_applicable", **still), RULE) is None


@pytest.mark.parametrize("actual", ["0", "-1"])
def test_nothing_left_of_what_should_be_less_reaches_the_cap(actual: str) -> None:
    rule = RULE._replace(cap=Decimal(120))
    assert completion(reading(actual=actual, target="5", direction="lower"), rule) == 120


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError):
        completion(reading(actual="1", target="1", method="magic"), RULE)


def test_a_stretch_goal_is_shown_but_not_scored() -> None:
    assert [scored(reading(operator=o)) for o in ("strive", "link", "about", "at_most")] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "row", demo.rows("expected_indicator_scores"), ids=lambda r: "-".join(list(r.values())[:3])
)
def test_the_demo_indicators_have_their_completion_and_light(row: dict[str, str]) -> None:
    here = next(r for r in demo.readings(row["county_id"], row["year"]) if r.indicator == row["indicator_id"])
    reached = completion(here, RULE)
    assert ("" if reached is None else shown(reached, 1)) == row["completion_pct"]
    lights = {"done": "good", "near": "near", "warn": "look", "behind": "late", "no_data": "unknown"}
    assert indicator_light(reached, RULE) == lights[row["status"]]


@pytest.mark.parametrize(
    ("percent", "light"),
    [
        ("100", "good"),
        ("99.99", "near"),
        ("95", "near"),
        ("94.99", "look"),
        ("85", "look"),
        ("84.99", "late"),
    ],
)
def test_the_lights_of_an_indicator(percent: str, light: str) -> None:
    assert indicator_light(Fraction(percent), RULE) == light


def test_the_thresholds_of_lights_are_the_programmes() -> None:
    assert indicator_light(Fraction(90), RULE._replace(near=Decimal(90))) == "near"
    assert indicator_light(Fraction(80), RULE._replace(look=Decimal(80))) == "look"
    assert share_light(Fraction(80), RULE._replace(share_good=Decimal(80))) == "good"
    assert share_light(Fraction(60), RULE._replace(share_look=Decimal(60))) == "look"


@given(actual=any_amounts, target=any_amounts, baseline=any_amounts, mirror=any_amounts)
def test_progress_is_the_same_up_and_down(
    actual: Decimal, target: Decimal, baseline: Decimal, mirror: Decimal
) -> None:
    """Measuring against a mirror turns more into less and changes nothing."""
    up = reading(method="progress", actual=actual, target=target, baseline=baseline)
    down = reading(
        method="progress",
        actual=mirror - actual,
        target=mirror - target,
        baseline=mirror - baseline,
        direction="lower",
    )
    assert completion(up, RULE) == completion(down, RULE)


@given(actual=amounts, target=amounts)
def test_less_is_better_turns_the_ratio_over(actual: Decimal, target: Decimal) -> None:
    more = completion(reading(actual=actual, target=target), RULE)
    less = completion(reading(actual=actual, target=target, direction="lower"), RULE)
    assert more is not None
    assert less is not None
    assert more * less == 10_000
    assert less == completion(reading(actual=actual, target=target, operator="at_most"), RULE)

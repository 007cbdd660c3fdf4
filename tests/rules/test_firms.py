"""Firms against benchmarks: the published formula, figures given by parts, the line, grades by place."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Parameters, Reading, Rule
from pilot_tui.rules.completion import METHODS, completion
from pilot_tui.rules.findings import firms as findings
from pilot_tui.rules.firms import agrees, by_parts, cleared_out, quotient, together
from pilot_tui.rules.grades import share_grade
from pilot_tui.rules.scorecard import scorecard

HUANGYAN = (("24.097", 30), ("136.16", 20), ("2.694", 20), ("4929.81", 10), ("18.14", 10), ("0.0302", 10))
"""Benchmark and weight of the six indicators, Huangyan district, 2022 (chacewang.com)."""
WENLING = [("A", D(0), D(20)), ("B", D(20), D(80)), ("C", D(80), D(95)), ("D", D(95), D(100))]
"""Above-scale firms of Wenling, 2022 (wl.gov.cn): A to 20 %, B to 80 %, C to 95 %, D the last 5 %."""
figures = st.decimals(min_value=D("0.01"), max_value=D(10**6), places=3)


def score(values: list[str], cap: str) -> Fraction | None:
    readings = [
        Reading(f"I{at}", "D1", D(weight), actual=D(value), method="benchmark", benchmark=D(goal))
        for at, ((goal, weight), value) in enumerate(zip(HUANGYAN, values, strict=True))
    ]
    return scorecard(readings, Rule(cap=D(cap))).total_rescaled


def test_huangyan_2022() -> None:
    at_benchmark = [goal for goal, _ in HUANGYAN]
    assert score(at_benchmark, "200") == 100
    twice_the_tax = ["48.194", *at_benchmark[1:]]
    assert score(twice_the_tax, "200") == 130
    assert score(twice_the_tax, "100") == 100
    mixed = ["12.0485", "136.16", "1.347", "0", "9.07", "-0.01"]  # 15 + 20 + 10 + 0 + 5 + 0
    assert score(mixed, "200") == 50


@pytest.mark.parametrize(
    ("of", "grades"),
    [
        (20, "AAAABBBBBBBBBBBBCCCD"),
        (100, "A" * 20 + "B" * 60 + "C" * 15 + "D" * 5),
        (10, "AABBBBBBCC"),
    ],
)
def test_wenling_2022(of: int, grades: str) -> None:
    assert "".join(share_grade(place, of, WENLING) or "-" for place in range(1, of + 1)) == grades


def test_one_firm_that_is_to_be_graded_by_place_is_a_finding() -> None:
    assert [one.kind for one in findings.alone("firm/P.F/name_zh", 1, graded=True)] == ["alone"]
    assert list(findings.alone("firm/P.F/name_zh", 2, graded=True)) == []
    assert list(findings.alone("firm/P.F/name_zh", 1, graded=False)) == []


@given(st.integers(2, 300), st.data())
def test_a_better_place_never_has_a_worse_grade(of: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, of - 1))
    first, second = (share_grade(one, of, WENLING) for one in (place, place + 1))
    assert first is not None
    assert second is not None
    assert first <= second


@given(figures, figures, st.sampled_from(METHODS), st.sampled_from(["higher", "lower"]))
def test_parts_give_what_their_quotient_gives(value: D, denominator: D, method: str, direction: str) -> None:
    reading = Reading(
        *("I", "D", D(10)),
        target=D(40),
        actual=value,
        baseline=D(3),
        direction=direction,
        method=method,
        benchmark=D(24),
        parameters=Parameters(low=D(2), high=D(60)),
    )
    parts = by_parts(reading, (value * denominator, denominator))
    assert completion(parts, Rule()) == completion(reading, Rule())


def test_a_group_is_a_quotient_of_sums_not_a_mean_of_quotients() -> None:
    both = together([(D(2000), D(100)), (D(100), D(20)), None])
    assert quotient(both) == Fraction(35, 2)  # 2,100 ÷ 120; the mean of 20 and 5 would be 12.5
    assert together([None, None]) is None
    assert quotient((D(1), D(0))) is None


@pytest.mark.parametrize("denominator", [D(0), D(-2)])
def test_a_denominator_that_is_not_above_0_gives_no_figure(denominator: D) -> None:
    reading = Reading("I", "D", D(10), method="benchmark", benchmark=D(24))
    assert completion(by_parts(reading, (D(5), denominator)), Rule()) is None


LINES = [("0.99", "higher"), ("1.00", "higher"), ("1", "lower"), ("1.2", "lower")]


@pytest.mark.parametrize(("figure", "direction"), LINES)
def test_who_is_at_the_line_is_cleared_out(figure: str, direction: str) -> None:
    assert cleared_out(Fraction(figure), D(1), direction)


@pytest.mark.parametrize(("figure", "direction"), [("1.01", "higher"), ("0.5", "lower")])
def test_who_is_beyond_it_is_not(figure: str, direction: str) -> None:
    assert not cleared_out(Fraction(figure), D(1), direction)
    assert not cleared_out(None, D(1), direction)
    assert not cleared_out(Fraction(figure), None, direction)


@pytest.mark.parametrize("figure", ["17.5", "18", "17.50", "17"])
def test_a_figure_agrees_with_its_parts_as_rounded(figure: str) -> None:
    assert agrees(D(figure), (D(2100), D(120)))


@pytest.mark.parametrize("figure", ["16", "19", "17.4", "17.51"])
def test_a_figure_that_is_another_does_not(figure: str) -> None:
    assert not agrees(D(figure), (D(2100), D(120)))


@pytest.mark.parametrize("benchmark", [None, D(0), D(-1)])
def test_a_benchmark_that_measures_nothing_is_a_finding(benchmark: D | None) -> None:
    reading = Reading("I", "D", D(10), actual=D(5), method="benchmark", benchmark=benchmark)
    assert completion(reading, Rule()) is None
    assert [one.kind for one in findings.benchmark("indicator/P.I/benchmark", reading)] == ["benchmark"]
    assert list(findings.benchmark("indicator/P.I/benchmark", reading._replace(method="ratio"))) == []

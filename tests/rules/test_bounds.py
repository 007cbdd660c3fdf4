"""More than 1,200, nearly 100: what is computed of them is a bound."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Rule, Task
from pilot_tui.rules.bounds import bound, for_light, whole
from pilot_tui.rules.schedule import progress


def task(actual: str, operator: str, target: str | None, asks: str = "at_least", reported: str = "") -> Task:
    return Task(
        operator=asks,
        target=None if target is None else D(target),
        actual=D(actual),
        actual_operator=operator,
        reported=D(reported) if reported else None,
        starts="2022-01-01",
        ends="2022-12-31",
        as_of="2022-06-30",
    )


@pytest.mark.parametrize(
    ("operator", "lower", "of"),
    [
        ("more_than", False, "more"),
        ("more_than", True, "less"),
        ("nearly", False, "less"),
        ("nearly", True, "more"),
        ("about", True, "about"),
        ("eq", False, ""),
        ("", False, ""),
    ],
)
def test_which_side_a_bound_is_of(operator: str, lower: bool, of: str) -> None:
    assert bound(operator, lower=lower) == of


def test_more_than_1200_of_1500_is_above_80_percent() -> None:
    done = progress(task("1200", "more_than", "1500"), Rule())
    assert (done.completion, done.bound, done.light) == (Fraction(80), "more", "good")


def test_nearly_all_is_not_all() -> None:
    nearly = progress(task("100", "nearly", "100"), Rule())
    assert (nearly.completion, nearly.bound, nearly.word) == (Fraction(100), "less", "ahead")
    assert progress(task("100", "", "100"), Rule()).word == "done"
    assert progress(task("150", "nearly", "100"), Rule()).word == "done"


def test_more_than_a_limit_is_not_within_it() -> None:
    done = progress(task("50", "more_than", "50", "at_most"), Rule())
    assert (done.bound, done.word) == ("less", "ahead")


def test_no_target_is_worked_out_of_a_bound_and_nothing_printed_is_held_against_it() -> None:
    assert progress(task("845", "", None, reported="47"), Rule()).implied is not None
    assert progress(task("845", "more_than", None, reported="47"), Rule()).implied is None
    assert progress(task("845", "", "1850", reported="47"), Rule()).consistent is False
    assert progress(task("845", "more_than", "1850", reported="47"), Rule()).consistent is None


@given(st.fractions(0, 1000), st.fractions(0, 5))
def test_a_bound_in_whole_percent_is_still_true(completion: Fraction, beyond: Fraction) -> None:
    assert whole(completion, "more") <= completion + beyond
    assert whole(completion, "less") >= completion - beyond


@given(st.fractions(0, 1000) | st.just(Fraction(100)), st.sampled_from(["", "more", "less", "about"]))
def test_only_nearly_everything_is_tested_as_less(completion: Fraction, of: str) -> None:
    assert (for_light(completion, of) == completion) is not (completion == 100 and of == "less")

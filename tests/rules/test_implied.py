from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilot_tui.rules.completion import consistent, implied_middle, implied_target
from pilot_tui.rules.implied import agrees
from pilot_tui.rules.rounding import rounded, shown


@pytest.mark.parametrize(
    ("actual", "reported", "places", "low", "high"),
    [
        # The circular of Yongkang, end of June 2022: four land tasks, no target printed
        ("845", "47", 2, "1778.95", "1817.20"),
        ("684", "80", 1, "849.7", "860.4"),
        ("5", "70.6", 2, "7.08", "7.09"),
        ("2569", "64.3", 1, "3992.2", "3998.4"),
        ("845", "47.0", 1, "1796.0", "1799.8"),
    ],
)
def test_a_printed_percent_implies_an_interval(
    actual: str, reported: str, places: int, low: str, high: str
) -> None:
    ends = implied_target(Decimal(actual), Decimal(reported))
    assert [shown(end, places) for end in ends] == [low, high]


def test_the_middle_is_the_target_of_the_percent_taken_at_its_word() -> None:
    assert shown(implied_middle(Decimal(845), Decimal(47)), 0) == "1798"


@pytest.mark.parametrize(("actual", "reported"), [("0", "47"), ("-5", "47"), ("845", "0"), ("845", "0.0")])
def test_nothing_is_implied_by_nothing(actual: str, reported: str) -> None:
    with pytest.raises(ValueError):
        implied_target(Decimal(actual), Decimal(reported))


def test_zero_percent_has_no_middle() -> None:
    with pytest.raises(ValueError):
        implied_middle(Decimal(845), Decimal(0))


@pytest.mark.parametrize(
    ("actual", "target", "reported", "agree"),
    [
        ("30", "50", "60.0", True),  # Yongkang's fund of funds
        ("845", "1800", "47", True),
        ("845", "1817", "47", True),
        ("845", "1817.7", "47", False),
        ("845", "1817.2", "47", True),
        ("845", "1778", "47", False),  # printed as 48
        ("845", "1779", "47", True),
        ("845", "1778.5", "47", False),
        ("684", "860.4", "80", True),  # just above 860.38, but it may stand for 860.35
        ("684", "861", "80", False),
        ("5", "7", "70.6", True),  # 7 stands for 6.5 to 7.5
        ("5", "7.0", "70.6", False),
        ("0", "100", "0", True),
        ("0", "100", "1", False),
        ("845", "1800", "47.00", False),  # 46.94
    ],
)
def test_computed_and_printed_agree_or_are_a_finding(
    actual: str, target: str, reported: str, agree: bool
) -> None:
    assert consistent(Decimal(actual), Decimal(target), Decimal(reported)) is agree


def test_exact_counts_leave_no_room_but_the_printed_digit() -> None:
    assert agrees(Fraction(200, 3), Decimal("66.7"))
    assert agrees(Fraction(200, 3), Decimal("67"))
    assert not agrees(Fraction(200, 3), Decimal("66"))


@given(
    actual=st.decimals(min_value="0.1", max_value=5000, places=1),
    target=st.decimals(min_value="0.1", max_value=5000, places=1),
    decimals=st.integers(0, 2),
)
def test_the_interval_holds_the_target_that_was_printed_from(
    actual: Decimal, target: Decimal, decimals: int
) -> None:
    reported = rounded(100 * Fraction(actual) / Fraction(target), decimals)
    assume(reported > 0)
    low, high = implied_target(actual, reported)
    assert low < target <= high
    assert low < implied_middle(actual, reported) < high
    assert consistent(actual, target, reported)

"""Rectification items: stages, lights, counts, and days that contradict each other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.rules.findings.rectifying import rectification
from pilot_tui.rules.rectifying import STAGES, Item, light, overdue, stage, tally

TODAY = "2019-12-31"
days = st.sampled_from(["", "2019-08-23", "2019-10-01", "2019-12-31", "2020-01-15"])
items = st.builds(Item, days, days, days, days, st.sampled_from(["", *STAGES]))


@pytest.mark.parametrize(
    ("item", "reached", "shown"),
    [
        (Item("2019-08-23"), "found", ("unknown", "undated")),
        (Item("2019-08-23", "2020-01-01"), "found", ("unknown", "open")),
        (Item("2019-08-23", "2019-12-31"), "found", ("unknown", "open")),
        (Item("2019-08-23", "2019-12-30"), "found", ("late", "overdue")),
        (Item("2019-08-23", "2019-10-01", "2019-09-30"), "rectified", ("near", "rectified")),
        (Item("2019-08-23", "2019-10-01", "2019-10-02"), "rectified", ("look", "late")),
        (Item("2019-08-23", state="rectified"), "rectified", ("near", "rectified")),
        (Item("2019-08-23", "2019-10-01", "2019-09-30", "2019-10-20"), "closed", ("good", "closed")),
        (Item(state="closed"), "closed", ("good", "closed")),
    ],
)
def test_the_stage_and_the_light(item: Item, reached: str, shown: tuple[str, str]) -> None:
    assert stage(item) == reached
    assert light(item, TODAY) == shown


def test_who_is_closed_has_been_found_and_rectified() -> None:
    open_ = Item("2019-08-23", "2019-09-30")
    done = tally(
        [open_, Item(rectified="2019-09-30"), Item(closed="2019-10-20"), Item(state="closed")], TODAY
    )
    assert done == (4, 3, 2, 1)
    assert (done.rectified_share, done.closed_share) == (Fraction(75), Fraction(50))


def test_of_nothing_there_is_no_share() -> None:
    assert tally([], TODAY).closed_share is None


@given(st.lists(items, min_size=1))
def test_counts_are_in_order(given: list[Item]) -> None:
    done = tally(given, TODAY)
    assert 0 <= done.closed <= done.rectified <= done.found
    assert done.overdue <= done.found - done.rectified


KINDS = {
    "closed before it was found": (Item("2019-08-23", "", "2019-09-01", "2019-08-01"), {"closed": "order"}),
    "rectified before it was found": (Item("2019-08-23", "", "2019-08-01"), {"rectified": "order"}),
    "found after it was closed": (
        Item("2019-08-23", "", "", "2019-08-01"),
        {"closed": "order", "rectified": "undated"},
    ),
    "rectified without a day": (Item("2019-08-23", state="rectified"), {"rectified": "undated"}),
    "closed without a day": (Item("2019-08-23", "", "2019-09-01", state="closed"), {"closed": "undated"}),
    "overdue": (Item("2019-08-23", "2019-10-01"), {"rectified": "overdue"}),
    "late": (Item("2019-08-23", "2019-10-01", "2019-10-08"), {"rectified": "late"}),
    "all in order": (Item("2019-08-23", "2019-10-01", "2019-10-01", "2019-10-01", "closed"), {}),
}


@pytest.mark.parametrize("case", KINDS)
def test_what_is_wrong_is_told_at_its_day(case: str) -> None:
    item, expected = KINDS[case]
    found = {
        one.address.rpartition("/")[2]: one.kind for one in rectification("rectification/R", item, TODAY)
    }
    assert found == expected


@given(items)
def test_every_finding_is_about_a_day_of_the_item(item: Item) -> None:
    for one in rectification("rectification/R", item, TODAY):
        assert one.address.removeprefix("rectification/R/") in STAGES
        assert (one.kind == "overdue") <= overdue(item, TODAY)

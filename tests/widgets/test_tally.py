"""What figures come to: exactly, among the rows of one group, and only where they are of one unit."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.widgets.sheet import Column, Line, Listed, slot
from pilot_tui.widgets.tally import Tally, tally
from pilot_tui.widgets.viewport import Viewport


def viewed(figures: list[str], *, tallied: bool = True) -> Viewport:
    """A table with another group above and below, the cursor in the middle one."""
    groups = [["900"], figures, ["700"]]
    lines = []
    for at, group in enumerate(groups):
        lines.append(Line(f"g{at}", kind="group"))
        lines += [Line(f"r{at}.{nth}", (slot(said),)) for nth, said in enumerate(group)]
    view = Viewport("actual")
    view.resize(40, 20)
    view.adopt(Listed([Column("actual", "actual", tallied=tallied)], lines))
    view.go(view.source.find("r1.1") or 0)
    return view


def test_mean_and_range_of_the_cursors_group() -> None:
    mean = Fraction(1) / 3
    assert tally(viewed(["0.1", "0.2", "·", "0.7"])) == Tally(3, 4, mean, Fraction(1, 10), Fraction(7, 10))


def test_nothing_over_mixed_units_nor_of_a_single_figure() -> None:
    assert tally(viewed(["1", "2"], tallied=False)) is None
    assert tally(viewed(["1", "·"])) is None

"""Lines over time, drawn in cells."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.widgets.plot import Trace, plot

share = st.fractions(0, 1)
points = st.lists(st.tuples(share, st.fractions(0, 2)), max_size=6).map(sorted)


def text(traces: list[Trace], width: int, height: int, at: Fraction | None = None) -> list[str]:
    return ["".join(run.text for run in runs) for runs in plot(traces, width, height, at)]


def test_a_rising_line_with_its_points_before_the_line_of_now() -> None:
    plan = Trace([(Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))], ".", "muted")
    done = Trace([(Fraction(0), Fraction(0)), (Fraction(1, 2), Fraction(1))], "=", "primary", "*")
    assert text([plan, done], 5, 5, Fraction(1, 2)) == [
        "  * .",
        "  │. ",
        " =.  ",
        " .│  ",
        "* │  ",
    ]


@given(given=points, width=st.integers(2, 60), height=st.integers(2, 20), at=st.none() | share)
def test_a_chart_is_as_large_as_was_asked_and_shows_every_point(
    given: list[tuple[Fraction, Fraction]], width: int, height: int, at: Fraction | None
) -> None:
    lines = text([Trace(given, "-", "muted", "*")], width, height, at)
    assert [len(line) for line in lines] == [width] * height
    columns = {round(x * (width - 1)) for x, _ in given}
    assert {x for line in lines for x, sign in enumerate(line) if sign == "*"} == columns


@given(given=points)
def test_a_line_that_does_not_fall_never_goes_down(given: list[tuple[Fraction, Fraction]]) -> None:
    rising = list(zip([x for x, _ in given], sorted(y for _, y in given), strict=True))
    lines = text([Trace(rising, "*", "muted")], 40, 12)
    heights = [min((y for y, line in enumerate(lines) if line[x] == "*"), default=None) for x in range(40)]
    seen = [one for one in heights if one is not None]
    assert seen == sorted(seen, reverse=True)

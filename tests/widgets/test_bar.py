from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui import cells
from pilot_tui.widgets.bar import bar, light
from pilot_tui.widgets.sheet import Run


def text(*args: object, **more: object) -> str:
    return "".join(run.text for run in bar(*args, **more))  # type: ignore[arg-type]  # handed through as they are


def test_half_cells_and_full_only_from_a_hundred_percent() -> None:
    assert text(Fraction("0.956"), 6, "secondary") == "━━━━━╸"
    assert text(Fraction("0.999"), 6, "success") == "━━━━━╸"
    assert text(1, 6, "success") == text(1.083, 6, "success") == "━━━━━━"
    assert text(0, 6, "error") == text(None, 6, "error") == "──────"


def test_time_replaces_a_cell() -> None:
    assert text(Fraction("0.47"), 17, "warning", Fraction(1, 2)) == "━━━━━━━━│────────"
    assert text(Fraction("0.80"), 17, "success", Fraction(1, 2)) == "━━━━━━━━│━━━━╸───"
    assert text(Fraction("0.43"), 17, "error", Fraction(1, 2)) == "━━━━━━━╸│────────"


def test_neighbours_of_one_ink_are_one_run() -> None:
    assert bar(0.5, 4, "success") == (Run("━━", "success"), Run("──", "hairline"))


@given(
    st.one_of(st.none(), st.fractions(-2, 3)), st.integers(0, 30), st.one_of(st.none(), st.fractions(-1, 2))
)
def test_a_bar_is_as_wide_as_asked(share: Fraction | None, width: int, tick: Fraction | None) -> None:
    assert sum(cells.width(run.text) for run in bar(share, width, "success", tick)) == width


def test_only_bad_lights_colour_their_word() -> None:
    assert light("good", "达标") == (Run("● ", "success"), Run("达标", "muted"))
    assert light("late", "落后") == (Run("■ ", "error"), Run("落后", "error"))

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.widgets.layout import GUTTER, PADDING, layout, scrolled_to, visible
from pilot_tui.widgets.sheet import Column

CARD = (
    Column("mark", width=2, gap=0),
    Column("name", width=16, most=24, frozen=True),
    Column("base", width=6, drop=2),
    Column("unit", width=7, drop=1),
    Column("bar", width=10, least=6, most=16),
    Column("score", width=5),
)
NATURAL = sum(c.cells for c in CARD) + GUTTER + PADDING


def widths(width: int) -> dict[str, int]:
    return {p.column.key: p.width for p in layout(CARD, width)}


def test_slack_goes_to_the_bar_then_to_the_name() -> None:
    assert widths(NATURAL + 4)["bar"] == 14
    assert widths(NATURAL + 4)["name"] == 16
    assert widths(NATURAL + 9) | {"bar": 16, "name": 19} == widths(NATURAL + 9)
    assert widths(NATURAL + 90)["name"] == 24


def test_lack_is_taken_from_the_bar_then_whole_columns_go_by_their_drop() -> None:
    assert widths(NATURAL - 4)["bar"] == 6
    assert "unit" not in widths(NATURAL - 5)
    assert "base" in widths(NATURAL - 5)
    assert list(widths(20)) == ["mark", "name", "bar", "score"]


def test_a_dropped_column_leaves_its_room_to_the_bar() -> None:
    assert widths(NATURAL - 5)["bar"] == 10 + 8 - 5


columns = st.lists(
    st.builds(
        Column,
        st.uuids().map(str),
        width=st.integers(1, 20),
        gap=st.integers(0, 3),
        frozen=st.booleans(),
        least=st.one_of(st.none(), st.integers(1, 5)),
        most=st.one_of(st.none(), st.integers(5, 40)),
        drop=st.integers(0, 3),
        mark=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(columns, st.integers(4, 160), st.integers(0, 12))
def test_columns_in_view_never_overlap_nor_leave_the_grid(made: list[Column], width: int, left: int) -> None:
    x = GUTTER
    for p in visible(layout(made, width), width, left):
        assert p.x >= x
        assert p.width >= 1
        assert p.end <= width - PADDING
        x = p.end


@given(columns, st.integers(30, 160))
def test_every_column_can_be_scrolled_to(made: list[Column], width: int) -> None:
    placed = layout(made, width)
    for p in placed:
        left = scrolled_to(placed, width, 0, p.column.key)
        assert p.column.key in [v.column.key for v in visible(placed, width, left)]


def test_frozen_columns_never_eat_the_whole_width() -> None:
    wide = [Column("a", width=30, frozen=True), Column("b", width=30, frozen=True), Column("c", width=20)]
    placed = layout(wide, 60)
    left = scrolled_to(placed, 60, 0, "c")
    assert [p.column.key for p in visible(placed, 60, left)] == ["a", "c"]


def test_what_stands_before_a_frozen_column_stays_before_it() -> None:
    placed = layout(CARD, 40)
    left = scrolled_to(placed, 40, 0, "score")
    assert [p.column.key for p in visible(placed, 32, left)][:2] == ["mark", "name"]

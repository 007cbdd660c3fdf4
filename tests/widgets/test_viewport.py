from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.widgets.sheet import Column, Line, Listed, slot
from pilot_tui.widgets.viewport import Viewport

from .conftest import COLUMNS, group, grouped, row, rows


class Counting:
    """Five million lines, of which it remembers those it was asked for; every tenth is a heading."""

    columns: Sequence[Column] = (Column("name", "Name", 20),)
    footer = None

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 5_000_000

    def line(self, index: int) -> Line:
        self.asked.add(index)
        return Line(f"k{index}", (slot(f"line {index}"),), "row" if index % 10 else "group")

    def find(self, key: str) -> int | None:
        return int(key[1:])

    def heading_of(self, index: int) -> int | None:
        return index - index % 10


def viewport(height: int = 10) -> Viewport:
    view = Viewport("actual")
    view.resize(80, height)
    return view


def test_only_lines_near_the_view_are_asked_for() -> None:
    source, view = Counting(), viewport(30)
    view.adopt(source)
    assert max(source.asked) < 40
    view.edge(1)
    assert view.row == 4_999_999
    view.page(-1)
    view.step(-1)
    assert all(index < 40 or index > 4_999_900 for index in source.asked)
    assert len(source.asked) < 60


def test_lines_that_are_no_rows_are_stepped_over() -> None:
    view = viewport(40)
    view.adopt(grouped(2, 3))
    assert view.key == "r0"
    view.step(1)
    view.step(1)
    view.step(1)
    assert view.key == "r3"
    view.step(-1)
    assert view.key == "r2"


def test_a_group_cut_by_the_top_edge_keeps_its_heading() -> None:
    view = viewport(4)
    view.adopt(grouped(2, 8))
    for _ in range(5):
        view.step(1)
    assert view.row == 6
    assert view.top == 3
    assert [view.index_at(y) for y in range(4)] == [0, 4, 5, 6]
    for _ in range(3):
        view.step(-1)
        at = view.y_of(view.row)
        assert at is not None
        assert view.index_at(at) == view.row, "the heading must not cover the cursor"


def test_no_heading_sticks_for_the_sake_of_a_row_it_covers() -> None:
    view = viewport(4)
    view.adopt(grouped(3, 3))
    view.go(6)
    assert [view.index_at(y) for y in range(4)] == [4, 5, 6, 7]


def test_room_to_spare_brings_scrolled_columns_back() -> None:
    view = Viewport("remark")
    view.adopt(rows(3))
    view.resize(30, 10)
    assert view.left > 0
    view.resize(100, 10)
    assert [p.column.key for p in view.columns] == [c.key for c in COLUMNS]


def test_going_up_to_the_first_row_shows_its_heading() -> None:
    view = viewport(4)
    view.adopt(grouped(2, 8))
    view.edge(1)
    view.edge(-1)
    assert view.key == "r0"
    assert view.top == 0


def test_lines_after_the_last_row_can_be_seen() -> None:
    notes = [Line(f"n{n}", kind="text") for n in range(3)]
    view = viewport(5)
    view.adopt(Listed(COLUMNS, [*(row(n) for n in range(5)), *notes]))
    for _ in range(20):
        view.step(1)
    assert view.key == "r4"
    assert view.top == 3


def test_the_cursor_stays_on_its_row_by_key_and_on_its_line_of_the_screen() -> None:
    view = viewport(6)
    view.adopt(rows(30))
    view.go(20)
    before = view.row - view.top
    view.adopt(Listed(COLUMNS, [row(100 + n) for n in range(7)] + [row(n) for n in range(30)]))
    assert view.key == "r20"
    assert view.row == 27
    assert view.row - view.top == before


def test_a_vanished_row_leaves_the_cursor_at_the_nearest() -> None:
    view = viewport()
    view.adopt(rows(30))
    view.go(20)
    view.adopt(rows(10))
    assert view.key == "r9"
    view.adopt(Listed(COLUMNS, []))
    assert view.row == -1
    view.adopt(rows(3))
    assert view.row >= 0


def test_tab_goes_on_in_the_next_row_and_back() -> None:
    view = viewport()
    view.adopt(rows(3))
    assert view.column == "actual"
    seen = []
    for _ in range(4):
        view.sideways(1, wrap=True)
        seen.append((view.key, view.column))
    assert seen == [("r0", "done"), ("r0", "remark"), ("r1", "actual"), ("r1", "done")]
    for _ in range(4):
        view.sideways(-1, wrap=True)
    assert (view.key, view.column) == ("r0", "actual")
    view.sideways(-1, wrap=True)
    assert (view.key, view.column) == ("r0", "actual"), "nowhere to go from the very first cell"


def test_the_wheel_keeps_the_cursor_in_view() -> None:
    view = viewport(5)
    view.adopt(rows(30))
    view.scroll(3)
    assert (view.top, view.row) == (3, 3)
    view.scroll(-3)
    assert (view.top, view.row) == (0, 3)
    view.scroll(100)
    assert (view.top, view.row) == (25, 25)


def test_a_place_only_when_something_is_out_of_view() -> None:
    view = viewport(5)
    view.adopt(rows(24))
    assert view.place == "1–5 / 24"
    view.resize(80, 24)
    assert view.place == ""


def test_a_page_moves_view_and_cursor_alike() -> None:
    view = viewport(10)
    view.adopt(rows(100))
    view.go(5)
    view.page(1)
    assert (view.top, view.row) == (9, 14)
    view.page(-1)
    assert (view.top, view.row) == (0, 5)


def test_a_source_without_rows_holds_no_cursor() -> None:
    view = viewport()
    view.adopt(Listed(COLUMNS, [group(1)]))
    view.step(1)
    view.page(1)
    view.edge(1)
    assert view.row == -1

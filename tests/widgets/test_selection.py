"""What is selected: the rectangle between where it began and where the cursor is, whatever the moves."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from pilot_tui.widgets.ranging import Ranging
from pilot_tui.widgets.sheet import Column, Line, Listed, slot
from widgets.conftest import Bench, grouped, quiet, rows, style_at

COLUMNS = (
    Column("mark", width=2, gap=0, stop=False),
    Column("name", width=8, frozen=True, stop=False),
    Column("a", width=5),
    Column("b", width=5),
    Column("bar", width=4, stop=False),
    Column("c", width=5),
    Column("d", width=5),
)
STOPS = ["a", "b", "c", "d"]
KINDS = st.lists(st.sampled_from(["row", "row", "row", "group", "blank", "rule"]), min_size=1, max_size=30)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["step", "sideways", "page", "edge", "tab"]), st.sampled_from([-1, 1]), st.booleans()
    ),
    max_size=25,
)


def source(kinds: list[str]) -> Listed:
    lines = [
        Line(f"r{at}", tuple(slot(f"{at}.{c.key}") for c in COLUMNS), kind)  # type: ignore[arg-type]  # one of the kinds
        for at, kind in enumerate(kinds)
    ]
    return Listed(COLUMNS, lines)


def move(view: Ranging, what: str, by: int) -> None:
    if what == "tab":
        view.sideways(by, wrap=True)
    else:
        getattr(view, what)(by)


def said(view: Ranging) -> list[list[str]]:
    return [] if view.block is None else [[one.runs[0].text for one in row] for row in view.block.rows()]


@settings(max_examples=200, deadline=None)
@given(KINDS, MOVES, st.integers(1, 9), st.integers(12, 60))
def test_the_rectangle_between_two_corners(
    kinds: list[str], moves: list[tuple[str, int, bool]], height: int, width: int
) -> None:
    view = Ranging("b")
    view.resize(width, height)
    view.adopt(source(kinds))
    if view.row < 0:
        assert view.block is None
        return
    began = view.row, view.column
    for what, by, extend in moves:
        began = began if extend else (-1, "")
        if extend and view.selection is None:
            began = view.row, view.column
        view.roam(lambda what=what, by=by: move(view, what, by), extend=extend)  # type: ignore[misc]  # called at once
        assert (view.selection is not None) == extend
        first, last = (began if extend else (view.row, view.column)), (view.row, view.column)
        lines = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
        at = sorted((STOPS.index(first[1]), STOPS.index(last[1])))
        columns = STOPS[at[0] : at[1] + 1]
        wanted = [[f"{n}.{c}" for c in columns] for n in lines if kinds[n] == "row"]
        assert said(view) == wanted
        for n in range(len(kinds)):
            assert view.chosen(n) == (tuple(columns) if extend and n in lines else ())


@given(KINDS, st.integers(1, 4), st.integers(1, 4))
def test_whole_rows_and_columns(kinds: list[str], down: int, right: int) -> None:
    view = Ranging("b")
    view.resize(60, 9)
    view.adopt(source(kinds))
    if view.row < 0:
        return
    every = [n for n, kind in enumerate(kinds) if kind == "row"]
    view.select(rows=True)
    assert said(view) == [[f"{every[0]}.{c}" for c in STOPS]]
    for _ in range(down):
        view.roam(lambda: view.step(1), extend=True)
    assert said(view) == [[f"{n}.{c}" for c in STOPS] for n in every[: down + 1]]
    view.drop()
    view.roam(lambda: view.edge(-1))
    view.select(columns=True)
    for _ in range(right):
        view.roam(lambda: view.sideways(1), extend=True)
    assert said(view) == [[f"{n}.{c}" for c in STOPS[1 : 2 + right]] for n in every]
    view.select(rows=True, columns=True)
    assert said(view) == [[f"{n}.{c}" for c in STOPS] for n in every]


class Endless:
    """A million lines, each made when it is asked for."""

    columns = COLUMNS
    footer = None
    asked = 0

    def __len__(self) -> int:
        return 1_000_000

    def line(self, index: int) -> Line:
        self.asked += 1
        return Line(f"r{index}", tuple(slot(f"{index}.{c.key}") for c in COLUMNS))

    def find(self, key: str) -> int | None:
        return int(key[1:])

    def heading_of(self, index: int) -> int | None:
        return None


def test_a_million_rows_are_selected_without_being_read() -> None:
    view, endless = Ranging("a"), Endless()
    view.resize(60, 20)
    view.adopt(endless)
    endless.asked = 0
    view.roam(lambda: view.edge(1), extend=True)
    assert view.block is not None
    assert view.block.size == 1_000_000
    view.select(rows=True, columns=True)
    assert view.block.size == 4_000_000
    view.adopt(endless)
    assert view.block.size == 4_000_000
    assert endless.asked < 100


def test_the_selection_stays_with_its_rows_and_goes_with_them() -> None:
    view = Ranging("a")
    view.resize(60, 20)
    view.adopt(source(["row"] * 10))
    view.roam(lambda: view.step(1), extend=True)
    view.roam(lambda: view.step(1), extend=True)
    moved = [Line(f"r{at}", tuple(slot(f"{at}.{c.key}") for c in COLUMNS)) for at in (8, 9, 0, 1, 2, 3)]
    view.adopt(Listed(COLUMNS, moved))
    assert said(view) == [["0.a"], ["1.a"], ["2.a"]]
    view.adopt(Listed(COLUMNS, moved[:3]))
    assert view.selection is None, "its head is gone"


def test_enter_and_tab_go_round_a_block() -> None:
    view = Ranging("a")
    view.resize(60, 20)
    view.adopt(source(["row", "group", "row", "row"]))
    view.span(2, 2)
    been = []
    for _ in range(5):
        been.append((view.row, view.column))
        assert view.cycle(1, down=True)
    assert been == [(0, "a"), (2, "a"), (0, "b"), (2, "b"), (0, "a")]
    been.clear()
    for _ in range(5):
        been.append((view.row, view.column))
        assert view.cycle(-1, down=False)
    assert been == [(2, "a"), (0, "b"), (0, "a"), (2, "b"), (2, "a")]


# On the screen.


async def test_shifted_arrows_tint_and_only_the_cursor_is_solid() -> None:
    async with Bench(rows(20)).run_test(size=(70, 16)) as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        app.burst("shift+down", "shift+down", "shift+right")
        await quiet(pilot)
        grid = app.grid
        actual = next(p for p in grid.view.columns if p.column.key == "actual")
        done = next(p for p in grid.view.columns if p.column.key == "done")
        grounds = [[style_at(app, p.x, y)[1] for p in (actual, done)] for y in range(1, 5)]
        tint = grounds[0][0]
        assert grounds[:2] == [[tint, tint]] * 2
        assert grounds[2][0] == tint
        assert grounds[2][1] != tint, "the cursor"
        assert tint not in grounds[3], "the row below is not selected"
        assert style_at(app, actual.x - 1, 1)[1] != tint, "nor is the gap before it"
        app.burst("down")
        await quiet(pilot)
        assert grid.view.selection is None
        assert style_at(app, actual.x, 1)[1] != tint


async def test_select_mode_until_esc() -> None:
    async with Bench(grouped()).run_test(size=(70, 16)) as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        app.burst("v", "down", "j", "l")
        await quiet(pilot)
        assert app.grid.view.block is not None
        assert [len(row) for row in app.grid.view.block.rows()] == [2, 2, 2]
        app.burst("escape", "down")
        await quiet(pilot)
        assert app.grid.view.selection is None
        app.burst("V", "shift+down")
        await quiet(pilot)
        assert [len(row) for row in app.grid.view.block.rows()] == [3, 3]


async def test_a_row_more_repaints_two_lines() -> None:
    async with Bench(rows(20)).run_test(size=(70, 16)) as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        app.burst("shift+down")
        await quiet(pilot)
        before = app.screen_text(), [style_at(app, 40, y) for y in range(12)]
        drawn = {y: app.grid.render_line(y) for y in range(12)}
        app.burst("shift+down")
        await quiet(pilot)
        assert [y for y in range(12) if app.grid.render_line(y) != drawn[y]] == [2, 3]
        assert app.screen_text()[5:] == before[0][5:]


async def test_the_mouse_drags_a_block_and_titles_and_marks_take_all() -> None:
    async with Bench(rows(20)).run_test(size=(70, 16)) as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        grid = app.grid
        actual, done = (
            next(p for p in grid.view.columns if p.column.key == key) for key in ("actual", "done")
        )

        def size() -> list[int]:
            assert grid.view.block is not None
            return [len(row) for row in grid.view.block.rows()]

        await pilot.mouse_down(grid, offset=(actual.x + 1, 2))
        await pilot.hover(grid, offset=(done.x + 1, 4))
        for x, y in ((actual.x + 1, 3), (done.x + 1, 4)):
            app.post_message(drag(grid, x, y))
        await quiet(pilot)
        await pilot.mouse_up(grid, offset=(done.x + 1, 4))
        await quiet(pilot)
        assert size() == [2, 2, 2]
        assert grid.cursor == ("r3", "done")
        await pilot.click(grid, offset=(actual.x, 8), shift=True)
        assert size() == [1] * 7, "from where the drag began"
        await pilot.click(grid, offset=(actual.x + 2, 0))
        assert size() == [1] * 20
        await pilot.click(grid, offset=(1, 3))
        assert size() == [3]
        await pilot.click(grid, offset=(actual.x, 5))
        assert grid.view.selection is None


def drag(grid: object, x: int, y: int) -> events.MouseMove:
    """The mouse moved over a cell with its button down."""
    return events.MouseMove(grid, x, y, 0, 0, 1, False, False, False, x, y)  # type: ignore[arg-type]  # a widget

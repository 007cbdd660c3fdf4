"""A list read row by row looks as the same list read whole; nothing done meanwhile tears it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui import panes
from pilot_tui.cli.verbs import run
from pilot_tui.errors import Busy
from pilot_tui.panes.history.pane import HistoryPane
from pilot_tui.panes.history.source import History
from pilot_tui.panes.milestones import columns as columns_of
from pilot_tui.panes.milestones import listing, long, pane
from pilot_tui.panes.milestones.found import Found
from pilot_tui.panes.milestones.long import Long
from pilot_tui.store import opening, windows
from pilot_tui.widgets.shape import Shape, Sort
from pilot_tui.widgets.shaping import shaped
from pilot_tui.widgets.sheet import Line, Listed, Runs, Source
from pilot_tui.words import speak
from pilot_tui.workbook import Workbook, logbook
from pilot_tui.workbook.outline import Outline
from pilot_tui.workbook.sifting import Sifted


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list of all counties counts as a long one."""
    monkeypatch.setattr(pane, "BEYOND", 0)


def painted(line: Line) -> tuple[str, str, list[tuple[Runs, str, str, str]], Runs]:
    """All that is seen of a row; of a heading, what does not need all its rows."""
    slots = [(s.runs if s.fill is None else s.fill(12), s.address, s.entry, s.mark) for s in line.slots]
    return line.key, line.kind, slots if line.kind == "row" else [], line.lead


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("programme", "year"), [("P1", 2018), ("P1", 2020), ("P2", 2022), ("P4", 2019), ("P3", 2021)]
)
def test_line_by_line_it_is_the_list_read_whole(
    book: Workbook, language: str, programme: str, year: int
) -> None:
    panes.say_all()
    speak(language)
    columns = columns_of.columns()
    found = book.tasks(programme, year)
    assert found
    late = listing.listed(book, columns, found, everyone=True)
    listed = Listed(columns, [one for one in late.lines if not one.part])
    again = listing.listed(book, columns, book.each_task(programme, year), everyone=True, held=False)
    assert [painted(one) for one in again.lines] == [painted(one) for one in late.lines]
    *_, outline = book.outline(programme, year)
    source = Long(book, columns, outline, unasked())
    items = {str(item["id"]) for one in found for item in one.items}
    whole = [listed.line(at) for at in range(len(listed)) if listed.line(at).key not in items]
    assert [painted(source.line(at)) for at in range(len(source))] == [painted(one) for one in whole]
    for at, one in enumerate(whole):
        if one.kind == "row":
            assert source.find(one.key) == at
    assert all(source.find(id) == source.find(id.rpartition(".")[0]) for id in items)
    assert source.find("nothing") is None


def unasked() -> Found:
    """Nothing known but the list's own order."""
    return Found(lambda _outline, _wanted: None, lambda: None)


async def all_counties(app: Drawn) -> None:
    """Milestones, all counties."""
    await app.typed("g", "3", "a")
    await app.until(lambda: isinstance(app.desk.pane.grid.view.source, Long))


@pytest.mark.usefixtures("all_long")
async def test_what_is_counted_meanwhile_is_said_without_a_key(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at, count = Event(), Workbook.outline

    def counted(self: Workbook, programme: str, year: int) -> Iterator[Outline]:
        whole = [*count(self, programme, year)][-1]
        yield replace(whole, blocks=whole.blocks[:3], whole=False)
        assert looked_at.wait(30)
        yield whole

    monkeypatch.setattr(Workbook, "outline", counted)
    async with drawn(demo, size=(100, 12)) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        await app.until(lambda: not app.desk.asking and f"/ {len(grid.view.source)} " in app.drawing.text)
        few = len(grid.view.source)
        looked_at.set()
        await app.until(lambda: len(grid.view.source) > few)
        await app.until(lambda: f"/ {len(grid.view.source)} " in app.drawing.text)


@pytest.mark.usefixtures("all_long")
async def test_an_edit_undone_leaves_the_cursor_where_it_is(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        await app.typed("down", "down", "down")
        key, _column = grid.cursor
        await app.typed("8", "8", "8", "enter")
        await app.until(lambda: "888" in app.drawing.text)
        await app.typed("u")
        await app.until(lambda: "888" not in app.drawing.text)
        await app.typed("up")
        assert grid.cursor[0] == key


@pytest.mark.usefixtures("all_long")
async def test_a_row_retired_under_the_cursor_gives_way_to_its_neighbour(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        source = grid.view.source
        await app.typed("down")
        key, at = grid.cursor[0], grid.view.row
        neighbour = source.line(at + 1).key
        assert run(["retire", "milestone", key, "-f", str(demo), "--author", "wang"]) == 0
        app.desk._poll()
        await app.until(lambda: len(grid.view.source) == len(source) - 1)
        assert (grid.cursor[0], grid.view.row) == (neighbour, at)
        assert grid.view.source.find(key) is None


@pytest.mark.usefixtures("all_long")
async def test_another_writes_while_one_scrolls(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        for number in range(8):
            await app.typed("pagedown" if number % 2 else "down")
            key = grid.cursor[0]
            assert (
                run(["set", f"milestone/{key}/actual", f"70{number}", "-f", str(demo), "--author", "wang"])
                == 0
            )
            app.desk._poll()
            await app.until(lambda wanted=f"70{number}": wanted in app.drawing.text)  # type: ignore[misc]  # bound now
            assert grid.cursor[0] == key


@pytest.mark.usefixtures("all_long")
async def test_the_year_and_the_scope_can_change_while_it_is_counted(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("g", "3", "a", "[", "[", "a", "]", "a")
        await app.until(lambda: isinstance(app.desk.pane.grid.view.source, Long))
        shown = app.desk.pane.grid.view.source
        *_, outline = app.desk.book.outline("P1", app.desk.view.year)
        assert len(shown) == len(Long(app.desk.book, shown.columns, outline, unasked()))


async def shaped_as(app: Drawn, shape: Shape) -> None:
    """The pane in a shape, all answers in."""
    shown = app.desk.pane
    assert isinstance(shown, pane.MilestonesPane)
    shown.reshape(shape)
    found = shown._found
    await app.until(
        lambda: not shape.wanted or (found.sifted is not None and found.sifted.wanted == shape.wanted)
    )
    await app.until(lambda: not shape.wanted or (found.sifted is not None and found.sifted.whole))
    source = app.desk.pane.grid.view.source
    for at in range(len(source)):
        source.line(at)
    await app.until(lambda: not found.waiting)


def rows_of(source: Source) -> list[str]:
    """The keys of its rows."""
    return [source.line(at).key for at in range(len(source)) if source.line(at).kind == "row"]


@pytest.mark.usefixtures("all_long")
@pytest.mark.parametrize("column", ["name", "target", "actual", "unit", "completion", "gap", "light"])
async def test_it_is_sorted_as_the_list_read_whole(demo: Path, column: str) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        book, view = app.desk.book, app.desk.view
        found = book.tasks(view.programme, view.year)
        columns = columns_of.columns()
        listed = listing.listed(book, columns, found, everyone=True)
        for falling in (False, True):
            shape = Shape(sort=Sort(column, falling))
            await shaped_as(app, shape)
            assert rows_of(app.desk.pane.grid.view.source) == rows_of(shaped(listed, shape, book.spelling))


@pytest.mark.usefixtures("all_long")
async def test_a_task_too_long_to_be_sorted_says_so(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pilot_tui.panes.milestones.found.MOST", 1)
    async with drawn(demo) as (app, _):
        await all_counties(app)
        before = rows_of(app.desk.pane.grid.view.source)
        await shaped_as(app, Shape(sort=Sort("actual", False)))
        await app.until(lambda: "unsorted: over 1" in app.drawing.text)
        assert sorted(rows_of(app.desk.pane.grid.view.source)) == sorted(before)


@pytest.mark.usefixtures("all_long")
@pytest.mark.parametrize(
    "wanted",
    [
        "changx",
        "Changxing",
        "park",
        "parks wenling",
        "cx",
        "%",
        "_",
        "\\",
        "nobody",
        "@Natural",
        "@自",
        "@park",
    ],
)
async def test_it_is_filtered_as_the_list_read_whole(demo: Path, wanted: str) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        book, view = app.desk.book, app.desk.view
        found = book.tasks(view.programme, view.year)
        columns = columns_of.columns()
        listed = listing.listed(book, columns, found, everyone=True)
        shape = Shape(wanted=wanted)
        await shaped_as(app, shape)
        source, whole = app.desk.pane.grid.view.source, shaped(listed, shape, book.spelling)
        assert rows_of(source) == rows_of(whole)
        assert app.desk.pane.matched == (len(rows_of(whole)), len(found))
        for at in range(len(source)):
            if source.line(at).kind == "row":
                assert source.find(source.line(at).key) == at


@pytest.mark.usefixtures("all_long")
async def test_whoever_types_on_sees_only_the_last_answer(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        await app.typed("/", *"wen", "backspace", "backspace", "backspace", *"changxing")
        await shaped_as(app, replace(app.desk.pane.shape, wanted="changxing"))
        rows = rows_of(app.desk.pane.grid.view.source)
        counties = {str((app.desk.book.row("milestone", key) or {})["county"]) for key in rows}
        assert counties == {"changxing"}
        await app.until(lambda: f"{len(rows)} / " in app.drawing.text)


@pytest.mark.usefixtures("all_long")
async def test_what_is_typed_into_a_sorted_column_stays_until_it_is_sorted_anew(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        await shaped_as(app, Shape(sort=Sort("actual")))
        grid = app.desk.pane.grid
        await app.typed("g", "g", "down")
        key, at = grid.cursor[0], grid.view.row
        await app.typed(*"99999", "enter")
        await app.until(lambda: "99,999" in app.drawing.text)
        assert grid.view.source.line(at).key == key
        await shaped_as(app, Shape())
        await shaped_as(app, Shape(sort=Sort("actual")))
        assert grid.view.source.line(at).key != key
        assert app.desk.pane.source.find(key) is not None


@pytest.mark.usefixtures("all_long")
async def test_its_groups_fold(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await all_counties(app)
        grid = app.desk.pane.grid
        before, key = len(grid.view.source), grid.cursor[0]
        rows = len(rows_of(grid.view.source))
        await app.typed("Z")
        assert len(grid.view.source) == before - rows
        assert all(grid.view.source.line(at).folded for at in range(len(grid.view.source)))
        assert grid.view.source.find(key) is None
        await app.typed("Z")
        assert (len(grid.view.source), grid.cursor[0]) == (before, key)
        await app.typed("space", "space")
        assert (len(grid.view.source), grid.cursor[0]) == (before, key)


@pytest.mark.parametrize("wanted", ["lin", "wang", "yk", "R&D", "250", "why", "%", "yongkang 251", "nobody"])
async def test_the_history_is_filtered_as_if_it_were_read_whole(demo: Path, wanted: str) -> None:
    for at, name in enumerate(["yongkang.I01", "wenling.I02", "yongkang.I03"]):
        address = f"value/P1.{name}.2020/actual"
        author = "wang" if at == 1 else "lin"
        assert (
            run(["set", address, f"25{at}", "-f", str(demo), "--author", author, "--reason", f"why {at}"])
            == 0
        )
    async with drawn(demo) as (app, _):
        await app.typed("g", "5")
        await app.until(lambda: isinstance(app.desk.pane, HistoryPane))
        await app.typed("a")
        await app.until(lambda: isinstance(app.desk.pane.source, History) and len(app.desk.pane.source) == 3)
        shown = app.desk.pane
        assert isinstance(shown, HistoryPane)
        source = shown.source
        listed = Listed(source.columns, [source.line(at) for at in range(3)])
        shown.reshape(Shape(wanted=wanted))
        await app.until(lambda: shown._answer is not None and shown._answer.whole)
        rows = rows_of(shaped(listed, Shape(wanted=wanted), app.desk.book.spelling))
        expected = rows if wanted != "yk" else [source.line(0).key, source.line(2).key]  # by its initials too
        assert rows_of(shown.grid.view.source) == expected
        assert shown.matched == (len(expected), 3)
        shown.reshape(Shape())
        assert len(shown.grid.view.source) == 3


async def test_an_old_change_is_found_where_a_merge_left_a_gap(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "_COUNTED_AT_ONCE", 0)
    address = "value/P1.yongkang.I01.2020/actual"
    for figure in ("1", "2"):
        assert run(["set", address, figure, "-f", str(demo), "--author", "lin"]) == 0
    with sqlite3.connect(demo) as other:  # rows of another file's making between two of this one's
        rest = "undoes, hlc, actor, tbl, row, col, val, deps, schema, reason, hash FROM change WHERE site"
        last = "(SELECT max(n) FROM change)"
        base = f"SELECT n + {last}, site, seq + 9000, step, {rest} = 'base'"
        other.execute(f"INSERT INTO change {base} LIMIT 20")
        other.execute(f"INSERT INTO change SELECT n + {last}, site, seq + 9, step + 9, {rest} <> 'base'")
    async with drawn(demo) as (app, _):
        await app.typed("a", "g", "5")
        await app.until(lambda: isinstance(app.desk.pane, HistoryPane))
        grid = app.desk.pane.grid
        await app.until(lambda: len(grid.view.source) == 4)
        kinds = [grid.view.source.line(at).kind for at in range(4)]
        assert kinds == ["row"] * 4
        assert [grid.view.source.find(grid.view.source.line(at).key) for at in range(4)] == [0, 1, 2, 3]


@pytest.mark.usefixtures("all_long")
async def test_a_long_walk_leaves_no_more_behind_than_a_short_one(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long, "_KEPT", 8)
    monkeypatch.setattr(long, "_TOGETHER", 4)
    monkeypatch.setattr(windows, "PAGE", 4)
    monkeypatch.setattr(windows, "_PAGES", 2)
    async with drawn(demo) as (app, _):
        await all_counties(app)
        source = app.desk.pane.grid.view.source
        assert isinstance(source, Long)
        for at in [*range(len(source)), *reversed(range(len(source)))]:
            source.line(at)
        pages = [window._pages for block in source._outline.blocks for window in block.windows]
        assert max(map(len, pages)) <= 2
        assert len(source._lines) <= 8
        assert len(source._slices.items()) <= long._SLICES
        assert all(len(each.tasks) <= 4 for _, each in source._slices.items())


def test_no_connection_keeps_more_of_a_file_the_larger_it_is(book: Workbook) -> None:
    with book.store.another() as other:
        for store in (book.store, other):
            assert store.conn.execute("PRAGMA cache_size").fetchone() == (-opening.CACHE_KIB,)
            assert store.conn.execute("PRAGMA mmap_size").fetchone() == (0,)


@pytest.mark.usefixtures("all_long")
async def test_a_list_is_counted_once_another_program_lets_go_of_the_file(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, refused = Workbook.outline, [Busy(path=demo)]

    def outline(self: Workbook, programme: str, year: int) -> Iterator[Outline]:
        if refused:
            raise refused.pop()
        return count(self, programme, year)

    monkeypatch.setattr(Workbook, "outline", outline)
    async with drawn(demo) as (app, _):
        await all_counties(app)
        assert refused == []


@pytest.mark.usefixtures("all_long")
async def test_the_title_says_how_far_a_search_is_and_esc_gives_it_up(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = Event()

    def slow(self: Workbook, outline: Outline, wanted: str, spelling: object) -> Iterator[Sifted]:
        while not going_on.wait(0.01):
            yield Sifted(wanted, outline, gone_through=1)
        yield from look(self, outline, wanted, spelling)  # type: ignore[arg-type]  # handed on as given

    look = Workbook.sifted
    monkeypatch.setattr(Workbook, "sifted", slow)
    async with drawn(demo) as (app, _):
        await all_counties(app)
        app.desk.pane.reshape(Shape(wanted="wenling"))
        await app.until(lambda: "◌ 1 / " in app.drawing.text)
        await app.typed("escape")
        await app.until(lambda: "◌" not in app.drawing.text)
        going_on.set()
        app.desk.pane.reshape(Shape(wanted="wenling"))
        await app.until(lambda: app.desk.pane.matched is not None and app.desk.pane.matched[0] > 0)

from __future__ import annotations

import asyncio

from textual import events, messages
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from pilot_tui.widgets.editor import CellEditor

from .conftest import Bench, quiet, style_at


async def test_the_terminals_caret_stands_on_the_cell_and_in_the_text() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        cell = next(p for p in app.grid.view.columns if p.column.key == "actual")
        await pilot.press("down")
        assert app.cursor_position == Offset(cell.x, 2)
        await pilot.press("永", "康")
        assert app.cursor_position == Offset(cell.x + 5, 2), (
            "right-aligned: behind the text, in the last cell"
        )
        await pilot.press("left")
        assert app.cursor_position == Offset(cell.x + 3, 2)
        await pilot.press("delete")
        assert app.cursor_position == Offset(cell.x + 5, 2), "the text moved, the caret with it"
        await pilot.press("backspace", "9", "shift+home")
        assert app.cursor_position == Offset(cell.x + 4, 2)
        await pilot.press("escape")
        assert app.cursor_position == Offset(cell.x, 2)
        await pilot.press("end", "永", "康")
        remark = next(p for p in app.grid.view.columns if p.column.key == "remark")
        assert app.cursor_position == Offset(remark.x + 4, 2), "left-aligned: behind the text"


async def test_the_library_itself_puts_the_terminals_caret_where_the_grid_paints_it() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        cell = next(p for p in app.grid.view.columns if p.column.key == "actual")
        await pilot.press("5", "永")
        app.grid.editor.press("left")
        assert app.cursor_position == Offset(cell.x + 3, 1)


async def test_what_is_selected_is_painted_so_whichever_end_the_caret_is_at() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        cell = next(p for p in app.grid.view.columns if p.column.key == "actual")
        await pilot.press("5", "6")
        plain = style_at(app, cell.x + 4, 1)
        await pilot.press("shift+left", "shift+left")
        assert style_at(app, cell.x + 4, 1) != plain
        await pilot.press("home", "shift+right")
        assert style_at(app, cell.x + 3, 1) != plain


async def test_an_edit_asks_for_no_layout_and_tells_of_no_input() -> None:
    app = Bench()
    heard: list[Message] = []
    async with app.run_test(size=(100, 30), message_hook=heard.append) as pilot:
        await quiet(pilot)
        assert not app.screen.query(CellEditor)
        assert not any("interval" in task.get_name() for task in asyncio.all_tasks()), "no blinking"
        heard.clear()
        await pilot.press("5", "永", "left", "delete", "6", "enter", "f2", "escape")
        await quiet(pilot)
        assert app.edits == [("value/r0/actual", "56", "down")]
        assert heard
        unwanted = messages.Layout | events.Resize | Input.Changed | events.Focus | events.Blur
        assert not [message for message in heard if isinstance(message, unwanted)]
        assert app.focused is app.grid

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from .conftest import Bench, quiet, rows

SENTENCE = "‘5..4’ 不是数字"


async def test_enter_commits_and_goes_down_tab_right_and_escape_gives_up() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("5", "enter", "6", "tab")
        await quiet(pilot)
        assert app.edits == [("value/r0/actual", "5", "down"), ("value/r1/actual", "6", "right")]
        assert app.grid.cursor == ("r1", "done")
        await pilot.press("left", "7", "escape", "up")
        await quiet(pilot)
        assert len(app.edits) == 2
        assert app.grid.cursor == ("r0", "actual")


async def test_every_way_of_moving() -> None:
    app = Bench(rows(100))
    async with app.run_test(size=(100, 21)) as pilot:
        for keys, row_, column in (
            (("tab", "tab", "tab"), "r1", "actual"),
            (("shift+tab",), "r0", "remark"),
            (("home", "l", "h"), "r0", "actual"),
            (("end",), "r0", "remark"),
            (("down", "j", "k", "up", "pagedown"), "r19", "remark"),
            (("pageup",), "r0", "remark"),
            (("ctrl+end",), "r99", "remark"),
            (("ctrl+home", "left"), "r0", "done"),
            (("G", "g", "g", "right"), "r0", "remark"),
        ):
            await pilot.press(*keys)
            assert app.grid.cursor == (row_, column), keys


async def test_f2_e_and_enter_start_from_what_stands_there() -> None:
    for key in ("f2", "e", "enter"):
        app = Bench()
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press(key, "5", "enter")
            await quiet(pilot)
            assert app.edits == [("value/r0/actual", "1.05", "down")]
            assert app.said[:1] == [("editing", True)]
            assert app.said[-1] == ("editing", False)


async def test_typing_arrows_commit_but_not_after_f2() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("5", "down", "f2", "down", "left", "9", "enter")
        await quiet(pilot)
        assert [(text, then) for _, text, then in app.edits] == [("5", "down"), ("1.90", "down")]


async def test_letters_are_verbs_before_an_edit_and_text_in_it() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "j", "k", "5", "j", "k", "e", "g", "g", "enter")
        await quiet(pilot)
        assert app.edits == [("value/r1/actual", "5jkegg", "down")]
        await pilot.press("G")
        assert app.grid.cursor[0] == "r19"
        await pilot.press("g", "g")
        assert app.grid.cursor[0] == "r0"


async def test_delete_clears_and_a_locked_cell_says_so() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("delete", "right", "5", "delete", "enter")
        await quiet(pilot)
        assert app.edits == [("value/r0/actual", "", "stay")]
        assert app.said == [("locked", "r0", "done"), ("locked", "r0", "done"), ("opened", "r0", "done")]
        assert not app.grid.editing


async def test_a_refusal_keeps_the_text_says_why_and_drops_what_was_typed_ahead() -> None:
    app = Bench(answer=lambda text: SENTENCE if ".." in text else "")
    app.late = True
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        app.burst(*"5..4\r6\r7\r")
        await pilot.pause(0.2)
        assert [text for _, text, _ in app.edits] == ["5..4"]
        assert app.grid.editing
        assert "5..4" in app.screen_text()[1]
        assert SENTENCE in app.screen_text()[2]
        assert "▎" in app.screen_text()[2]
        await pilot.press("left", "left", "backspace", "enter")
        await pilot.pause(0.2)
        assert [text for _, text, _ in app.edits] == ["5..4", "5.4"]
        assert app.said == [("editing", True), ("editing", False)]
        assert not any(SENTENCE in line for line in app.screen_text())


async def test_the_next_key_takes_a_refusal_away_also_when_nothing_is_edited() -> None:
    app = Bench(answer=lambda _text: SENTENCE)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("delete")
        await quiet(pilot)
        assert SENTENCE in app.screen_text()[2]
        await pilot.press("down")
        assert not any(SENTENCE in line for line in app.screen_text())
        assert app.grid.cursor[0] == "r1"


async def test_on_the_last_line_a_refusal_stands_above_and_always_within_the_grid() -> None:
    app = Bench(rows(4), answer=lambda _text: SENTENCE * 3)
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("G", "end", "5", "enter")
        await quiet(pilot)
        lines = app.screen_text()
        assert "不是数字" in lines[3]
        assert all(cell_len(line) == 60 for line in lines)


async def test_keys_typed_while_an_edit_is_saved_wait_in_order_with_a_move_among_them() -> None:
    app = Bench()
    app.late = True
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        app.burst("5", "\r", "down", "j", "6", "\t", "left", "delete", "up", "永", "\r")
        await pilot.pause(0.5)
        assert app.edits == [
            ("value/r0/actual", "5", "down"),
            ("value/r3/actual", "6", "right"),
            ("value/r3/actual", "", "stay"),
            ("value/r2/actual", "永", "down"),
        ]


async def test_a_paste_goes_whole_into_the_editor_or_to_the_app() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        app.post_message(events.Paste("1\t2\n3\t4\n"))
        await quiet(pilot)
        assert app.said == [("pasted", "1\t2\n3\t4\n")]
        app.burst("5")
        app.post_message(events.Paste("one\ntwo\x1b[0m"))
        app.burst("6", "\r")
        await quiet(pilot)
        assert app.edits == [("value/r0/actual", "5one two[0m6", "down")]


class Ask(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Input()


async def test_a_modal_screen_on_top_gets_its_own_keys_even_while_an_edit_waits() -> None:
    app = Bench()
    app.settle = lambda event: None  # type: ignore[method-assign]  # never answered
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("5", "enter")
        await app.push_screen(Ask())
        await pilot.press("4", "2")
        app.post_message(events.Paste("x"))
        await quiet(pilot)
        assert app.screen.query_one(Input).value == "42x"


async def test_a_click_moves_the_cursor_and_enters_what_was_typed_elsewhere() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        x = next(p.x for p in app.grid.view.columns if p.column.key == "remark")
        await pilot.click("Grid", offset=(x, 4))
        assert app.grid.cursor == ("r3", "remark")
        await pilot.press("5")
        await pilot.click("Grid", offset=(x, 7))
        await quiet(pilot)
        assert app.edits == [("value/r3/remark", "5", "stay")]
        assert app.grid.cursor == ("r6", "remark")
        await pilot.click("Grid", offset=(x, 0))
        assert app.grid.cursor == ("r6", "remark"), "the header is no row"


async def test_a_double_click_edits_and_a_click_in_the_text_moves_the_caret() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        cell = next(p for p in app.grid.view.columns if p.column.key == "actual")
        await pilot.click("Grid", offset=(cell.x, 3), times=2)
        assert app.grid.editing
        await pilot.click("Grid", offset=(cell.x + 2, 3))  # "  1.0" and the caret
        await pilot.press("9", "enter")
        await quiet(pilot)
        assert app.edits == [("value/r2/actual", "91.0", "down")]


async def test_the_wheel_scrolls_three_lines_but_not_away_from_an_edit() -> None:
    app = Bench(rows(100))
    async with app.run_test(size=(100, 11)) as pilot:
        await quiet(pilot)
        app.grid.post_message(events.MouseScrollDown(app.grid, 1, 1, 0, 0, 0, False, False, False))
        await quiet(pilot)
        assert app.grid.place == "4–13 / 100"
        assert app.grid.cursor[0] == "r3"
        await pilot.press("5")
        app.grid.post_message(events.MouseScrollDown(app.grid, 1, 1, 0, 0, 0, False, False, False))
        await quiet(pilot)
        assert app.grid.place == "4–13 / 100"

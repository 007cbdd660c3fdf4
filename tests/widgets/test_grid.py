from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events, messages
from textual.app import ComposeResult
from textual.geometry import Offset, Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from pilot_tui.themes import INK, PAPER
from pilot_tui.widgets.editor import CellEditor
from pilot_tui.widgets.grid_paint import Empty, Look, header_strip, line_strip, refusal_over
from pilot_tui.widgets.ink import Ink
from pilot_tui.widgets.layout import layout, visible
from pilot_tui.widgets.sheet import BLANK, Column, Line, Listed, Run, Slot, slot

from .conftest import COLUMNS, Bench, group, grouped, quiet, row, rows
from .test_cells import texts

SENTENCE = "‘5..4’ 不是数字"


def style_at(app: Bench, x: int, y: int) -> tuple[str, str]:
    """Ink and ground of a cell, as the theme's hex colours."""
    for segment in app.grid.render_line(y):
        x -= segment.cell_length
        if x < 0:
            assert segment.style is not None
            assert segment.style.color is not None
            assert segment.style.bgcolor is not None
            colours = (segment.style.color, segment.style.bgcolor)
            return tuple(c.get_truecolor().hex for c in colours)  # type: ignore[return-value]  # two of them
    raise AssertionError("beyond the line")


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
        app.query_one(CellEditor).press("left")
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
        editor = app.screen.query_one(CellEditor)
        assert (editor.display, editor.region) == (False, Region())
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("Timer")], "no blinking"
        heard.clear()
        await pilot.press("5", "永", "left", "delete", "6", "enter", "f2", "escape")
        await quiet(pilot)
        assert app.edits == [("value/r0/actual", "56", "down")]
        assert heard
        unwanted = messages.Layout | events.Resize | Input.Changed | events.Focus | events.Blur
        assert not [message for message in heard if isinstance(message, unwanted)]
        assert app.focused is app.grid


async def test_a_down_repaints_two_lines_and_asks_for_no_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Bench(rows(200))
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        asked: list[tuple[tuple[object, ...], dict[str, object]]] = []
        real = app.grid.refresh

        def refresh(*regions: object, **more: object) -> object:
            asked.append((regions, more))
            return real(*regions, **more)  # type: ignore[arg-type]  # handed through

        monkeypatch.setattr(app.grid, "refresh", refresh)
        await pilot.press("down")
        assert [len(regions) for regions, _ in asked] == [2]
        assert {region.y for region in asked[0][0]} == {1, 2}  # type: ignore[attr-defined]  # regions
        asked.clear()
        await pilot.press("5", "6", "left", "escape")
        assert all(len(regions) == 1 for regions, _ in asked)
        assert not any(more.get("layout") for _, more in asked)


async def test_the_cursor_is_a_block_with_the_focus_and_a_tint_without() -> None:
    app = Bench()
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        cell = next(p for p in app.grid.view.columns if p.column.key == "actual")
        assert style_at(app, cell.x, 1) == (INK.background, INK.primary)
        assert app.screen_text()[1].startswith("▎例 指标 0")
        app.screen.set_focus(None)
        await quiet(pilot)
        ink, ground = style_at(app, cell.x, 1)
        assert ink == INK.foreground
        assert ground not in (INK.primary, INK.background)
        app.theme = "paper"
        app.grid.focus()
        await quiet(pilot)
        assert style_at(app, cell.x, 1) == (PAPER.background, PAPER.primary)


async def test_the_heading_of_a_cut_group_is_the_first_line_and_the_total_the_last() -> None:
    app = Bench(grouped(4, 5))
    async with app.run_test(size=(100, 12)) as pilot:
        await pilot.press("G")
        await quiet(pilot)
        lines = app.screen_text()
        assert lines[1].startswith(" ▾ 组 2")
        assert lines[-1].startswith(" 合计")
        assert lines[-2].strip("─ ") == ""
        await pilot.resize_terminal(90, 12)
        await quiet(pilot)
        lines = app.screen_text()
        assert lines[-1].startswith(" 合计")
        assert "─" not in lines[-2], "under 100 columns the total is a band without a rule"
        assert style_at(app, 50, 11)[1] == INK.panel


async def test_a_total_follows_the_last_line_when_there_is_room() -> None:
    app = Bench(grouped(1, 3))
    async with app.run_test(size=(120, 30)) as pilot:
        await quiet(pilot)
        lines = app.screen_text()
        assert set(lines[5].strip()) == {"─"}
        assert lines[6].startswith(" 合计")
        assert not lines[7].strip()


async def test_an_empty_grid_says_what_will_be_there() -> None:
    app = Bench(Listed(COLUMNS, []))
    async with app.run_test(size=(60, 30)) as pilot:
        app.grid.empty = Empty(
            "还没有改动", "改一格，这里就记一行", (Run("e", "primary"), Run(" 编辑", "muted"))
        )
        app.grid.restyle()
        await pilot.press("down", "5", "enter", "delete", "pagedown", "G", "tab", "f2")
        lines = app.screen_text()
        assert lines[9].strip() == "还没有改动"
        assert lines[13].strip() == "e 编辑"
        assert app.grid.cursor[0] == ""
        assert not app.edits


async def test_the_cursor_keeps_its_row_when_the_source_changes_and_tells_only_of_moves() -> None:
    app = Bench(rows(20))
    moved: list[str] = []
    app.on_grid_moved = lambda event: moved.append(event.key)  # type: ignore[attr-defined]  # for this test
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "down", "down")
        app.grid.show(Listed(COLUMNS, [row(n) for n in range(19, -1, -1)]))
        await quiet(pilot)
        assert app.grid.cursor == ("r3", "actual")
        assert app.screen_text()[17].startswith("▎")
        assert app.grid.move_to("r19", "remark")
        assert not app.grid.move_to("nowhere")
        assert app.grid.cursor == ("r19", "remark")


async def test_plain_signs_for_terminals_that_draw_them_wide() -> None:
    app = Bench(grouped(1, 2))
    app.plain_signs = True  # type: ignore[attr-defined]  # what such an app declares
    async with app.run_test(size=(100, 12)) as pilot:
        await quiet(pilot)
        text = "".join(app.screen_text())
        assert " v 组 0" in text
        assert not set(text) & set("▎▾─━")


def look(width: int, columns: tuple[Column, ...] = COLUMNS, left: int = 0) -> Look:
    return Look(INK_STYLES, width, tuple(visible(layout(columns, width), width, left)), "name")


INK_STYLES = Ink(INK.to_color_system().generate() | INK.variables)


def paint(width: int, left: int, line: Line, column: str | None) -> list[str]:
    here = look(width, left=left)
    strip = line_strip(here, line, column, True)
    header = header_strip(here, [c.title or line.key for c in COLUMNS], column or "")
    over = refusal_over(here, strip, left * 7, line.key)
    assert strip.cell_length == header.cell_length == width
    return ["".join(segment.text for segment in made) for made in (strip, header, over)]


kinds: Callable[..., st.SearchStrategy[str]] = st.sampled_from


@given(
    st.integers(3, 130),
    st.integers(0, 4),
    st.lists(st.one_of(texts, st.just("")), min_size=7, max_size=7),
    texts,
    kinds(["row", "group", "total", "blank", "rule", "head", "text"]),
    st.booleans(),
)
def test_whatever_the_text_every_line_has_its_width_and_no_control_byte(
    width: int, left: int, said: list[str], lead: str, kind: str, here: bool
) -> None:
    slots = tuple(Slot((Run(text), Run(lead, "bold warning")), mark=text[:1], opens=here) for text in said)
    line = Line(lead, slots, kind, lead=(Run(lead), Run(said[0], "faint")))  # type: ignore[arg-type]  # one of them
    for text in paint(width, left, line, "actual" if here else None):
        assert cell_len(text) == width
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text)


def test_a_lead_runs_on_as_far_as_the_slots_are_blank_and_a_tail_ends_at_the_edge() -> None:
    line = Line(
        "g", (BLANK,) * 5 + (slot("97.0"),), "group", (Run("▾ 融合发展  缺 1 项"),), (Run("截至 06-30"),)
    )
    text = paint(90, 0, line, None)[0]
    assert text.startswith(" ▾ 融合发展  缺 1 项")
    assert "97.0" in text
    assert text.endswith("截至 06-30 ")


def test_a_long_title_runs_over_into_untitled_neighbours() -> None:
    here = look(90)
    text = "".join(s.text for s in header_strip(here, [c.title for c in COLUMNS], "actual"))
    done = next(p for p in here.placed if p.column.key == "done")
    assert text[: text.index("完成率 %")].count("…") == 0
    assert cell_len(text[: text.index("完成率 %") + 5]) == done.x + done.width


async def test_grids_of_any_size_paint_without_falling_over() -> None:
    app = Bench(
        Listed(COLUMNS, [group(0), *(row(n) for n in range(9))], Line("t", kind="total", lead=(Run("合计"),)))
    )
    async with app.run_test(size=(100, 30)) as pilot:
        for size in ((1, 1), (2, 3), (7, 2), (12, 4), (30, 1), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "5", "right", "escape", "G")
            assert all(cell_len(line) == size[0] for line in app.screen_text())

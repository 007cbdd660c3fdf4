from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip

from pilot_tui.themes import INK, PAPER
from pilot_tui.widgets.grid_paint import Empty, Look, header_strip, line_strip
from pilot_tui.widgets.ink import Ink
from pilot_tui.widgets.layout import layout, visible
from pilot_tui.widgets.overlay import refusal_over
from pilot_tui.widgets.sheet import BLANK, Column, Line, Listed, Run, Slot, slot

from .conftest import COLUMNS, Bench, group, grouped, quiet, row, rows, style_at
from .test_cells import texts


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


def look(width: int, columns: tuple[Column, ...] = COLUMNS, left: int = 0) -> Look[Strip]:
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


def test_a_lead_runs_on_as_far_as_the_slots_are_blank_and_a_tail_ends_below_the_last_column() -> None:
    line = Line(
        "g", (BLANK,) * 5 + (slot("97.0"),), "group", (Run("▾ 融合发展  缺 1 项"),), (Run("截至 06-30"),)
    )
    text = paint(90, 0, line, None)[0]
    assert text.startswith(" ▾ 融合发展  缺 1 项")
    assert "97.0" in text
    last = look(90).placed[-1]
    assert cell_len(text.rstrip()) == last.x + last.width
    assert text.rstrip().endswith("截至 06-30")


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

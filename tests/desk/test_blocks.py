"""Blocks of cells at the desk: selected, copied, pasted, filled, cleared, with keys as they come."""

from __future__ import annotations

import base64
import re
import sqlite3
from pathlib import Path

import pytest
from textual import events

from desk.drawing import Drawn, drawn
from pilot_tui.exchange import clipboard
from pilot_tui.screens.preview import Preview
from pilot_tui.words import say
from raw import ask, content, hashes, tamper
from shell import process

OSC = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
MADE = "SELECT count(*), count(DISTINCT step) FROM change WHERE site <> 'base'"


@pytest.fixture(autouse=True)
def _no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clipboard of whoever runs the tests is left alone."""
    monkeypatch.setattr(clipboard, "_PROGRAMS", ())
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TERM_PROGRAM", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)


def actuals(path: Path, year: int = 2020, county: str = "yongkang") -> list[str | None]:
    """The actuals of a county, by indicator."""
    sql = "SELECT actual FROM value WHERE programme='P1' AND county=? AND year=? ORDER BY indicator"
    return [actual for (actual,) in ask(path, sql, county, year)]


def copied(app: Drawn) -> str:
    """What the terminal was last told to keep."""
    return base64.b64decode(OSC.findall("".join(app.written))[-1]).decode()


async def pasted(app: Drawn, text: str) -> None:
    app.post_message(events.Paste(text))
    await app.drawn()


async def test_a_block_is_copied_pasted_elsewhere_and_taken_back(demo: Path) -> None:
    before = content(demo)
    first = actuals(demo)
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "shift+down", "ctrl+c")
        await app.until(lambda: "Copied 3 × 1" in app.drawing.text)
        assert copied(app) == "".join(f"{figure}\n" for figure in first[:3])
        await app.typed("down", "ctrl+v")
        await app.until(lambda: isinstance(app.screen, Preview))
        await app.until(lambda: "changed 3" in app.drawing.text)
        assert content(demo) == before, "only shown"
        await app.typed("enter")
        await app.until(lambda: "Written: 3 cells" in app.drawing.text)
        assert actuals(demo) == [*first[:3], *first[:3], *first[6:]]
        assert app.desk.pane.grid.view.block is not None
        assert len(list(app.desk.pane.grid.view.block.rows())) == 3, "what was pasted is selected"
        assert ask(demo, MADE) == [(3, 1)]
        await app.typed("u")
        await app.until(lambda: "undone: 3" in app.drawing.text)
    assert content(demo) == before


async def test_signs_for_choices_raw_figures_nothing_for_blanks(demo: Path) -> None:
    tamper(demo, "UPDATE value SET target='1234567.80', actual=NULL WHERE id='P1.yongkang.I01.2020'")
    async with drawn(demo) as (app, _):
        await app.typed("V", "y")
        await app.until(lambda: "Copied" in app.drawing.text)
        assert "1,234,567.80" in app.drawing.text or "####" in app.drawing.text
        assert copied(app) == "1.62\t≥\t1234567.80\t\t\t\n"


async def test_one_refused_cell_refuses_the_whole_and_names_it(demo: Path) -> None:
    before = hashes(demo)
    async with drawn(demo) as (app, _):
        await pasted(app, "5\n=SUM(A1)\n7\n")
        await app.until(lambda: "refused 1" in app.drawing.text)
        row = app.drawing.lines[app.drawing.row_of("=SUM(A1)")]
        assert "Patents in force" in row
        assert "Yongkang" in row
        assert "‘=SUM(A1)’ is not a number" in app.drawing.text
        await app.typed("enter")
        assert isinstance(app.screen, Preview), "Enter writes nothing"
        await app.typed("escape")
        await app.until(lambda: app.screen is app.desk)
        assert hashes(demo) == before
        await app.typed("down")
        await app.until(lambda: app.desk.pane.grid.cursor[0] == "yongkang.I02")
        assert app.drawing.torn() == []


BAD = {
    "formula": "=SUM(A1)\n1",
    "binary": "".join(map(chr, range(256))) * 2,
    "escapes": "\x1b[31m5\x1b[0m\n\x1b]52;c;QQ==\x07",
    "markup": "[red]5[/red]\n[@click=app.quit]x",
    "nul": "\x005\n6\x00",
    "surrogate": "\ud800\n\udfff",
    "bidi": "\u202e5\n\u200b6",
    "too wide": "1\t2\t3",
    "too high": "1\n" * 19,
    "one megabyte": "7\n" * 500_000,
    "one megabyte of one cell": "7" * 1_000_000,
    "five megabytes": "7" * 5_000_000,
    "nothing": "",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
async def test_what_cannot_be_pasted_is_said_and_nothing_is_done(demo: Path, text: str) -> None:
    before = hashes(demo)
    async with drawn(demo) as (app, _):
        explained = app.drawing.lines[-3]
        await pasted(app, text)
        await app.until(lambda: isinstance(app.screen, Preview) or app.drawing.lines[-3] != explained)
        if isinstance(app.screen, Preview):
            await app.until(lambda: "refused" in app.drawing.text)
            assert "One refused cell refuses the whole" in app.drawing.text
            await app.typed("enter")
            assert isinstance(app.screen, Preview), "and Enter writes nothing"
            await app.typed("escape")
        await app.until(lambda: app.screen is app.desk)
        await app.typed("end", "home")
        await app.until(lambda: app.desk.pane.grid.cursor[1] == "baseline")
        assert hashes(demo) == before
        assert app.drawing.torn() == []
        assert not re.search(r"[\x00-\x06\x0e-\x1a\x7f-\x9f\ud800-\udfff]", "".join(app.written))


async def test_full_width_digits_mixed_line_ends_and_quotes_are_read(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await pasted(app, '９０\r\n"1,798"\r3.5\n')
        await app.until(lambda: isinstance(app.screen, Preview))
        await app.typed("enter")
        await app.until(lambda: "Written: 3 cells" in app.drawing.text)
    assert actuals(demo)[:3] == ["90", "1798", "3.5"]


async def test_a_single_cell_needs_no_preview(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await pasted(app, "5.25")
        await app.until(lambda: "Written: 1 cells" in app.drawing.text)
        assert app.screen is app.desk
    assert actuals(demo)[0] == "5.25"


HOSTILE = ["[red]x[/red]", "=SUM(A1:A9)", "@cmd", "<b>x</b>", "[@click=app.quit]x"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_in_a_text_markup_and_formulas_are_plain_text(demo: Path, text: str) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("g", "6")
        await app.until(lambda: app.desk.opened == "setup")
        slot = app.desk.pane.grid.current_slot()
        assert slot is not None
        table, id, field = slot.address.split("/")
        assert field in ("name_zh", "name_en")
        await pasted(app, text)
        await app.until(lambda: text in app.drawing.text)
    assert ask(demo, f'SELECT "{field}" FROM "{table}" WHERE id = ?', id) == [(text,)]


async def test_what_is_not_known_is_copied_as_a_blank(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("delete")  # the actual of the first indicator
        await app.until(lambda: actuals(demo)[0] is None)
        await app.typed("V", "y")
        await app.until(lambda: bool(app.desk.copied))
        assert app.desk.copied[0][3:] == ["", "", ""]  # actual, completion, score


async def test_a_row_retired_meanwhile_refuses_the_paste(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("P", "P", "2", "enter")
        await app.until(lambda: app.desk.view.programme == "P2")
        await app.typed("g", "3")
        await app.until(lambda: app.desk.opened == "milestones")
        key = app.desk.pane.grid.cursor[0]
        assert process("retire", "milestone", key, "-f", str(demo), "--author", "wang").code == 0
        before = hashes(demo)
        await pasted(app, "1\t2\n3\t4\n")
        await app.until(lambda: "refused" in app.drawing.text or key in app.drawing.text)
        assert hashes(demo) == before


async def test_a_paste_waits_for_another_writer(demo: Path) -> None:
    other = sqlite3.connect(demo, isolation_level=None)
    async with drawn(demo) as (app, _):
        other.execute("BEGIN IMMEDIATE")
        await pasted(app, "5.5")
        await app.until(lambda: say("app.waiting") in app.drawing.text)
        other.execute("COMMIT")
        await app.until(lambda: actuals(demo)[0] == "5.5")
    other.close()


async def test_over_computed_cells_a_paste_is_refused(demo: Path) -> None:
    before = hashes(demo)
    async with drawn(demo) as (app, _):
        await app.typed("g", "2")
        await app.until(lambda: app.desk.opened == "review")
        await pasted(app, "1\t2\n3\t4\n")
        await app.until(lambda: "refused 4" in app.drawing.text)
        assert "Yongkang" in app.drawing.text
        await app.typed("enter", "escape")
        await app.until(lambda: app.screen is app.desk)
        await pasted(app, "5")
        await app.until(lambda: say("error.locked_cell") in app.drawing.text)
    assert hashes(demo) == before


async def test_a_single_cell_fills_the_selection_and_a_block_is_repeated(demo: Path) -> None:
    first = actuals(demo)
    async with drawn(demo) as (app, _):
        await app.typed("y", "shift+down", "shift+down", "shift+down", "ctrl+v")
        await app.until(lambda: isinstance(app.screen, Preview))
        await app.typed("enter")
        await app.until(lambda: "Written: 3 cells" in app.drawing.text)
        assert actuals(demo)[:4] == [first[0]] * 4
        await app.typed("escape", "ctrl+home")
        await pasted(app, "1\n2\n")
        await app.typed("enter")
        await app.until(lambda: actuals(demo)[:3] == ["1", "2", first[0]])
        await app.typed(
            "escape", "ctrl+home", "shift+down", "y", "shift+down", "shift+down", "ctrl+v", "enter"
        )
        await app.until(lambda: actuals(demo)[:4] == ["1", "2", "1", "2"])


async def test_fill_down_and_clear(demo: Path) -> None:
    first = actuals(demo)
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "shift+down", "ctrl+d")
        await app.until(lambda: actuals(demo)[:3] == [first[0]] * 3)
        await app.typed("delete")
        await app.until(lambda: actuals(demo)[:3] == [None] * 3)
        await app.typed("u", "u")
        await app.until(lambda: actuals(demo) == first)
        await app.typed("escape", "ctrl+home", "down", "ctrl+d")
        await app.until(lambda: actuals(demo)[1] == first[0])
        await app.typed("up", "ctrl+d")
        await app.until(lambda: say("block.nothing_above") in app.drawing.text)
        assert ask(demo, MADE) == [(2 + 3 + 3 + 2 + 1, 5)]


async def test_much_is_shown_before_it_is_cleared(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        before = content(demo)
        await app.typed("ctrl+a", "delete")
        await app.until(lambda: isinstance(app.screen, Preview))
        assert content(demo) == before
        await app.typed("enter")
        await app.until(lambda: "Written" in app.drawing.text)
        assert actuals(demo) == [None] * 18
        await app.typed("u")
        await app.until(lambda: content(demo) == before)


@pytest.mark.parametrize("key", ["f3", "ctrl+enter", "alt+enter"])
async def test_one_text_into_all_that_is_selected(demo: Path, key: str) -> None:
    before = content(demo)
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "shift+down", "7", key)
        await app.until(lambda: actuals(demo)[:3] == ["7"] * 3)
        await app.until(lambda: not app.desk.editing)
        await app.typed("8", "x", key)
        await app.until(lambda: "Yongkang R&D intensity 2020 actual: ‘8x’" in app.drawing.text)
        assert app.desk.editing, "the text stays"
        await app.typed("escape", "u")
        await app.until(lambda: content(demo) == before)


async def test_enter_goes_round_what_is_selected(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "shift+down", *"1", "enter", *"2", "enter", *"3", "enter")
        await app.until(lambda: actuals(demo)[:3] == ["2", "3", "1"])
        assert app.desk.pane.grid.cursor[0] == "yongkang.I03", "and is where it began"
        assert app.desk.pane.grid.view.selection is not None


async def test_keys_of_one_read_stay_in_order(demo: Path) -> None:
    first = actuals(demo)
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "ctrl+c", "down", "ctrl+v", "enter")
        await app.until(lambda: actuals(demo)[2:4] == first[:2])
        assert app.screen is app.desk


async def test_a_paste_into_a_text_being_typed_goes_there(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await app.typed("1")
        await pasted(app, "2\n3")
        await app.until(lambda: "12 3" in app.drawing.text)
        await app.typed("escape")


async def test_the_explain_line_sums_exactly(demo: Path) -> None:
    async with drawn(demo) as (app, _):
        await pasted(app, "0.1\n0.2\n0.30\n")
        await app.until(lambda: isinstance(app.screen, Preview))
        await app.typed("enter")
        await app.until(lambda: "Written: 3 cells" in app.drawing.text)
        await app.typed("escape", "ctrl+home", "shift+down", "shift+down")
        await app.until(lambda: "3 × 1 selected" in app.drawing.text)
        line = app.drawing.lines[app.drawing.row_of("3 × 1 selected")]
        assert "3 filled" in line
        assert "sum 0.60" in line
        assert "mean 0.2 " in line


async def test_nothing_is_written_in_a_file_that_is_read_only(demo: Path) -> None:
    demo.chmod(0o400)
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "y")
        await app.until(lambda: "Copied 2 × 1" in app.drawing.text)
        await app.typed("down", "ctrl+v")
        await app.until(lambda: "read-only; nothing was changed" in " ".join(app.drawing.text.split()))
        assert app.screen is app.desk


async def test_where_no_clipboard_is_it_is_kept_in_a_file(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setattr(clipboard, "own_file", lambda: tmp_path / "mine" / "pilot.db")
    async with drawn(demo) as (app, _):
        await app.typed("shift+down", "y")
        await app.until(lambda: "no clipboard of the system is within reach" in app.drawing.text)
        assert OSC.findall("".join(app.written)) == []
    text = (tmp_path / "mine" / "clipboard.tsv").read_text("utf-8")
    assert text == "".join(f"{figure}\n" for figure in actuals(demo)[:2])


async def test_many_cells_are_written_and_taken_back_in_a_thread(demo: Path) -> None:
    before = content(demo)
    async with drawn(demo) as (app, _):
        await app.typed("a", "g", "g", "left")
        await app.until(lambda: app.desk.view.everyone and app.desk.pane.grid.cursor[1] == "target")
        await pasted(app, "5\t6\n" * 90)
        await app.until(lambda: "refused 0" in app.drawing.text)
        await app.typed("enter")
        await app.until(lambda: "Written: " in app.drawing.text)
        assert set(actuals(demo)) == {"6"}
        assert ask(demo, MADE)[0][1] == 1
        await app.typed("u")
        await app.until(lambda: "undone: " in app.drawing.text)
        assert content(demo) == before
        await app.typed("ctrl+r")
        await app.until(lambda: "redone: " in app.drawing.text)
        assert set(actuals(demo)) == {"6"}

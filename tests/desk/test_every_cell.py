"""Every screen at every size that matters: each line as wide as the terminal, no character cut in two."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from wcwidth import wcswidth

from desk.drawing import Drawn, drawn
from pilot_tui.model import Cell
from pilot_tui.screens.frame import TABS
from pilot_tui.store import Store
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.lines import Lines
from pilot_tui.workbook import Workbook
from shell import ACTUAL

SIZES = [(60, 15), (79, 24), (80, 24), (99, 30), (100, 30), (149, 40), (150, 40), (200, 50)]
HOSTILE = {
    "markup": "[/red][@click=app.quit]永[bold",
    "escapes": "\x1b]0;owned\x07\x1b[2J\x1b[31;5m\x9b2J\x00\r\n\t永",
    "directions": "\u202e\u2066永康\u200b\u200c\ufeff\U000e0041\u2028e\u0301",
    "long": "长康x" * 3_334,
}
"""What somebody wrote into the file behind the program's back."""
NAMED = (
    "programme",
    "county",
    "dimension",
    "indicator",
    "criterion",
    "expert",
    "milestone",
    "item",
    "step",
    "round",
)
FIELDS = (
    "name",
    "short",
    "unit",
    "unit_short",
    "prefecture",
    "area",
    "owner",
    "source",
    "held",
    "actor",
    "reason",
)
"""All that is shown and is no figure, with the ending of its language or without."""
SENT = re.compile(r"\x1b\[[0-9;]*[mHC]|\x1b\[\?2026[hl]|\x1b\]22;[a-z]+\x07|\x07|\r?\n")
"""All that a frame needs: colours, places, beginning and end, the pointer's shape, the bell, new lines."""


def wrong(app: Drawn) -> list[str]:
    """What is wrong with what was drawn."""
    found = app.drawing.torn()
    for widget in [*app.desk.query(Grid), *app.desk.query(Lines)]:
        if (
            not widget.size
            or not widget.region
            or not all(each.display for each in widget.ancestors_with_self)
        ):
            continue
        for y in range(widget.size.height):
            strip = widget.render_line(y)
            if not strip.cell_length == wcswidth(strip.text) == widget.size.width:
                found.append(f"{widget.id}, line {y}: {strip.text!r} in {widget.size.width} cells")
    return found


async def tour(app: Drawn, pilot: Pilot[None], size: tuple[int, int]) -> list[str]:
    """Every pane, of one county and of all; returns what was wrong where."""
    await app.resized(pilot, *size)
    found: list[str] = []
    for _ in range(2):
        for name in ("counties", *TABS) if app.desk.counties.display else TABS:
            await app.desk.action_pane(name)
            await app.drawn()
            found += [f"{size}, {name}: {what}" for what in wrong(app)[:3]]
        app.desk.action_everyone()
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_line_is_as_wide_as_the_terminal(demo: Path, lang: str) -> None:
    async with drawn(demo, lang=lang) as (app, pilot):
        await app.typed("1", "enter", "left")  # a change, so that there is a history
        for size in SIZES:
            assert await tour(app, pilot, size) == []
            assert len(app.drawing.lines[0].rstrip()) > 20


def spoil(path: Path, first: int) -> None:
    """Write the hostile texts, in turn, into every name, unit, source and author of the file."""
    texts = list(HOSTILE.values())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TRIGGER change_is_fixed")
        for table in (*NAMED, "value", "pilot", "mark", "change"):
            key = "n" if table == "change" else "id"
            ids = [id for (id,) in db.execute(f'SELECT "{key}" FROM "{table}" ORDER BY 1').fetchall()]
            for (column,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall():
                if column.removesuffix("_zh").removesuffix("_en") in FIELDS:
                    told = [(texts[(at + first) % len(texts)], id) for at, id in enumerate(ids)]
                    db.executemany(f'UPDATE "{table}" SET "{column}" = ? WHERE "{key}" = ?', told)


@pytest.mark.parametrize("first", range(len(HOSTILE)), ids=list(HOSTILE))
async def test_names_that_mean_harm_are_drawn_as_they_are(demo: Path, first: int) -> None:
    with Store.open(demo) as store:
        Workbook(store, "lin").edit(Cell.parse(ACTUAL), "1", reason="why")
    spoil(demo, first)
    async with drawn(demo, lang=["zh", "en"][first % 2]) as (app, pilot):
        app.written.clear()
        assert await tour(app, pilot, [(80, 24), (150, 40), (150, 40), (80, 24)][first]) == []
        for key in ("p", "P", "question_mark", "equals_sign"):
            await app.typed(key)
            await app.until(lambda: app.screen is not app.desk)
            await app.drawn()
            assert app.drawing.torn() == []
            await app.typed("escape")
            await app.until(lambda: app.screen is app.desk)
        sent = SENT.sub("", "".join(app.written))
        assert sorted({hex(ord(sign)) for sign in sent if not sign.isprintable()}) == []
        assert app.is_running

"""Pastes as a terminal really sends them; and `kill -9` in the middle of a large one."""

from __future__ import annotations

import base64
import os
import random
import re
from pathlib import Path

from desk.conftest import OpenDesk
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask, content, hashes

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
OSC = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
MADE = "SELECT count(*), count(DISTINCT step) FROM change WHERE site <> 'base'"


def test_copied_to_the_terminal_and_pasted_by_it(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    before = content(demo)
    desk.send("\x1b[1;2B", "\x1b[1;2B", "\x03")
    desk.wait_for("Copied 3 × 1")
    told = base64.b64decode(OSC.findall(bytes(desk.written))[-1]).decode()
    assert len(told.splitlines()) == 3
    desk.send("\x1b", "down")
    desk.wait_for(lambda: desk.marked("Quality index"))
    desk.send(BEGINS + told.replace("\n", "\r\n") + ENDS)
    desk.wait_for("changed 3")
    desk.send("\r")
    desk.wait_for("Written: 3 cells")
    assert ask(demo, MADE) == [(3, 1)]
    desk.send("u")
    desk.wait_for("undone: 3")
    assert content(demo) == before
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


def test_nothing_in_a_paste_is_a_key(open_desk: OpenDesk, demo: Path) -> None:
    before = hashes(demo)
    desk = open_desk()
    desk.send(BEGINS + "5\x1b[31m\rq\r7\ru\r" + ENDS)  # were these keys, 7 would be entered and the desk left
    desk.wait_for("One refused cell refuses the whole")
    desk.send("\x1b")
    desk.wait_for(lambda: "One refused cell" not in desk.text)
    os.write(desk._side, BEGINS.encode() + bytes(range(128, 256)) * 20 + ENDS.encode())
    desk.wait_for("is too long")
    desk.send("down")
    desk.wait_for(lambda: desk.marked("Patents in force"))
    assert b"Traceback" not in desk.written
    assert hashes(demo) == before


def test_a_paste_right_behind_esc_is_shown_and_stays(open_desk: OpenDesk, demo: Path) -> None:
    before = hashes(demo)
    desk = open_desk()
    desk.send("\x1b[1;2B\x1b[1;2B")
    desk.wait_for("3 × 1 selected")
    desk.send("\x1b" + BEGINS + "90.1\rabout right\r" + ENDS)
    desk.wait_for("One refused cell refuses the whole")
    desk.watch(0.3)  # an escape that came late would close it
    assert "One refused cell refuses the whole" in desk.text
    assert hashes(demo) == before


def test_a_megabyte_in_one_paste_is_refused_and_the_desk_goes_on(open_desk: OpenDesk, demo: Path) -> None:
    before = hashes(demo)
    desk = open_desk()
    stream = (BEGINS + "7\t8\r\n" * 200_000 + ENDS).encode()
    while stream:
        stream = stream[os.write(desk._side, stream[:4000]) :]
        desk.read(0)
    desk.wait_for("nothing was done")
    desk.send("down")
    desk.wait_for(lambda: desk.marked("Patents in force"))
    assert hashes(demo) == before


LAST = """SELECT count(*) FROM change
           WHERE site <> 'base' AND step = (SELECT max(step) FROM change WHERE site <> 'base')"""


def killed_while_writing(open_desk: OpenDesk, path: Path, dice: random.Random) -> int:
    """Paste 180 cells over all counties and kill the desk meanwhile; how many changes were made."""
    before = ask(path, MADE)[0][0]
    desk = open_desk(path=path)
    desk.send("a")
    desk.wait_for("all counties")
    desk.send("gg", "left")
    rows = "".join(f"{dice.randint(1, 900)}\t{dice.randint(1, 900)}\n" for _ in range(90))
    desk.send(BEGINS + rows + ENDS)
    desk.wait_for("refused 0")
    desk.send("\r")
    desk.watch(dice.random() * 0.3)
    desk.kill()
    return int(ask(path, MADE)[0][0]) - int(before)


def test_killed_in_the_middle_of_a_large_paste_nothing_is_half_done(open_desk: OpenDesk, demo: Path) -> None:
    dice = random.Random(13)
    for _ in range(6):
        made = killed_while_writing(open_desk, demo, dice)
        with Store.open(demo) as store:
            assert list(Workbook(store).problems()) == []
        assert made == 0 or 170 < made == ask(demo, LAST)[0][0], "all of it in one step, or none"

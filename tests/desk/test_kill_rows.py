"""`kill -9` while rows are added and retired: each is there whole or not at all; undo reaches over it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from raw import ask

MADE = "SELECT tbl, row, col, val FROM change WHERE site <> 'base' ORDER BY n"


def steps_back(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The content once every step that was made is undone."""
    with Store.open(path) as store:
        book = Workbook(store, "lin")
        assert list(book.problems()) == []
        while ask(path, "SELECT 1 FROM change WHERE site <> 'base'") and _undone(book):
            pass
        return book.content()


def _undone(book: Workbook) -> bool:
    from pilot_tui.errors import NothingToUndo

    try:
        book.undo()
    except NothingToUndo:
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_a_row_is_there_whole_or_not_at_all(open_desk: OpenDesk, demo: Path, seed: int) -> None:
    dice = random.Random(seed)
    with Store.open(demo) as store:
        before = Workbook(store).content()
    for round in range(2):
        desk = open_desk(size=(80, 24))
        desk.send("J")  # to a county of whose tasks nothing is reported: any may be retired
        desk.wait_for("Changxing 2/5")
        desk.send("g", "3")
        desk.wait_for("gap  light")
        had = len(ask(demo, MADE))
        desk.send(*(f"owork {round} {at}\r" if dice.random() < 0.6 else "D" for at in range(8)))
        wanted = had + dice.randint(1, 5)
        desk.wait_for(lambda: len(ask(demo, MADE)) >= wanted)  # noqa: B023 - awaited here
        desk.kill()
    made = ask(demo, MADE)
    assert {tbl for tbl, _, col, _ in made if col == ""} <= {"milestone", "item"}
    for _, row, col, val in made:
        if col == "" and val != "null":
            assert "work " in val, f"{row} was born without its name"
    assert steps_back(demo) == before


def test_an_added_and_a_retired_row_are_taken_back_after_a_restart(open_desk: OpenDesk, demo: Path) -> None:
    with Store.open(demo) as store:
        before = Workbook(store).content()
    desk = open_desk(size=(80, 24))
    desk.send("g", "3")
    desk.wait_for("gap  light")
    desk.send("oworks\r")
    desk.wait_for(lambda: len(ask(demo, MADE)) == 1)
    desk.send("G", "D")
    desk.wait_for(lambda: len(ask(demo, MADE)) == 2)
    desk.kill()
    again = open_desk(size=(80, 24))
    again.send("g", "3")
    again.wait_for("gap  light")
    again.send("u")
    again.wait_for(lambda: len(ask(demo, MADE)) == 3)
    again.kill()
    last = open_desk(size=(80, 24))
    last.send("g", "3")
    last.wait_for("gap  light")
    last.send("u")
    last.wait_for(lambda: len(ask(demo, MADE)) == 4)
    last.kill()
    with Store.open(demo) as store:
        book = Workbook(store)
        assert book.content() == before
        assert list(book.problems()) == []

"""The desk is not alone with its file: others write it, lock it, or forbid it to be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from raw import ask
from shell import process

TYPED = "SELECT actor, val FROM change WHERE site <> 'base' ORDER BY n"
SECONDS_TO_SEE = 2.5
"""It looks once a second; the rest is for a busy machine."""


@contextmanager
def locked(path: Path, how: str) -> Iterator[None]:
    """Another program keeps the file to itself meanwhile."""
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute(f"BEGIN {how}")
        yield
    finally:
        other.close()


def test_what_another_process_writes_shows(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    address = "value/P1.yongkang.I01.2020/actual"
    assert process("set", address, "1.11", "-f", str(demo), "--author", "wang").code == 0
    # 1.11 ÷ 2.16 = 51.4 %, 7 × 0.51389 = 3.60 instead of 7.00: 98.75 − 3.40 = 95.35, the last of five
    last = ["▎", "5", "Yongkang", "95.35"]
    desk.wait_for(
        lambda: (
            " 1.11 " in desk.row("R&D")
            and "95.35 /100" in desk.text
            and desk.county("Yongkang").split()[:4] == last
        ),
        SECONDS_TO_SEE,
    )
    desk.send("g", "5")
    desk.wait_for(lambda: "wang" in desk.text and "2.34 → 1.11" in desk.text)


def test_what_is_typed_survives_another_ones_edit(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.send("3.3")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title)
    address = "value/P1.yongkang.I02.2020/actual"
    assert process("set", address, "0.5", "-f", str(demo), "--author", "wang").code == 0
    desk.send("3\r")
    desk.wait_for(lambda: desk.saved and " 3.33 " in desk.row("R&D"))
    desk.wait_for(lambda: " 0.5 " in desk.row("Patents"), SECONDS_TO_SEE)
    assert ask(demo, TYPED) == [("wang", '"0.5"'), ("lin", '"3.33"')]


def test_an_edit_waits_for_another_writer(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    with locked(demo, "IMMEDIATE"):
        desk.send("7.5\r8.5")  # what is typed meanwhile is kept too
        desk.wait_for(desk.said("app.waiting"))
        desk.watch(1)
        assert desk.said("app.waiting") in desk.title
        assert " 7.5 " in desk.row("R&D")
        assert ask(demo, TYPED) == []
    desk.wait_for(lambda: " 7.5 " in desk.row("R&D") and desk.said("app.editing") in desk.title)
    desk.send("\r")
    desk.wait_for(lambda: desk.saved and " 8.5 " in desk.row("Patents"))
    assert ask(demo, TYPED) == [("lin", '"7.5"'), ("lin", '"8.5"')]


def test_a_file_that_cannot_even_be_read_for_a_second_costs_nothing(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.send("7.5")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title)
    with locked(demo, "EXCLUSIVE"):
        desk.send("\r")
        desk.watch(1.2)  # long enough for it to look at the file by itself
    desk.wait_for(lambda: desk.saved and desk.marked("Patents") and " 7.5 " in desk.row("R&D"))
    assert ask(demo, TYPED) == [("lin", '"7.5"')]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_read_only_file_is_looked_at_and_nothing_more(open_desk: OpenDesk, demo: Path, lang: str) -> None:
    demo.chmod(0o444)
    desk = open_desk(lang=lang)
    assert desk.said("app.read_only") in desk.title
    assert not desk.saved
    row = desk.lines[6]
    desk.send("5\r")
    sentence = desk.said("file.readonly", path=demo)[: len(str(demo)) - 20]
    desk.wait_for(sentence[:40])
    assert " 5 " in desk.lines[6].rpartition("│")[2]
    desk.send("esc")
    desk.wait_for(lambda: desk.lines[6] == row and desk.said("app.read_only") in desk.title)
    desk.send("u")
    desk.wait_for(lambda: str(demo)[:40] in desk.lines[-3])
    assert ask(demo, TYPED) == []

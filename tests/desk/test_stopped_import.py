"""A big import on the desk that is stopped, or dies with it: nothing is half done, and the file opens."""

from __future__ import annotations

from pathlib import Path

from desk.conftest import OpenDesk
from desk.terminal import Desk
from faults.test_stopped_imports import has_begun, is_whole, journal, many, wait_for
from raw import content, hashes


def writing(open_desk: OpenDesk, demo: Path) -> Desk:
    """A desk that has begun to write a big sheet."""
    many(demo.with_name("many.csv"))
    desk = open_desk()
    desk.send("i")
    desk.wait_for("many.csv")
    desk.send("enter")
    desk.wait_for("Reading many.csv")
    desk.send("enter")
    desk.wait_for(desk.said("sheets.writing")[:8])

    def begun() -> bool:
        desk.watch(0.002)
        return has_begun(demo)

    wait_for(begun)
    return desk


def test_esc_while_it_is_written_leaves_the_file_as_it_was(open_desk: OpenDesk, demo: Path) -> None:
    before = content(demo), hashes(demo)
    desk = writing(open_desk, demo)
    desk.send("esc")
    desk.wait_for(desk.said("error.stopped"))
    assert not journal(demo).exists()
    assert (content(demo), hashes(demo)) == before
    desk.send("u")
    desk.wait_for(desk.said("error.nothing_to_undo"))


def test_a_desk_that_is_killed_while_it_writes_leaves_the_file_as_it_was(
    open_desk: OpenDesk, demo: Path
) -> None:
    before = content(demo), hashes(demo)
    desk = writing(open_desk, demo)
    desk.kill()
    assert journal(demo).exists(), "it was killed while it wrote"
    assert is_whole(demo)
    assert (content(demo), hashes(demo)) == before
    again = open_desk()
    again.wait_for(lambda: again.saved)

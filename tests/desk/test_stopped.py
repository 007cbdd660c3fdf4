"""Stopped by a signal the desk gives the terminal back; going on, it stands there as it was."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.terminal import PATIENCE, Desk

if sys.platform == "win32":
    pytest.skip("programs are not stopped by signals there", allow_module_level=True)

BELOW_TABS = 3
"""The first line that says nothing of what goes on behind."""


def stop(desk: Desk) -> None:
    """As a shell does, and wait until it stands still with the terminal given back."""
    os.kill(desk.child.pid, signal.SIGTSTP)
    end = time.monotonic() + PATIENCE
    while not (stands_still(desk.child.pid) and desk.restored):
        assert time.monotonic() < end, (desk.child.poll(), desk.modes, desk.cooked, desk.written[-400:])
        desk.read(0.01)  # it says nothing when it stops


def stands_still(child: int) -> bool:
    """Whether a process was stopped."""
    return os.waitid(os.P_PID, child, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


@pytest.mark.parametrize("times", [1, 2])
def test_it_comes_back_whole(open_desk: OpenDesk, demo: Path, times: int) -> None:
    desk = open_desk()
    desk.wait_for("Findings 9")  # what is said a moment after the start
    desk.send("down", "9", "9")
    desk.wait_for(lambda: desk.marked("Patents in force") and "99" in desk.text)
    desk.settled()
    before = desk.lines[BELOW_TABS:]
    for _ in range(times):
        stop(desk)
        desk.screen.reset()  # whoever stopped it has the screen to himself
        os.kill(desk.child.pid, signal.SIGCONT)
        desk.wait_for(lambda: desk.lines[BELOW_TABS:] == before and "Findings 9" in desk.text)
    sent = bytes(desk.written)
    assert sent.count(b"\x1b[6n") == sent[: sent.index(b"\x1b[?1049l")].count(b"\x1b[6n")  # asked once
    desk.send("enter")
    desk.wait_for(lambda: desk.saved)
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


def test_stopped_while_it_draws_it_ends_the_frame_first(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.wait_for("Findings 9")
    desk.settled()
    before = desk.lines[BELOW_TABS:]
    for _ in range(8):
        desk.send(*["down", "up"] * 12)
        desk.read(0.01)
        stop(desk)
        desk.screen.reset()
        os.kill(desk.child.pid, signal.SIGCONT)
        desk.wait_for(lambda: desk.lines[BELOW_TABS:] == before)
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


def test_stopped_without_a_word_it_comes_back_too(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.wait_for("Findings 9")
    desk.settled()
    before, opened = desk.lines[BELOW_TABS:], files(desk)
    for _ in range(2):
        os.kill(desk.child.pid, signal.SIGSTOP)
        while not stands_still(desk.child.pid):
            desk.read(0.01)
        desk.screen.reset()
        os.kill(desk.child.pid, signal.SIGCONT)
        desk.wait_for(lambda: desk.lines[BELOW_TABS:] == before)
    assert files(desk) == opened
    desk.send("down")
    desk.wait_for(lambda: desk.marked("Patents in force"))
    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored


def files(desk: Desk) -> int:
    """How many a desk has open, where the system tells."""
    there = Path(f"/proc/{desk.child.pid}/fd")
    return len([*there.iterdir()]) if there.exists() else 0

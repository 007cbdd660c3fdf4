"""A real terminal: what one write to it does, how it looks, and how many bytes come back."""

from __future__ import annotations

import json
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

if sys.platform == "win32":
    pytest.skip("no pty here", allow_module_level=True)
import fcntl
import pty
import termios

WIDTH, HEIGHT = 80, 24


class Terminal:
    """A child on a pty, and the screen it has painted."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.ByteStream(self.screen)
        self.side, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self.child = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("desk.py")), str(log)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(theirs)

    def write(self, text: str) -> None:
        os.write(self.side, text.encode())

    def read_until(self, text: str, seconds: float = 15) -> bytes:
        """Everything up to the moment `text` stands on the screen and the child falls silent."""
        out, end = b"", time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.side], [], [], 0.1)[0]:
                out += (some := os.read(self.side, 65536))
                self.stream.feed(some)
            elif text in "\n".join(self.screen.display):
                return out
        raise AssertionError(f"{text!r} never came:\n" + "\n".join(self.screen.display))

    def edits(self, count: int, seconds: float = 15) -> list[list[str]]:
        """The edits of the child, once there are so many of them."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.side], [], [], 0.05)[0]:
                self.stream.feed(os.read(self.side, 65536))
            lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
            if len(lines) >= count:
                return [json.loads(line) for line in lines]
        raise AssertionError("\n".join(self.screen.display))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path / "edits.jsonl")
    made.read_until("关键指标 3")
    yield made
    made.child.kill()
    made.child.wait()
    os.close(made.side)


def test_a_line_typed_ahead_in_one_write_is_one_edit(terminal: Terminal) -> None:
    terminal.write("0.5\r")
    assert terminal.edits(1) == [["r0", "0.5"]]
    terminal.write("永康市\r-3\r5\r6\r")
    assert terminal.edits(5) == [["r0", "0.5"], ["r1", "永康市"], ["r2", "-3"], ["r3", "5"], ["r4", "6"]]


def test_a_down_costs_less_than_a_kilobyte_and_a_page_less_than_twelve(terminal: Terminal) -> None:
    terminal.write("\x1b[B")
    assert len(terminal.read_until("关键指标 3")) <= 1000
    terminal.write("\x1b[6~")
    assert len(terminal.read_until("关键指标 40")) <= 12_000
    assert all("\x1b" not in line for line in terminal.screen.display)


def test_an_edit_costs_less_than_a_kilobyte_and_a_half(terminal: Terminal) -> None:
    terminal.write("5")
    assert len(terminal.read_until("关键指标 3")) <= 500
    terminal.write("\r6\r")
    assert len(terminal.read_until("关键指标 3")) <= 1500
    assert terminal.edits(2) == [["r0", "5"], ["r1", "6"]]


def test_the_terminals_caret_stands_in_the_cell_and_in_the_text(terminal: Terminal) -> None:
    def caret(keys: str) -> tuple[int, int]:
        terminal.write(keys)
        terminal.read_until("关键指标 3")
        return terminal.screen.cursor.y, terminal.screen.cursor.x

    assert caret("\x1b[B") == (2, 20)
    assert caret("永康") == (2, 27)
    assert caret("\x1b[D") == (2, 25)
    assert caret("\x1b[3~") == (2, 27)

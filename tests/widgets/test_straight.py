"""What is written to a terminal comes out whole and in order, whether it reads or not; at once if it does."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from typing import IO, Any

import pytest
from textual.drivers._writer_thread import WriterThread

from pilot_tui.widgets.straight import straight

if sys.platform == "win32":
    pytest.skip("no pty here", allow_module_level=True)
import pty
import tty


class Threaded:
    """As much as it takes of a driver that writes in a thread."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._thread: WriterThread | None = None
        self.handed = list[str]()

    def start_application_mode(self) -> None:
        self._thread = WriterThread(self._file)
        self._thread.start()

    def write(self, data: str) -> None:
        assert self._thread is not None
        self.handed.append(data)
        self._thread.write(data)

    def close(self) -> None:
        assert self._thread is not None
        self._thread.stop()


def started(file: IO[str]) -> Any:
    kind: Any = Threaded
    made: Any = straight(kind)
    driver = made(file)
    driver.start_application_mode()
    return driver


@pytest.fixture
def terminal() -> Iterator[tuple[int, IO[str]]]:
    """The side of whoever looks at it, and the file a program writes to."""
    side, theirs = pty.openpty()
    tty.setraw(theirs)
    with os.fdopen(theirs, "w", encoding="utf-8") as file:
        yield side, file
    os.close(side)


def shown(side: int, size: int) -> bytes:
    """So many bytes, as they come."""
    found = b""
    while len(found) < size:
        assert select.select([side], [], [], 5)[0], f"{len(found)} of {size} bytes came"
        found += os.read(side, size - len(found))
    return found


def test_a_terminal_that_reads_has_it_when_it_is_written(terminal: tuple[int, IO[str]]) -> None:
    side, file = terminal
    driver = started(file)
    for text in ("永康 ", "98.75"):
        driver.write(text)
        assert select.select([side], [], [], 0)[0]
        assert os.read(side, 100).decode() == text
    assert driver.handed == []
    driver.close()


@pytest.mark.parametrize("size", [1, 7, 4_000, 60_000, 200_001])
def test_a_terminal_that_does_not_read_stops_nobody_and_loses_nothing(
    terminal: tuple[int, IO[str]], size: int
) -> None:
    side, file = terminal
    driver = started(file)
    texts = [(f"县{at}康" * size)[:size] for at in range(20)]
    for text in texts:
        driver.write(text)  # nobody reads: were this to wait, it would wait for ever
    sent = "".join(texts).encode()
    assert bool(driver.handed) == (size >= 4_000)
    assert shown(side, len(sent)) == sent
    driver.write("done")
    assert shown(side, 4) == b"done"
    driver.close()


def test_when_it_reads_again_it_is_written_to_at_once_again(terminal: tuple[int, IO[str]]) -> None:
    side, file = terminal
    driver = started(file)
    driver.write("x" * 300_000)
    assert driver.handed
    shown(side, 300_000)
    driver.close()
    driver.start_application_mode()  # as after a suspension, when the thread is another one
    driver.handed.clear()
    driver.write("y")
    assert shown(side, 1) == b"y"
    assert driver.handed == []
    driver.close()


def test_what_is_no_terminal_is_written_to_in_the_thread() -> None:
    ours, theirs = os.pipe()
    with os.fdopen(theirs, "w", encoding="utf-8") as file:
        driver = started(file)
        driver.write("永康")
        assert shown(ours, 6).decode() == "永康"
        assert driver.handed == ["永康"]
        driver.close()
    os.close(ours)

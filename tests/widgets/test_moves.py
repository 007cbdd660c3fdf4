"""Moves before Textual is there: what terminals send for them means the same to Textual; nothing is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.binding import Binding

from pilot_tui.widgets import grid_verbs
from pilot_tui.widgets.moves import MOVES, meant, parted
from pilot_tui.widgets.pastes import BEGINS, ENDS, pasting
from pilot_tui.widgets.viewport import Viewport, Where

from .conftest import grouped

SENT = sorted(meant(None))
BOUND = {binding.key: binding for binding in Binding.make_bindings(grid_verbs.GETS_ABOUT)}
ANSWERS = [b"\x1b[2;18R", b"\x1b[3;5R", b"\x1b[12;2R"]
OTHERS = [
    b"0",
    b"\r",
    b"g",
    b"\x1b",
    b"\x1b[1;2B",
    b"\x1b[3~",
    "汉".encode(),
    b"J",
    b"\x1b[1;5B",
    f"{BEGINS}j{ENDS}".encode(),
]
PIECES = st.lists(st.sampled_from([*SENT, *ANSWERS, *OTHERS]), max_size=12)


def said(data: bytes) -> list[tuple[str, str]]:
    """What Textual reads: keys by name, and answers."""
    parser = XTermParser()
    read = [*parser.feed(data.decode()), *parser.feed("")] if data else []
    return [(type(one).__name__, getattr(one, "key", "") or repr(one)) for one in read]


def viewport(height: int, width: int = 44) -> Viewport:
    view = Viewport("actual")
    view.resize(width, height)
    view.adopt(grouped(4, 6))
    return view


@pytest.mark.parametrize("sent", SENT, ids=repr)
def test_it_is_the_key_of_that_verb(sent: bytes) -> None:
    [(kind, key)] = said(sent)
    assert kind == "Key"
    assert BOUND[key].id == meant(None)[sent]


@given(
    st.lists(st.sampled_from(sorted(MOVES)), max_size=30), st.integers(2, 12), st.sampled_from([30, 44, 90])
)
def test_another_window_goes_on_from_there(verbs: list[str], height: int, width: int) -> None:
    view, other = viewport(height, width), viewport(height, width)
    for verb in verbs:
        MOVES[verb].make(view)
    other.resume(view.where)
    assert (other.where, other.row) == (view.where, view.row)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30), st.integers(2, 8), st.integers(2, 12))
def test_in_a_window_of_another_size_the_cursor_is_in_view(verbs: list[str], height: int, now: int) -> None:
    view, other = viewport(height, 90), viewport(now, 30)
    for verb in verbs:
        MOVES[verb].make(view)
    other.resume(view.where)
    assert (other.key, other.column) == (view.key, view.column)
    assert other.y_of(other.row) is not None


def test_a_row_that_is_gone_leaves_the_cursor_at_home() -> None:
    view = viewport(8)
    before = view.where
    view.resume(Where("nobody", "remark", 5, 1))
    assert view.where == before


@given(PIECES)
def test_what_is_no_move_comes_after_those_before_it_and_in_its_order(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    moves, answers, rest = parted(data, meant(None))
    keys = [one for one in said(data) if one[0] != "CursorPosition"]
    told = [one for one in said(data) if one[0] == "CursorPosition"]
    assert [BOUND[key].id for _, key in keys[: len(moves)]] == moves
    assert keys[len(moves) :] == [one for one in said(answers + rest) if one[0] != "CursorPosition"]
    assert told == [one for one in said(answers + rest) if one[0] == "CursorPosition"]
    assert not rest or rest == data[-len(rest) :]


@given(PIECES, st.integers(0, 100))
def test_half_a_sequence_is_left_whole(pieces: list[bytes], cut: int) -> None:
    data = b"".join(pieces)
    moves, answers, rest = parted(data[:cut], meant(None))
    keys = [one for one in said(data) if one[0] != "CursorPosition"]
    handed = [one for one in said(answers + rest + data[cut:]) if one[0] != "CursorPosition"]
    assert [BOUND[key].id for _, key in keys[: len(moves)]] == moves
    assert handed == keys[len(moves) :]


@pytest.mark.parametrize(
    ("wanted", "left_out"),
    [
        ({"move.down": "n"}, {b"\x1b[B", b"\x1bOB", b"j"}),
        ({"book.undo": "ctrl+z, k"}, {b"k"}),
        ({"pane.history": "pageup"}, {b"\x1b[5~"}),
        ({"book.summary": "g+h,f12"}, set()),
        ({"book.undo": None}, set()),
        (["j"], set()),
        (None, set()),
    ],
    ids=range(7),
)
def test_other_keys_for_verbs_are_left_to_the_desk(wanted: object, left_out: set[bytes]) -> None:
    assert set(SENT) - set(meant(wanted)) == left_out


class Reading:
    """A driver that reads a pipe, and what it then says."""

    def __init__(self, side: int) -> None:
        self.fileno, self._debug, self.exit_event = side, False, threading.Event()
        self.said: list[tuple[str, str]] = []

    def run_input_thread(self) -> None:
        """As the machine's own has it."""

    def process_message(self, event: Any) -> None:
        if isinstance(event, events.Key) and event.key == "Q":
            self.exit_event.set()
        else:
            self.said.append((type(event).__name__, getattr(event, "key", "") or getattr(event, "text", "")))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    sides = os.pipe()
    yield sides
    for side in sides:
        os.close(side)


def heard(pipe: tuple[int, int], typed: bytes, then: bytes) -> list[tuple[str, str]]:
    """What a driver says that is handed the first bytes and reads the others."""
    os.write(pipe[1], then + b"Q")
    kind: Any = Reading  # as much of a driver as it takes
    made: Any = pasting(kind, typed)
    driver = made(pipe[0])
    driver.run_input_thread()
    before = list(driver.said)
    driver.exit_event.clear()
    driver.said = []
    os.write(pipe[1], b"Q")
    driver.run_input_thread()  # as after a suspension
    assert driver.said == []
    return before


STREAM = "\x1b[B0汉字\x1b[6~\x1b[5;7Rx".encode() + f"{BEGINS}j\x1b[B永{ENDS}".encode() + b"\x1b[C"


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_what_was_read_before_and_what_is_read_then_is_one_stream(pipe: tuple[int, int], cut: int) -> None:
    assert heard(pipe, STREAM[:cut], STREAM[cut:]) == heard(pipe, b"", STREAM)


@pytest.mark.parametrize("cut", range(len(BEGINS) + 2))
def test_an_escape_right_before_a_paste_is_typed_before_it(pipe: tuple[int, int], cut: int) -> None:
    typed = f"\x1b{BEGINS}90.1{ENDS}x".encode()
    wanted = [("Key", "escape"), ("Paste", "90.1"), ("Key", "x")]
    assert heard(pipe, typed[:cut], typed[cut:]) == wanted

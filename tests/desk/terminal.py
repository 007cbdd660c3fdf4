"""A terminal with the desk in it: keys and mouse go in, what a person sees comes out. Nothing here sleeps."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyte
from wcwidth import wcwidth

from pilot_tui.screens.bands import NARROW
from pilot_tui.words import LANGUAGES, both
from shell import SOURCE

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

PATIENCE = 20.0
"""Seconds after which what was waited for is said never to come: far more than a busy machine takes."""
KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f2": "\x1bOQ",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "shift+f6": "\x1b[17;2~",
    "shift+tab": "\x1b[Z",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "ctrl+down": "\x1b[1;5B",
    "ctrl+up": "\x1b[1;5A",
    "alt+2": "\x1b2",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "prqyz"}
"""What a terminal sends for a key that has a name."""
LEFT, WHEEL_UP, WHEEL_DOWN = 0, 64, 65
"""Mouse buttons, as SGR codes name them."""

_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_ASKS_WHERE = re.compile(r"\x1b\[(\d+);1H([^\x1b]*)\x1b\[6n")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^].*?\x1b\\", re.DOTALL
)
_UNFINISHED = re.compile(rb"\x1b(\[[0-9;:?<>=$ ]*|[P_^][^\x1b]*)?$")


@cache
def _torn(text: str, follows: str | None) -> tuple[str, ...]:
    """What is wrong with a cell before another: hardly any differ, and there are thousands on a screen."""
    wide = wcwidth(text[:1]) == 2 if text else False
    cut = wide != (follows == "" if follows is not None else False)
    control = any(wcwidth(sign) < 0 for sign in text)
    return (*[f"{text!r} before {follows!r}"] * cut, *[f"{text!r}"] * control)


class Look(NamedTuple):
    """One cell as it is drawn."""

    text: str
    ink: str
    """`rrggbb`, or a name."""
    ground: str
    bold: bool
    underline: bool


class Display:
    """What stands on a screen after the bytes of a program."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self._tail = b""
        self.modes: set[str] = set()
        """The private modes that are on: `1049` the other screen, `1003` the mouse, `25` a visible caret."""

    def feed(self, data: bytes) -> None:
        """Draw; a frame and an escape sequence only when they are whole, as a terminal does."""
        data = self._tail + data
        begins = data.rfind(_FRAME_BEGINS)
        cut = begins if begins > data.rfind(_FRAME_ENDS) else len(data)
        if found := _UNFINISHED.search(data[:cut]):
            cut = found.start()
        data, self._tail = data[:cut], data[cut:]
        for numbers, on in _MODE.findall(data):
            for number in numbers.decode().split(";"):
                (self.modes.add if on == b"h" else self.modes.discard)(number)
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    @property
    def lines(self) -> list[str]:
        """Every line as it reads, a wide character once."""
        return ["".join(one.data for one in self._row(y)) for y in range(self.screen.lines)]

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the caret stands."""
        return self.screen.cursor.x, self.screen.cursor.y

    def look(self, x: int, y: int) -> Look:
        """The cell at a place."""
        one = self.screen.buffer[y][x]
        return Look(one.data, one.fg, one.bg, one.bold, one.underscore)

    def row_of(self, text: str) -> int:
        """The first line that holds `text`."""
        return next(y for y, line in enumerate(self.lines) if text in line)

    def column(self, text: str, y: int) -> int:
        """The cell of line `y` in which `text` begins."""
        return sum(max(0, wcwidth(sign)) for sign in self.lines[y].partition(text)[0])

    def find(self, text: str) -> tuple[int, int]:
        """The cell in which `text` begins."""
        y = self.row_of(text)
        return self.column(text, y), y

    def torn(self) -> list[str]:
        """What no terminal should be left with: half a wide character, or a control character."""
        found = []
        for y in range(self.screen.lines):
            row = [one.data for one in self._row(y)]
            for x, (text, follows) in enumerate(zip(row, [*row[1:], None], strict=True)):
                found += [f"line {y}, cell {x}: {what}" for what in _torn(text, follows)]
        return found

    def _row(self, y: int) -> list[Any]:
        line = self.screen.buffer[y]
        return [line[x] for x in range(self.screen.columns)]


class Terminal(Display):
    """A program on a pty, and the screen it has painted."""

    def __init__(
        self, *arguments: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(*size)
        self._side, theirs = pty.openpty()
        self._window(theirs, *size)
        self._settings = termios.tcgetattr(theirs)
        self._closed = False
        self.written = bytearray()
        """All it has written."""
        self.widths: Callable[[str], int] | None = None
        """The cells it takes for a character, told by where its cursor then stands; None: it never tells."""
        around = {k: v for k, v in os.environ.items() if k not in ("LINES", "COLUMNS", "NO_COLOR")}
        around |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(SOURCE)}
        self.child = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=around | dict(env or {}),
        )
        os.close(theirs)

    def send(self, *keys: str) -> None:
        """Type keys, by name or as they are, in one write."""
        os.write(self._side, "".join(KEYS.get(key, key) for key in keys).encode())

    def mouse(self, x: int, y: int, button: int = LEFT, times: int = 1) -> None:
        """Press and let go of a button over a cell; the wheel is a button that is never let go."""
        press = f"\x1b[<{button};{x + 1};{y + 1}M"
        release = "" if button >= WHEEL_UP else f"\x1b[<{button};{x + 1};{y + 1}m"
        self.send(*[press + release] * times)

    def click(self, text: str, *, inside: int = 0, times: int = 1) -> None:
        """Click on a text that stands on the screen."""
        x, y = self.find(text)
        self.mouse(x + inside, y, times=times)

    def wait_for(self, wanted: str | Callable[[], object], seconds: float = PATIENCE) -> None:
        """Read until a text stands on the screen, or until what is asked is true."""
        end = time.monotonic() + seconds
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                said = wanted if isinstance(wanted, str) else "what was waited for"
                raise AssertionError(f"{said!r} never came:\n{self.text}")

    def watch(self, seconds: float) -> None:
        """Draw whatever comes within that time: for what must not happen meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def read(self, seconds: float) -> bool:
        """Draw what the program writes within that time; False when nothing came or it has ended."""
        if self._closed or not select.select([self._side], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._side, 65536)
        except OSError:
            data = b""
        if not data:
            self._closed = True
            return False
        self.written += data
        if _ASKS_FOR_FRAMES in data:
            os.write(self._side, _HAS_FRAMES)
        if self.widths is not None:
            for line, sample in _ASKS_WHERE.findall(data.decode(errors="replace")):
                self.send(f"\x1b[{line};{sum(map(self.widths, sample)) + 1}R")
        self.feed(data)
        return True

    def resize(self, width: int, height: int) -> None:
        """Drag the corner of the window."""
        self.screen.resize(height, width)
        self._window(self._side, width, height)
        self.child.send_signal(signal.SIGWINCH)

    def kill(self) -> None:
        """End it as a power cut would, and read what it still had written."""
        self.child.kill()
        self.child.wait()
        while self.read(0):
            pass

    def exit_code(self) -> int:
        """Read until it has ended by itself."""
        end = time.monotonic() + PATIENCE
        while not self._closed and time.monotonic() < end:
            self.read(0.5)
            if self.child.poll() is not None and not self.read(0):
                break
        return self.child.wait(PATIENCE)

    @property
    def restored(self) -> bool:
        """Whether the terminal was left as it was found."""
        left_on = self.modes & {"1000", "1002", "1003", "1004", "1006", "1015", "1049", "2004"}
        return not left_on and "25" in self.modes and self.cooked

    @property
    def cooked(self) -> bool:
        """Whether it echoes and waits for whole lines, as it did at first."""
        return termios.tcgetattr(self._side) == self._settings

    def close(self) -> None:
        """Take it away."""
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away from under the program."""
        if self._side >= 0:
            os.close(self._side)
            self._side = -1

    @staticmethod
    def _window(side: int, width: int, height: int) -> None:
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


class Desk(Terminal):
    """The desk, open on a file."""

    def __init__(
        self,
        path: Path,
        *options: str,
        size: tuple[int, int] = (120, 40),
        lang: str = "en",
        author: str = "lin",
        widths: Callable[[str], int] | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        self.lang = lang
        around = {"PILOT_LANG": lang, "PILOT_AUTHOR": author} | dict(env or {})
        super().__init__("-m", "pilot_tui", str(path), *options, size=size, env=around)
        self.widths = widths

    def ready(self) -> Desk:
        """Once its first screen is whole."""
        self.wait_for(lambda: self.lines[0].strip() and self.lines[-1].strip() and self.lines[-3].strip())
        return self

    def settled(self) -> Desk:
        """Once it has come to rest: nobody can point at what is still being laid out."""
        while self.read(0.1):
            pass
        return self

    def said(self, key: str, **facts: object) -> str:
        """A sentence of the program in the language the desk was opened in."""
        return both(key)[LANGUAGES.index(self.lang)].format(**facts)

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0]

    @property
    def footer(self) -> str:
        """The last line."""
        return self.lines[-1]

    @property
    def saved(self) -> bool:
        """Whether it says that everything is saved."""
        return self.said("app.saved") in self.title

    @property
    def opened(self) -> str:
        """The number and the name of the open tab: what stands over the heavy part of the line."""
        y = next((y for y, line in enumerate(self.lines) if "━" in line), 0)  # between two frames none is
        over = [x for x in range(self.screen.columns) if self.look(x, y).text == "━"]
        return "".join(self.look(x, y - 1).text for x in over)

    def wait_for_tab(self, tab: str) -> None:
        """Until that tab is the open one."""
        self.wait_for(lambda: self.opened.rstrip(" 0123456789,") == tab)  # a count may stand beside it

    @property
    def stage(self) -> list[str]:
        """The lines of the open pane: what stands between the walls."""
        return [self._between(line) for line in self.lines]

    def row(self, *names: str) -> str:
        """The line of the open pane that bears one of the names, empty when it is out of view."""
        return next(
            (line for line in self.stage if any(name in line[: len(line) // 2] for name in names)), ""
        )

    def county(self, name: str) -> str:
        """The line of a county in the list."""
        return next((line.split("│")[0] for line in self.lines if name in line.split("│")[0][:14]), "")

    def marked(self, *names: str) -> bool:
        """Whether the cursor of the open pane is on that row."""
        return self.row(*names).startswith("▎")

    def _between(self, line: str) -> str:
        parts = line.split("│")
        return parts[1] if len(parts) > 1 and self.screen.columns >= NARROW else line

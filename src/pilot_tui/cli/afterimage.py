"""The first screen as it was left: shown at once while nothing that it was drawn from has changed.

This is read before anything else is imported, and before this process has the data file open in SQLite:
to close a file that was opened beside a connection would let go of the connection's locks.
"""

from __future__ import annotations

import os
import stat
import sys

from pilot_tui import __version__, surroundings

_HEAD = 100
"""Bytes of the header of a SQLite file; a counter in it moves with every change."""
_JOURNALS = ("-journal", "-wal")
_PRIME = (1 << 61) - 1
_HOME = os.path.dirname(os.path.dirname(__file__))
_TOLD = ("PILOT_", "LC_", "LANG", "COLOR")
"""How variables begin that say how something is drawn."""
_LONGEST = 1 << 20


class Afterimage:
    """A first screen, of which file, and what else it depended on."""

    __slots__ = ("facts", "path", "question", "screen")

    def __init__(self, path: str, facts: str, question: str = "", screen: str = "") -> None:
        self.path = path
        self.facts = facts
        self.question = question
        """What the terminal is to be asked first; empty for nothing."""
        self.screen = screen

    @property
    def name(self) -> str:
        """The file it is kept in: one for each data file, size and kind of terminal."""
        return f"{print_of(repr((self.path, _around())).encode())}.screen"

    def kept(self) -> bytes:
        """As it stands in a file."""
        said = "\n".join((self.path, self.facts, self.question, self.screen)).encode(errors="surrogateescape")
        return b"%d\n" % print_of(said) + said


def recall(arguments: list[str]) -> Afterimage | None:
    """The first screen of the file the command line names; None where it must be drawn anew."""
    asked = now(arguments[0] if arguments else surroundings.default_file())
    if asked is None:
        return None
    place = f"{surroundings.screens()}/{asked.name}"
    found = read(place)
    if found is None:
        return None
    if (found.path, found.facts) == (asked.path, asked.facts):
        return found
    _drop(place)
    return None


def now(path: str) -> Afterimage | None:
    """What a first screen of that file depends on, as it is now; None where one is never kept."""
    if sys.platform == "win32":
        return None
    try:
        path = os.path.realpath(path)
        facts = (_file(path), _settings(), _program())
    except OSError:
        return None
    return Afterimage(path, repr(facts)) if facts[0] and "\n" not in path else None


def read(place: str) -> Afterimage | None:
    """What was kept there; None where that is nothing, not ours or not whole."""
    try:
        said = _whole(place)
        mark, _, rest = said.partition(b"\n")
        if mark != b"%d" % print_of(rest):
            return None
        path, facts, question, screen = rest.decode(errors="surrogateescape").split("\n", 3)
    except (OSError, ValueError):
        return None
    return Afterimage(path, facts, question, screen)


def size() -> tuple[int, int]:
    """Columns and lines of the terminal; nothing where nobody knows, or where they are wished for."""
    if os.environ.keys() & {"COLUMNS", "LINES"}:
        return 0, 0
    try:
        columns, lines = os.get_terminal_size(1)
    except OSError:
        return 0, 0
    return columns, lines


def _drop(place: str) -> None:
    """What no longer holds is not kept."""
    try:
        os.unlink(place)
    except OSError:
        return


def _file(path: str) -> tuple[object, ...]:
    """Which file that is and which state it is in; nothing where a writer may not have finished."""
    if any(os.path.lexists(path + journal) for journal in _JOURNALS):
        return ()
    about, folder = os.stat(path), os.path.dirname(path)
    if not stat.S_ISREG(about.st_mode):
        return ()
    return (
        _identity(about),
        _bytes(path, _HEAD),
        os.access(path, os.W_OK),
        os.stat(folder).st_mode,
        os.access(folder, os.W_OK),
    )


def _identity(about: os.stat_result) -> tuple[int, ...]:
    return (
        about.st_dev,
        about.st_ino,
        about.st_mode,
        about.st_size,
        about.st_mtime_ns,
        about.st_ctime_ns,
    )


def _settings() -> bytes:
    """What the user has chosen; none is as good as an empty file."""
    try:
        return _whole(f"{surroundings.settings()}/settings.json")
    except FileNotFoundError:
        return b""


def _program() -> tuple[object, ...]:
    """Which program draws: in a checkout its folders too, for they change under the same version."""
    where = _identity(os.stat(f"{_HOME}/__init__.py"))
    written = os.path.exists(f"{_HOME}/words.toml")
    return (
        __version__,
        sys.version,
        where,
        print_of(repr(sorted(_folders(_HOME))).encode()) if written else 0,
    )


def _folders(folder: str) -> list[int]:
    """When a file of each folder was last replaced, or its bytecode written."""
    found = [os.stat(folder).st_mtime_ns]
    with os.scandir(folder) as entries:
        for entry in entries:
            if "." not in entry.name and entry.is_dir():
                found += _folders(entry.path)
    return found


def _around() -> list[object]:
    """The terminal and what is said of it."""
    said = sorted(pair for pair in os.environ.items() if pair[0].startswith(_TOLD))
    return [size(), surroundings.terminal(), *said]


def _whole(place: str) -> bytes:
    """A file; raises `OSError` for one that is not there, and for one too long to be what is meant."""
    said = _bytes(place, _LONGEST)
    if len(said) == _LONGEST:
        raise OSError(place)
    return said


def _bytes(place: str, most: int) -> bytes:
    """The beginning of a file."""
    file = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        return os.read(file, most)
    finally:
        os.close(file)


def print_of(said: bytes) -> int:
    """A number that changes with every change: `hashlib` takes longer to import than this to run."""
    return int.from_bytes(said, "big") % _PRIME

"""The bytecode of what a start imports, in one file of the user's cache: see decision 0033.

To import a module Python looks into folders, asks the system of its source, opens the bytecode that lies
beside it, reads and closes it. For the five hundred modules of the desk that is a good part of its start.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import NamedTuple

from pilot_tui import surroundings
from pilot_tui.cli.afterimage import print_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import CodeType, ModuleType

SUFFIX = ".code"
MOST = 3
"""Files that are kept: one for each Python and each set of folders modules are found in."""
_LENGTH = 8
"""Bytes that say how long the list of modules is, which comes before their bytecode."""
_OTHERS = 0o022
"""Modes in which others may write."""
_BROKEN = (EOFError, TypeError, ValueError)
"""What is raised where bytes are none that Python wrote."""
_FEW = 10
"""Of so many modules one may be missing before the file is written anew."""


class Shelved(NamedTuple):
    """A module."""

    origin: str
    cached: str
    """Where Python keeps its bytecode."""
    time: int
    """When the source was last changed, in nanoseconds."""
    size: int
    """Bytes of the source."""
    package: bool
    start: int
    """Where its bytecode stands behind the list, and how much that is."""
    length: int


class Shelf:
    """Finds modules in the file, and only while their sources are as they were when they were compiled."""

    def __init__(
        self, file: int, start: int, shelved: dict[str, tuple[str, str, int, int, bool, int, int]]
    ) -> None:
        self._file = file
        self._start = start
        self._shelved = shelved
        self.stale = False
        """Whether something has changed since."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module of that name; None for what Python is to look for itself."""
        kept = self._shelved.get(name)
        if kept is None:
            return None
        one = Shelved(*kept)
        if _state(one.origin) != (one.time, one.size):
            self.stale = True
            return None
        spec = ModuleSpec(name, _Kept(name, one.origin, self), origin=one.origin, is_package=one.package)
        spec.has_location, spec.cached = True, one.cached
        if one.package:
            spec.submodule_search_locations = [os.path.dirname(one.origin)]
        return spec

    def code(self, name: str) -> CodeType:
        """The bytecode of a module."""
        *_, start, length = self._shelved[name]
        found: CodeType = marshal.loads(os.pread(self._file, length, self._start + start))
        if not isinstance(found, type(_state.__code__)):
            raise TypeError(name)
        return found

    def lacks(self, names: Sequence[str]) -> bool:
        """Whether it is worth writing anew, now that these modules are loaded."""
        missing = sum(name not in self._shelved for name in names)
        return self.stale or missing * _FEW > len(self._shelved)


class _Kept(SourceFileLoader):
    """Loads a module as Python does, but for where its bytecode lies."""

    def __init__(self, name: str, path: str, shelf: Shelf) -> None:
        super().__init__(name, path)
        self._shelf = shelf

    def get_code(self, fullname: str) -> CodeType | None:
        """The bytecode; the one beside the source where that in the file is broken."""
        try:
            return self._shelf.code(fullname)
        except _BROKEN:
            return super().get_code(fullname)


def place() -> str:
    """The file for this Python, this copy of the program and these folders of modules."""
    here = os.path.dirname(os.path.dirname(__file__))
    facts = (sys.version, sys.flags.optimize, sys.prefix, here, sys.path[1:])
    return f"{surroundings.screens()}/{print_of(repr(facts).encode())}{SUFFIX}"


def take_from() -> None:
    """Import from the file what is in it from now on; nothing where there is none, or not one of our own."""
    if sys.platform == "win32":
        return
    try:
        file = os.open(place(), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    found = _opened(file)
    if found is None:
        os.close(file)
    else:
        sys.meta_path.insert(0, found)


def _opened(file: int) -> Shelf | None:
    """What is in an open file; None where somebody else might have written it, or not all of it is there."""
    about = os.fstat(file)
    if about.st_uid != os.geteuid() or about.st_mode & _OTHERS:
        return None
    length = int.from_bytes(os.read(file, _LENGTH), "big")
    if not 0 < length < about.st_size:
        return None
    try:
        whole, shelved = marshal.loads(os.read(file, length))
    except _BROKEN:
        return None
    return Shelf(file, _LENGTH + length, shelved) if whole == about.st_size - _LENGTH - length else None


def _state(path: str) -> tuple[int, int] | None:
    """When a source was last changed and how long it is; None where it is gone."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def keep() -> None:
    """Write the file where it is missing or out of date. Raises `OSError` where it cannot be written."""
    if sys.platform == "win32" or sys.dont_write_bytecode:
        return
    used = next((finder for finder in sys.meta_path if isinstance(finder, Shelf)), None)
    loaded = {name: spec for name, module in list(sys.modules.items()) if (spec := _spec(module)) is not None}
    if used is None or used.lacks(list(loaded)):
        os.makedirs(surroundings.screens(), mode=0o700, exist_ok=True)
        _write(dict(_compiled(loaded)))
        _clear()


def _spec(module: ModuleType | None) -> ModuleSpec | None:
    """Of a module that Python found as a source in a folder."""
    spec: ModuleSpec | None = getattr(module, "__spec__", None)
    return spec if spec is not None and type(spec.loader) in (SourceFileLoader, _Kept) else None


def _compiled(loaded: dict[str, ModuleSpec]) -> Iterator[tuple[str, tuple[Shelved, bytes]]]:
    """The bytecode that lies beside the sources, where it is that of the source as it is."""
    for name, spec in loaded.items():
        state = _state(spec.origin or "")
        if state is None or spec.origin is None or spec.cached is None or spec.name != name:
            continue
        code = _bytecode(spec.cached, *state)
        if code:
            package = spec.submodule_search_locations is not None
            yield name, (Shelved(spec.origin, spec.cached, *state, package, 0, len(code)), code)


def _bytecode(cached: str, time: int, size: int) -> bytes:
    """What Python wrote of a source that was changed at that time and is so long; else nothing."""
    from importlib.util import MAGIC_NUMBER

    try:
        with open(cached, "rb") as file:
            said = file.read()
    except OSError:
        return b""
    head = MAGIC_NUMBER + bytes(4) + (time // 10**9 & 0xFFFFFFFF).to_bytes(4, "little")
    head += (size & 0xFFFFFFFF).to_bytes(4, "little")
    return said.removeprefix(head) if said.startswith(head) else b""


def _write(found: dict[str, tuple[Shelved, bytes]]) -> None:
    """Whole or not at all, and for nobody else."""
    shelved, at = {}, 0
    for name, (one, code) in found.items():
        shelved[name] = tuple(one._replace(start=at))
        at += len(code)
    listed = marshal.dumps((at, shelved))
    fresh = f"{place()}.{os.getpid()}"
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(len(listed).to_bytes(_LENGTH, "big") + listed)
            file.writelines(code for _, code in found.values())
        os.replace(fresh, place())
    finally:
        if os.path.exists(fresh):
            os.unlink(fresh)


def _clear() -> None:
    """Of the files of other Pythons and other folders only the newest stay."""
    with os.scandir(surroundings.screens()) as entries:
        there = [entry for entry in entries if entry.name.endswith(SUFFIX)]
    for old in sorted(there, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)[MOST:]:
        os.unlink(old.path)

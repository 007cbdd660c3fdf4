"""What a workbook is made of: its sheets, its strings, how its numbers are shown."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property, partial

from pilot_tui.exchange.sheets.cells import Cells, Looks
from pilot_tui.exchange.sheets.package import Attributes, Package, unescaped
from pilot_tui.exchange.sheets.quick import shared
from pilot_tui.workbook.sheets.given import DAY, PERCENT, Leaf, Named

_RELS = "_rels/.rels"
_USUAL = "xl/workbook.xml"
_PERCENTS = {9, 10}
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Number formats that every spreadsheet has."""
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a number format that say nothing of what a number is."""


def workbook(package: Package) -> list[Named]:
    """The sheets of a workbook in order; raises `SheetRefused`."""
    if any(name.casefold().endswith("vbaproject.bin") for name in package.names()):
        raise package.refusal("macros")
    home = _home(package)
    if home not in package:
        raise package.refusal("no_workbook")
    return _Book(package, home).sheets()


def _home(package: Package) -> str:
    """The part that lists the sheets."""
    found = [
        target for kind, target in _related(package, _RELS, "").values() if kind.endswith("/officeDocument")
    ]
    return found[0] if found else _USUAL


def _related(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Id → kind and target of the parts another one leans on."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, given: Attributes) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[given.get("Id", "")] = given.get("Type", ""), posixpath.normpath(whole)

    if part in package:
        package.parse(package.part(part), start)
    return found


class _Book:
    """A workbook whose parts are read when they are wanted."""

    def __init__(self, package: Package, home: str) -> None:
        self._package, self._home = package, home
        folder, name = posixpath.split(home)
        self._related = _related(package, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        self._since_1904 = False
        self._listed: list[tuple[str, bool, str]] = []
        package.parse(package.part(home), self._start)

    def sheets(self) -> list[Named]:
        """Each with a way to read it."""
        return [
            Named(name, hidden, partial(self._read, name, target)) for name, hidden, target in self._listed
        ]

    def _start(self, name: str, given: Attributes) -> None:
        if name == "workbookPr":
            self._since_1904 = given.get("date1904") in ("1", "true")
        elif name == "sheet":
            id = next((said for key, said in given.items() if key.rpartition(" ")[2] == "id"), "")
            kind, target = self._related.get(id, ("", ""))
            if kind.endswith("/worksheet"):
                hidden = given.get("state", "visible") != "visible"
                self._listed.append((given.get("name", ""), hidden, target))

    def _read(self, name: str, target: str) -> Leaf:
        return Cells(self._package, name, self._strings, self._looks).read(self._package.part(target))

    @cached_property
    def _strings(self) -> list[str]:
        """The texts that cells share."""
        part = self._target("/sharedStrings")
        if not part:
            return []
        data = self._package.part(part)
        found = shared(data)
        return _shared(self._package, data) if found is None else found

    @cached_property
    def _looks(self) -> Looks:
        """Which styles show a number as a percentage or a day."""
        codes: dict[int, str] = {}
        styles: list[int] = []
        inside: list[str] = []

        def start(name: str, given: Attributes) -> None:
            inside.append(name)
            if name == "numFmt":
                codes[_number(given.get("numFmtId"))] = given.get("formatCode", "")
            elif name == "xf" and "cellXfs" in inside:
                styles.append(_number(given.get("numFmtId")))

        def end(_: str) -> None:
            inside.pop()

        if part := self._target("/styles"):
            self._package.parse(self._package.part(part), start, None, end)
        kinds = {at: kind for at, id in enumerate(styles) if (kind := _kind(id, codes.get(id)))}
        return Looks(kinds, self._since_1904)

    def _target(self, kind: str) -> str:
        return next((to for is_a, to in self._related.values() if is_a.endswith(kind)), "")


def _shared(package: Package, data: bytes) -> list[str]:
    """The texts that cells share; how they are read aloud is left out."""
    found: list[str] = []
    said: list[str] = []
    inside: list[str] = []

    def start(name: str, _: Attributes) -> None:
        inside.append(name)
        if name == "si":
            said.clear()

    def text(data: str) -> None:
        if inside and inside[-1] == "t" and "rPh" not in inside:
            said.append(data)

    def end(name: str) -> None:
        inside.pop()
        if name == "si":
            found.append(unescaped("".join(said)))

    package.parse(data, start, text, end)
    return found


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 9 else 0


def _kind(id: int, code: str | None) -> str:
    """What a number format makes of a number."""
    if code is None:
        return PERCENT if id in _PERCENTS else DAY if id in _DAYS else ""
    plain = _SAID.sub("", code).casefold().replace("general", "").replace("e+", "").replace("e-", "")
    return PERCENT if "%" in plain else DAY if re.search("[ymdhs]", plain) else ""

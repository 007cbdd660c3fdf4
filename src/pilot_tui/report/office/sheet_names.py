"""Names for the sheets of a workbook: what a table is called, as far as a spreadsheet allows."""

from __future__ import annotations

import re

from pilot_tui.safe import one_line

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


class SheetNames:
    """Gives each table a name of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, title: str, subtitle: str) -> str:
        """A name nobody has yet; a number behind it where titles are alike."""
        whole = _allowed(f"{title} {subtitle}")
        for at in range(1, len(self._given) + 2):
            tail = f" {at}" if at > 1 else ""
            name = f"{whole[: _LONGEST - len(tail)].strip()}{tail}"
            if name.casefold() not in self._given:
                break
        self._given.add(name.casefold())
        return name


def _allowed(text: str) -> str:
    said = _FORBIDDEN.sub(" ", one_line(text))
    plain = "".join(character for character in " ".join(said.split()) if ord(character) < 0x10000)
    return plain.strip() or "1"

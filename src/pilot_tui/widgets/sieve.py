"""Which of many choices answer to what is typed. Nothing of a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from pilot_tui.widgets.choices import folded

_BLANKS = re.compile(r"[^\S\n]+")


class Named(NamedTuple):
    """One of the choices."""

    value: str
    """What is chosen."""
    label: str
    """How it is shown."""
    names: Sequence[str] = ()
    """What else it answers to."""
    why: str = ""
    """Why choosing it would come to nothing, where that is so; it is shown in a quieter ink then."""


class Sieve:
    """Choices by what they answer to: those of which a name begins as typed come first."""

    def __init__(self, given: Sequence[Named]) -> None:
        self.given = given

    def left(self, typed: str) -> list[int]:
        """The places of those of which what is typed is a part; of all when it is nothing."""
        wanted = folded(typed)
        if not wanted:
            return list(range(len(self.given)))
        found = [at for at, names in enumerate(self._names) if wanted in names]
        return sorted(found, key=lambda at: _rank(wanted, self._names[at]))

    @cached_property
    def _names(self) -> list[str]:
        """Of each choice all names, a line each, as they are compared: a country has twenty thousand."""
        return [f"\n{_folded_lines(one)}\n" for one in self.given]


def _folded_lines(one: Named) -> str:
    names = "\n".join((one.label, *one.names))
    return _BLANKS.sub("", (names if names.isascii() else normalize("NFKC", names)).casefold())


def _rank(wanted: str, names: str) -> int:
    """0 where it is the whole of a name, 1 where one begins with it, 2 where it is a part."""
    if f"\n{wanted}\n" in names:
        return 0
    return 1 if f"\n{wanted}" in names else 2

"""What the doctor says, and what the terminal can do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import NamedTuple

from pilot_tui.cli.shapes import Shape
from pilot_tui.errors import Term
from pilot_tui.safe import one_line
from pilot_tui.words import say

_LEAST = 80, 24


class Said(NamedTuple):
    """One thing that was looked at."""

    about: str
    """`file` or `terminal`."""
    wrong: bool
    key: str
    facts: dict[str, object]

    @property
    def sentence(self) -> str:
        """In words."""
        told = {
            name: say(fact) if isinstance(fact, Term) else one_line(fact) for name, fact in self.facts.items()
        }
        return say(f"doctor.{self.key}", **told)

    def line(self) -> str:
        """For a person."""
        return f"{'▲' if self.wrong else '✓'} {self.sentence}"

    def shape(self) -> Shape:
        """`doctor --json`."""
        shape: Shape = {"about": self.about, "wrong": self.wrong, "kind": self.key, "sentence": self.sentence}
        return {**shape, "addresses": {}, "states": {}}


def about_terminal() -> Iterator[Said]:
    """Letters, size, colours."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    wrong = encoding != "utf8"
    yield Said("terminal", wrong, "no_utf8" if wrong else "utf8", {"encoding": encoding})
    if not sys.stdout.isatty():
        yield Said("terminal", False, "no_terminal", {})
        return
    columns, lines = shutil.get_terminal_size()
    small = columns < _LEAST[0] or lines < _LEAST[1]
    yield Said("terminal", small, "small" if small else "size", {"columns": columns, "lines": lines})
    if os.environ.get("TERM", "") in ("", "dumb"):
        yield Said("terminal", True, "dumb", {})
    colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    yield Said("terminal", False, "colours" if colours else "few_colours", {})

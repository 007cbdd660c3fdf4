"""What can be chosen in a cell: a list that what is typed narrows. Nothing of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from pilot_tui.spelling import spelt

TALLEST = 10
"""Choices that are shown at once."""


class Choice(NamedTuple):
    """One of them."""

    value: str
    """What is handed in when it is taken."""
    label: str
    """How it is shown."""
    tail: str = ""
    """A sign or a code, shown behind it."""
    names: tuple[str, ...] = ()
    """What else it answers to. Chinese names answer to their pinyin and its initials too."""


class Offer(NamedTuple):
    """What can be chosen in one cell."""

    choices: tuple[Choice, ...]
    beside: bool = False
    """Whether a figure may stand there instead: then the list comes up only where none stands."""


class ChoiceList:
    """An open list: what is left of it, and which one is picked out."""

    def __init__(self, choices: Sequence[Choice], held: str) -> None:
        """Everything there is.

        Args:
            choices: In the order they are shown.
            held: What stands in the cell now: a value or a name of one of them, or anything else.
        """
        self.choices = tuple(choices)
        self._keys = [keys_of(choice) for choice in choices]
        self._typed: str | None = None
        wanted = folded(held)
        exact = (at for at, keys in enumerate(self._keys) if wanted and wanted in keys)
        self.held = next(exact, -1)
        """Which of all stands in the cell now; -1 when none does."""
        self.found = list(range(len(self.choices)))
        """Which of all are left, in order."""
        self.at = self.held
        """Which of the found is picked out; -1 when none is."""
        self.top = 0
        """The first of the found that is in view."""
        self._reveal()

    @property
    def chosen(self) -> Choice | None:
        """The one picked out."""
        return self.choices[self.found[self.at]] if 0 <= self.at < len(self.found) else None

    @property
    def height(self) -> int:
        """How many are in view."""
        return min(TALLEST, len(self.found))

    def narrow(self, typed: str) -> None:
        """Keep those of which what is typed is a part; all of them, none picked out, when it is nothing."""
        wanted = folded(typed)
        if wanted == self._typed:
            return
        self._typed = wanted
        self.found = [at for at, keys in enumerate(self._keys) if any(wanted in key for key in keys)]
        ranks = [_rank(wanted, self._keys[at]) for at in self.found]
        self.at = ranks.index(min(ranks)) if wanted and ranks else -1
        self.top = 0
        self._reveal()

    def step(self, by: int) -> None:
        """Pick out the next one, or the one before, round and round."""
        if self.found:
            before = self.at if self.at >= 0 or by < 0 else -1
            self.at = (max(before, 0 if by < 0 else -1) + by) % len(self.found)
            self._reveal()

    def page(self, pages: int) -> None:
        """Pick out one a list's height further, or the last."""
        self.at = max(0, min(len(self.found) - 1, max(self.at, 0) + pages * TALLEST))
        self._reveal()

    def scroll(self, by: int) -> None:
        """Others come into view; what is picked out stays."""
        self.top = max(0, min(len(self.found) - self.height, self.top + by))

    def _reveal(self) -> None:
        if self.at >= 0:
            self.top = max(self.at - self.height + 1, min(self.top, self.at))


def keys_of(choice: Choice) -> tuple[str, ...]:
    """All that a choice answers to: label, value, names, and how those that are Chinese are spelt."""
    said = dict.fromkeys((choice.label, choice.value, choice.tail, *choice.names))
    spellings = [letters for name in said if not name.isascii() for letters in spelt(name)]
    return tuple(key for key in dict.fromkeys(folded(name) for name in (*said, *spellings)) if key)


def folded(text: str) -> str:
    """A text as it is compared: half-width, small letters, no blanks."""
    narrow = text if text.isascii() else normalize("NFKC", text)
    return "".join(narrow.casefold().split())


def _rank(wanted: str, keys: Sequence[str]) -> int:
    """0 where it is the whole of a key, 1 where one begins with it, 2 where it is a part."""
    if wanted in keys:
        return 0
    return 1 if any(key.startswith(wanted) for key in keys) else 2

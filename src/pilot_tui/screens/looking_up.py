"""A place on the desk by parts of its names: county, indicator or milestone, year, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pilot_tui.pane import View
from pilot_tui.widgets.answering import answers, words_of
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text

_NAMES = ("name_zh", "short_zh", "name_en", "short_en")
_MOST = 24  # counties whose milestones are looked through


class Place(NamedTuple):
    """Where to look, and the row to stand on."""

    county: str
    year: int
    tab: str = ""
    """Empty when only a county or a year was named."""
    key: str = ""


class Names:
    """What can be named at a view."""

    def __init__(self, book: Workbook, view: View) -> None:
        self._book = book
        self._view = view
        self._counties = {str(county["id"]): county for _, county in book.pilots(view.programme)}

    def place(self, wanted: str) -> Place | None:
        """The place all words of `wanted` name, the county in view first; None when there is none."""
        words = words_of(wanted)
        years = [int(word) for word in words if word.isdecimal() and int(word) in self._years]
        year = years[0] if years else self._view.year
        words = [word for word in words if not (word.isdecimal() and years and int(word) == year)]
        for county, rest in self._named(words):
            if not rest:
                return Place(county, year)
            if (found := self._thing(county, year, rest)) is not None:
                return found
        return None

    def texts(self) -> Iterator[str]:
        """All that can be named here and may have to be spelt."""
        for row in self._rows(self._view.county, self._view.year):
            yield from _names(row)

    @property
    def _years(self) -> list[int]:
        return self._book.years(self._view.programme)

    def _named(self, words: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
        """Counties, each with the words that do not name it: those that more of them name first."""
        here = self._view.county
        left = {
            county: [word for word in words if not answers([word], _names(row), self._book.spelling)]
            for county, row in self._counties.items()
        }
        named = [county for county in left if len(left[county]) < len(words)]
        named.sort(key=lambda county: (len(left[county]), county != here))
        return [*((county, left[county]) for county in named[:_MOST]), (here, list(words))]

    def _thing(self, county: str, year: int, words: Sequence[str]) -> Place | None:
        book, programme = self._book, self._view.programme
        for line in book.card(programme, county, year).lines:
            if answers(words, _names(line.indicator), book.spelling):
                return Place(county, year, "scorecard", f"{county}.{line.indicator['code']}")
        for task in book.tasks(programme, year, county):
            if answers(words, _names(task.row), book.spelling):
                return Place(county, year, "milestones", text(task.row, "id"))
        return None

    def _rows(self, county: str, year: int) -> Iterator[Row]:
        book, programme = self._book, self._view.programme
        yield from (line.indicator for line in book.card(programme, county, year).lines)
        yield from (task.row for task in book.tasks(programme, year, county))


def _names(row: Row) -> list[str]:
    return [said for name in _NAMES if (said := text(row, name))]

"""Rows by the names people use for them: id or code, full or short name, English, pinyin."""

from __future__ import annotations

from collections.abc import Iterable

from pilot_tui.errors import Term, Unknown
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.workbook import Workbook

_NAMES = ("name_zh", "name_en", "short_zh", "short_en", "pinyin")
_KNOWN = 40
"""Names a refusal lists at most."""


class Called:
    """Rows of one kind by name; a name two rows share answers to neither."""

    def __init__(self, kind: str, rows: Iterable[tuple[str, Row]], *, cut: bool = False) -> None:
        """`rows` are codes and rows; with `cut` the last character of a Chinese name may be left out."""
        self._kind = kind
        self._found: dict[str, set[str]] = {}
        self._cut: dict[str, set[str]] = {}
        self._known: list[str] = []
        for code, row in rows:
            names = [code, *(text(row, name) for name in _NAMES)]
            for name in filter(None, names):
                self._found.setdefault(plain(name), set()).add(code)
            if cut and (short := text(row, "name_zh")[:-1]):
                self._cut.setdefault(plain(short), set()).add(code)
            self._known.append(text(row, "short_zh") or text(row, "name_zh") or code)

    def get(self, name: str) -> str:
        """The code of the one row that is called so; empty where none is, or several are."""
        said = plain(name)
        found = self._found.get(said) or self._cut.get(said, set())
        return next(iter(found)) if len(found) == 1 else ""

    def of(self, name: str) -> str:
        """The same; raises `Unknown`."""
        if found := self.get(name):
            return found
        raise Unknown(kind=Term(f"table.{self._kind}"), name=name, known=", ".join(self._known[:_KNOWN]))


def plain(name: str) -> str:
    """A name without what does not matter: blanks, capitals."""
    return "".join(name.split()).casefold()


def counties(book: Workbook, programme: str) -> Called:
    """The counties of a programme."""
    return Called("county", ((str(one["county"]), row) for one, row in book.pilots(programme)), cut=True)


def indicators(book: Workbook, programme: str) -> Called:
    """Its indicators."""
    return Called("indicator", ((text(row, "code"), row) for row in book.indicators(programme)))


def firms(book: Workbook, programme: str) -> Called:
    """Its firms."""
    return Called("firm", ((text(row, "code"), row) for row in book.rows_where("firm", programme=programme)))


def experts(book: Workbook, round: str) -> Called:
    """The experts of a round."""
    return Called("expert", ((text(row, "code"), row) for row in book.rows_where("expert", round=round)))


def criteria(book: Workbook, round: str) -> Called:
    """Its criteria."""
    return Called(
        "criterion", ((text(row, "code"), row) for row in book.rows_where("criterion", round=round))
    )

"""Where on a sheet the headings stand, and what each column is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pilot_tui.errors import SheetRefused
from pilot_tui.workbook.sheets.cell_names import column_name
from pilot_tui.workbook.sheets.given import Given, Leaf
from pilot_tui.workbook.sheets.headings import PASSED, Headings, Meaning, asked_for, fingerprint
from pilot_tui.workbook.sheets.remembered import Remembered, recall

_LOOKED_AT = 40
"""Rows among which the headings are looked for."""
_SHOWN = 40


class Unclear(NamedTuple):
    """A column of which nobody knows what it is."""

    column: int
    heading: str


class Layout(NamedTuple):
    """The columns of a sheet."""

    head: int
    """The row of the headings."""
    columns: Mapping[int, Meaning]
    unclear: Sequence[Unclear] = ()
    """Columns that hold something and are not known."""
    fingerprint: str = ""
    headings: Mapping[int, str] = {}  # read only
    """Column → what stands above it."""

    @property
    def known(self) -> int:
        """How many columns are known."""
        return len(self.columns)

    def of(self, name: str) -> int | None:
        """The column of a key; None where there is none."""
        return next((at for at, one in self.columns.items() if one.role == "key" and one.name == name), None)


def layout(
    given: Given, sheet: str, leaf: Leaf, headings: Headings, told: Mapping[str, str]
) -> Layout | None:
    """The columns by the row that says most of them; None where no row says two.

    `told` is what somebody says of columns; what was said the last time counts where nothing is said now.
    Raises `SheetRefused` for what is said of a column that is not there, or is not understood, or for two
    columns of one thing.
    """
    best: Layout | None = None
    for row in sorted(leaf.rows)[:_LOOKED_AT]:
        texts = {at: said.strip() for at, (said, _) in leaf.rows[row].items() if said.strip()}
        found = _read(given, sheet, row, texts, headings, told)
        if found.known > (best.known if best else 1):
            best = found
    if best is None:
        return None
    _refuse_twice(given, sheet, best)
    _refuse_unused(given, sheet, best, told)
    return best._replace(unclear=_unclear(leaf, best))


def _read(
    given: Given, sheet: str, row: int, texts: Mapping[int, str], headings: Headings, told: Mapping[str, str]
) -> Layout:
    mark = fingerprint([texts[at] for at in sorted(texts)])
    before = recall(mark)
    columns = {}
    for at, text in texts.items():
        meaning = _meaning(given, sheet, (row, at), text, headings, (told, before))
        if meaning is not None:
            columns[at] = meaning
    for letter, said in told.items():  # a column without a heading can be named by its letter
        own = _numbered(letter)
        if own is not None and own not in texts and (meaning := headings.named(said)) is not None:
            columns[own] = meaning
    return Layout(row, columns, (), mark, texts)


def _meaning(
    given: Given,
    sheet: str,
    place: tuple[int, int],
    text: str,
    headings: Headings,
    said: tuple[Mapping[str, str], Remembered],
) -> Meaning | None:
    told, before = said
    asked = asked_for(told, text, column_name(place[1]))
    if asked is None and before.kind == headings.kind:
        asked = before.columns.get(text)
        return headings.meaning(text) if asked is None else headings.named(asked) or headings.meaning(text)
    if asked is None:
        return headings.meaning(text)
    found = headings.named(asked)
    if found is None:
        facts = {"said": asked, "known": ", ".join(headings.choices())}
        raise SheetRefused(reason="no_such_column", place=given.place(sheet, *place), **facts)
    return found


def _refuse_twice(given: Given, sheet: str, found: Layout) -> None:
    seen: dict[Meaning, int] = {}
    for at, one in found.columns.items():
        if one.role != PASSED and one in seen:
            first = column_name(seen[one])
            place = given.place(sheet, found.head, at)
            raise SheetRefused(reason="column_twice", place=place, name=str(one), first=first)
        seen[one] = at


def _refuse_unused(given: Given, sheet: str, found: Layout, told: Mapping[str, str]) -> None:
    for name in told:
        used = any(asked_for({name: ""}, text, column_name(at)) == "" for at, text in found.headings.items())
        if not used and _numbered(name) not in found.columns:
            raise SheetRefused(reason="no_heading", place=f"{given.name} {sheet}".strip(), name=name)


def _unclear(leaf: Leaf, found: Layout) -> list[Unclear]:
    below = {
        at
        for row, cells in leaf.rows.items()
        if row > found.head
        for at, (said, _) in cells.items()
        if at not in found.columns and said.strip()
    }
    return [Unclear(at, found.headings.get(at, "")[:_SHOWN]) for at in sorted(below)]


def _numbered(letters: str) -> int | None:
    """The column of some letters; None where they name none."""
    at = 0
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return None
    for letter in letters.upper():
        at = at * 26 + ord(letter) - 64
    return at - 1

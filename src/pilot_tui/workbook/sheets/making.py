"""Making a sheet that is to be filled in: of what, for whom, where to."""

from __future__ import annotations

from pathlib import Path

from pilot_tui.errors import FileRefused, SheetRefused
from pilot_tui.workbook.sheets.form import form, refuse_empty
from pilot_tui.workbook.sheets.form_parts import Form
from pilot_tui.workbook.sheets.kinds import Scope
from pilot_tui.workbook.workbook import Workbook


def made(book: Workbook, scope: Scope, role: str = "") -> Form:
    """The sheet of a scope; in a file that was handed out what its holder fills in, unless others are named.

    Raises:
        SheetRefused: When there is nothing to fill in, or nothing the role fills in.
        Unknown: When there is no such round.
    """
    asked = form(book, _of_holder(book, scope), role)
    refuse_empty(asked)
    return asked


def _of_holder(book: Workbook, scope: Scope) -> Scope:
    handout = book.handout
    if handout is None:
        return scope
    counties = scope.counties or tuple(filter(None, [handout.county]))
    experts = scope.experts or tuple(filter(None, [handout.expert if scope.kind == "review" else ""]))
    return scope._replace(counties=counties, experts=experts)


def file_name(asked: Form) -> str:
    """What the file of a sheet is called unless somebody says otherwise: its kind, and what it is of."""
    scope = asked.scope
    when = scope.round or f"{scope.programme}-{scope.year}"
    who = scope.counties[:1] if len(scope.counties) == 1 else ()
    return (
        "-".join((scope.kind, when, *who, *(scope.experts[:1] if len(scope.experts) == 1 else ()))) + ".xlsx"
    )


def cells(asked: Form) -> int:
    """How many cells are to be filled in."""
    return sum(column.asked for column in asked.columns) * len(asked.lines)


def place_of(book: Workbook, asked: Form, said: Path) -> Path:
    """Where a sheet is written: in a folder by its own name, always as `.xlsx`, else beside the open file.

    Raises:
        SheetRefused: When there is no such folder.
        FileRefused: When it is the open file.
    """
    place = said if said.is_absolute() else book.store.path.resolve().parent / said
    if place.is_dir():
        place = place / file_name(asked)
    if place.suffix.lower() != ".xlsx":
        place = place.with_name(f"{place.name}.xlsx")
    if not place.parent.is_dir():
        raise SheetRefused(reason="no_folder", place=place.parent)
    refuse_itself(book, place)
    return place


def refuse_itself(book: Workbook, place: Path) -> None:
    """Raise `FileRefused` where a sheet would take the place of the open file."""
    if place.resolve() == book.store.path.resolve():
        raise FileRefused(path=place, reason="itself")

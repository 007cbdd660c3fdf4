"""What of a sheet whoever fills it in writes: what their role writes, by the one table of roles."""

from __future__ import annotations

from dataclasses import replace

from pilot_tui.errors import SheetRefused, Term
from pilot_tui.rules.roles import CHAIR, Handout, barred
from pilot_tui.tables import TABLES
from pilot_tui.workbook.sheets.form_parts import Column, Form
from pilot_tui.workbook.sheets.kinds import KINDS
from pilot_tui.workbook.workbook import Workbook


def role_of(book: Workbook, role: str = "") -> str:
    """The role somebody names, else that of the file where it was handed out; else that of the chair."""
    return role or (book.handout.role if book.handout else CHAIR)


def locked_for(book: Workbook, made: Form, role: str = "") -> Form:
    """The same sheet, what the role does not write locked; raises `SheetRefused` where that is all of it."""
    chosen = role_of(book, role)
    columns = tuple(one._replace(locked=_locked(chosen, made.scope.table, one)) for one in made.columns)
    if not any(one.asked for one in columns):
        kind = Term(f"sheets.title_{made.scope.kind}")
        raise SheetRefused(reason="not_of_role", kind=kind, role=Term(f"role.{chosen}"))
    return replace(made, columns=columns)


def fills(role: str) -> list[str]:
    """The kinds of sheets of which a role fills in anything."""
    return [kind for kind, one in KINDS.items() if not barred(Handout(role), one.table)]


def narrower(role: str, kind: str) -> bool:
    """Whether a role writes less of a kind of sheet than the chair."""
    of = KINDS[kind]
    return any(barred(Handout(role), of.table, name) for name in of.asked)


def _locked(role: str, table: str, column: Column) -> bool:
    """A part of a key is written by whoever writes any of the row."""
    if column.field is None:
        return False
    name = "" if column.field.name in TABLES[table].key else column.field.name
    return bool(barred(Handout(role), table, name))

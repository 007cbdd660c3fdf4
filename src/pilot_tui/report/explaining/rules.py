"""A cell of a rule set: what it decides, what a blank one stands for, and every change of it."""

from __future__ import annotations

import json

from pilot_tui.cells import group_thousands
from pilot_tui.model import Cell, Change
from pilot_tui.report.explaining import ruling
from pilot_tui.report.explaining.plain import explain as plainly
from pilot_tui.report.explaining.said import Explanation, Phrase, held, when, whence
from pilot_tui.report.explaining.tree import Told
from pilot_tui.safe import one_line
from pilot_tui.words import knows, pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import default, is_rule


def explain(book: Workbook, cell: Cell, row: Row) -> Explanation:
    """What the cell holds or stands for, what that means, and the version it is a part of."""
    said = plainly(book, cell, row)
    if not is_rule(cell.table, cell.field):
        return said
    what: list[tuple[Phrase, ...]] = [((stands_for(cell.table, cell.field, row), "bold foreground"),)]
    what.append(((meaning(cell.table, cell.field), "foreground"),))
    programme = book.rule_home(cell.table, cell.id)
    version = ruling.version_words(book.rule_version(programme))
    return said._replace(
        name=owner_of(book, cell, row), what=tuple(what), whence=whence(book, cell, row, version)
    )


def owner_of(book: Workbook, cell: Cell, row: Row) -> str:
    """Whose rule it is: the programme's, a round's, an indicator's, a band's."""
    if cell.table == "rule":
        row = book.row("programme", text(row, "programme") or cell.id) or {}
        return one_line(pick(row, "short") or pick(row, "name") or cell.id)
    return one_line(pick(row, "short") or pick(row, "name") or cell.id)


def meaning(table: str, name: str) -> str:
    """What a rule decides, in one sentence."""
    own = f"meaning.{table}_{name}"
    return say(own if knows(own) else f"meaning.{name}")


def stands_for(table: str, name: str, row: Row) -> str:
    """What the cell holds; of a blank one its default, and that it is one."""
    if stored := text(row, name):
        return worded(stored)
    given = default(table, name)
    return say("rule.default", value=worded(given)) if given else say("rule.none")


def worded(stored: str) -> str:
    """A rule as it is read: a choice by its word, a number grouped."""
    choice = f"choice.{stored}"
    return say(choice) if knows(choice) else group_thousands(one_line(stored))


def history(book: Workbook, cell: Cell) -> list[Told]:
    """Every change of a rule, newest first; empty where there is none."""
    made = [one for one in book.changes_of(cell) if one.col][::-1]
    if not made:
        return []
    now = stands_for(cell.table, cell.field, book.row(cell.table, cell.id) or {})
    head = Told(0, say("rule.changed", count=len(made)), now, "", str(cell), True, ())
    return [head, *(_told(book, one) for one in made)]


def _told(book: Workbook, change: Change) -> Told:
    old, new = held(book.old_value(change)), held(json.loads(change.val))
    why = (one_line(change.reason),) if change.reason else ()
    return Told(1, f"{when(change)}  {one_line(change.actor)}", f"{old} → {new}", "", "", False, why)

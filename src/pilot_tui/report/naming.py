"""Cells by the names people use for them."""

from __future__ import annotations

from pilot_tui.model import Cell, Change
from pilot_tui.safe import one_line
from pilot_tui.words import knows, pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import is_rule

SET_UP = ("programme", "year", "county", "pilot", "dimension", "indicator", "round", "criterion", "expert")
"""The tables whose cells are shown where a programme is set up."""

_TOLD = {"planned": "target", "reported_completion": "completion"}
"""Field of a report of a milestone → the column it stands in."""
_RULES = ("rule", "round", "band", "level")
"""The tables whose cells are shown among the rules; of a round those that are rules."""


def place_of(book: Workbook, change: Change) -> str:
    """Where a change was made, in words: county, thing, year, field."""
    named = name_of(book, Cell(change.tbl, change.row, change.col))
    return " ".join(part for part in named if part)


def name_of(book: Workbook, cell: Cell) -> tuple[str, ...]:
    """County, thing, year, field; whatever of them the cell has, or would have when its row is born."""
    row = book.row_or_key(cell) if cell.field else book.row(cell.table, cell.id)
    if row is None:
        return (_table(cell.table), cell.id)
    county = _short(book.row("county", text(row, "county")) or {})
    field = say(f"field.{cell.field}") if knows(f"field.{cell.field}") else cell.field
    return (county, _thing(book, cell, row), text(row, "year"), field)


def completed_by(book: Workbook, cell: Cell) -> str:
    """What a cell that says so says is complete: a county's year, or an expert's marks."""
    row = book.row(cell.table, cell.id) or {}
    if cell.table == "expert":
        return " ".join((_short(row, "name") or cell.id, cell.id.rpartition(".")[0]))
    _, county, year = (*cell.id.split("."), "", "")[:3]
    return f"{_short(book.row('county', county) or {}, 'name') or county} {year}"


def _thing(book: Workbook, cell: Cell, row: Row) -> str:
    if cell.table == "value":
        return _short(book.row("indicator", f"{row['programme']}.{row['indicator']}") or {})
    if cell.table == "measure":
        firm = book.row("firm", f"{row['programme']}.{row['firm']}") or {}
        indicator = book.row("indicator", f"{row['programme']}.{row['indicator']}") or {}
        return f"{_short(firm)} {_short(indicator)}"
    if cell.table == "mark":
        expert = _short(book.row("expert", f"{row['round']}.{row['expert']}") or {}, "name")
        criterion = book.row("criterion", f"{row['round']}.{row['criterion']}") or {}
        return f"{expert} {_short(criterion)}"
    if cell.table == "assignment":
        return _short(book.row("expert", f"{row['round']}.{row['expert']}") or {}, "name")
    if cell.table == "progress":
        return f"{_short(book.row('milestone', text(row, 'milestone')) or {})} {one_line(row.get('day'))}"
    if cell.table == "rule":
        row = book.row("programme", cell.id) or {}
    return _short(row) or f"{_table(cell.table)} {cell.id}"


def _short(row: Row, first: str = "short") -> str:
    return one_line(pick(row, first) or pick(row, "name"))


def _table(name: str) -> str:
    return say(f"table.{name}") if knows(f"table.{name}") else name


def home_of(book: Workbook, cell: Cell) -> tuple[str, str, str, dict[str, object]]:
    """Where on the desk a cell is shown: tab (or none), row key, column, what the view must look at."""
    if cell.table == "review":
        return _review_home(book, cell)
    if cell.table in ("agreement", "leaning"):
        return _statistic_home(book, cell)
    row = book.row_or_key(cell) or {}
    if cell.table == "value":
        changed = {"programme": row["programme"], "county": row["county"], "year": int(text(row, "year"))}
        return "scorecard", f"{row['county']}.{row['indicator']}", cell.field, changed
    if cell.table == "assignment":
        home = book.row("round", text(row, "round")) or {}
        changed = {"programme": home.get("programme"), "round": row["round"]}
        return "review", f"assigned.{row['county']}", str(row["expert"]), changed
    if cell.table == "mark":
        home = book.row("round", text(row, "round")) or {}
        changed = {"programme": home.get("programme"), "county": row["county"], "round": row["round"]}
        return "review", f"{row['county']}.{row['criterion']}", str(row["expert"]), changed
    if cell.table == "progress":
        task = book.row("milestone", text(row, "milestone")) or {}
        changed = {name: task.get(name) for name in ("programme", "county", "year")}
        return "milestones", cell.id, _TOLD.get(cell.field, "actual"), changed
    if cell.table in ("milestone", "item"):
        task = row if cell.table == "milestone" else book.row("milestone", text(row, "milestone")) or {}
        changed = {name: task.get(name) for name in ("programme", "county", "year")}
        level = cell.table == "item" or cell.field == "level"
        return "milestones", cell.id, "actual" if level else cell.field, changed
    if cell.table in _RULES and (cell.table != "round" or is_rule("round", cell.field)):
        lines = cell.table in ("rule", "round")
        key = f"{cell.id}/{cell.field}" if lines else cell.id
        changed = {"programme": book.rule_home(cell.table, cell.id)}
        return "rules", key, "value" if lines else cell.field, changed
    if cell.table in _SHEETS:
        return _sheet_home(book, cell, row)
    if cell.table in SET_UP:
        around = book.row("round", text(row, "round")) or row
        programme = cell.id if cell.table == "programme" else around.get("programme")
        changed = {"programme": programme} if programme else {}
        return "setup", cell.id, cell.field, changed | ({"round": row["round"]} if row.get("round") else {})
    return "", "", "", {}


_SHEETS = ("firm", "measure", "rectification", "industry", "fact")
"""The tables whose cells stand on sheets beside scorecard and milestones."""


def _sheet_home(book: Workbook, cell: Cell, row: Row) -> tuple[str, str, str, dict[str, object]]:
    """A cell of a firm, a rectification item, an industry or a fact."""
    changed: dict[str, object] = {"programme": row.get("programme")}
    if text(row, "year"):
        changed["year"] = int(text(row, "year"))
    firm = row
    if cell.table == "measure":
        firm = book.row("firm", f"{row['programme']}.{row['firm']}") or {}
    county = text(firm, "county")
    if book.row("pilot", f"{row.get('programme')}.{county}"):  # a fact may be of any place
        changed["county"] = county
    column = "name" if cell.field in ("name_zh", "name_en") else cell.field
    if cell.table == "measure":
        column = text(row, "indicator") + ("" if cell.field == "value" else f".{cell.field}")
        return "scorecard", f"{row['programme']}.{row['firm']}", column, changed
    return "scorecard" if cell.table == "firm" else "milestones", cell.id, column, changed


def _review_home(book: Workbook, cell: Cell) -> tuple[str, str, str, dict[str, object]]:
    """A figure the panel of a round comes to: `review/<round>.<county>/…`."""
    round, _, county = cell.id.rpartition(".")
    home = book.row("round", round) or {}
    changed = {"programme": home.get("programme"), "county": county, "round": round}
    return "review", f"total.{county}", cell.field, changed


def _statistic_home(book: Workbook, cell: Cell) -> tuple[str, str, str, dict[str, object]]:
    """A statistic of a round, or of one of its experts."""
    round, expert = cell.id, "value"
    if cell.table == "leaning":
        round, _, expert = cell.id.rpartition(".")
    key = cell.field if cell.table == "agreement" else f"leaning.{cell.field}"
    return (
        "review",
        key,
        expert,
        {"programme": (book.row("round", round) or {}).get("programme"), "round": round},
    )

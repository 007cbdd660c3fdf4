"""A number that is computed, on two lines: the arithmetic, then the rule it followed."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining import ruling
from pilot_tui.report.explaining.said import Explanation, Phrase, figure
from pilot_tui.report.explaining.tree import Told, head, tree
from pilot_tui.report.figures import signed
from pilot_tui.rules.influence import outlying
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import is_rule
from pilot_tui.workbook.workings import computed


def explain(book: Workbook, cell: Cell) -> Explanation:
    """Whose number it is, what it is, its formula; raises `NoCell` or `NoRow`."""
    told = head(book, cell)
    if told is None:
        return Explanation(_whose(book, cell), "", (((say("app.blank"), "muted"),),), ())
    what: list[tuple[Phrase, ...]] = [
        ((told.figure, "bold foreground"), (f" = {told.formula}" if told.formula else "", "foreground"))
    ]
    what += _placed(book, cell)
    return Explanation(_whose(book, cell), told.name, tuple(what), (_rule(book, cell),))


def subject(book: Workbook, cell: Cell) -> list[Told]:
    """The tree of a computed cell, else of what a stored one leads to, else the changes of a rule.

    Raises:
        NoCell, NoRow: When there is no such number.
    """
    if computed(cell):
        return tree(book, cell)
    if book.conceals(cell.table, cell.id):
        return []
    row = book.row(cell.table, cell.id)
    for address in _led_to(cell, row or {}):
        if found := tree(book, Cell.parse(address)):
            return found
    if is_rule(cell.table, cell.field):
        from pilot_tui.report.explaining.rules import history

        return history(book, cell)
    return []


def _led_to(cell: Cell, row: Row) -> list[str]:
    """What is computed from a stored cell, the last of it first."""
    if cell.table == "value":
        return [f"value/{cell.id}/score", f"value/{cell.id}/completion"]
    if cell.table == "mark" and row:
        return [f"review/{row['round']}.{row['county']}/{row['expert']}"]
    if cell.table == "milestone":
        return [f"milestone/{cell.id}/{name}" for name in ("gap", "completion", "elapsed")]
    if cell.table == "measure":
        return [f"measure/{cell.id}/score", f"measure/{cell.id}/completion"]
    if cell.table == "rectification" and row:
        return [f"rectified/{row['programme']}.{row['county']}.{row['year']}/closed_share"]
    if cell.table == "item" and row:
        return [f"milestone/{row['milestone']}/completion"]
    return []


def _placed(book: Workbook, cell: Cell) -> list[tuple[Phrase, ...]]:
    """Of a panel's mean or rank: the rank, and what decided it."""
    round_id, _, county = cell.id.rpartition(".")
    if cell.table != "review" or cell.field == "trimmed":
        return []
    if cell.field not in ("mean", "rank"):
        return _apart(book, round_id, county, cell.field)
    from pilot_tui.report.explaining.marks import placed

    round = book.round(text(book.row("round", round_id) or {}, "programme"), round_id)
    return [((placed(book, round, county), "foreground"),)] if round is not None else []


def _apart(book: Workbook, round_id: str, county: str, expert: str) -> list[tuple[Phrase, ...]]:
    """Of an expert's total that stands apart: its modified z-score, and the rule that flags it."""
    round = book.round(text(book.row("round", round_id) or {}, "programme"), round_id)
    if round is None:
        return []
    totals = {one.expert: one.total for one in round.counties[county].totals if one.total is not None}
    limit = book.rule(text(round.row, "programme")).outlying
    z = outlying(totals, limit).get(expert)
    if z is None:
        return []
    return [((say("explain.outlying", z=figure(signed(z)), limit=figure(limit)), "warning"),)]


def _whose(book: Workbook, cell: Cell) -> str:
    """The county, and the year or the round; of a milestone its name."""
    if cell.table == "milestone":
        row = book.row("milestone", cell.id) or {}
        return one_line(pick(row, "name"))
    if cell.table in ("agreement", "leaning"):
        return _round_or_expert(book, cell)
    parts = cell.id.split(".")
    if cell.table in ("graded", "measure"):
        firm = book.row("firm", ".".join(parts[:2])) or {}
        return f"{one_line(pick(firm, 'name') or parts[1])} {one_line(parts[-1])}"
    if parts[1] == "*":
        programme = book.row("programme", parts[0]) or {}
        return one_line(pick(programme, "short") or pick(programme, "name"))
    county = parts[-1] if cell.table == "review" else parts[1]
    name = one_line(pick(book.row("county", county) or {}, "name") or county)
    return name if cell.table in ("review", "ones") else f"{name} {one_line(parts[-1])}"


def _round_or_expert(book: Workbook, cell: Cell) -> str:
    table = "round" if cell.table == "agreement" else "expert"
    return one_line(pick(book.row(table, cell.id) or {}, "name") or cell.id)


def _rule(book: Workbook, cell: Cell) -> str:
    if cell.table in ("review", "leaning"):
        return ruling.of_round(book, cell.id.rpartition(".")[0])
    if cell.table == "agreement":
        return ruling.of_round(book, cell.id)
    if cell.table == "milestone":
        return ruling.of_tasks(book, text(book.row("milestone", cell.id) or {}, "programme"))
    programme = cell.id.split(".")[0]
    return (
        ruling.of_tasks(book, programme)
        if cell.table in ("tasks", "ones")
        else ruling.of_programme(book, programme)
    )

"""What is hidden from whoever looks: said so, and nothing else."""

from __future__ import annotations

from pilot_tui.model import Cell
from pilot_tui.report.explaining.said import Explanation
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook


def explain(book: Workbook, cell: Cell) -> Explanation:
    """The county, and why nothing is said of it."""
    parts = cell.id.split(".")
    county = parts[1] if len(parts) > 1 and cell.table in ("mark", "result", "review") else ""
    name = one_line(pick(book.row("county", county) or {}, "name") or county)
    return Explanation(name, "", (((because(book), "warning"),),), (say("explain.hidden_courtesy"),))


def because(book: Workbook) -> str:
    """Why something is hidden, in a sentence."""
    return say("explain.hidden", viewer=one_line(book.viewer))

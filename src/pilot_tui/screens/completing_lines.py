"""What is still blank, as the lines of a preview: each with what it becomes."""

from __future__ import annotations

from pilot_tui.cells import group_thousands
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.completing import Completion
from pilot_tui.workbook.duties import Duty, Entry


class Blank(Listed):
    """A line for each cell nothing is said of yet."""

    def __init__(self, book: Workbook, planned: Completion) -> None:
        columns = (
            Column("name", say("block.where"), 40, stop=False, frozen=True, least=20, most=64),
            Column("to", "", 1, stop=False),
            Column("new", say("block.fresh"), 12, least=6, most=24),
        )
        super().__init__(columns, [_line(book, one) for one in planned.blank])
        self._planned = planned

    @property
    def counts(self) -> Runs:
        """How many are blank, and what else is to be known before a yes."""
        said = [Run(one, ink) for one, ink in questions(self._planned)]
        return tuple(run for one in said for run in (one, Run("   ")))

    def why(self, _index: int) -> str:
        """Nothing is refused here."""
        return ""


def questions(planned: Completion) -> list[tuple[str, str]]:
    """Sentences and their inks: what whoever completes should know."""
    key = "blank_count" if planned.blank else "none_blank"
    blank, of = group_thousands(str(len(planned.blank))), group_thousands(str(planned.of))
    said = [(say(f"completing.{key}", blank=blank, of=of), "muted")]
    if planned.abstained:
        said.append((say("completing.abstains", count=planned.abstained), "warning"))
    if planned.serious:
        said.append((say("completing.serious", count=planned.serious), "warning"))
    return said


def told(book: Workbook, duty: Duty) -> str:
    """Whose, in words: a county and its year, or an expert and the rounds."""
    if duty.expert:
        row = book.row("expert", f"{duty.rounds[0]}.{duty.expert}") or {}
        return " ".join((one_line(pick(row, "name") or duty.expert), *duty.rounds))
    return f"{one_line(pick(book.row('county', duty.county) or {}, 'name') or duty.county)} {duty.year}"


def _line(book: Workbook, one: Entry) -> Line:
    said = say(f"choice.{one.blank or one.meant}")
    where = " ".join(filter(None, name_of(book, one.cell)))
    return Line(str(one.cell), (slot(where), slot("→", "faint"), slot(said, "foreground")))

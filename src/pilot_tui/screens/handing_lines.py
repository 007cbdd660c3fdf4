"""Whom a file can be handed out to, and what it will be, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from pilot_tui.cells import group_thousands
from pilot_tui.pane import View
from pilot_tui.report.wrapping import wrap
from pilot_tui.rules.roles import CLERK, EXPERT, ROLES, Handout, approval_step, barred, writes
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Runs, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.approval import TABLE
from pilot_tui.workbook.duties import Duty, blanks, sections
from pilot_tui.workbook.handing import Wanted, unnamed
from pilot_tui.workbook.rows import text

Candidate = tuple[Wanted, str, list[str]]
"""What for, how it is shown, what else it answers to."""
_NARROWEST, _BESIDE = 24, 30
"""Cells the fields of a table have at least, and what of a line is not theirs."""
NAMES = ("name_zh", "name_en", "short_zh", "short_en")
"""The fields a row is called by."""
COUNTY_NAMES = (*NAMES, "pinyin", "initials")
"""The same of a county."""


def candidates(book: Workbook, view: View) -> list[Candidate]:
    """The county in view and the others, the experts of the programme, the roles."""
    counties = [*_counties(book, view)] if view.programme else []
    counties.sort(key=lambda one: one[0].county != view.county)
    return [*counties, *_experts(book, view), *_roles()]


def _counties(book: Workbook, view: View) -> Iterator[Candidate]:
    for row in book.pilots_with(view.programme, COUNTY_NAMES):
        id = text(row, "county")
        wanted = Wanted(programme=view.programme, county=id, year=view.year)
        label = f"{one_line(pick(row, 'name')) or id}  {say(f'role.{CLERK}')} {view.year}"
        yield wanted, label, [id, *(text(row, name) for name in COUNTY_NAMES)]


def _experts(book: Workbook, view: View) -> Iterator[Candidate]:
    for round in book.rounds(view.programme) if view.programme else []:
        for row in book.rows_where("expert", round=str(round["id"])):
            code, person = text(row, "code"), text(row, "person")
            wanted = Wanted(expert=code, rounds=(str(round["id"]),), person=person)
            named = " · ".join(filter(None, (one_line(pick(row, "name")), one_line(person))))
            label = f"{one_line(code)}  {named}  {say(f'role.{EXPERT}')} {one_line(str(round['id']))}"
            yield wanted, label, [code, person, *(text(row, name) for name in NAMES)]


def _roles() -> Iterator[Candidate]:
    for role in ROLES:
        if role not in (CLERK, EXPERT):
            yield Wanted(role), say(f"role.{role}"), [role, role]


class Held(Listed):
    """A line for each table that may be written, with its fields."""

    def __init__(self, book: Workbook, given: Handout, cells: int) -> None:
        """What may be written, on lines of at most `cells`."""
        columns = (
            Column("table", say("handing.writes"), 20, stop=False, frozen=True, least=14, most=24),
            Column("fields", say("handing.fields"), 40, stop=False, least=20, most=120),
        )
        self._book, self._given, self._cells = book, given, max(_NARROWEST, cells - _BESIDE)
        self.narrow = any(barred(given, table) for table in ("rule", "indicator"))
        """Whether there is anything that may not be written."""
        super().__init__(columns, [*self._told()])

    def why(self, _index: int) -> str:
        """Nothing is refused here."""
        return ""

    def _told(self) -> Iterator[Line]:
        for table, told in self._written():
            for nth, piece in enumerate(wrap(told, self._cells)):
                yield Line(f"{table}.{nth}", (slot(table if not nth else ""), slot(piece, "muted")))

    def _written(self) -> Iterator[tuple[str, str]]:
        """Each table in words, and its fields."""
        if not self.narrow:
            yield say("handing.everything"), say("handing.every_field")
        for table, fields in writes(self._given).items():
            taken = approval_step(self._given) if table == TABLE else ()
            if taken:
                said = " → ".join(say(f"choice.{state}") for state in taken)
            else:
                own = [name for name in TABLES[table].columns() if name in fields]
                said = say("report.comma").join(say(f"field.{name}") for name in own)
            yield say(f"table.{table}"), said or say("handing.every_field")

    @property
    def counts(self) -> Runs:
        """How much there is in it, and who is named by it."""
        said = [(say("handing.whole", count=group_thousands(str(self._book.revision))), "muted")]
        duty = self._duty()
        if duty is not None:
            found = sections(self._book, duty)
            of, left = sum(len(one.entries) for one in found), len(blanks(found))
            said.append((say("handing.to_fill", of=of, left=left), "foreground"))
        said += [*self._named()]
        return tuple(run for one, ink in said for run in (Run(one, ink), Run("   ")))

    def _duty(self) -> Duty | None:
        given = self._given
        if given.expert:
            return Duty(given.programme, expert=given.expert, rounds=given.rounds)
        return Duty(given.programme, given.county, given.year) if given.role == CLERK else None

    def _named(self) -> Iterator[tuple[str, str]]:
        """What becomes of the person the marks of an expert are left to."""
        for cell in unnamed(self._book, self._given):
            before = text(self._book.row(cell.table, cell.id) or {}, "person")
            facts = {"code": self._given.expert, "person": one_line(self._given.person)}
            if before:
                yield say("handing.renames", before=one_line(before), **facts), "warning"
            else:
                yield say("handing.names", **facts), "muted"

"""The scorecard over units: firms as rows, indicators as columns, what a county's firms come to below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pilot_tui.cells import group_thousands
from pilot_tui.pane.fields import extra_columns, extra_slots, field_column, field_slot
from pilot_tui.pane.fresh import Fresh, next_code
from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import MARK, UNKNOWN, Cells, lamp, line, provenance
from pilot_tui.report.figures import points
from pilot_tui.report.wrapping import wrap
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook.firms import CountyFirms, Firm, Firms, Measure, Sum
from pilot_tui.workbook.rows import Row, address, number, text

_EXTRAS = ("county", "remark", "source", "provenance")
_PARTS = ("numerator", "denominator")
_CELLS = 9
"""Of an indicator's column."""
_MEASURED = {field.name: field for field in TABLES["measure"].fields}


class FirmsSheet(Sheet):
    """Firms of the county in view, or of all."""

    NAME, TABLES, HOME = "firms", ("firm", "measure"), "rank"

    def source(self) -> Listed:
        """Firms by code under their county; the county's sums."""
        given = self.book.firms(self.view.programme, self.view.year)
        columns, cells = _columns(given), Cells(self.book, self.added)
        counties = [one for one in given.counties if self.view.everyone or one.county == self.view.county]
        lines: list[Line] = []
        for one in counties:
            if self.view.everyone:
                lines.append(_heading(columns, self._name(one.county), one, given))
            by_code = sorted(one.firms, key=lambda firm: firm.code)
            lines += [_firm(columns, cells, firm, given) for firm in by_code]
            lines.append(_sums(columns, one, given))
        footer = None if self.view.everyone or not counties else _footer(counties[0], given)
        return Listed(columns, lines, footer)

    def fresh(self) -> Fresh:
        """A firm of the county in view, its code proposed."""
        county = self.county()
        given = self.book.firms(self.view.programme, self.view.year)
        codes = [firm.code for one in given.counties for firm in one.firms]
        typed = {"programme": self.view.programme, "county": county}
        return Fresh("firm", "code", typed, entry=next_code(codes, "F01"), then="name")

    def _name(self, county: str) -> str:
        return one_line(pick(self.book.row("county", county) or {}, "name") or county)


def _columns(given: Firms) -> list[Column]:
    chinese = spoken() == "zh"
    return [
        MARK,
        Column("code", say("field.code"), 4, frozen=True),
        Column("name", say("sheet.firm"), 14 if chinese else 20, frozen=True, most=40),
        Column("rank", say("field.rank"), 4, "right", computed=True),
        Column("score", say("field.score"), 6, "right", gap=2, computed=True),
        Column("grade", say("column.grade"), 6 if chinese else 7, computed=True, gap=2),
        Column("light", say("sheet.line"), 6 if chinese else 9, stop=False),
        *(column for row in given.indicators for column in _indicator_columns(row)),
        *extra_columns("firm", _EXTRAS),
    ]


def _indicator_columns(row: Row) -> list[Column]:
    """A figure, and its two parts for who wants them."""
    code, title = text(row, "code"), one_line(pick(row, "short") or pick(row, "name"))
    head, *rest = wrap(title, _CELLS)
    figure = Column(code, head, _CELLS, "right", gap=2, mark=True, subtitle=rest[0] if rest else "")
    parts = [(name, field_column(_MEASURED[name], shown=False)) for name in _PARTS]
    named = [replace(each, key=f"{code}.{name}", title=f"{title} {each.title}") for name, each in parts]
    return [figure, *named]


def _firm(columns: Sequence[Column], cells: Cells, firm: Firm, given: Firms) -> Line:
    id = text(firm.row, "id")
    home = f"{given.programme}.{firm.code}.{given.year}"
    measures = {text(one.indicator, "code"): _measure(cells, one) for one in firm.measures}
    name = f"name_{spoken()}"
    field = TABLES["firm"].field(name)
    assert field is not None
    return line(
        columns,
        id,
        {
            **extra_slots(cells, "firm", id, firm.row, _EXTRAS),
            **measures,
            **_parts(cells, firm),
            "mark": provenance(firm.row),
            "code": slot(one_line(firm.code), "muted"),
            "name": field_slot(cells, "firm", id, field, firm.row, one_line(pick(firm.row, "name"))),
            "rank": _told(str(firm.rank or ""), home, "rank", firm.rank),
            "score": _told(
                points(firm.sheet.total_rescaled, given.rule), home, "score", firm.sheet.total_rescaled
            ),
            "grade": _told(one_line(pick(firm.band, "name")), home, "grade", firm.rank),
            "light": lamp("late", say("sheet.clear_out")) if firm.cleared_out else Slot(),
        },
    )


def _told(said: str | None, home: str, name: str, value: object) -> Slot:
    """A computed figure that can be explained."""
    made = slot(said) if said else UNKNOWN
    return made._replace(about=address("graded", home, name), value=value)  # type: ignore[arg-type]  # a number or None


def _measure(cells: Cells, one: Measure) -> Slot:
    where, stored = address("measure", one.id, "value"), text(one.row, "value")
    if stored:
        ink = "bold error" if one.cleared_out else "foreground"
        return slot(
            group_thousands(one_line(stored)), ink, address=where, entry=stored, mark=cells.mark(where)
        )
    if one.figure is not None:  # by its parts
        said = f"{say('sign.about')}{group_thousands(shown(one.figure, _places(one.indicator)))}"
        return slot(said, "italic muted", address=where, mark=cells.mark(where))
    word = say("absence.not_reported")
    return slot(word, "warning", address=where, mark=cells.mark(where), absent="not_reported")


def _parts(cells: Cells, firm: Firm) -> dict[str, Slot]:
    return {
        key: field_slot(cells, "measure", one.id, _MEASURED[name], one.row)
        for one in firm.measures
        for name in _PARTS
        if (key := f"{one.indicator['code']}.{name}") in cells.added
    }


def _sums(columns: Sequence[Column], one: CountyFirms, given: Firms) -> Line:
    """Σ numerator ÷ Σ denominator of each indicator, and the score of these."""
    home = f"{given.programme}.{one.county}.{given.year}"
    slots = {text(each.indicator, "code"): _sum(each, home) for each in one.sums}
    total = points(one.sheet.total_rescaled, given.rule)
    about = address("firms", home, "score")
    return line(
        columns,
        f"sum.{one.county}",
        {
            **slots,
            "name": slot(say("sheet.together"), "bold foreground"),
            "score": (slot(total, "bold foreground") if total else UNKNOWN)._replace(about=about),
        },
    )


def _sum(one: Sum, home: str) -> Slot:
    if one.figure is None:
        return UNKNOWN
    said = group_thousands(shown(one.figure, _places(one.indicator)))
    about = address("firms", home, text(one.indicator, "code"))
    return slot(said, "bold foreground")._replace(about=about, value=one.figure)


def _places(indicator: Row) -> int:
    decimals = number(indicator, "decimals")
    return 2 if decimals is None else int(decimals)


def _heading(columns: Sequence[Column], name: str, one: CountyFirms, given: Firms) -> Line:
    lead = (Run("▾ ", "faint"), Run(name or "—", "bold foreground"), *_counts(one, given))
    return line(columns, f"group.{one.county}", {}, "group", lead)


def _footer(one: CountyFirms, given: Firms) -> Line:
    return Line(
        "total", kind="total", lead=(Run(say("milestones.total"), "bold foreground"), *_counts(one, given))
    )


def _counts(one: CountyFirms, given: Firms) -> tuple[Run, ...]:
    """How many firms, of which grade, at the line."""
    runs = [Run("  " + say("sheet.count_firms", count=f"{len(one.firms):,}"), "muted")]
    graded = one.graded()
    for band in given.grades.rows:
        code = text(band, "code")
        runs += [Run(f"   {one_line(code)} ", "muted"), Run(f"{graded[code]:,}")]
    if cleared := sum(firm.cleared_out for firm in one.firms):
        runs += [Run("   ■ ", "error"), Run(f"{say('sheet.clear_out')} {cleared:,}")]
    return tuple(runs)

"""A sheet to be filled in, as a workbook: what is asked for can be typed into, everything else is locked.

The first sheet is the one to fill in, the second says how, a hidden third what it all is of and what stood in
it. The lists that cells are chosen from stand there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, BinaryIO

from pilot_tui.report.office.asked_cells import Lists, rule_of
from pilot_tui.report.office.cell_text import lines_of
from pilot_tui.report.office.needing import refuse_without_sheets
from pilot_tui.report.office.number_form import holds
from pilot_tui.report.office.sheet_names import SheetNames
from pilot_tui.report.office.xlsx import making
from pilot_tui.report.office.xlsx_body import LIMIT, LINE, lines_in
from pilot_tui.report.office.xlsx_rows import put_text
from pilot_tui.report.office.xlsx_styles import Styles
from pilot_tui.tables import Kind
from pilot_tui.words import both, lexicon
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Ticking, silent
from pilot_tui.workbook.rows import number
from pilot_tui.workbook.sheets import marker
from pilot_tui.workbook.sheets.form_parts import Column, Form, Line, two
from pilot_tui.workbook.sheets.kinds import ID, MARKED

_A4, _EVERY, _GUIDE_CELLS = 9, 512, 76
_WIDTHS = {
    "indicator": 26,
    "name": 30,
    "item": 26,
    "firm": 20,
    "unit": 11,
    "remark": 24,
    "problem": 24,
    "next_step": 24,
    ID: 24,
}
_WIDE = 13
"""Characters of a column that is not named above."""
_BESIDE, _ABOVE = 2, 6
"""Characters left and right of a text, points above and below it, together."""
_BOLD = 4
"""The same of a head, whose letters are wider."""
_DAY = "yyyy-mm-dd"
_FIRST_YEAR = 1900


def write_form(book: Workbook, form: Form, file: BinaryIO, tick: Ticking = silent) -> None:
    """The whole workbook; raises `NoSheetLibrary`."""
    refuse_without_sheets()
    names = SheetNames()
    with making(file) as made:
        styles, lists = Styles(made), Lists(form)
        name = names.name(both(f"sheets.name_{form.scope.kind}")[0], "")
        asked = made.add_worksheet(name)
        guide = made.add_worksheet(names.name(" ".join(both("sheets.name_guide")), ""))
        hidden = made.add_worksheet(MARKED)
        _Asked(asked, styles, form, lists).write(list(_titles(book, form)), tick)
        _guide(guide, styles, form)
        _marker(hidden, marker.written(book, form, name), lists)


def _titles(book: Workbook, form: Form) -> Iterator[str]:
    """What it is of, in both languages."""
    scope = form.scope
    programme = book.programme(scope.programme)
    round = book.row("round", scope.round) if scope.round else None
    kind, of = both(f"sheets.title_{scope.kind}"), two(round or {}, "name") if round else ("", "")
    for at in (0, 1):
        named = two(programme, "name")[at]
        yield "  ".join(filter(None, (named, str(scope.year or ""), of[at], kind[at])))


def _guide(sheet: Any, styles: Styles, form: Form) -> None:  # noqa: ANN401  # of a library without types
    """How it is filled in."""
    sheet.set_column(0, 0, _GUIDE_CELLS)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect()
    facts = {"clear": " / ".join(clearing())}
    day = ("day",) if form.scope.kind == "reports" else ()
    keys = ("fill", "blank", "clear", "numbers", *day, "rows", "back")
    for at in (0, 1):
        sheet.set_row(at * 10, 22)
        sheet.write_string(at * 10, 0, both("sheets.guide_title")[at], styles.of("heading"))
        for nth, key in enumerate(keys, 1):
            said = f"{nth}  " + both(f"sheets.guide_{key}")[at].format_map(facts)
            sheet.set_row(at * 10 + nth, LINE * lines_in(said, _GUIDE_CELLS))
            sheet.write_string(at * 10 + nth, 0, said, styles.of("prose"))


def clearing() -> Sequence[str]:
    """What is written into a cell to empty it."""
    return list(lexicon("clear"))


def _marker(sheet: Any, rows: Iterator[tuple[str, str]], lists: Lists) -> None:  # noqa: ANN401  # of a library without types
    """What it is of on the left, the lists on the right."""
    sheet.very_hidden()
    for at, (told, offered) in enumerate(zip_longest(rows, lists.rows())):
        for column, said in enumerate(told or ()):
            sheet.write_string(at, column, said)
        for column, said in enumerate(offered or (), Lists.FIRST):
            if said:
                sheet.write_string(at, column, said)


class _Asked:
    """The sheet that is filled in, written from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles, form: Form, lists: Lists) -> None:  # noqa: ANN401  # of a library without types
        self._sheet, self._styles, self._form, self._lists = sheet, styles, form, lists
        self._widths = [_WIDTHS.get(one.key, _WIDE) for one in form.columns]

    def write(self, titles: Sequence[str], tick: Ticking) -> None:
        for at, wide in enumerate(self._widths):
            self._sheet.set_column(at, at, wide)
        top = self._above(titles)
        for at, line in enumerate(self._form.lines):
            if at % _EVERY == 0:
                tick(at, len(self._form.lines))
            self._line(top + at, line)
        self._rules(top)
        self._set_up(top)

    def _above(self, titles: Sequence[str]) -> int:
        """Titles, how it is filled in, the heads; returns the first row below."""
        said = [*zip(titles, ("heading", "note"), strict=True)]
        said += [(text, "note") for text in both("sheets.above")]
        for at, (text, kind) in enumerate(said):
            self._sheet.set_row(at, 20 if kind == "heading" else LINE)
            put_text(self._sheet, at, 0, " ".join(lines_of(text)), self._unwrapped(kind))
        high = 2
        for at, column in enumerate(self._form.columns):
            high = max(high, lines_in(_head(column), self._widths[at] - _BOLD))
            kind = "head.right" if _is_number(column) or _is_day(column, dated=False) else "head"
            put_text(self._sheet, len(said), at, _head(column), self._styles.of(kind))
        self._sheet.set_row(len(said), LINE * high + _ABOVE)
        return len(said) + 1

    def _unwrapped(self, kind: str) -> Any:  # noqa: ANN401  # of a library without types
        return self._styles.of("lead" if kind == "heading" else "line")

    def _line(self, row: int, line: Line) -> None:
        high = 1
        for at, (column, said) in enumerate(zip(self._form.columns, line.texts, strict=True)):
            self._cell(row, at, column, said, line.dated)
            if column.key != ID:
                high = max(high, lines_in(said, self._widths[at] - _BESIDE))
        self._sheet.set_row(row, LINE * high + _ABOVE)

    def _cell(self, row: int, at: int, column: Column, said: str, dated: bool) -> None:
        """A day as a day, a number with its digits as a number, all else as text."""
        kind = "asked" if column.asked else "key" if column.key == ID else "named"
        right = "asked.figure" if column.asked else "named.figure"
        day = _day(said) if _is_day(column, dated) else None
        figure = number({"": said}, "") if _is_number(column) else None
        if day is not None:
            self._sheet.write_datetime(row, at, day, self._styles.of(right, _DAY))
        elif figure is not None and holds(figure):
            self._sheet.write_number(row, at, float(figure), self._styles.of(right, _digits(figure)))
        elif column.field and not said:
            form = _DAY if _is_day(column, dated) else "@" if column.field.kind is Kind.TEXT else ""
            kind = right if _is_number(column) or _is_day(column, dated) else kind
            self._sheet.write_blank(row, at, None, self._styles.of(kind, form))
        else:
            shown = "\n".join(lines_of(said[:LIMIT]))
            put_text(self._sheet, row, at, shown, self._styles.of(kind))

    def _rules(self, top: int) -> None:
        """What each column takes; of milestones a day where the task is one."""
        for at, column in enumerate(self._form.columns):
            if not column.asked:
                continue
            for first, last, dated in self._runs():
                rule = rule_of(column, dated, self._lists, (top + first, at))
                self._sheet.data_validation(top + first, at, top + last, at, rule)

    def _runs(self) -> Iterator[tuple[int, int, bool]]:
        """Rows that follow each other and take the same."""
        first = 0
        for at, line in enumerate(self._form.lines):
            following = self._form.lines[at + 1 : at + 2]
            if not following or following[0].dated != line.dated:
                yield first, at, line.dated
                first = at + 1

    def _set_up(self, top: int) -> None:
        """Frozen heads, filter, lock, print."""
        sheet, last = self._sheet, len(self._form.columns) - 1
        sheet.freeze_panes(top, 2)
        sheet.autofilter(top - 1, 0, max(top, top + len(self._form.lines) - 1), last)
        allowed = ("format_columns", "format_rows", "autofilter", "sort", "select_locked_cells")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top - 1)
        sheet.set_margins(0.5, 0.5, 0.6, 0.7)
        sheet.set_footer("&L&8&A&R&P / &N")


def _head(column: Column) -> str:
    """Both languages; below them the scale of a mark."""
    title = "\n".join(dict.fromkeys(filter(None, column.title))) or column.key
    if column.suffix:
        return f"{title}\n{column.low:f}–{column.high:f}"
    return title


def _is_number(column: Column) -> bool:
    return column.field is not None and column.field.kind in (Kind.DECIMAL, Kind.INTEGER, Kind.FIGURE)


def _is_day(column: Column, dated: bool) -> bool:
    field = column.field
    return field is not None and (field.kind is Kind.DATE or (dated and field.kind is Kind.FIGURE))


def _day(said: str) -> date | None:
    """The day, where a spreadsheet knows it."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _digits(figure: Decimal) -> str:
    """The number format that shows a number with the digits it has."""
    places = len(format(figure, "f").partition(".")[2])
    return "#,##0" + ("." + "0" * places if places else "")

"""Rectification items: found, rectified, closed; how far each county and the programme have come."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.pane.fields import extra_columns, extra_slots, field_slot
from pilot_tui.pane.fresh import Fresh
from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import MARK, Cells, lamp, line, provenance
from pilot_tui.panes.milestones.rows import name_slot
from pilot_tui.report.figures import percent
from pilot_tui.safe import one_line
from pilot_tui.tables import TABLES
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook.rectifying import Rectification, counted
from pilot_tui.workbook.rows import address, text
from pilot_tui.workbook.workings.ledgers import EVERYWHERE

_DAYS = ("found", "due", "rectified", "closed")
_OWNER = "owner_zh", "owner_en"
_EXTRAS = ("area_zh", "area_en", "remark", "source", "provenance")
_FIELDS = {field.name: field for field in TABLES["rectification"].fields}


class RectifyingSheet(Sheet):
    """The items of the county in view by area, or of all counties."""

    NAME, TABLES, HOME = "rectification", ("rectification",), "rectified"

    def source(self) -> Listed:
        """Every item in its group, then the counts."""
        view = self.view
        given = self.book.rectification(view.programme, view.year, None if view.everyone else view.county)
        columns, cells = _columns(), Cells(self.book, self.added)
        groups: dict[str, list[Rectification]] = {}
        for one in given:
            groups.setdefault(text(one.row, "county" if view.everyone else "area_zh"), []).append(one)
        lines: list[Line] = []
        for members in groups.values():
            lines.append(self._heading(columns, members))
            lines += [_item(columns, cells, one) for one in members]
            if view.everyone:
                lines.append(self._counts(columns, members, text(members[0].row, "county")))
        if given:
            lines += [Line("blank", kind="blank")] if view.everyone else []
            lines.append(self._counts(columns, given, EVERYWHERE if view.everyone else view.county))
        return Listed(columns, lines)

    def fresh(self) -> Fresh:
        """An item of the area the cursor is in, last of its county."""
        county, view = self.county(), self.view
        given = self.book.rectification(view.programme, view.year, county)
        here = next((one.row for one in given if one.row["id"] == self.pane.grid.cursor[0]), {})
        typed = {
            "programme": view.programme,
            "county": county,
            "year": str(view.year),
            "position": str(max((int(text(one.row, "position") or 0) for one in given), default=0) + 1),
            **{name: text(here, name) for name in ("area_zh", "area_en") if text(here, name)},
        }
        return Fresh("rectification", f"name_{spoken()}", typed, column="name", then="found")

    def _heading(self, columns: Sequence[Column], members: Sequence[Rectification]) -> Line:
        row = members[0].row
        county = self.book.row("county", text(row, "county")) or {}
        title = one_line(pick(county, "name") if self.view.everyone else pick(row, "area"))
        lead = (
            Run("▾ ", "faint"),
            Run(title or "—", "bold foreground"),
            Run("  " + say("sheet.count_items", count=f"{len(members):,}"), "muted"),
        )
        return line(columns, f"group.{row['id']}", {}, "group", lead)

    def _counts(self, columns: Sequence[Column], given: Sequence[Rectification], county: str) -> Line:
        """A row of counts, each of which can be explained."""
        done, home = counted(given, self.book.today), f"{self.view.programme}.{county}.{self.view.year}"
        part = self.view.everyone and county != EVERYWHERE

        def told(name: str, said: str, ink: str = "bold foreground") -> Slot:
            return slot(said, ink)._replace(about=address("rectified", home, name))

        late = "bold error" if done.overdue else "muted"
        return line(
            columns,
            f"sum.{county}",
            {
                "name": slot(say("sheet.counted" if part else "sheet.all_counties"), "bold foreground"),
                "found": told("found", f"{done.found:,}"),
                "due": told("overdue", say("sheet.overdue", count=f"{done.overdue:,}"), late),
                "rectified": told("rectified_share", _share(done.rectified, done.rectified_share)),
                "closed": told("closed_share", _share(done.closed, done.closed_share)),
            },
        )


def _share(count: int, share: Fraction | None) -> str:
    return f"{count:,}  {percent(share, 0)} %"


def _columns() -> list[Column]:
    chinese = spoken() == "zh"
    return [
        MARK,
        Column("name", say("sheet.item"), 20, frozen=True, most=56),
        *(Column(name, say(f"column.{name}"), 10, "right", mark=True) for name in _DAYS),
        Column("light", say("milestones.light"), 7 if chinese else 11, stop=False),
        Column("state", say("field.state"), 10),
        Column(_owner(), say(f"field.{_owner()}"), 14, least=8, most=30),
        *extra_columns("rectification", _EXTRAS),
    ]


def _owner() -> str:
    return _OWNER[spoken() == "en"]


def _item(columns: Sequence[Column], cells: Cells, one: Rectification) -> Line:
    row, id = one.row, text(one.row, "id")
    fields = (*_DAYS, "state", _owner())
    return line(
        columns,
        id,
        {
            **extra_slots(cells, "rectification", id, row, _EXTRAS),
            **{name: field_slot(cells, "rectification", id, _FIELDS[name], row) for name in fields},
            "mark": provenance(row),
            "name": name_slot(cells, "rectification", row, "name"),
            "light": lamp(one.light, say(f"stage.{one.word}")),
        },
    )

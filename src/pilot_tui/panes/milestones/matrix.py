"""Counties × industries: a row an industry, a column each of the five ones; stated beside listed counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pilot_tui.pane.fresh import Fresh, next_code
from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import MARK, UNKNOWN, Cells, lamp, line, provenance
from pilot_tui.panes.milestones.rows import name_slot
from pilot_tui.report.wrapping import wrap
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook.ones import Industry, Matrix, Share, Stated, share
from pilot_tui.workbook.rows import Row, address, text

_SIGNS = {"done": ("●", "success"), "open": ("○", "muted"), "not_applicable": ("–", "faint")}
_FIVE = 5
_CODE = "industry"
"""What the code of a new one begins with: nobody has to think of one."""
_SHARED = (
    "area_zh",
    "area_en",
    "short_zh",
    "short_en",
    "unit_zh",
    "unit_en",
    "operator",
    "target",
    "starts",
    "ends",
)
"""What the checklist of a new industry has in common with the others."""


class MatrixSheet(Sheet):
    """All industries of the programme; the cursor moves over their items."""

    NAME, TABLES, HOME = "industries", ("industry",), "1"

    def source(self) -> Listed:
        """Industries by county, subtotals where a county has several, the stated counts."""
        found = self.book.ones(self.view.programme)
        columns, cells = _columns(found), Cells(self.book)
        lines: list[Line] = []
        several = Counter(text(one.row, "county") for one in found.industries)
        for at, one in enumerate(found.industries):
            county = text(one.row, "county")
            lines.append(self._industry(columns, cells, one))
            last = at + 1 == len(found.industries) or text(found.industries[at + 1].row, "county") != county
            if last and several[county] > 1:
                rows = [each for each in found.industries if text(each.row, "county") == county]
                lines.append(self._sum(columns, found, rows, county))
        if found.industries:
            lines.append(self._sum(columns, found, found.industries, "*"))
        lines += [_stated(columns, cells, one) for one in found.stated]
        return Listed(columns, lines, _footer(found) if lines else None)

    def fresh(self) -> Fresh:
        """An industry of the county in view, with a checklist like that of the others."""
        county, view = self.county(), self.view
        found = self.book.ones(view.programme)
        typed = {
            "programme": view.programme,
            "county": county,
            "position": str(
                max((int(text(one.row, "position") or 0) for one in found.industries), default=0) + 1
            ),
        }
        codes = (text(one.row, "code") for one in found.industries)
        numbered = [code for code in codes if code.startswith(_CODE)]
        milestone, along = self._checklist(found, county)
        typed |= {"milestone": milestone, "code": next_code(numbered, f"{_CODE}1")}
        return Fresh("industry", f"name_{spoken()}", typed, column="name", then="1", along=along)

    def _checklist(
        self, found: Matrix, county: str
    ) -> tuple[str, tuple[tuple[str, str, Mapping[str, str]], ...]]:
        """The id of a new checklist, and the rows it is made of."""
        id = self.book.new_id()
        model = next((one.milestone for one in found.industries if one.milestone), {})
        home = {
            "programme": self.view.programme,
            "county": county,
            "year": text(model, "year") or str(self.view.year),
            "kind": "checklist",
            **{name: text(model, name) for name in _SHARED if text(model, name)},
        }
        items: list[tuple[str, str, Mapping[str, str]]] = []
        for number in found.numbers or range(1, _FIVE + 1):
            head = found.head(number)
            names = ("group_zh", "group_en", "name_zh", "name_en")
            shared = {name: text(head, name) for name in names if text(head, name)}
            items.append(("item", "", {"milestone": id, "number": str(number), **shared}))
        return id, (("milestone", id, home), *items)

    def _industry(self, columns: Sequence[Column], cells: Cells, one: Industry) -> Line:
        row, part = one.row, share(one.items)
        slots = {text(item, "number"): _item(cells, item) for item in one.items}
        light = one.progress.light if one.progress else "unknown"
        word = say(f"pace.{one.progress.word}") if one.progress else say("pace.none")
        done = _part(part)
        if one.milestone:
            done = done._replace(about=address("milestone", text(one.milestone, "id"), "completion"))
        return line(
            columns,
            text(row, "id"),
            {
                **slots,
                "mark": provenance(row),
                "county": slot(self._county(text(row, "county")), "muted"),
                "name": name_slot(cells, "industry", row, "name"),
                "value": done,
                "light": lamp(light, word),
            },
        )

    def _sum(self, columns: Sequence[Column], found: Matrix, given: Sequence[Industry], county: str) -> Line:
        """How many have done each item, and all of them, of those to which it applies."""
        home = f"{found.industries[0].row['programme']}.{county}"
        slots = {}
        for number in found.numbers:
            made = _part(share(one.item(number) for one in given))
            slots[str(number)] = made._replace(about=address("ones", home, str(number)))
        whole = _part(share(item for one in given for item in one.items))
        title = say("sheet.all_counties") if county == "*" else say("sheet.counted")
        named = {"county": slot(self._county(county), "muted")} if county != "*" else {}
        return line(
            columns,
            f"sum.{county}",
            {
                **slots,
                **named,
                "name": slot(title, "bold foreground"),
                "value": whole._replace(about=address("ones", home, "done")),
            },
        )

    def _county(self, id: str) -> str:
        row = self.book.row("county", id) or {}
        return one_line(pick(row, "short") or pick(row, "name") or id)


def _columns(found: Matrix) -> list[Column]:
    """What an industry comes to stands before its items: on a narrow screen these scroll."""
    chinese = spoken() == "zh"
    return [
        MARK,
        Column("county", say("field.county"), 8 if chinese else 12, frozen=True, stop=False),
        Column("name", say("table.industry"), 14 if chinese else 18, frozen=True, least=12, most=40),
        Column("value", say("sheet.ones_done"), 6, "right", computed=True, mark=True),
        Column("light", say("milestones.light"), 6 if chinese else 9, stop=False),
        *(_column(found, number, 8 if chinese else 10) for number in found.numbers),
    ]


def _column(found: Matrix, number: int, cells: int) -> Column:
    """One of the five ones, its name on two lines."""
    title = one_line(pick(found.head(number), "name")) or str(number)
    head, *rest = wrap(title, cells)
    return Column(str(number), head, cells, subtitle="".join(rest[:1]), mark=True)


def _item(cells: Cells, item: Row) -> Slot:
    where, state = address("item", text(item, "id"), "state"), text(item, "state")
    if not state:
        word = say("absence.not_reported")
        return slot(word, "warning", address=where, mark=cells.mark(where), absent="not_reported")
    sign, ink = _SIGNS[state]
    word = say(f"choice.{state}")
    runs = (Run(f"{sign} ", ink), Run(say(f"one.{state}"), "foreground" if state == "done" else "muted"))
    return Slot(runs, where, word, cells.mark(where), value=list(_SIGNS).index(state))


def _part(part: Share) -> Slot:
    """`3/5`; undefined where nothing applies."""
    if not part.of:
        return UNKNOWN
    return slot(f"{part.done}/{part.of}", "bold foreground")


def _stated(columns: Sequence[Column], cells: Cells, one: Stated) -> Line:
    """What somebody said there are, in a cell, beside what is listed."""
    id = text(one.fact, "id")
    where, stored = address("fact", id, "value"), text(one.fact, "value")
    differs = stored != str(one.listed)
    word = say("sheet.listed", count=one.listed)
    return line(
        columns,
        id,
        {
            "mark": provenance(one.fact),
            "name": slot(say("sheet.stated"), "muted"),
            "value": slot(one_line(stored), address=where, entry=stored, mark=cells.mark(where)),
            "light": Slot((Run("▲ " if differs else "● ", "warning" if differs else "success"), Run(word))),
        },
    )


def _footer(found: Matrix) -> Line:
    lead = [
        Run(say("milestones.total"), "bold foreground"),
        Run("  " + say("sheet.count_industries", count=f"{len(found.industries):,}"), "muted"),
    ]
    for one in found.stated:
        facts = {"stated": one_line(text(one.fact, "value")), "listed": one.listed}
        differs = facts["stated"] != str(one.listed)
        said = ("   ▲ " if differs else "   ● ") + say("finding.count", **facts)
        lead.append(Run(said, "warning" if differs else "muted"))
    return Line("total", kind="total", lead=tuple(lead))

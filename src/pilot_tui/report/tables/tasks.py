"""The annual task progress table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import TaskShare
from pilot_tui.report.document import Column, Group, Paragraph, Row, Run, Table
from pilot_tui.report.figures import percent, signed
from pilot_tui.report.material import Material, is_illustrative
from pilot_tui.report.spooled import Spool, Spooled
from pilot_tui.report.tables import said, task_cells
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.tasks import TaskLine


def tasks_table(material: Material) -> Table:
    """The year's milestones by county, under a counted line."""
    sums = material.tasks.sums.values()
    day = said.latest(one.as_of for one in sums)
    whose = _only(material)
    return Table(
        key="tasks",
        title=say("report.tasks"),
        subtitle=say("report.of_county", county=whose or say("report.all_counties"), year=material.year),
        columns=_columns(),
        groups=tuple(_groups(material, day, titled=not whose)),
        head=(say("report.stamp"), say("report.filled_on")),
        lead=(_counted(material),),
        as_of=said.as_of(day),
        unit=say("report.tasks_unit"),
        rule=said.tasks_rule(material),
        provenance=said.of_provenance(sum((one.provenance for one in sums), Counter())),
        notes=tuple(_notes(material)),
        foot=(say("report.filled_by"), say("report.checked_by")),
    )


def _only(material: Material) -> str:
    """The county all tasks are of, empty when they are of several."""
    names = _names(material)
    return names.get(next(iter(material.tasks)), "") if len(material.tasks) == len(names) == 1 else ""


def _names(material: Material) -> dict[str, str]:
    return {id: said.named(row, id) for id, row in material.county_rows.items()}


def _columns() -> tuple[Column, ...]:
    return (
        said.column("number", align="right", stub=True),
        said.column("task", stub=True),
        said.column("annual_goal"),
        said.column("progress"),
        said.column("completion", align="point", unit="%"),
        said.column("gap", align="point", unit=say("report.percentage_points")),
        said.column("light"),
        said.column("lead"),
        said.column("owner"),
        said.column("problem"),
        said.column("next_step"),
        said.column("remark"),
    )


def _groups(material: Material, day: str, *, titled: bool) -> Iterator[Group]:
    names, before = _names(material), 0
    spool = None if material.held else Spool()
    for county, one in material.tasks.sums.items():
        rows = _Rows(material, county, before + 1, day)
        before += one.many
        facts = {"county": names.get(county, county) or said.DASH, "share": _share(one.share)}
        kept = Spooled(spool, one.many, rows.made) if spool else tuple(rows.made())
        yield Group(kept, say("report.group_title", **facts) if titled else "")


class _Rows(NamedTuple):
    """The rows of a county's milestones, the first of them numbered `first`."""

    material: Material
    county: str
    first: int
    day: str

    def made(self) -> Iterator[Row]:
        """Each of them; raises `Busy` where they have changed since they were counted."""
        self.material.refuse_changed()
        for at, line in enumerate(self.material.tasks[self.county], self.first):
            yield _row(self.material, line, at, self.day)


def _row(material: Material, line: TaskLine, at: int, day: str) -> Row:
    row, done = line.row, line.progress
    cells = (
        said.counted(at),
        said.told(said.named(row, row["id"]), pick(row, "short")),
        task_cells.goal(line),
        task_cells.reached(line),
        task_cells.completion(line),
        said.figure(signed(done.gap)),
        said.light(done.light, task_cells.word(line)),
        said.told(pick(row, "lead")),
        said.told(pick(row, "owner")),
        said.told(text(row, "problem")),
        said.told(text(row, "next_step")),
        said.told(task_cells.remark(material, line, day)),
    )
    return Row(cells, is_illustrative(row, *line.items, *line.ranks))


def _share(share: TaskShare) -> str:
    if not share.due:
        return say("report.none_due")
    return say("report.share", on=share.on_schedule, due=share.due, percent=_percent(share))


def _percent(share: TaskShare) -> str | None:
    return percent(Fraction(100 * share.on_schedule, share.due), 0)


def _counted(material: Material) -> Paragraph:
    share, count = material.tasks.share(material.rule), material.tasks.count
    if not share.due:
        return Paragraph((Run(say("report.none_comparable", count=count), "strong"),))
    on = say("report.on_schedule", count=share.on_schedule, percent=_percent(share))
    runs = [Run(on, "strong"), Run(say("report.behind", count=share.due - share.on_schedule), "strong")]
    if waiting := count - share.due:
        runs.append(Run(say("report.waiting", count=waiting), "muted"))
    return Paragraph(tuple(runs))


def _notes(material: Material) -> Iterator[str]:
    if any(one.implied for one in material.tasks.sums.values()):
        yield say("report.implied_means")
    yield say("report.dash_means", dash=said.DASH)

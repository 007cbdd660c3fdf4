"""A list whose lines are drawn when they come into view looks as the same list drawn at once."""

from __future__ import annotations

import gc
from pathlib import Path

from pilot_tui.panes.milestones import columns as columns_of
from pilot_tui.panes.milestones import listing
from pilot_tui.panes.milestones.in_view import InView, Later
from pilot_tui.store import Store
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.shaping import groups_of, shaped
from pilot_tui.widgets.sheet import Column, Line, Listed, Source, slot
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.tasks import TaskLine
from workbook.many import YEARS, country

COLUMNS = (Column("name"),)
LINES = [
    Line("g", kind="group"),
    *(Line(f"r{nth}", (slot(f"row {nth}"),)) for nth in range(2000)),
    Line("none", kind="text", part=True),
    Line("h", kind="group"),
    Line("last", (slot("row"),)),
]


def test_only_what_is_looked_at_is_drawn_and_little_of_it_is_kept() -> None:
    drawn: list[str] = []

    def later(line: Line) -> Later:
        def draw() -> Line:
            drawn.append(line.key)
            return line

        return Later(line.key, draw, line.kind)

    listed, source = Listed(COLUMNS, LINES), InView(COLUMNS, [*map(later, LINES)], None)
    assert len(source) == len(listed)
    for one in LINES:
        assert source.find(one.key) == listed.find(one.key)
    assert [source.heading_of(at) for at in range(len(LINES))] == [
        listed.heading_of(at) for at in range(len(LINES))
    ]
    assert drawn == []
    assert [source.line(at) for at in (3, 4, 3)] == [LINES[3], LINES[4], LINES[3]]
    assert drawn == ["r2", "r3"]
    for at in range(len(LINES)):
        assert source.line(at) == LINES[at]
    assert len(source._drawn.items()) < 300
    drawn.clear()
    assert groups_of(source) == groups_of(listed)
    assert drawn == []
    filtered = [shaped(one, Shape(wanted="1999")) for one in (source, listed)]
    assert _keys(filtered[0]) == _keys(filtered[1])
    assert "r1999" in _keys(filtered[0])
    shaped(source, Shape(wanted="19"))  # the next key of a filter
    assert len(drawn) == len(LINES)


def test_milestones_that_are_not_held_are_read_again_and_no_more_than_a_few_stay(tmp_path: Path) -> None:
    with Store.open(country(tmp_path / "country.db")) as store:
        book, columns = Workbook(store), columns_of.columns()
        asked = "P", YEARS[0], "many"
        held = [*listing.listed(book, columns, book.tasks(*asked), everyone=False).lines]
        del book
        before, fresh = _tasks(), Workbook(store)
        source = listing.listed(fresh, columns, fresh.each_task(*asked), everyone=False, held=False)
        assert [source.line(at) for at in range(len(source))] == held
        assert _tasks() - before <= listing._TOGETHER * listing._SLICES


def _tasks() -> int:
    """How many milestones are in memory."""
    gc.collect()
    return sum(isinstance(one, TaskLine) for one in gc.get_objects())


def _keys(source: Source) -> list[str]:
    return [source.line(at).key for at in range(len(source))]

"""The text: every column of a table on the same cells in every line, at any width."""

from __future__ import annotations

import pytest
from rich.cells import get_character_cell_size

from pilot_tui import words
from pilot_tui.cells import width
from pilot_tui.model import Cell
from pilot_tui.report.summary import summary_document, write_summary
from pilot_tui.report.text_table import RULE, Grid
from pilot_tui.report.wrapping import wrap
from pilot_tui.workbook import Workbook

BETWEEN = "\x00"
"""Stands for the second cell of a wide character."""


def by_cell(line: str) -> str:
    """One character per cell; a mark that stands on another takes none."""
    sizes = ((character, get_character_cell_size(character)) for character in line)
    return "".join((character + BETWEEN)[:size] for character, size in sizes)


def assert_lined_up(grid: Grid) -> None:
    """Every row ends where the rule ends and is blank between its columns; only a group's line is not."""
    for panel, lines in zip(grid.laid, map(list, grid.panels()), strict=True):
        wide = panel.cells + grid.gutter
        assert lines[0] == RULE * wide
        edges = [grid.gutter]
        for place in panel.places:
            edges.append(edges[-1] + place.cells + panel.gap)
        firsts = [(group, group.rows[0] if group.rows else None) for group in grid.table.groups]
        titles = [grid.narrowed.title(group, first) for group, first in firsts]
        names = {line for title in titles for line in wrap(title, panel.cells)}
        body = [line for line in lines[lines.index(lines[0], 1) + 1 :] if RULE not in line]
        for row in (by_cell(line) for line in body if line[grid.gutter :] not in names):
            assert len(row) == wide
            for edge in edges[1:-1]:
                assert row[edge - panel.gap : edge] == " " * panel.gap
                assert row[edge] != BETWEEN


@pytest.mark.parametrize("cells", [40, 60, 80, 100, 120, 200, 400])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_columns_line_up_in_every_line(book: Workbook, language: str, cells: int) -> None:
    words.speak(language)
    document = summary_document(book, "P1", 2019)
    for table in document.tables:
        grid = Grid(table, document, cells)
        assert_lined_up(grid)
        assert grid.cells <= cells
        shown = {place.at for panel in grid.laid for place in panel.places}
        blank = [not any(row.cells[at].text for row in table.rows) for at in range(len(table.columns))]
        gone = zip(blank, table.columns, strict=True)
        less = sum(empty or column.merge for empty, column in gone) if cells < 200 else 0
        assert len(table.columns) - less <= len(shown) <= len(table.columns)


@pytest.mark.parametrize("cells", [40, 80, 100, 120])
@pytest.mark.parametrize("programme", ["P1", "P2", "P6", "P9"])
def test_no_line_is_longer_than_asked(book: Workbook, programme: str, cells: int) -> None:
    for line in write_summary(book, programme, book.year(programme), width=cells).splitlines():
        assert width(line) <= cells
        assert line == line.rstrip()


def test_decimal_points_stand_one_below_the_other(book: Workbook) -> None:
    document = summary_document(book, "P1", 2019, "yongkang")
    table = document.tables[0]
    grid = Grid(table, document, 400)
    ((lines, panel),) = zip(grid.panels(), grid.laid, strict=True)
    place = next(place for place in panel.places if place.column.key == "baseline")
    start = grid.gutter + sum(one.cells + panel.gap for one in panel.places if one.at < place.at)
    figures = [by_cell(line)[start : start + place.cells] for line in lines if line.startswith("示例")]
    assert {"  1.62", " 33.5 ", " 12   ", "190.0 "} <= set(figures)
    assert len({figure.index(".") for figure in figures if "." in figure}) == 1


def test_a_narrow_table_goes_on_below(book: Workbook) -> None:
    printed = write_summary(book, "P1", 2019, width=60)
    assert "专家评分汇总表（续）" in printed
    assert "#" not in printed


def test_what_goes_on_lists_only_rows_with_more_to_say(book: Workbook) -> None:
    printed = write_summary(book, "P1", 2019, width=80)
    rest = printed.partition("年度任务进度表（续）")[2].partition("规则：")[0]
    assert [line.split()[1] for line in rest.splitlines() if line.startswith("示例")] == ["10"]


def test_short_names_and_group_lines_where_there_is_no_room(book: Workbook) -> None:
    wide, narrow = (write_summary(book, "P1", 2019, county="yongkang", width=cells) for cells in (200, 80))
    assert "规上企业每亿元主营业务收入有效发明专利数" in wide
    assert "有效发明专利" in narrow
    assert "每亿元" not in narrow
    assert "     创新能力\n" in narrow


def test_a_blank_column_gives_its_room_away(book: Workbook) -> None:
    def kept(cells: int) -> set[str]:
        document = summary_document(book, "P1", 2020, "yongkang")
        (table,) = (one for one in document.tables if one.key == "tasks")
        return {place.column.key for place in Grid(table, document, cells).narrowed.places}

    assert {"lead", "owner", "problem", "next_step"} <= kept(200)
    assert kept(80) == kept(200) - {"lead", "problem", "next_step"}
    book.edit(Cell("milestone", "M052", "next_step"), "年底到货")
    assert kept(80) == kept(200) - {"lead", "problem"}


def test_nothing_is_lost_where_it_is_narrow(book: Workbook) -> None:
    narrow = "".join(write_summary(book, "P2", 2022, width=40).split())
    for wanted in ("1,798", "1,779–1,817", "47.0", "−3.0", "年份为推定"):
        assert wanted in narrow


def test_it_is_a_hundred_cells_wide_unless_told(book: Workbook) -> None:
    assert write_summary(book, "P1", 2019) == write_summary(book, "P1", 2019, width=100)

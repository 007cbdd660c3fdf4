"""A sheet as an office sees it: heads in one band, figures below their heads, nothing cut or run together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pilot_tui.report.asked import BOTH, Asked
from pilot_tui.report.document import Cell, Column, Document, Group, Row, Table
from pilot_tui.report.summary import document_of
from pilot_tui.workbook import Workbook

from .readers import by_libreoffice, program, run
from .test_office import made, workbook_of

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
TOUCHING = 1.0
"""Points by which ends of words in one column differ at most."""


class Printed(NamedTuple):
    """A word on a page, in points from the left and from above."""

    left: float
    above: float
    right: float
    below: float
    text: str


def printed(path: Path, home: Path) -> list[list[Printed]]:
    """The words of every page LibreOffice prints."""
    told = run(program("pdftotext"), "-bbox", by_libreoffice(path, home), "-")
    return [[_word(*found) for found in WORD.findall(page)] for page in told.split("<page ")[1:]]


def _word(left: str, above: str, right: str, below: str, said: str) -> Printed:
    return Printed(float(left), float(above), float(right), float(below), said)


def sheet_of(path: Path, name: str) -> Any:
    return next(one for one in workbook_of(path).worksheets if one.title.startswith(name))


def document(book: Workbook, of: str, language: str = "zh") -> Document:
    counties = ("yongkang",) if of == "profile" else ()
    return document_of(book, Asked("P1", 2020, counties, of, language=language))


def row_of(sheet: Any, said: str) -> int:
    return next(int(cell.row) for row in sheet.iter_rows() for cell in row if cell.value == said)


def test_the_heads_of_a_grouped_table_are_one_band(book: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(made(document(book, "counties"), "xlsx", tmp_path), "各县进展一览表")
    over = row_of(sheet, "计分卡")
    assert sheet.cell(over + 1, 1).value == "示例", "the column of the marks is part of it"
    for row in (over, over + 1):
        assert len(sheet[row]) == 14
        fills = {cell.fill.fgColor.rgb for cell in sheet[row] if type(cell).__name__ != "MergedCell"}
        assert len(fills) == 1
        assert fills != {"00000000"}
    under = {cell.column_letter: cell.border.bottom.style for cell in sheet[over] if cell.value}
    assert under == dict.fromkeys("DGIK", "thin")
    alone = [cell.border.bottom.style for cell in sheet[over] if cell.coordinate not in sheet.merged_cells]
    assert alone == [None] * 4, "no line between a head and what stands over nothing"
    assert sheet.print_title_rows == f"${over}:${over + 1}"


@pytest.mark.parametrize(
    ("of", "head", "figures"),
    [
        ("counties", "得分", ("98.75", "98.25", "98.06", "96.67", "95.61")),
        ("counties", "(%)", ("100.0", "95.0")),
        ("counties", "达进度/应完成", ("4/5", "2/5", "3/5")),
        ("indicators", "得分", ("7.00", "6.79", "98.75")),
        ("indicators", "实际完成值", ("2.34", "0.99", "85.9")),
    ],
)
def test_figures_end_below_the_end_of_their_head(
    book: Workbook, tmp_path: Path, of: str, head: str, figures: tuple[str, ...]
) -> None:
    page = printed(made(document(book, of), "xlsx", tmp_path), tmp_path)[1]
    ends = [one.right for one in page if one.text == head]
    for figure in figures:
        found = [one for one in page if one.text == figure]
        near = min(abs(one.right - end) for one in found for end in ends)
        assert near <= TOUCHING, figure


def test_no_figure_runs_into_what_stands_beside_it(book: Workbook, tmp_path: Path) -> None:
    page = printed(made(document(book, "indicators"), "xlsx", tmp_path), tmp_path)[1]
    lights = [one for one in page if one.text in ("●", "◆", "▲", "■")]
    assert len(lights) == 18
    for light in lights:
        beside = [
            w
            for w in page
            if w.right <= light.left + TOUCHING and w.above < light.below and w.below > light.above
        ]
        assert light.left - max(w.right for w in beside) > 4


def test_what_is_in_two_languages_has_the_height_of_its_lines(book: Workbook, tmp_path: Path) -> None:
    path = made(document(book, "profile", BOTH), "xlsx", tmp_path)
    for sheet in workbook_of(path).worksheets:
        for row in sheet.iter_rows():
            lines = max(len(str(cell.value or "").splitlines()) for cell in row)
            high = sheet.row_dimensions[row[0].row].height or sheet.sheet_format.defaultRowHeight
            assert high >= 12 * lines, (sheet.title, row[0].row)


@pytest.mark.parametrize("of", ["profile", "review", "tasks"])
def test_what_is_said_round_a_table_stays_within_its_columns(book: Workbook, tmp_path: Path, of: str) -> None:
    path = made(document(book, of, BOTH), "xlsx", tmp_path)
    for sheet in workbook_of(path).worksheets[1:]:
        merged = {str(one) for one in sheet.merged_cells.ranges}
        last = re.sub(r".*:([A-Z]+)\d+", r"\1", sheet.dimensions)
        for row in sheet.iter_rows(max_col=1):
            long = len(str(row[0].value or "")) > 30
            assert not long or f"A{row[0].row}:{last}{row[0].row}" in merged


def test_no_page_is_cut_at_its_edge(book: Workbook, tmp_path: Path) -> None:
    pages = printed(made(document(book, "profile", BOTH), "xlsx", tmp_path), tmp_path)
    said = " ".join(one.text for one in pages[0])
    assert "no statistic and has no place in an official paper" in said


def test_an_invented_row_far_down_is_marked(book: Workbook, tmp_path: Path) -> None:
    whole = document(book, "counties")
    rows = tuple(Row((Cell(f"no. {at}"), Cell("x")), illustrative=at == 900) for at in range(1_000))
    columns = (Column("a", "name"), Column("b", "what"))
    table = Table("long", "long", "", columns, (Group(rows),))
    sheet = sheet_of(made(replace(whole, blocks=(table,)), "xlsx", tmp_path), "long")
    assert [cell.row for cell in sheet["A"] if cell.value == "示例"] == [2, row_of(sheet, "no. 900")]

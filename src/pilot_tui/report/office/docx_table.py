"""A table as a word processor's XML: three lines, a head that repeats, merged cells, no row cut by a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pilot_tui.cells import width
from pilot_tui.colours import PAPER
from pilot_tui.report.document import Cell, Column, Group, Row, Table
from pilot_tui.report.lights import LIGHTS, TELLING
from pilot_tui.report.office.docx_xml import TWIPS, runs

_SIZE = '<w:sz w:val="17"/><w:szCs w:val="17"/>'
_SMALL = '<w:sz w:val="14"/><w:szCs w:val="14"/>'
_LEAST, _MOST = 4, 34
"""Cells by which columns share the paper."""
_LINE, _HAIR = 8, 4
"""Eighths of a point."""


def table_xml(table: Table, mark: str, points: float) -> str:
    """The table, `points` wide; the mark of an invented row stands before its first cell."""
    widths = _widths(table, points)
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    rule = f'w:val="single" w:sz="{_LINE}" w:space="0" w:color="auto"'
    hair = f'w:val="single" w:sz="{_HAIR}" w:space="0" w:color="{PAPER["hairline"][1:]}"'
    borders = f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {hair}/></w:tblBorders>"
    inner = '<w:tblCellMar><w:start w:w="40" w:type="dxa"/><w:end w:w="40" w:type="dxa"/></w:tblCellMar>'
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    form = f'<w:tblPr>{size}{borders}<w:tblLayout w:type="fixed"/>{inner}</w:tblPr>'
    rows = (*_heads(table.columns, widths), *_rows(table, mark, widths))
    return f"<w:tbl>{form}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _widths(table: Table, points: float) -> list[int]:
    """Every column its share of the paper, by its widest cell."""
    wants = []
    for at, column in enumerate(table.columns):
        widest = max((width(row.cells[at].text[:80]) for row in table.rows), default=0)
        head = width(column.title) // 2 + 1
        wants.append(min(_MOST, max(_LEAST, widest, head)) + 2 + 5 * (at == 0))
    whole = points * TWIPS
    return [max(1, int(whole * want / sum(wants))) for want in wants]


def _rows(table: Table, mark: str, widths: Sequence[int]) -> Iterator[str]:
    for group in table.groups:
        yield from _group(table, group, mark, widths)
    for row in table.total:
        yield _row(table, row, mark, widths, bold=True)


def _group(table: Table, group: Group, mark: str, widths: Sequence[int]) -> Iterator[str]:
    if group.title:
        span = (
            f'<w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        )
        said = f"<w:p><w:pPr><w:keepNext/></w:pPr>{runs(group.title, f'<w:b/>{_SIZE}')}</w:p>"
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{span}{said}</w:tc></w:tr>"
    for at, row in enumerate(group.rows):
        yield _row(table, row, mark, widths, first=not at)
    if group.subtotal:
        yield _row(table, group.subtotal, mark, widths, bold=True, first=False)


def _row(
    table: Table, row: Row, mark: str, widths: Sequence[int], *, bold: bool = False, first: bool = True
) -> str:
    lead = next((at for at, column in enumerate(table.columns) if not column.merge), 0)
    cells = (
        _cell(cell, column, wide, mark if row.illustrative and at == lead else "", bold=bold, first=first)
        for at, (cell, column, wide) in enumerate(zip(row.cells, table.columns, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, column: Column, wide: int, mark: str, *, bold: bool, first: bool) -> str:
    merged = ""
    if column.merge and cell.text:
        merged = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    form = f'<w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{merged}</w:tcPr>'
    align = "start" if column.align == "left" else "end"
    before = runs(f"{mark} ", f'<w:color w:val="{PAPER["accent"][1:]}"/>{_SMALL}') if mark else ""
    said = "" if merged and not first else before + _said(cell, bold=bold)
    spacing = '<w:spacing w:before="20" w:after="20"/>'
    return f'<w:tc>{form}<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>{said}</w:p></w:tc>'


def _said(cell: Cell, *, bold: bool) -> str:
    strong = "<w:b/>" if bold else ""
    if cell.role == "light":
        sign, ink = LIGHTS[cell.light]
        coloured = f'<w:color w:val="{(PAPER.get(ink) or PAPER[f"ink-{ink}"])[1:]}"/>'
        word = cell.text.removeprefix(sign)
        return runs(sign, f"{coloured}{_SIZE}") + runs(word, f"{coloured * (cell.light in TELLING)}{_SIZE}")
    muted = f'<w:color w:val="{PAPER["ink-muted"][1:]}"/>' if cell.role in ("absence", "derived") else ""
    italic = "<w:i/>" if cell.role == "derived" else ""
    return runs(cell.text, f"{strong}{italic}{muted}{_SIZE}") if cell.text else ""


def _heads(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    if any(column.group for column in columns):
        at, cells = 0, ""
        for name, run in groupby(columns, key=lambda column: column.group):
            count = len(list(run))
            cells += _head(name, sum(widths[at : at + count]), "center", count)
            at += count
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    last = "".join(
        _head(
            column.title + (f" ({column.unit})" if column.unit else ""),
            wide,
            "start" if column.align == "left" else "end",
        )
        for column, wide in zip(columns, widths, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{last}</w:tr>"


def _head(text: str, wide: int, align: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    below = f'w:val="single" w:sz="{_LINE if span == 1 else _HAIR}" w:space="0" w:color="auto"'
    line = f"<w:tcBorders><w:bottom {below}/></w:tcBorders>" if text else ""
    form = f'<w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{spanned}{line}<w:vAlign w:val="bottom"/></w:tcPr>'
    said = runs(text, f"<w:b/>{_SIZE}") if text else ""
    return f'<w:tc>{form}<w:p><w:pPr><w:keepNext/><w:jc w:val="{align}"/></w:pPr>{said}</w:p></w:tc>'

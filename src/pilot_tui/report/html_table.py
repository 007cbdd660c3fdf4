"""A table as HTML: caption, scopes, what is printed round it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pilot_tui.cells import width
from pilot_tui.report.document import Column, Table
from pilot_tui.report.html_rows import SHORT, Rows, class_of
from pilot_tui.report.html_text import escaped, prose


def table_parts(table: Table, mark: str, at: int) -> Iterator[str]:
    """The table in a section of its own, with everything printed round it; `at` makes its ids unique."""
    id = f"t{at}"
    yield '<section class="sheet">\n'
    yield f'<div class="scroll" role="region" aria-labelledby="{id}" tabindex="0">\n<table>\n'
    yield from _caption(table, id)
    yield from _body(table, mark)
    yield "</table>\n</div>\n"
    yield from _tail(table)
    yield "</section>\n"


def bare_table(table: Table, mark: str) -> Iterator[str]:
    """The table without anything round it."""
    yield "<table>\n"
    yield from _body(table, mark)
    yield "</table>\n"


def _body(table: Table, mark: str) -> Iterator[str]:
    rows = Rows(table, mark)
    yield from _head(table.columns)
    for group in table.groups:
        yield from rows.group(group)
    if table.total:
        yield '<tbody class="total">\n'
        yield from (rows.row(row, "sum") for row in table.total)
        yield "</tbody>\n"


def _caption(table: Table, id: str) -> Iterator[str]:
    yield f'<caption><h2 id="{id}">{escaped(table.title)}<small>{escaped(table.subtitle)}</small></h2>\n'
    yield '<div class="line">'
    yield from _blanks(table.head)
    yield f"<span>{escaped(table.as_of)}</span><span>{escaped(table.unit)}</span></div>\n"
    for paragraph in table.lead:
        yield f'<p class="lead">{prose(paragraph)}</p>\n'
    yield "</caption>\n"


def _tail(table: Table) -> Iterator[str]:
    said = [text for text in (table.rule, table.provenance, *table.notes) if text]
    yield '<div class="tail">\n' + "".join(f"<p>{escaped(text)}</p>\n" for text in said)
    if table.foot:
        yield f'<div class="line foot">{"".join(_blanks(table.foot))}</div>\n'
    yield "</div>\n"


def _blanks(said: tuple[str, ...]) -> Iterator[str]:
    return (f'<span class="blank">{escaped(text)}</span>' for text in said)


def _head(columns: tuple[Column, ...]) -> Iterator[str]:
    grouped = any(column.group for column in columns)
    yield "<thead>\n<tr>"
    for name, run in groupby(columns, key=lambda column: column.group):
        members = list(run)
        if name:
            yield f'<th scope="colgroup" colspan="{len(members)}">{escaped(name)}</th>'
        else:
            yield from (_heading(column, ' rowspan="2"' if grouped else "") for column in members)
    if grouped:
        yield "</tr>\n<tr>"
        yield from (_heading(column, "") for column in columns if column.group)
    yield "</tr>\n</thead>\n"


def _heading(column: Column, span: str) -> str:
    unit = f" ({escaped(column.unit)})" if column.unit else ""
    kind = "n" if column.align != "left" else "short" if width(column.title) <= SHORT else "long"
    return f'<th scope="col"{span}{class_of(kind)}>{escaped(column.title)}{unit}</th>'

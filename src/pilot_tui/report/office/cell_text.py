"""Text on its way into an office format: lines kept, nothing hidden, nothing longer than the format holds."""

from __future__ import annotations

import re

from pilot_tui.errors import TooLong
from pilot_tui.report.document import Row, Table
from pilot_tui.safe import one_line, visible

HEADING = 1_000
"""Characters of the heading of a column, where it is repeated on every page."""
_NAMED = 40
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text, each harmless."""
    if "\n" not in text and "\r" not in text:
        return [visible(text)]
    return [visible(line) for line in _LINE_ENDS.split(text)]


def units(text: str) -> int:
    """How long a text is as office programs count: in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def refuse_long_text(text: str, form: str, limit: int, *where: str) -> None:
    """Raise `TooLong` where a text that is in no cell is longer than `limit`, naming it by how it begins."""
    if (count := units(text)) > limit:
        named = " · ".join(one_line(part)[:_NAMED] for part in (*where, text) if part)
        raise TooLong(form=form, where=f"{named}…", count=f"{count:,}", limit=f"{limit:,}")


def refuse_long_heads(table: Table, form: str) -> None:
    """Raise `TooLong` where a heading would fill a page: it stands on every page of its table."""
    for column in table.columns:
        for text in (column.title, column.group, column.unit):
            refuse_long_text(text, form, HEADING, table.title)


def refuse_long(table: Table, row: Row, at: int, form: str, limit: int) -> None:
    """Raise `TooLong`, naming table, row and column, where a cell is longer than `limit`."""
    count = units(row.cells[at].text)
    if count > limit:
        stubs = (cell.text for cell, one in zip(row.cells, table.columns, strict=True) if one.stub)
        named = (table.title, table.subtitle, *stubs, table.columns[at].title)
        where = " · ".join(one_line(part)[:_NAMED] for part in named if part)
        raise TooLong(form=form, where=where, count=f"{count:,}", limit=f"{limit:,}")

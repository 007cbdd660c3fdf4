"""What a cell to be filled in takes: a choice, a number within bounds, a day, or the word that clears."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pilot_tui.tables import TABLES, Field, Kind
from pilot_tui.words import both, lexicon, say
from pilot_tui.workbook.sheets.cell_names import cell_name, column_name
from pilot_tui.workbook.sheets.form_parts import Column, Form
from pilot_tui.workbook.sheets.kinds import MARKED

_MOST = 10**15
_DAYS = 1, 109_938
"""The first and the last day a spreadsheet and we both know, as it counts them."""
_LONGEST = {Kind.NAME: 200, Kind.TEXT: 4_000}


class Lists:
    """The lists of a workbook, each a column of its hidden sheet; each begins with the words that clear."""

    FIRST = 3
    """The column of the first list."""

    def __init__(self, form: Form) -> None:
        fields = [TABLES[form.scope.table].field("state"), *(one.field for one in form.columns)]
        self._lists: dict[str, list[str]] = {"": list(lexicon("clear"))}
        for field in fields:
            if field is not None and field.choices:
                self._lists[field.name] = [*map(_choice, field.choices), *lexicon("clear")]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Row by row, blank where a list has ended."""
        yield from zip_longest(*self._lists.values(), fillvalue="")

    def range(self, name: str) -> str:
        """Where a list stands; the words that clear where there is none of that name."""
        at = list(self._lists).index(name if name in self._lists else "")
        column = column_name(self.FIRST + at)
        length = len(list(self._lists.values())[at])
        return f"'{MARKED}'!${column}$1:${column}${length}"


def rule_of(column: Column, dated: bool, lists: Lists, first: tuple[int, int]) -> dict[str, object]:
    """What a spreadsheet lets be typed into a column, `first` being the cell the rule begins at."""
    assert column.field is not None
    field = column.field
    told = {
        "input_title": " ".join(dict.fromkeys(filter(None, column.title)))[:32],
        "error_title": "pilot-tui",
        "ignore_blank": True,
    }
    if field.kind is Kind.CHOICE:
        return {**told, "validate": "list", "source": f"={lists.range(field.name)}", **_said("choice")}
    if field.kind in _LONGEST:
        most = _LONGEST[field.kind]
        return {**told, "validate": "length", "criteria": "<=", "value": most, **_said("length", most=most)}
    day = field.kind is Kind.DATE or (dated and field.kind is Kind.FIGURE)
    low, high = _DAYS if day else _bounds(column)
    here = cell_name(*first)
    words = lists.range("state" if field.name == "mark" else "")
    within = f"AND(ISNUMBER({here}),{here}>={low},{here}<={high})"
    said = _said("day") if day else _said("number", low=_told(low, field), high=_told(high, field))
    return {**told, "validate": "custom", "value": f"=OR({within},COUNTIF({words},{here})>0)", **said}


def _said(key: str, **facts: object) -> dict[str, str]:
    """What stands beside the cell, and what is said of something else."""
    said = "\n".join(both(f"sheets.takes_{key}")).format_map(facts)[:250]
    return {"input_message": said, "error_message": said}


def _bounds(column: Column) -> tuple[str, str]:
    low, high = (None if one is None else f"{one:f}" for one in (column.low, column.high))
    return low or str(-_MOST), high or str(_MOST)


def _told(bound: str | int, field: Field) -> str:
    """A bound in words: none where it is only what can be stored."""
    return "…" if str(bound).lstrip("-") == str(_MOST) else str(bound)


def _choice(value: str) -> str:
    return say(f"choice.{value}")

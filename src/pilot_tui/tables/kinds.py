"""What a table and a field are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

SCHEMA = 4
"""The version of the file's schema (`PRAGMA user_version`)."""


class Kind(StrEnum):
    """What a field may hold. Everything is stored as text, except `INTEGER` and `YEAR`."""

    CODE = "code"
    """A part of an id: `[A-Za-z0-9_-]+`."""
    NAME = "name"
    """One line of prose, at most 200 characters."""
    TEXT = "text"
    """Prose of any lines, at most 4,000 characters."""
    DECIMAL = "decimal"
    """A number, stored as decimal text."""
    INTEGER = "integer"
    YEAR = "year"
    DATE = "date"
    """A day, `2019-06-30`."""
    SPAN = "span"
    """A day, a month or a year, or two of them: `2017-08`, `2018-01-01/2020-12-31`."""
    FIGURE = "figure"
    """A number, or a day where the row's kind is `dated`."""
    CHOICE = "choice"


class Field(NamedTuple):
    """One column."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    """The values a `CHOICE` may take; blank is always allowed."""
    low: int | None = None
    """The least number allowed."""
    high: int | None = None
    """The greatest number allowed."""
    of: str = ""
    """The table a `CODE` refers to."""
    scope: str = ""
    """The field of the same row whose value stands before the code in the id referred to."""
    since: int = 1
    """The schema version that brought the field."""


class _Declared(NamedTuple):
    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    """The fields that, joined by `.`, are the id; empty when the id is given or random."""


class Table(_Declared):
    """One table: its fields, and which of them make its id."""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its fields by name."""
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return self.by_name.get(name)

    def columns(self) -> tuple[str, ...]:
        """Every column in order, the id first."""
        return ("id", *(field.name for field in self.fields))

"""Whole rows of text, from a spreadsheet or a script, checked by models built from the declared tables."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo, create_model

from pilot_tui.errors import InvalidValue
from pilot_tui.records.entry import stored
from pilot_tui.records.ids import check_id, make_id, random_id
from pilot_tui.records.typed import refusal, shown
from pilot_tui.tables import Field, Kind, Table

__all__ = ["check_id", "check_row", "make_id", "random_id"]


@dataclass(frozen=True, slots=True)
class _Context:
    """How the row at hand is to be read."""

    strict: bool = False
    around: dict[str, object] = field(default_factory=dict)


def check_row(
    table: Table,
    typed: Mapping[str, str | None],
    *,
    strict: bool = False,
    around: Mapping[str, object] | None = None,
) -> dict[str, str | int]:
    """What a whole row of text stores, blank fields left out, in the order of the table.

    Args:
        table: The table the row is of.
        typed: Text by column, the id not among them.
        strict: Refuse whatever is not written exactly as it is stored, as in a file that was exported.
        around: What the row itself does not say and `stored` asks for, such as `unit_zh` of its indicator.

    Raises:
        InvalidValue: For an unknown column, a blank key field, or a value refused; facts `field`, `reason`.
    """
    try:
        row = _model(table).model_validate(typed, context=_Context(strict, dict(around or {})))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _misfit(str(first["loc"][0]), first["type"]) from error
    return {one.name: value for one in table.fields if (value := getattr(row, one.name)) is not None}


def _misfit(name: str, kind: str) -> InvalidValue:
    return refusal("required" if kind == "missing" else "column", "", field=shown(name))


@cache
def _model(table: Table) -> type[BaseModel]:
    """The row as pydantic checks it: what gives numbers and days their meaning comes before them."""
    late = (Kind.DECIMAL, Kind.FIGURE, Kind.DATE)
    fields: dict[str, Any] = {}
    for column in sorted(table.fields, key=lambda column: column.kind in late):
        required = column.name in table.key
        checked = Annotated[str | int | None, PlainValidator(_checked(column, required))]
        fields[column.name] = (checked, ... if required else None)
    return create_model(table.name, __config__=ConfigDict(frozen=True, extra="forbid"), **fields)


def _checked(column: Field, required: bool) -> Callable[[str | None, ValidationInfo], str | int | None]:
    def check(text: str | None, info: ValidationInfo) -> str | int | None:
        context: _Context = info.context or _Context()
        try:
            value = stored(column, text or "", ChainMap(info.data, context.around))
        except InvalidValue as error:
            raise InvalidValue(**error.facts | {"field": column.name}) from error
        if value is None and required:
            raise refusal("required", "", field=column.name)
        if context.strict and (text or "") != (exact := "" if value is None else str(value)):
            raise refusal("canonical", text or "", field=column.name, exact=shown(exact))
        return value

    return check

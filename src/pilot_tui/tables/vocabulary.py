"""What the declarations of tables are written with: fields that come in twos, and lists of choices."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.tables.kinds import Field, Kind, Table


def codes(*given: str) -> tuple[Field, ...]:
    """Parts of ids, each referring to the table of its name."""
    return tuple(Field(name, Kind.CODE, of=_OF[name][0], scope=_OF[name][1]) for name in given)


_OF = {
    "programme": ("programme", ""),
    "county": ("county", ""),
    "group": ("county", ""),
    "round": ("round", ""),
    "milestone": ("milestone", ""),
    "dimension": ("dimension", "programme"),
    "indicator": ("indicator", "programme"),
    "expert": ("expert", "round"),
    "criterion": ("criterion", "round"),
    "firm": ("firm", "programme"),
    "code": ("", ""),
}


def names(*given: str) -> tuple[Field, ...]:
    """Lines of prose."""
    return tuple(Field(name, Kind.NAME) for name in given)


def both(*given: str) -> tuple[Field, ...]:
    """Lines of prose in Chinese and in English."""
    return names(*(f"{name}_{language}" for name in given for language in ("zh", "en")))


def decimals(*given: str, low: int | None = None, high: int | None = None) -> tuple[Field, ...]:
    """Numbers, each between `low` and `high` where they are given."""
    return tuple(Field(name, Kind.DECIMAL, low=low, high=high) for name in given)


def since(version: int, *given: Field | tuple[Field, ...]) -> tuple[Field, ...]:
    """Fields that a later schema version brings."""
    return tuple(field._replace(since=version) for field in _flat(given))


def dates(*given: str) -> tuple[Field, ...]:
    """Days."""
    return tuple(Field(name, Kind.DATE) for name in given)


PROVENANCE = ("sourced", "published", "illustrative", "derived", "entered", "reported")
OPERATORS = ("at_least", "at_most", "eq", "about", "more_than", "strive", "link")
MEASURED = (*OPERATORS, "nearly")
"""What may stand before a figure that was measured: nearly a hundred is no target."""
METHODS = (
    "ratio",
    "progress",
    "met",
    "benchmark",
    "efficacy",
    "goalpost",
    "per_point",
    "deduction",
    "rank_steps",
)
MEANS = ("arithmetic", "geometric")
LIGHTS = ("good", "near", "look", "late", "unknown")

ORDER = Field("position", Kind.INTEGER, low=0, high=100_000)
OPERATOR = Field("operator", Kind.CHOICE, OPERATORS)
TAIL = (
    Field("remark", Kind.TEXT),
    Field("provenance", Kind.CHOICE, PROVENANCE),
    Field("source", Kind.TEXT),
)
YEAR = Field("year", Kind.YEAR, low=1900, high=2200)
AS_OF = Field("as_of", Kind.DATE)
OWNERS = (*both("owner"),)


def table(name: str, key: tuple[str, ...], *given: Field | tuple[Field, ...], version: int = 1) -> Table:
    """A table as the schema version `version` brought it; remark, provenance and source come last."""
    fields = (*_flat(given), *TAIL)
    return Table(name, since(version, fields) if version > 1 else fields, key)


def _flat(given: Sequence[Field | tuple[Field, ...]]) -> tuple[Field, ...]:
    return tuple(field for one in given for field in ((one,) if isinstance(one, Field) else one))

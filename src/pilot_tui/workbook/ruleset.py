"""A programme's rule set: the cells it is made of, what a blank one stands for, and its version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pilot_tui.model import Rule
from pilot_tui.store import Connection, journal, read
from pilot_tui.tables import TABLES
from pilot_tui.tables.vocabulary import TAIL
from pilot_tui.workbook.rows import Row, text

_AROUND = {field.name for field in TAIL} | {"programme"}
RULED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rule": tuple(field.name for field in TABLES["rule"].fields if field.name not in _AROUND),
        "round": (
            *("order", "incomplete", "trim", "quorum", "tie_break"),
            *("scale_low", "scale_high", "rounding", "places"),
        ),
        "dimension": ("weight",),
        "indicator": (
            *("method", "direction", "weight", "cap", "benchmark", "low", "high", "scale"),
            *("step", "step_points", "bonus_cap", "follows", "plausible_low", "plausible_high"),
        ),
        "criterion": ("weight", "max"),
        "expert": ("weight",),
        "band": ("of", "low", "high"),
        "level": ("share",),
    }
)
"""Table → its fields that are rules, in the order they are read."""
_DEFAULTS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "rule": {**Rule()._asdict(), "coverage_min": "2/3"},
        "round": {
            "order": "experts",
            "incomplete": "out",
            "trim": 0,
            "quorum": 0,
            "scale_low": 0,
            "scale_high": 100,
            "rounding": "half_up",
            "places": 2,
        },
        "indicator": {"method": "ratio", "direction": "higher", "scale": "linear"},
        "criterion": {"weight": 1},
        "expert": {"weight": 1},
        "band": {"of": "score"},
    }
)
_HEX = 7
_BYTES = 4


class Version(NamedTuple):
    """Which rules a programme counts by."""

    id: str
    """Seven hexadecimal digits: the same wherever the same changes to the rule set have arrived."""
    hlc: int
    """The clock of the last change of the rule set, as `Change.hlc`; 0 where there is none."""


def is_rule(table: str, name: str) -> bool:
    """Whether a field decides what figures come to."""
    return name in RULED.get(table, ())


def default(table: str, name: str) -> str:
    """What a blank cell of the rule set stands for, as it would be stored; empty where for nothing."""
    return str(_DEFAULTS.get(table, {}).get(name, ""))


def programme_of(db: Connection, table: str, id: str) -> str:
    """The programme a row of the rule set belongs to; empty where that is not known."""
    if table in ("criterion", "expert"):
        table, id = "round", id.partition(".")[0]
    if table == "round":
        return text(read.one(db, "round", id) or {}, "programme")
    return id.partition(".")[0]


def version(db: Connection, programme: str) -> Version:
    """The version of a programme's rules, as the change log tells it.

    Every change that made or altered a cell of the rule set counts, so two files with the same rules by the
    same changes say the same version, in whatever order these arrived.
    """
    told, last = 0, 0
    for change in _changes(db, programme):
        told ^= int.from_bytes(change.hash[:_BYTES])
        last = max(last, change.hlc)
    return Version(f"{told:0{2 * _BYTES}x}"[:_HEX], last)


def _changes(db: Connection, programme: str) -> Iterator[journal.Mark]:
    for table, names in RULED.items():
        for owner in _owners(db, table, programme):
            first, last = (owner, owner) if table in ("rule", "round") else (f"{owner}.", f"{owner}/")
            for change in journal.marks_of(db, table, first, last):
                if not change.col or change.col in names:
                    yield change


def _owners(db: Connection, table: str, programme: str) -> list[str]:
    """What the ids of a table's rows of the programme are, or begin with."""
    if table not in ("round", "criterion", "expert"):
        return [programme]
    return [text(row, "id") for row in read.every(db, "round", programme=programme)]


def blank_as(row: Row, table: str, name: str) -> str:
    """What a cell counts as: what it holds, else what a blank one stands for."""
    return text(row, name) or default(table, name)

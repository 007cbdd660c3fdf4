"""The JSON of a review round: counties, marks, agreement, severity, influence; see docs/shell.md."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pilot_tui.cli.shapes import Shape
from pilot_tui.rules.rounding import shown
from pilot_tui.workbook.influence import Agreement, Influence
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address

_PLACES = 4


def panel(round: Round, found: Influence | None) -> Shape:
    """`agreement`, `severity` and `influence` of `show review`; of what is hidden nothing."""
    if found is None:
        return {"agreement": None, "severity": [], "influence": []}
    return {
        "agreement": _agreement(round, found.agreement),
        "severity": [_severity(round, found, expert) for expert in found.leanings],
        "influence": [_influence(round, found, expert) for expert in found.leanings],
    }


def _agreement(round: Round, of: Agreement) -> Shape:
    values = of.values()
    squares = of.squares
    return {
        "counties": of.complete,
        "left_out": of.counties - of.complete,
        "experts": list(of.experts),
        "experts_left_out": list(of.without),
        **{name: _shown(value) for name, value in values.items() if name != "df"},
        "df": None if values["df"] is None else int(values["df"]),
        **{name: _shown(getattr(squares, own)) if squares else None for name, own in _SQUARES.items()},
        "explain": {name: address("agreement", round.id, name) for name in values},
        "addresses": {},
        "states": {name: of.undefined for name, value in values.items() if value is None},
    }


_SQUARES: Mapping[str, str] = {"bms": "between", "jms": "judges", "ems": "error", "wms": "within"}


def _severity(round: Round, found: Influence, expert: str) -> Shape:
    """How an expert leans, in points, and which of their totals stand apart."""
    one, names = found.leanings[expert], ("severity", "spread")
    return {
        "expert": expert,
        "counties": one.counties,
        "severity": _shown(one.severity, 2),
        "severity_z": _shown(found.leaning.get(expert), 2),
        "spread": None if one.spread is None else _shown(Fraction(one.spread), 2),
        "outliers": [{"county": county, "z": _shown(z, 2)} for county, z in found.apart[expert].items()],
        "rule": {"name": "modified z-score", "limit": str(found.limit)},
        "explain": {name: address("leaning", f"{round.id}.{expert}", name) for name in names},
        "addresses": {},
        "states": {} if one.counties else {"severity": "not_reported", "spread": "not_reported"},
    }


def _influence(round: Round, found: Influence, expert: str) -> Shape:
    """The counties whose rank is another without an expert."""
    moved = [{"county": one.county, "before": one.before, "after": one.after} for one in found.shifts[expert]]
    where = {"moved": address("leaning", f"{round.id}.{expert}", "moved")}
    return {"expert": expert, "moved": moved, "explain": where, "addresses": {}, "states": {}}


def _shown(value: Fraction | None, places: int = _PLACES) -> str | None:
    return None if value is None else shown(value, places)

"""The findings of a programme itself: how it is set up, and counts that were stated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from pilot_tui.rules.findings import Finding, firms, setup
from pilot_tui.rules.tie_break import unknown_links
from pilot_tui.store import Connection, journal, read
from pilot_tui.workbook.contradictions import SCALES, crossed
from pilot_tui.workbook.findings.base import Base
from pilot_tui.workbook.reviews import Setting
from pilot_tui.workbook.rows import Row, address, number, reading, text
from pilot_tui.workbook.ruleset import blank_as

_MEANING = ("definition_zh", "definition_en", "unit_zh", "direction", "period_kind")
"""The fields of an indicator that say what its figures are."""


def of_programme(db: Connection, base: Base) -> Iterator[Finding]:
    """Weights, limits, bands, links, names, definitions."""
    programme, indicators, dimensions = base.programme, base.frame.indicators, base.frame.dimensions
    bands = read.every(db, "band", programme=programme)
    return chain(
        _weights("indicator", indicators, Decimal(100)),
        _weights("dimension", dimensions, Decimal(100)),
        _inside(dimensions, indicators),
        *(_of_round(panel) for panel in base.panels),
        _crossed("rule", read.one(db, "rule", programme) or {"id": programme}),
        *(_limits(row) for row in indicators),
        *(_bands(bands, of) for of in ("score", "rank_share")),
        _rings(indicators),
        _names("indicator", indicators),
        _names("dimension", dimensions),
        *(_redefined(db, row) for row in indicators),
    )


def _weights(table: str, rows: Sequence[Row], *wholes: Decimal) -> Iterator[Finding]:
    """Weights that sum to none of `wholes`, told at the first row; all blank is a way to have none."""
    given = [number(row, "weight") for row in rows]
    if not rows or all(one is None for one in given) or sum(one or 0 for one in given) in wholes:
        return iter(())
    return setup.weights(address(table, text(rows[0], "id"), "weight"), given, wholes[-1])


def _inside(dimensions: Sequence[Row], indicators: Sequence[Row]) -> Iterator[Finding]:
    """Dimensions whose indicators weigh more or less than they do."""
    for row in dimensions:
        whole = number(row, "weight")
        inside = [number(one, "weight") for one in indicators if one["dimension"] == row["code"]]
        if whole and inside and any(inside):
            yield from setup.weights(address("dimension", text(row, "id"), "weight"), inside, whole)


def _of_round(panel: Setting) -> Iterator[Finding]:
    row, criteria, experts = panel.row, panel.criteria, panel.experts
    some = [number(one, "weight") for one in experts]
    nobody = bool(some) and all(one is not None and not one for one in some)
    return chain(
        _weights("criterion", criteria, Decimal(1), Decimal(100)),
        _weights("expert", experts, Decimal(100)) if nobody else (),
        _crossed("round", row),
        _links(row, criteria),
        _names("criterion", criteria),
        _names("expert", experts),
    )


def _links(row: Row, criteria: Sequence[Row]) -> Iterator[Finding]:
    """Links of a tie-break that a merge has left without their criterion."""
    lost = unknown_links(text(row, "tie_break"), [text(one, "code") for one in criteria])
    if lost:
        where = address("round", text(row, "id"), "tie_break")
        yield Finding("tie_break", where, {"name": ", ".join(lost)})


def _crossed(table: str, row: Row) -> Iterator[Finding]:
    """Limits of a row that contradict each other, told at the upper one; at the lower one of a rule."""
    for limits, low, high in crossed(table, row):
        where = limits.low if table == "rule" else limits.high
        yield Finding("contradiction", address(table, text(row, "id"), where), {"low": low, "high": high})


def _limits(row: Row) -> Iterator[Finding]:
    """The same of an indicator, ends of a scale that are missing, a benchmark that measures nothing."""
    yield from _crossed("indicator", row)
    id = text(row, "id")
    yield from firms.benchmark(address("indicator", id, "benchmark"), reading(row, {}))
    low, high = number(row, "low"), number(row, "high")
    if text(row, "method") in SCALES and (low is None or high is None):
        facts = {"low": low, "high": high}
        yield Finding("contradiction", address("indicator", id, "high"), facts)


def _bands(rows: Sequence[Row], of: str) -> Iterator[Finding]:
    """Bands of one kind: each by its ends, then together, from nothing to the whole."""
    given = [
        (address("band", text(row, "id"), "low"), number(row, "low"), number(row, "high"))
        for row in rows
        if blank_as(row, "band", "of") == of
    ]
    return setup.bands(given)


def _rings(indicators: Sequence[Row]) -> Iterator[Finding]:
    links = {text(row, "code"): text(row, "follows") for row in indicators if text(row, "follows")}
    places = {text(row, "code"): address("indicator", text(row, "id"), "follows") for row in indicators}
    return setup.rings(links, places)


def _names(table: str, rows: Sequence[Row]) -> Iterator[Finding]:
    named = [(address(table, text(row, "id"), "name_zh"), text(row, "name_zh")) for row in rows]
    return setup.duplicates(named)


def _redefined(db: Connection, row: Row) -> Iterator[Finding]:
    """What an indicator means now, against what it meant when it was set up: at the first field that differs.

    Figures entered before are of the older meaning: the years can no longer be compared.
    """
    id = text(row, "id")
    born = _born(db, "indicator", id)
    for name in _MEANING:
        now, before = text(row, name), text(born, name)
        found = list(setup.redefined(address("indicator", id, name), now, before))
        if found:
            return iter(found)
    return iter(())


def _born(db: Connection, table: str, id: str) -> Row:
    """A row as it was born last; empty when its birth is not known."""
    births = [one for one in journal.of_row(db, table, id) if not one.col and one.val != "null"]
    found: Mapping[str, object] = json.loads(births[-1].val) if births else {}
    return dict(found)

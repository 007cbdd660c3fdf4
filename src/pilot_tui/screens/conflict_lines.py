"""Conflicts as lines of a list, and the sides of one beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pilot_tui.cells import fit
from pilot_tui.report.explaining.said import when
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.store.bundle import BASE
from pilot_tui.widgets.sheet import Column, Line, Run, Runs, Slot, Spot
from pilot_tui.words import knows, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.settling import Claim, Conflict

if TYPE_CHECKING:
    from pilot_tui.screens.conflicts import Choice

_GAP = 2
_NARROWEST = 12


def columns() -> list[Column]:
    """From left to right."""
    return [
        Column("sign", "", 1, stop=False, frozen=True, sortable=False),
        Column("where", say("findings.where"), 30, least=16, most=48, frozen=True),
        Column("what", say("findings.what"), 26, least=12, most=40),
        Column("chosen", say("conflict.by"), 20, least=12, most=32),
    ]


def lines(book: Workbook, found: Sequence[Conflict], chosen: Mapping[str, str]) -> list[Line]:
    """One line a conflict; the one it is to be settled by stands at its end."""
    return [_line(book, one, chosen.get(str(one.cell), "")) for one in found]


def _line(book: Workbook, one: Conflict, chosen: str) -> Line:
    where = " ".join(filter(None, name_of(book, one.cell))) or str(one.cell)
    kinds = " · ".join(say(f"conflict.{kind}") for kind in one.kinds)
    return Line(
        str(one.cell),
        (
            Slot((Run("✓", "success") if chosen else Run("≠", "error"),)),
            Slot((Run(one_line(where)),)),
            Slot((Run(kinds, "muted"),)),
            Slot((Run(one_line(chosen), "primary"),)),
        ),
    )


class Sides(NamedTuple):
    """A conflict side by side: where it is drawn, and where a click takes a value."""

    lines: list[Runs]
    spots: list[Spot]


def sides(one: Conflict, width: int, choice: Choice | None, why: str = "") -> Sides:
    """What stood there, then every value: who, when, why; as many as there is room for.

    Args:
        one: The conflict.
        width: Cells there are.
        choice: What it is to be settled by, where that is chosen.
        why: Why nobody may settle it here; empty where one may.
    """
    room = max(1, min(len(one.claims) + 1, width // (_NARROWEST + _GAP)))
    each = width // room - _GAP
    shown = [_base(one), *(_side(one, nth, claim) for nth, claim in enumerate(one.claims[: room - 1], 1))]
    rows: list[Runs] = [()]
    for at, ink in enumerate(("muted", "bold foreground", "muted", "muted")):
        runs = [Run(" ")]
        for nth, side in enumerate(shown):
            tone = "primary" if at == 0 and nth and one.claims[nth - 1].shown else ink
            runs += [Run(fit(side[at], each), tone), Run(" " * _GAP)]
        rows.append(tuple(runs))
    hidden = len(one.claims) - room + 1
    tail = say("conflict.more", count=hidden) if hidden > 0 else ""
    if choice is not None and choice.reason:
        tail = say("conflict.with_reason", value=one_line(choice.text), reason=one_line(choice.reason))
    last = (Run(f" {why}", "warning"),) if why else (Run(f" {tail}", "faint"),)
    spots = [
        Spot(y, start := 1 + nth * (each + _GAP), start + each, f"take({nth})")
        for nth in range(1, room)
        for y in range(1, len(rows))
    ]
    return Sides([*rows, last], [] if why else spots)


def _base(one: Conflict) -> list[str]:
    """What stood there before the sides parted, and who had written it."""
    lead, value, wrote = say("conflict.base"), _value(one, one.base), one.before
    if wrote is None:
        return [lead, value, "", ""]
    if wrote.site == BASE:
        return [lead, value, say("conflict.initial"), ""]
    return [f"{lead} · {one_line(wrote.actor)}", value, when(wrote), one_line(wrote.reason)]


def _side(one: Conflict, nth: int, claim: Claim) -> list[str]:
    mark = f" {say('conflict.shown')}" if claim.shown else ""
    return [
        f"{nth} {one_line(claim.change.actor)}{mark}",
        value_of(one, claim),
        when(claim.change),
        one_line(claim.change.reason) or say("conflict.no_reason"),
    ]


def value_of(one: Conflict, claim: Claim) -> str:
    """What one of the sides says, as the cell shows it."""
    return _value(one, claim.value, claim.field)


def _value(one: Conflict, value: object, field: str = "") -> str:
    """A value as the cell shows it; of a row, what became of it."""
    if one.cell.field == "id":
        said = say(f"conflict.row_{value}")
        return f"{said} {say(f'field.{field}')}" if field and knows(f"field.{field}") else said
    return say("app.blank") if value is None else one_line(value)

"""Conflicts as lines of a list, and the sides of one beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pilot_tui.cells import crop
from pilot_tui.report.explaining.said import when
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Run, Runs, Slot
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
        Column("chosen", say("conflict.by"), 16, least=8, most=24),
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


def sides(one: Conflict, width: int, choice: Choice | None) -> list[Runs]:
    """What stood there, then every value: who, when, why; as many as there is room for."""
    room = max(1, min(len(one.claims) + 1, width // (_NARROWEST + _GAP)))
    each = width // room - _GAP
    before = [say("conflict.base"), _value(one, one.base), "", ""]
    shown = [before, *(_side(one, nth, claim) for nth, claim in enumerate(one.claims[: room - 1], 1))]
    rows: list[Runs] = [()]
    for at, ink in enumerate(("muted", "bold foreground", "muted", "muted")):
        runs = [Run(" ")]
        for nth, side in enumerate(shown):
            tone = "primary" if at == 0 and nth and one.claims[nth - 1].shown else ink
            runs += [Run(crop(side[at], each), tone), Run(" " * _GAP)]
        rows.append(tuple(runs))
    hidden = len(one.claims) - room + 1
    tail = say("conflict.more", count=hidden) if hidden > 0 else ""
    if choice is not None and choice.reason:
        tail = say("conflict.with_reason", value=one_line(choice.text), reason=one_line(choice.reason))
    return [*rows, (Run(f" {tail}", "faint"),)]


def _side(one: Conflict, nth: int, claim: Claim) -> list[str]:
    mark = f" {say('conflict.shown')}" if claim.shown else ""
    return [
        f"{nth} {one_line(claim.change.actor)}{mark}",
        _value(one, claim.value, claim.field),
        when(claim.change),
        one_line(claim.change.reason) or say("conflict.no_reason"),
    ]


def _value(one: Conflict, value: object, field: str = "") -> str:
    """A value as the cell shows it; of a row, what became of it."""
    if one.cell.field == "id":
        said = say(f"conflict.row_{value}")
        return f"{said} {say(f'field.{field}')}" if field and knows(f"field.{field}") else said
    return say("app.blank") if value is None else one_line(value)

"""Below the totals: how each expert leans, and in one line how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pilot_tui.cells import group_thousands
from pilot_tui.pane.slots import UNKNOWN, Cells, line
from pilot_tui.panes.review.marks import weight
from pilot_tui.report.figures import signed
from pilot_tui.rules.rounding import shown
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import BLANK, OPENED, Column, Line, Run, Slot, slot
from pilot_tui.words import say
from pilot_tui.workbook.influence import Agreement, Influence
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address

LEANINGS = ("severity", "spread", "apart", "moved")
"""What is said of each expert."""
COEFFICIENT = 2
"""Decimals of a coefficient in a line."""
_NAMED = 3
"""Experts left out that are named; of more only how many."""
_COMPACT = ("icc_a1", "icc_ak", "alpha_interval", "kendall_w")


def lines(cells: Cells, round: Round, columns: Sequence[Column], found: Influence | None) -> list[Line]:
    """A heading that folds; severity, spread, outliers, leave-one-out and weight, expert by expert."""
    return [
        Line("head.leaning", kind="head", lead=(Run(f"{OPENED} ", "faint"), *_heading(round, found))),
        *(_line(round, columns, found, what) for what in LEANINGS if not round.hidden),
        _weights(cells, round, columns),
    ]


def _weights(cells: Cells, round: Round, columns: Sequence[Column]) -> Line:
    """What each expert weighs, to be changed there."""
    slots = {str(row["code"]): weight(cells, "expert", row) for row in round.experts}
    return line(columns, "leaning.weight", {**slots, "name": slot(say("leaning.weight"), "muted")})


def _heading(round: Round, found: Influence | None) -> tuple[Run, ...]:
    title = Run(say("review.leaning"), "bold foreground")
    if round.hidden:
        return title, Run("  " + say("review.leaning_hidden"), "warning")
    if found is None:
        return title, Run("  " + say("review.working"), "muted")
    return title, *compact(found.agreement)


def compact(of: Agreement) -> tuple[Run, ...]:
    """The statistics most looked at, or why there are none."""
    figures = of.values()
    if all(figures[name] is None for name in _COMPACT):
        return (Run("  " + say("review.undefined", why=undefined(of)), "warning"),)
    said: list[Run] = []
    for name in _COMPACT:
        value = figures[name]
        word = say("review.alpha") if name == "alpha_interval" else say(f"agreement.{name}")
        said.append(Run(f"   {word} ", "muted"))
        said.append(Run(coefficient(value) if value is not None else "·", "foreground"))
    tail = say("review.of", counties=of.complete, experts=len(of.experts))
    said.append(Run(f"   {tail}{left_out(of)}", "faint"))
    return tuple(said)


def left_out(of: Agreement) -> str:
    """Which experts and how many counties have gaps and are no part of what allows none; empty of none."""
    experts, counties = of.without, of.counties - of.complete
    named = " ".join(experts) if len(experts) <= _NAMED else say("review.left_experts", count=len(experts))
    left = (named, say("review.left_counties", count=counties) if counties else "")
    return say("review.left_out", left=one_line(" · ".join(filter(None, left)))) if any(left) else ""


def undefined(of: Agreement) -> str:
    """Why a statistic is undefined."""
    return say(f"agreement.{of.undefined}", counties=of.complete, experts=len(of.experts))


def coefficient(value: Fraction, places: int = COEFFICIENT) -> str:
    """With a real minus."""
    return shown(value, places).replace("-", "\u2212")


def _line(round: Round, columns: Sequence[Column], found: Influence | None, what: str) -> Line:
    slots = {"name": slot(say(f"leaning.{what}"), "muted")}
    if found is not None:
        slots |= {expert: _slot(round, found, what, expert) for expert in found.leanings}
    return line(columns, f"leaning.{what}", slots)


def _slot(round: Round, found: Influence, what: str, expert: str) -> Slot:
    leaning, about = found.leanings[expert], address("leaning", f"{round.id}.{expert}", what)
    if what == "severity":
        value = leaning.severity
        mark = "?" if expert in found.leaning else ""
        said = group_thousands(str(signed(value))) if value is not None else ""
    elif what == "spread":
        value, mark = (Fraction(leaning.spread) if leaning.spread is not None else None), ""
        said = shown(value, 1) if value is not None else ""
    else:
        counted = len(found.apart[expert] if what == "apart" else found.shifts[expert])
        value, mark, said = Fraction(counted), "", str(counted) if counted else "–"
    if value is None:
        return UNKNOWN if leaning.counties else BLANK
    ink = "warning" if mark or (what == "apart" and value) else "foreground" if said != "–" else "faint"
    return Slot((Run(said, ink),), value=value, mark=mark, about=about)

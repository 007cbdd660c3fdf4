"""Figures that are not exact, in words: `1,200+`, and completions of them that are bounds: `>80`."""

from __future__ import annotations

from fractions import Fraction

from pilot_tui.cells import group_thousands
from pilot_tui.report.figures import percent
from pilot_tui.rules.bounds import whole
from pilot_tui.words import knows, say


def reached(completion: Fraction, bound: str) -> str:
    """A completion in percent; a bound in whole percent with its sign, `>80`: it is no value."""
    if not bound:
        return str(percent(completion))
    return f"{say(f'bound.{bound}')}{group_thousands(str(whole(completion, bound)))}"


def measured(figure: str, operator: str, *, grouped: bool = True) -> str:
    """A measured figure with what stands before or behind it: `1,200+` for more than 1,200, `≈ 80`."""
    said = group_thousands(figure) if grouped else figure
    if operator in ("", "eq"):
        return said
    bound = f"measured.{operator}"
    return say(bound, figure=said) if knows(bound) else f"{say(f'sign.{operator}')} {said}"

"""What can be summed up from the desk, and the bands round the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.cells import width
from pilot_tui.report.asked import BOTH, Asked
from pilot_tui.report.formats import FORMATS
from pilot_tui.widgets.foot import Offer
from pilot_tui.widgets.sheet import Run, Runs, Spot
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import LANGUAGES, say

KINDS = ("year", "circular", "profile", "comparison", "round")
"""On the digits from 1 on."""
_SPEECHES = (*LANGUAGES, BOTH)
_KEYS = (
    *(
        ("/", "look", "look"),
        ("n", "next", "again(1)"),
        ("[ ]", "part", "part(1)"),
        ("F9", "language", "language"),
    ),
    *(("w", "write", "write"), ("Esc", "back", "leave")),
)
"""Key, word, action."""


def next_language(asked: Asked) -> str:
    """Chinese, English, both, round and round."""
    return _SPEECHES[(_SPEECHES.index(asked.language) + 1) % len(_SPEECHES)]


def tabs(asked: Asked) -> tuple[Runs, list[Spot]]:
    """The kinds, the one that is shown underlined by its colour and weight; where to click."""
    runs: list[Run] = [Run(" ")]
    spots: list[Spot] = []
    for at, kind in enumerate(KINDS, 1):
        named = Run(say(f"summing.{kind}"), "bold foreground" if kind == asked.of else "muted")
        start = sum(width(run.text) for run in runs)
        runs += [Run(f"{at} ", "primary"), named]
        spots.append(Spot(0, start, sum(width(run.text) for run in runs), f"kind('{kind}')"))
        runs.append(Run("   "))
    return tuple(runs), spots


def speech(asked: Asked) -> Runs:
    """Which language it is in."""
    return (Run(f"{say(f'summing.in_{asked.language}')} ", "muted"),)


def keys() -> list[Offer]:
    """What can be pressed."""
    return [Offer(key, say(f"summing.{word}"), action) for key, word, action in _KEYS]


def formats() -> Sequence[Named]:
    """Every format, with its ending."""
    said = {form: say(f"summing.form_{form}") for form in FORMATS}
    return [Named(form, f"{said[form]}  {one.suffix}", [form]) for form, one in FORMATS.items()]

"""What can be summed up from the desk, and the bands round the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.report.asked import BOTH, Asked
from pilot_tui.report.formats import FORMATS
from pilot_tui.widgets.sheet import Run, Runs
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import LANGUAGES, say

KINDS = ("year", "circular", "profile", "comparison", "round")
"""On the digits from 1 on."""
_SPEECHES = (*LANGUAGES, BOTH)
_KEYS = (
    *(("/", "look"), ("n", "next"), ("[ ]", "part"), ("F9", "language"), ("w", "write"), ("Esc", "back")),
)


def next_language(asked: Asked) -> str:
    """Chinese, English, both, round and round."""
    return _SPEECHES[(_SPEECHES.index(asked.language) + 1) % len(_SPEECHES)]


def tabs(asked: Asked) -> Runs:
    """The kinds, the one that is shown underlined by its colour and weight."""
    runs: list[Run] = [Run(" ")]
    for at, kind in enumerate(KINDS, 1):
        here = kind == asked.of
        runs += [
            Run(f"{at} ", "primary"),
            Run(say(f"summing.{kind}"), "bold foreground" if here else "muted"),
        ]
        runs.append(Run("   "))
    return tuple(runs)


def speech(asked: Asked) -> Runs:
    """Which language it is in."""
    return (Run(f"{say(f'summing.in_{asked.language}')} ", "muted"),)


def keys(place: str) -> tuple[Runs, Runs]:
    """What can be pressed, and where one is."""
    runs: list[Run] = [Run(" ")]
    for key, word in _KEYS:
        runs += [Run(key, "primary"), Run(f" {say(f'summing.{word}')}  ", "muted")]
    return tuple(runs), (Run(f"{place} ", "muted"),)


def formats() -> Sequence[Named]:
    """Every format, with its ending."""
    said = {form: say(f"summing.form_{form}") for form in FORMATS}
    return [Named(form, f"{said[form]}  {one.suffix}", [form]) for form, one in FORMATS.items()]

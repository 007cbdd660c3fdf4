"""The desk's own lines: title, tabs, hairlines, explain, footer. Runs in, nothing of Textual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pilot_tui.cells import fit, width
from pilot_tui.report.explaining import Explanation
from pilot_tui.widgets.sheet import Run, Runs, Spot
from pilot_tui.words import say

NARROW = 100
"""Below this width the counties fold into the title."""
_STATES = {"saved": "success", "editing": "bold accent", "read_only": "warning", "waiting": "warning"}


class Title(NamedTuple):
    """What the title line says."""

    county: str
    place: str
    """`4/5`, the county's place in the list; empty without counties."""
    programme: str
    year: int
    state: str
    """`saved`, `editing`, `read_only` or `waiting`."""
    illustrative: bool
    everyone: bool
    alone: bool = False
    """Whether the open pane is, on a screen however wide: then the title names the county."""
    progress: str = ""
    """How far long work is; empty while there is none."""
    viewer: str = ""
    """As whom one looks; empty for nobody in particular."""


def title(told: Title, cells: int) -> tuple[Runs, Runs, list[Spot]]:
    """Left part, right part, and where to click."""
    narrow = told.alone or cells < NARROW
    gap = "   " if narrow else "    "
    right: list[Run] = []
    if told.viewer:
        right += [Run(told.viewer, "warning"), Run(gap)]
    if told.illustrative:
        right += [Run(say("app.illustrative"), "accent"), Run(gap)]
    if told.progress:
        right += [Run(told.progress, "primary"), Run(gap)]
    right.append(Run(say(f"app.{told.state}") + " ", _STATES[told.state]))
    left: list[tuple[Run, str]] = [(Run(" "), "")]
    if narrow and told.county:
        name = say("desk.all") if told.everyone else told.county
        left += [
            (Run(name, "bold foreground"), "pick_county"),
            (Run(f" {told.place} ▾", "faint"), "pick_county"),
            (Run(gap), ""),
        ]
    elif not narrow:
        left += [(Run(say("app.title"), "muted"), ""), (Run(gap), "")]
    year = [
        (Run("‹ ", "faint"), "year(-1)"),
        (Run(str(told.year or "—"), "bold primary"), ""),
        (Run(" ›", "faint"), "year(1)"),
    ]
    room = cells - _cells(run for run, _ in [*left, *year]) - _cells(right) - 2 * len(gap) - 2
    name = told.programme if width(told.programme) <= room else fit(told.programme, max(4, room))
    left += [
        (Run(name, "foreground" if narrow else "bold foreground"), "pick_programme"),
        (Run(" ▾", "faint"), "pick_programme"),
    ]
    left += [(Run(gap), ""), *year]
    return tuple(run for run, _ in left), tuple(right), _spots(left, 0)


def tabs(
    names: Sequence[tuple[str, str]],
    opened: str,
    heading: Runs,
    wall: int,
    cells: int,
    beside: Mapping[str, Runs] = MappingProxyType({}),
    numbers: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Runs, list[Spot], tuple[int, int]]:
    """The counties' heading and the tabs; where to click; the cells the open tab takes.

    `beside` a tab's word stands a count; its number is its place, unless `numbers` says another. Where room
    is lacking the words of the last tabs give way, and their numbers stay: the open tab keeps its own.
    """
    left: list[tuple[Run, str]] = (
        [(Run(" "), ""), *((run, "pane('counties')") for run in heading)] if wall else []
    )
    x = _cells(run for run, _ in left)
    left.append((Run(" " * (max(0, wall - x) + 2 if wall else 1)), ""))
    x += len(left[-1][0].text)
    room = cells - x - sum(map(_cells, beside.values()))
    shown = _numbered(names, opened, room)
    free = room - _needed(shown)
    gap = max(1, min(3 if cells < NARROW else 4, free // max(1, len(names) - 1)))
    mark = (0, 0)
    for at, (name, word) in enumerate(shown, 1):
        on, action = name == opened, f"pane('{name}')"
        number = Run(f"{numbers.get(name, at)} ", "primary" if on else "faint")
        runs = (number, Run(word, "bold foreground" if on else "muted"), *beside.get(name, ()))
        size = _cells(runs)
        if on:
            mark = (x, x + size)
        left += [*((run, action) for run in runs), (Run(" " * gap if at < len(names) else ""), "")]
        x += size + gap
    return tuple(run for run, _ in left), _spots(left, 0), mark


def _needed(names: Sequence[tuple[str, str]]) -> int:
    """The cells of numbers and words, without gaps."""
    return sum(width(word) + 2 for _, word in names)


def _numbered(names: Sequence[tuple[str, str]], opened: str, room: int) -> list[tuple[str, str]]:
    """The tabs with as many words as there is room for."""
    shown = list(names)
    for at in reversed(range(len(shown))):
        if _needed(shown) + len(shown) - 1 <= room:
            break
        if shown[at][0] != opened:
            shown[at] = (shown[at][0], "")
    return shown


def zoom_cells() -> int:
    """The cells of what `zoomed` adds, with the gap before it."""
    return width(say("desk.zoomed")) + 6


def zoomed(left: Runs, spots: list[Spot]) -> tuple[Runs, list[Spot]]:
    """The line of the tabs, saying that the open pane is alone and how to bring the others back."""
    start = _cells(left)
    left = (*left, Run("   "))
    start += 3
    runs = (Run("z ", "primary"), Run(say("desk.zoomed"), "accent"))
    end = start + _cells(runs)
    return (*left, *runs), [*spots, Spot(0, start, end, "zoom")]


def hairline(
    cells: int, joints: dict[int, str], mark: tuple[int, int] = (0, 0), place: str = "", told: str = ""
) -> Runs:
    """A rule across the screen: heavy under the open tab, jointed where a wall starts or ends.

    At its right end stands what is `told`, as much of it as leaves half of the rule, and the place.
    """
    runs: Runs = _rule(cells, tuple(joints.items()), mark)
    said = [Run(f" {place} ", "faint")] if place else []
    if told:
        said.insert(0, Run(f" {fit(told, min(width(told), cells // 2))} ", "accent"))
    if said:
        kept = cells - _cells(said) - 1
        runs = (*_cropped(runs, kept), *said, Run("─", "hairline"))
    return runs


@lru_cache(64)
def _rule(cells: int, joints: tuple[tuple[int, str], ...], mark: tuple[int, int]) -> Runs:
    """The rule alone: most keys leave it as it is."""
    at_joint, runs = dict(joints), list[Run]()
    for at in range(cells):
        on = mark[0] <= at < mark[1]
        text, ink = ("━", "primary") if on else (at_joint.get(at, "─"), "hairline")
        if runs and runs[-1].ink == ink:
            runs[-1] = Run(runs[-1].text + text, ink)
        else:
            runs.append(Run(text, ink))
    return tuple(runs)


def explain(said: Explanation | None, cells: int) -> tuple[Runs, Runs]:
    """Two lines; phrases that do not fit are left out, last first; before the first a kind that yields."""
    if said is None:
        return (), ()
    name = said.short if said.short and cells < NARROW else said.name
    kind = "" if said.yields and _crowded(name, said, cells) else said.kind
    first: list[Run] = [
        Run(" "),
        Run(name, "bold foreground"),
        Run(f"  {kind}  " if kind else "  ", "muted"),
    ]
    used = _cells(first)
    for at, phrase in enumerate(said.what):
        runs = [Run("   " if at else ""), *(Run(text, ink) for text, ink in phrase)]
        size = _cells(runs)
        if used + size > cells - 1 and at:
            break
        first += runs
        used += size
    return tuple(first), tuple(_phrases(said.whence, cells))


def _crowded(name: str, said: Explanation, cells: int) -> bool:
    """Whether the first phrase is whole only where the kind is not there."""
    told = width(name) + sum(width(text) for text, _ in said.what[0])
    return told + 4 <= cells < told + width(said.kind) + 6


def _phrases(parts: Iterable[str], cells: int) -> Iterable[Run]:
    used = 1
    yield Run(" ")
    for at, part in enumerate(parts):
        said = ("   " if at else "") + part
        if used + width(said) > cells - 1 and at:
            return
        used += width(said)
        yield Run(said, "faint")


def footer(verbs: Iterable[tuple[str, str, str]], cells: int) -> tuple[Runs, list[Spot]]:
    """`(key, word, action)` of the verbs, dropped from the right where they do not fit."""
    left: list[tuple[Run, str]] = []
    used = 0
    for key, word, action in verbs:
        gap = "   " if left else " "
        size = width(gap) + width(key) + 1 + width(word)
        if used + size + 1 > cells:
            break
        used += size
        left += [(Run(gap), ""), (Run(key, "primary"), action), (Run(f" {word}", "muted"), action)]
    return tuple(run for run, _ in left), _spots(left, 0)


def _cells(runs: Iterable[Run]) -> int:
    return sum(width(run.text) for run in runs)


def _spots(parts: Sequence[tuple[Run, str]], y: int) -> list[Spot]:
    spots, x = [], 0
    for run, action in parts:
        size = width(run.text)
        if action:
            spots.append(Spot(y, x, x + size, action))
        x += size
    return spots


def _cropped(runs: Sequence[Run], cells: int) -> list[Run]:
    kept, used = [], 0
    for run in runs:
        if used >= cells:
            break
        kept.append(Run(run.text[: cells - used], run.ink))
        used += len(kept[-1].text)
    return kept

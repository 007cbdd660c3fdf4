"""Runs onto a line of cells. What comes out is exactly as wide as was asked for, whatever the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic

from pilot_tui import cells
from pilot_tui.widgets.roles import Ground, Made, Pen, Roles
from pilot_tui.widgets.sheet import Align, Run


class Brush(Generic[Made]):
    """A line being painted from left to right."""

    def __init__(self, ink: Roles[Made], ground: Ground = "base") -> None:
        self.ink = ink
        self.ground = ground
        """What blanks and runs without a ground of their own are painted on."""
        self.x = 0
        """The next cell to be painted."""
        self._texts: list[str] = []
        self._pens: list[Pen] = []

    def runs(
        self, runs: Iterable[Run], width: int, align: Align = "left", ground: Ground | None = None
    ) -> None:
        """Paint `runs` in `width` cells; a figure that does not fit becomes `####`, other text ends `…`."""
        ground = self.ground if ground is None else ground
        for text, role in fitted(runs, width, align):
            self._add(text, self.ink(role, ground))
        self.x += width

    def blank_to(self, x: int, ground: Ground | None = None) -> None:
        """Blanks up to cell `x`."""
        if x > self.x:
            self._add(" " * (x - self.x), self.ink("foreground", self.ground if ground is None else ground))
            self.x = x

    def strip(self, width: int) -> Made:
        """The line, filled up to `width` cells."""
        self.blank_to(width)
        return self.ink.strip(self._texts, self._pens, self.x)

    def _add(self, text: str, pen: Pen) -> None:
        """Neighbours of one pen, and blanks on one ground, are one text: fewer bytes to the terminal."""
        if not text:
            return
        if self._pens and _alike(self._pens[-1], pen, text):
            self._texts[-1] += text
        else:
            self._texts.append(text)
            self._pens.append(pen)


def fitted(runs: Iterable[Run], width: int, align: Align) -> list[tuple[str, str]]:
    """The texts and inks of `runs` in exactly `width` cells."""
    runs = tuple(runs)
    if len(runs) == 1:
        return [(_fitted_text(runs[0].text, width, align), runs[0].ink)]
    sizes = [cells.width(run.text) for run in runs]
    gap = width - sum(sizes)
    if gap < 0:
        whole = "".join(run.text for run in runs)
        return [("#" * width, runs[0].ink)] if cells.is_number(whole) else _cut(runs, sizes, width)
    out = [(cells.shown(run.text), run.ink) for run in runs]
    padding = (" " * gap, "foreground")
    return [padding, *out] if align == "right" else [*out, padding]


def strip_of(
    runs: Sequence[Run], width: int, ink: Roles[Made], ground: Ground = "base", right: Sequence[Run] = ()
) -> Made:
    """A whole line: `runs` from the left, `right` up to the right edge; the left gives way."""
    brush = Brush(ink, ground)
    tail = min(width, sum(cells.width(run.text) for run in right))
    head = width - tail - bool(tail)
    if head > 0:
        brush.runs(runs, head)
    if tail:
        brush.blank_to(width - tail)
        brush.runs(right, tail, "right")
    return brush.strip(width)


def _fitted_text(text: str, width: int, align: Align) -> str:
    if cells.is_number(text):
        found = cells.number(text, width) if align == "right" or cells.width(text) > width else None
        return cells.crop(text, width) if found is None else found
    return cells.right(text, width) if align == "right" else cells.fit(text, width)


def _cut(runs: Sequence[Run], sizes: Sequence[int], width: int) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for run, size in zip(runs, sizes, strict=True):
        if size >= width:
            # The last one that fits still says, by its ellipsis, that more was there.
            cut = cells.fit(run.text if size > width else run.text + " …", width)
            return [*out, (cut, run.ink)]
        out.append((cells.shown(run.text), run.ink))
        width -= size
    return out


def _alike(last: Pen, pen: Pen, text: str) -> bool:
    if last is pen:
        return True
    bare = not (last.underline or pen.underline)
    return bare and text.isspace() and last.ground == pen.ground

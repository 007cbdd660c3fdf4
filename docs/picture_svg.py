"""A screen as SVG: every character in its own cell, lines and bars drawn so that they join."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import NamedTuple

import pyte

CELL, LINE, MARGIN = 10, 22, 12
_BASELINE = 17
_MIDDLE = 11.5
_STYLE = """\
text{text-anchor:middle;
font:16.5px "JetBrains Mono","DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono",monospace}
.w{font:18px "Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",
sans-serif}
.b{font-weight:bold}.i{font-style:italic}rect{shape-rendering:crispEdges}"""

_ACROSS, _DOWN = (0, 11, CELL, 1), (5, 0, 1, LINE)
_LINES = {
    "─": (_ACROSS,),
    "━": ((0, 10, CELL, 3),),
    "╸": ((0, 10, 5, 3),),
    "╺": ((5, 10, 5, 3),),
    "│": (_DOWN,),
    "┬": (_ACROSS, (5, 11, 1, 11)),
    "┴": (_ACROSS, (5, 0, 1, 12)),
    "├": (_DOWN, (5, 11, 5, 1)),
    "┤": (_DOWN, (0, 11, 6, 1)),
    "┼": (_ACROSS, _DOWN),
    "┌": ((5, 11, 5, 1), (5, 11, 1, 11)),
    "┐": ((0, 11, 6, 1), (5, 11, 1, 11)),
    "└": ((5, 11, 5, 1), (5, 0, 1, 12)),
    "┘": ((0, 11, 6, 1), (5, 0, 1, 12)),
}
"""Rectangles `(x, y, width, height)` within a cell."""
_SHAPES = {
    "●": '<circle cx="{x}" cy="{y}" r="4" fill="{ink}"/>',
    "○": '<circle cx="{x}" cy="{y}" r="3.5" fill="none" stroke="{ink}"/>',
    "◆": '<path d="M{x} {y}m-4.5 0l4.5-4.5 4.5 4.5-4.5 4.5z" fill="{ink}"/>',
    "▲": '<path d="M{x} {y}m-4.5 4l4.5-8 4.5 8z" fill="{ink}"/>',
    "■": '<path d="M{x} {y}m-4-4h8v8h-8z" fill="{ink}"/>',
}
"""The lights: drawn, because fonts draw them in every size."""


class Look(NamedTuple):
    """One cell with something in it, or two for a wide character."""

    row: int
    column: int
    cells: int
    text: str
    ink: str
    ground: str
    bold: bool
    italic: bool
    underline: bool


class Box(NamedTuple):
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    fill: str


def picture(screen: pyte.Screen, title: str) -> str:
    """The screen as one SVG document."""
    looks = list(_looks(screen))
    paper = Counter(look.ground for look in looks).most_common(1)[0][0]
    width, height = screen.columns * CELL + 2 * MARGIN, screen.lines * LINE + 2 * MARGIN
    grounds = (
        Box(*_corner(look), look.cells * CELL, LINE, look.ground) for look in looks if look.ground != paper
    )
    inks: dict[str, str] = {}
    body = [
        *map(_rect, _joined(grounds)),
        *map(_rect, _joined(box for look in looks for box in _strokes(look))),
        *(_shape(look) for look in looks if look.text in _SHAPES),
        *_texts(looks, inks),
    ]
    colours = "".join(f".{name}{{fill:{ink}}}" for ink, name in inks.items())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}\n{colours}</style>",
            f'<rect width="{width}" height="{height}" rx="6" fill="{paper}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})">',
            *body,
            "</g>\n</svg>\n",
        ]
    )


def _looks(screen: pyte.Screen) -> Iterator[Look]:
    for row in range(screen.lines):
        line = screen.buffer[row]
        for column in range(screen.columns):
            char = line[column]
            if not char.data:  # the second half of a wide character
                continue
            wide = column + 1 < screen.columns and not line[column + 1].data
            ink, ground = _colour(char.fg, "#d9dce1"), _colour(char.bg, "#15181d")
            if char.reverse:
                ink, ground = ground, ink
            yield Look(
                row,
                column,
                2 if wide else 1,
                char.data,
                ink,
                ground,
                char.bold,
                char.italics,
                char.underscore,
            )


def _colour(name: str, otherwise: str) -> str:
    return otherwise if name == "default" else f"#{name}" if len(name) == 6 else name


def _corner(look: Look) -> tuple[int, int]:
    return look.column * CELL, look.row * LINE


def _strokes(look: Look) -> Iterator[Box]:
    """What of a cell is made of rectangles: lines, blocks, an underline."""
    x, y = _corner(look)
    for dx, dy, width, height in _LINES.get(look.text) or _block(look.text):
        yield Box(x + dx, y + dy, width, height, look.ink)
    if look.underline:
        yield Box(x, y + LINE - 2, look.cells * CELL, 1, look.ink)


def _block(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """A block element: so many eighths from the left, or from below."""
    code = ord(text[0])
    if 0x2588 <= code <= 0x258F:
        return ((0, 0, -(-CELL * (0x2590 - code) // 8), LINE),)
    if 0x2581 <= code <= 0x2587:
        high = LINE * (code - 0x2580) // 8
        return ((0, LINE - high, CELL, high),)
    return ()


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that touch made one: first along the lines, then down the columns."""
    across = _merged(sorted(boxes, key=lambda box: (box.y, box.height, box.fill, box.x)), _right)
    return _merged(sorted(across, key=lambda box: (box.x, box.width, box.fill, box.y)), _below)


def _merged(boxes: Iterable[Box], join: Callable[[Box, Box], Box | None]) -> list[Box]:
    made: list[Box] = []
    for box in boxes:
        joint = join(made[-1], box) if made else None
        if joint is None:
            made.append(box)
        else:
            made[-1] = joint
    return made


def _right(one: Box, two: Box) -> Box | None:
    meet = one.fill == two.fill and (one.y, one.height, one.x + one.width) == (two.y, two.height, two.x)
    return one._replace(width=one.width + two.width) if meet else None


def _below(one: Box, two: Box) -> Box | None:
    meet = one.fill == two.fill and (one.x, one.width, one.y + one.height) == (two.x, two.width, two.y)
    return one._replace(height=one.height + two.height) if meet else None


def _rect(box: Box) -> str:
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" fill="{box.fill}"/>'


def _shape(look: Look) -> str:
    x, y = _corner(look)
    return _SHAPES[look.text].format(x=x + CELL // 2, y=y + _MIDDLE, ink=look.ink)


def _texts(looks: Iterable[Look], inks: dict[str, str]) -> Iterator[str]:
    """The characters, each placed by the middle of its own cells; those of one style in a row together."""
    runs: dict[tuple[int, str], list[str]] = defaultdict(list)
    for look in looks:
        if look.text.isspace() or look.text in _SHAPES or look.text in _LINES or _block(look.text):
            continue
        kinds = (("w", look.cells == 2), ("b", look.bold), ("i", look.italic))
        name = inks.setdefault(look.ink, f"c{len(inks)}")
        style = " ".join([name, *(kind for kind, holds in kinds if holds)])
        x = look.column * CELL + look.cells * CELL // 2
        runs[look.row, style].append(f'<tspan x="{x}">{escape(look.text, quote=False)}</tspan>')
    for (row, style), spans in runs.items():
        yield f'<text class="{style}" y="{row * LINE + _BASELINE}">{"".join(spans)}</text>'

"""A document as one SVG picture: every character on its cells, charts as vectors, on paper.

Browsers and editors draw a wide character in whatever width their font has, and a line of text with it slips.
So every run of characters is told the place and the length it has on a terminal; rules and lights are drawn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from pilot_tui.cells import width
from pilot_tui.colours import PAPER
from pilot_tui.report.canonical import Checksum
from pilot_tui.report.document import BarChart, Block, Document, Heading, LineChart
from pilot_tui.report.drawing import draw
from pilot_tui.report.drawing.measure import shape
from pilot_tui.report.formats import Layout
from pilot_tui.report.lights import LIGHTS, TELLING
from pilot_tui.report.svg_marks import elements
from pilot_tui.report.text import block_lines, head_lines, tail_lines
from pilot_tui.report.text_table import RULE
from pilot_tui.safe import one_line

CELL, LINE, MARGIN = 7.5, 19.0, 24.0
_BASELINE, _MIDDLE = 14.0, 9.5
_NARROW = '"JetBrains Mono","DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono",monospace'
_WIDE = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
_STYLE = (
    f"text{{font:{CELL / 0.602:.2f}px {_NARROW}}}.w{{font:{2 * CELL}px {_WIDE}}}"
    f".c text{{font-family:{_WIDE}}}.b{{font-weight:600}}"
)
"""Sizes at which a narrow letter is one cell and a wide one two, for viewers that know no `textLength`."""
_SHAPES = dict(LIGHTS.values())
_COLOURED = {LIGHTS[kind][0] for kind in TELLING}
_RUN = re.compile(r"[^ ]+")


def write_to(document: Document, file: BinaryIO, layout: Layout) -> None:
    """One picture, as high as the document is long."""
    sheet = _Sheet(layout.width)
    sheet.lines(head_lines(document, layout.width), bold=True)
    told = Checksum(document)
    for block in told.blocks(layout.tick):
        sheet.lines([""])
        sheet.block(block, document, told)
    sheet.lines(tail_lines(document, layout.width, told.digits()))
    file.write(sheet.whole(f"{document.title} {document.subtitle}").encode("utf-8"))


class _Sheet:
    """A sheet that is written on from top to bottom."""

    def __init__(self, cells: int) -> None:
        self._cells, self._y = cells, MARGIN
        self._parts: list[str] = []

    def whole(self, title: str) -> str:
        """The file."""
        wide, high = self._cells * CELL + 2 * MARGIN, self._y + MARGIN
        size = f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="{PAPER["foreground"]}">'
        paper = f'<rect width="100%" height="100%" fill="{PAPER["background"]}"/>'
        named = f"<title>{html.escape(one_line(title))}</title><style>{_STYLE}</style>"
        return "\n".join((head, named, paper, *self._parts, "</svg>", ""))

    def block(self, block: Block, document: Document, told: Checksum) -> None:
        """A block as lines; a chart that is drawn, drawn."""
        if isinstance(block, BarChart | LineChart):
            self.lines([f"{block.title}  {block.subtitle}"], bold=True)
            picture = draw(block, min(self._cells * CELL, 900.0), document.labels.mark)
            drawn = "".join(elements(picture, paper_ink))
            self._parts.append(f'<g class="c" transform="translate({MARGIN:g} {self._y:.1f})">{drawn}</g>')
            self._y += picture.height + 6
            self.lines(block.notes)
        else:
            lines = list(block_lines(block, document, self._cells, told))
            self.lines(lines, bold=isinstance(block, Heading))

    def lines(self, lines: Iterator[str] | list[str] | tuple[str, ...], *, bold: bool = False) -> None:
        """Lines of text, one below the other."""
        for line in lines:
            self._parts.extend(self._line(line.rstrip(), bold))
            self._y += LINE

    def _line(self, line: str, bold: bool) -> Iterator[str]:
        column, end, ink = 0, 0, ""
        for found in _RUN.finditer(line):
            column += found.start() - end
            end = found.end()
            for run, cells in _runs(found[0]):
                yield self._run(run, column, cells, bold, ink)
                column += cells
            ink = _SHAPES[found[0]] if found[0] in _COLOURED else ""

    def _run(self, run: str, column: int, cells: int, bold: bool, ink: str) -> str:
        x = MARGIN + column * CELL
        if run[0] == RULE:
            place = f'x="{x:g}" y="{self._y + _MIDDLE:g}" width="{cells * CELL:g}" height="1"'
            return f'<rect {place} fill="{PAPER["hairline"]}"/>'
        if run in _SHAPES:
            drawn = shape(run, _SHAPES[run], x + CELL / 2, self._y + _MIDDLE)
            points = " ".join(f"{a:.1f},{b:.1f}" for a, b in drawn.points)
            return f'<polygon points="{points}" fill="{paper_ink(_SHAPES[run])}"/>'
        kinds = [*(["w"] if cells > len(run) else []), *(["b"] if bold else [])]
        form = f' class="{" ".join(kinds)}"' if kinds else ""
        form += f' fill="{paper_ink(ink)}"' if ink else ""
        place = f'x="{x:g}" y="{self._y + _BASELINE:g}" textLength="{cells * CELL:g}"'
        return f"<text {place}{form}>{html.escape(run)}</text>"


def paper_ink(ink: str) -> str:
    """The colour of a role on paper."""
    return PAPER.get(ink) or PAPER[f"ink-{ink}"]


def _runs(word: str) -> Iterator[tuple[str, int]]:
    """A word in parts that are all narrow, all wide, all rules, or one light."""
    start, kind = 0, ""
    for at, character in enumerate(word):
        cells = width(character)
        here = character if character in _SHAPES else RULE if character == RULE else str(cells)
        if at and (here != kind or here in _SHAPES) and here != "0":
            yield word[start:at], width(word[start:at])
            start = at
        kind = kind if here == "0" and at else here
    yield word[start:], width(word[start:])

"""A picture as SVG elements; colours come from whoever embeds it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from pilot_tui.report.drawing import Box, Mark, Picture, Shape, Stroke, Words
from pilot_tui.safe import one_line

Colour = Callable[[str], str]
"""The role of a colour → how it is written."""


def elements(picture: Picture, colour: Colour) -> Iterator[str]:
    """Every mark as one element."""
    return (_element(mark, colour) for mark in picture.marks)


def inline(picture: Picture, colour: Colour) -> str:
    """The picture as one `svg` element of a page, described for who cannot see it."""
    label = html.escape(one_line(picture.title))
    head = f'<svg class="chart" viewBox="0 0 {picture.width:.0f} {picture.height:.0f}" role="img"'
    return f'{head} aria-label="{label}">{"".join(elements(picture, colour))}</svg>\n'


def _element(mark: Mark, colour: Colour) -> str:
    match mark:
        case Box():
            faint = "" if mark.strength == 1 else f' fill-opacity="{mark.strength:.2f}"'
            size = f'width="{mark.width:.1f}" height="{mark.height:.1f}"'
            return f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" {size} fill="{colour(mark.ink)}"{faint}/>'
        case Stroke():
            dash = ' stroke-dasharray="4 3"' if mark.dashed else ""
            pen = f'stroke="{colour(mark.ink)}" stroke-width="{mark.width:g}"{dash}'
            return f'<polyline points="{_points(mark.points)}" fill="none" {pen}/>'
        case Shape():
            ink = colour(mark.ink)
            fill = f'fill="none" stroke="{ink}"' if mark.hollow else f'fill="{ink}"'
            return f'<polygon points="{_points(mark.points)}" {fill}/>'
        case Words():
            return _words(mark, colour)


def _words(mark: Words, colour: Colour) -> str:
    form = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    form += ' font-weight="600"' if mark.bold else ""
    place = f'x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size:g}"'
    return f'<text {place} fill="{colour(mark.ink)}"{form}>{html.escape(one_line(mark.text))}</text>'


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

"""A picture as a group of shapes: vectors a word processor draws, prints and lets one edit."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from pilot_tui.colours import PAPER
from pilot_tui.report.drawing import Box, Mark, Picture, Shape, Stroke, Words
from pilot_tui.report.drawing.measure import room
from pilot_tui.safe import one_line

_EMU = 12_700
"""Of a point."""
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def drawing(picture: Picture, number: int) -> str:
    """A paragraph with the picture in it; a program that cannot draw it shows what it is of."""
    label = one_line(picture.title)
    size = f'cx="{_emu(picture.width)}" cy="{_emu(picture.height)}"'
    inner = '<a:chOff x="0" y="0"/>' + f"<a:chExt {size}/>"
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/>{inner}</a:xfrm>'
    shapes = "".join(_shape(mark, number * 10_000 + at) for at, mark in enumerate(picture.marks))
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{frame}</wpg:grpSpPr>{shapes}</wpg:wgp>"
    graphic = f'<a:graphic><a:graphicData uri="{_GROUP}">{group}</a:graphicData></a:graphic>'
    named = f'<wp:docPr id="{number}" name="chart {number}" descr={quoteattr(label)}/>'
    extent = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
    drawn = f"<w:drawing>{extent}{named}{graphic}</wp:inline></w:drawing>"
    choice = f'<mc:Choice Requires="wpg">{drawn}</mc:Choice>'
    told = f"<mc:Fallback><w:t>{escape(label)}</w:t></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{choice}{told}</mc:AlternateContent></w:r></w:p>"


def _emu(points: float) -> int:
    return round(points * _EMU)


def _shape(mark: Mark, number: int) -> str:
    match mark:
        case Box():
            place = _place(mark.x, mark.y, mark.width, mark.height)
            form = (
                f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill(mark.ink, mark.strength)}{_NO_LINE}'
            )
        case Stroke():
            place, path = _path(mark.points, closed=False)
            dash = '<a:prstDash val="sysDash"/>' if mark.dashed else ""
            form = f'{path}<a:noFill/><a:ln w="{_emu(mark.width)}">{_fill(mark.ink)}{dash}</a:ln>'
        case Shape():
            place, path = _path(mark.points, closed=True)
            filled = (
                f"<a:noFill/><a:ln>{_fill(mark.ink)}</a:ln>" if mark.hollow else _fill(mark.ink) + _NO_LINE
            )
            form = f"{path}{filled}"
        case Words():
            return _words(mark, number)
    return _named(number, "", f"<wps:spPr>{place}{form}</wps:spPr><wps:bodyPr/>")


def _named(number: int, kind: str, inside: str) -> str:
    """A shape needs a number and a name of its own."""
    return f'<wps:wsp><wps:cNvPr id="{number}" name="m{number}"/><wps:cNvSpPr{kind}/>{inside}</wps:wsp>'


def _place(x: float, y: float, wide: float, high: float) -> str:
    size = f'<a:ext cx="{max(0, _emu(wide))}" cy="{max(0, _emu(high))}"/>'
    return f'<a:xfrm><a:off x="{_emu(x)}" y="{_emu(y)}"/>{size}</a:xfrm>'


def _path(points: tuple[tuple[float, float], ...], *, closed: bool) -> tuple[str, str]:
    """Where an outline stands, and the outline within it."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
    steps = "".join(_steps([(x - left, y - top) for x, y in points]))
    end = "<a:close/>" if closed else ""
    size = f'w="{_emu(wide)}" h="{_emu(high)}"'
    inside = f"<a:pathLst><a:path {size}>{steps}{end}</a:path></a:pathLst>"
    rest = '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
    return _place(left, top, wide, high), f"<a:custGeom>{rest}{inside}</a:custGeom>"


def _steps(points: list[tuple[float, float]]) -> Iterator[str]:
    for at, (x, y) in enumerate(points):
        point = f'<a:pt x="{_emu(x)}" y="{_emu(y)}"/>'
        yield f"<a:lnTo>{point}</a:lnTo>" if at else f"<a:moveTo>{point}</a:moveTo>"


def _fill(ink: str, strength: float = 1.0) -> str:
    colour = (PAPER.get(ink) or PAPER[f"ink-{ink}"])[1:].upper()
    faint = "" if strength == 1 else f'<a:alpha val="{round(100_000 * strength)}"/>'
    return f'<a:solidFill><a:srgbClr val="{colour}">{faint}</a:srgbClr></a:solidFill>'


def _words(mark: Words, number: int) -> str:
    """A box without edges, wide enough for the words, standing on their baseline."""
    wide, high = room(mark.text, mark.size) + 6, mark.size * 1.6
    left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
    align = {"start": "start", "middle": "center", "end": "end"}[mark.anchor]
    colour = (PAPER.get(mark.ink) or PAPER[f"ink-{mark.ink}"])[1:].upper()
    size = f'<w:sz w:val="{round(2 * mark.size)}"/><w:szCs w:val="{round(2 * mark.size)}"/>'
    form = f'<w:rPr>{"<w:b/>" if mark.bold else ""}<w:color w:val="{colour}"/>{size}</w:rPr>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * high)}" w:lineRule="exact"/>'
    said = f'<w:r>{form}<w:t xml:space="preserve">{escape(one_line(mark.text))}</w:t></w:r>'
    inside = f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>{said}</w:p>'
    box = _place(left, mark.y - mark.size * 1.2, wide, high)
    shape = f'{box}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{_NO_LINE}'
    tight = (
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
    )
    text = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>{tight}"
    return _named(number, ' txBox="1"', f"<wps:spPr>{shape}</wps:spPr>{text}")

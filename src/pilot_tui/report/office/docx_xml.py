"""The few elements of a word processor's XML that a summary is made of, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from pilot_tui.report.document import Paragraph, Run
from pilot_tui.report.office.cell_text import lines_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DECLARED = "".join(f' xmlns:{name}="{place}"' for name, place in _SPACES.items())
TWIPS = 20
"""Of a point."""
_SHORT, _LONG, _MARGIN = 11906, 16838, 1077
"""A4 and its margins, in twips."""
TEXT_WIDTH = {False: (_SHORT - 2 * _MARGIN) / TWIPS, True: (_LONG - 2 * _MARGIN) / TWIPS}
"""Points between the margins of paper that stands, and of paper that lies."""
TEXT_HEIGHT = {wide: TEXT_WIDTH[not wide] - 90 for wide in TEXT_WIDTH}
"""Points a picture may be high: the rest of the page is for its title and notes."""
_ALIGN = {"left": "start", "center": "center", "right": "end"}


def namespaced(element: str) -> str:
    """An element with every name space it may use declared, so that it can be read by itself."""
    end = min(at for at in (element.find(" "), element.find(">"), element.find("/")) if at > 0)
    return f"{element[:end]}{_DECLARED}{element[end:]}"


def runs(text: str, form: str = "") -> str:
    """A text as runs, its lines kept."""
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines_of(text))
    return f"<w:r>{f'<w:rPr>{form}</w:rPr>' if form else ''}{said}</w:r>"


def paragraph(text: str, style: str, *, keep: bool = False) -> str:
    """A paragraph in one style; with `keep` it stays with what follows."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{runs(text)}</w:p>'


def prose(block: Paragraph, *, keep: bool = False) -> str:
    """A paragraph of the document, each run in its role."""
    kept = "<w:keepNext/>" if keep else ""
    form = f'<w:pPr>{kept}<w:jc w:val="{_ALIGN[block.align]}"/></w:pPr>'
    return f"<w:p>{form}{''.join(map(_run, block.runs))}</w:p>"


def _run(run: Run) -> str:
    return runs(run.text, "<w:b/>" if run.role == "strong" else "")


def heading(text: str, level: int, number: int) -> str:
    """A heading that the table of contents leads to."""
    style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>'
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{_place(number)}"/>'
    return f'<w:p>{style}{mark}{runs(text)}<w:bookmarkEnd w:id="{number}"/></w:p>'


def _place(number: int) -> str:
    return f"_Toc{number:08}"


def contents(title: str, titles: Sequence[tuple[str, int]]) -> Iterator[str]:
    """A table of contents whose lines lead to their headings; only a program that sets pages knows them."""
    yield paragraph(title, "PilotContents")
    last = len(titles)
    for number, (text, level) in enumerate(titles, 1):
        opened = _field_start(' TOC \\o "1-2" \\n \\h \\z \\u ') if number == 1 else ""
        closed = _char("end") if number == last else ""
        link = f'<w:hyperlink w:anchor="{_place(number)}" w:history="1">{runs(text)}</w:hyperlink>'
        style = f'<w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>'
        yield f"<w:p>{style}{opened}{link}{closed}</w:p>"


def _field(code: str) -> str:
    return f"{_field_start(code)}{runs('1')}{_char('end')}"


def _field_start(code: str) -> str:
    begin = _char("begin")
    return f'{begin}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_char("separate")}'


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def foot(text: str) -> str:
    """The foot of every page: what the document rests on, page and pages."""
    pages = f"{_field(' PAGE ')}{runs(' / ')}{_field(' NUMPAGES ')}"
    style = '<w:pPr><w:pStyle w:val="PilotNote"/><w:tabs><w:tab w:val="end" w:pos="9700"/></w:tabs></w:pPr>'
    return f"<w:p>{style}{runs(text)}<w:r><w:tab/></w:r>{pages}</w:p>"


def section(foot_id: str, *, wide: bool) -> str:
    """A4, standing or lying."""
    across, down = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    lying = ' w:orient="landscape"' if wide else ""
    edges = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{foot_id}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{lying}/>'
        f'<w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def turn(foot_id: str, *, wide: bool) -> str:
    """The end of a section whose paper stands or lies."""
    return f'<w:p><w:pPr><w:pStyle w:val="PilotNote"/>{section(foot_id, wide=wide)}</w:pPr></w:p>'

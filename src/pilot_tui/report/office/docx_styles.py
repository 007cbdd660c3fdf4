"""The styles of a word processor's document: fonts for both scripts, headings, notes."""

from __future__ import annotations

from typing import Any

from pilot_tui.colours import PAPER
from pilot_tui.report.document import Document
from pilot_tui.report.office.docx_xml import foot, namespaced
from pilot_tui.report.office.needing import library
from pilot_tui.safe import one_line

_LATIN, _SONG, _HEI = "Times New Roman", "SimSun", "SimHei"
"""What Chinese offices print with; a machine without them puts its own in their place."""
_TONGUES = {"zh": "zh-CN", "en": "en-GB"}


def set_up(made: Any, document: Document) -> str:  # noqa: ANN401  # of a library without types
    """Make the styles and the foot of the pages; returns what sections call that foot by."""
    shared = library("docx", "docx.shared")
    sizes = {"Normal": 10.5, "Title": 18, "Subtitle": 12, "Heading 1": 14, "Heading 2": 12}
    for name, size in sizes.items():
        _font(made.styles[name], shared, size, bold=name.startswith(("Title", "Heading")))
    for name in ("Title", "Subtitle", "Heading 2"):
        made.styles[name].paragraph_format.alignment = 1
    for name in ("TOC 1", "TOC 2", "Pilot Note", "Pilot Banner", "Pilot Contents"):
        _added(made, shared, name)
    _tongue(made, document.language)
    made.core_properties.title = one_line(f"{document.title} {document.subtitle}")[:250]
    made.core_properties.author = made.core_properties.comments = ""
    return _foot(made, document)


def _font(style: Any, shared: Any, size: float, *, bold: bool = False, muted: bool = False) -> None:  # noqa: ANN401  # of a library without types
    style.font.name, style.font.size, style.font.bold = _LATIN, shared.Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = shared.RGBColor.from_string(
        PAPER["ink-muted" if muted else "foreground"][1:].upper()
    )
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    qualified = library("docx", "docx.oxml.ns").qn
    fonts.set(qualified("w:eastAsia"), _HEI if bold else _SONG)
    fonts.set(qualified("w:cs"), _LATIN)
    fonts.set(qualified("w:hAnsi"), _LATIN)
    if style.name in ("Title", "Subtitle"):
        for border in style.element.findall(f".//{qualified('w:pBdr')}"):
            border.getparent().remove(border)
    style.paragraph_format.space_after = shared.Pt(4)


def _added(made: Any, shared: Any, name: str) -> None:  # noqa: ANN401  # of a library without types
    style = made.styles.add_style(name, 1)
    style.base_style = made.styles["Normal"]
    toc = name.startswith("TOC")
    _font(style, shared, 10.5 if toc else 9, bold=name == "Pilot Contents", muted=name == "Pilot Note")
    form = style.paragraph_format
    form.space_after = shared.Pt(2)
    if toc:
        form.left_indent = shared.Pt(12 if name.endswith("2") else 0)
        form.tab_stops.add_tab_stop(shared.Pt(485), 2, 1)
    if name == "Pilot Banner":
        style.font.size, style.font.bold = shared.Pt(10), True
        style.font.color.rgb = shared.RGBColor.from_string(PAPER["accent"][1:].upper())


def _tongue(made: Any, language: str) -> None:  # noqa: ANN401  # of a library without types
    """Which languages the words are in, for spelling and for breaking lines."""
    qualified = library("docx", "docx.oxml.ns").qn
    tongue = made.styles.element.find(f".//{qualified('w:rPrDefault')}//{qualified('w:lang')}")
    if tongue is not None:
        tongue.set(qualified("w:val"), _TONGUES[language] if language == "en" else "en-GB")
        tongue.set(qualified("w:eastAsia"), _TONGUES["zh"])


def _foot(made: Any, document: Document) -> str:  # noqa: ANN401  # of a library without types
    part = made.sections[0].footer
    part.is_linked_to_previous = False
    element = part._element  # the library has no other way to a field
    for child in list(element):
        element.remove(child)
    element.append(
        library("docx", "docx.oxml").parse_xml(namespaced(foot(document.foot.replace("\n", " · "))))
    )
    qualified = library("docx", "docx.oxml.ns").qn
    reference = made.element.body[-1].find(qualified("w:footerReference"))
    return str(reference.get(qualified("r:id")))

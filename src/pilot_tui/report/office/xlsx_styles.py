"""How cells of a workbook look: a few kinds, each made once."""

from __future__ import annotations

from typing import Any

from pilot_tui.colours import PAPER
from pilot_tui.report.lights import LIGHTS, TELLING
from pilot_tui.report.office.xlsx_rows import style_of

FONT = "Microsoft YaHei"
"""Of every Windows with Chinese; other machines put their own in its place."""
_IN: dict[str, object] = {"indent": 1, "valign": "vcenter"}
_RIGHT: dict[str, object] = {"align": "right", "indent": 0}
"""What stands on the left is set in, not what stands on the right: LibreOffice forgets that now and then."""
_KINDS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": True},
    "subtitle": {"font_size": 12, "font_color": PAPER["ink-muted"], "text_wrap": True},
    "heading": {"bold": True, "font_size": 12, "text_wrap": True},
    "prose": {"text_wrap": True},
    "banner": {"text_wrap": True, "bold": True, "font_color": PAPER["accent"], "bg_color": PAPER["panel"]},
    "note": {"text_wrap": True, "font_color": PAPER["ink-muted"], "font_size": 9},
    "line": {"font_color": PAPER["ink-muted"], "font_size": 9},
    "lead": {"bold": True},
    "beside": {"text_wrap": True},
    "sum": {"text_wrap": True},
    "link": {"font_color": PAPER["primary"], "underline": 1},
    "head": {**_IN, "bold": True, "text_wrap": True, "bg_color": PAPER["panel"], "bottom": 1},
    "head.right": _RIGHT,
    "head.over": {"align": "center", "indent": 0},
    "head.blank": {"bottom": 0},
    "mark": {**_IN, "font_color": PAPER["accent"], "font_size": 9},
    "text": {**_IN, "text_wrap": True},
    "right.text": _RIGHT,
    "figure": {**_IN, **_RIGHT},
    "absence": {**_IN, "font_color": PAPER["ink-muted"]},
    "right.absence": _RIGHT,
    "derived": {**_IN, "text_wrap": True, "italic": True, "font_color": PAPER["ink-muted"]},
    "right.derived": _RIGHT,
    "light": _IN,
    "right.light": _RIGHT,
    "group": {**_IN, "bold": True},
    "end": {"top": 1},
    "named": {
        "text_wrap": True,
        "valign": "vcenter",
        "indent": 1,
        "bg_color": PAPER["surface"],
        "border": 4,
        "border_color": PAPER["hairline"],
    },
    "key": {"font_color": PAPER["ink-faint"], "font_size": 8},
    "asked": {
        "text_wrap": True,
        "valign": "vcenter",
        "indent": 1,
        "locked": False,
        "bg_color": PAPER["background"],
        "border": 1,
        "border_color": PAPER["hairline"],
    },
    "asked.figure": _RIGHT,
    "named.figure": _RIGHT,
}
_INHERIT = {
    "head.right": "head",
    "head.over": "head",
    "head.blank": "head",
    "beside": "line",
    "sum": "lead",
    "right.text": "text",
    "right.absence": "absence",
    "right.derived": "derived",
    "right.light": "light",
    "asked.figure": "asked",
    "named.figure": "named",
    "key": "named",
}
_SUM = {"bold": True, "top": 1}


class Styles:
    """The formats of one workbook."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401  # of a library without types
        self._made = made
        self._kept: dict[tuple[str, str, bool], Any] = {}
        self._numbers: dict[tuple[str, str, bool], int] = {}
        self.lights = {
            sign: made.add_format(
                {"font_color": PAPER.get(ink) or PAPER[f"ink-{ink}"], "bold": kind in TELLING}
            )
            for kind, (sign, ink) in LIGHTS.items()
        }
        """Sign of a light → how a cell that begins with it looks."""

    def of(self, kind: str, number: str = "", total: bool = False) -> Any:  # noqa: ANN401  # of a library without types
        """The format of a kind of cell, with a number format, in a row of sums or not."""
        asked = (kind, number, total)
        if asked not in self._kept:
            form = {**_KINDS.get(_INHERIT.get(kind, ""), {}), **_KINDS[kind]}
            form = {"font_name": FONT, "font_size": 10, "valign": "top", **form}
            form |= {"num_format": number} if number else {}
            form |= _SUM if total else {}
            self._kept[asked] = self._made.add_format(form)
        return self._kept[asked]

    def number(self, kind: str, number: str = "", total: bool = False) -> int:
        """The number of the same format, by which a cell names it."""
        asked = (kind, number, total)
        if asked not in self._numbers:
            self._numbers[asked] = style_of(self.of(*asked))
        return self._numbers[asked]

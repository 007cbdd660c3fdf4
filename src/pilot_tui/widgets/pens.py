"""The roles of a theme as a bare terminal draws them: text with colours in it. Nothing of Textual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pilot_tui.cells import safe_signs
from pilot_tui.widgets.roles import NEEDED, Colour, Pen, Roles


class Pens(Roles[str]):
    """The escape sequences of one theme."""

    def __init__(self, colours: Mapping[str, str], *, plain: bool = False) -> None:
        super().__init__({name: _parsed(colours[name]) for name in NEEDED})
        self.plain = plain
        """Whether signs that some terminals draw two cells wide are replaced by ASCII."""

    def strip(self, texts: Sequence[str], pens: Sequence[Pen], width: int) -> str:
        """The line, to be written where the cursor of the terminal stands."""
        if self.plain:
            texts = [safe_signs(text) for text in texts]
        return "".join([_sgr(pen) + text for text, pen in zip(texts, pens, strict=True)])


@cache
def _sgr(pen: Pen) -> str:
    """The sequence that begins to draw with a pen, whatever was drawn with before."""
    attributes = (";1" if pen.bold else "") + (";3" if pen.italic else "") + (";4" if pen.underline else "")
    return "\x1b[0{};38;2;{};{};{};48;2;{};{};{}m".format(attributes, *pen.ink, *pen.ground)


def _parsed(colour: str) -> Colour:
    """The numbers of `#rrggbb`."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue

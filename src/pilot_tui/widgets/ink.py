"""The roles of a theme as Textual draws them: styles, and strips of segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip

from pilot_tui.cells import safe_signs
from pilot_tui.colours import COLOURS
from pilot_tui.widgets.roles import NEEDED, Ground, Pen, Roles


class _Styles(dict[Pen, Style]):
    """The style of each pen met so far."""

    def __missing__(self, pen: Pen) -> Style:
        self[pen] = style = Style(
            color=RichColor.from_rgb(*pen.ink),
            bgcolor=RichColor.from_rgb(*pen.ground),
            bold=pen.bold or None,
            italic=pen.italic or None,
            underline=pen.underline or None,
        )
        return style


class Ink(Roles[Strip]):
    """The styles of one theme."""

    def __init__(self, colours: Mapping[str, str], *, plain: bool = False, few: bool = False) -> None:
        super().__init__({name: Color.parse(colours[name]).rgb for name in NEEDED if name in colours})
        self.plain = plain
        """Whether signs that some terminals draw two cells wide are replaced by ASCII."""
        self.few = few
        """Whether the terminal has too few colours for a tint: what is tinted is underlined then."""
        self._styles = _Styles()

    def strip(self, texts: Sequence[str], pens: Sequence[Pen], width: int) -> Strip:
        """A strip with a segment for each text."""
        if self.plain:
            texts = [safe_signs(text) for text in texts]
        return Strip(map(Segment, texts, map(self._styles.__getitem__, pens)), width)

    def _mix(self, role: str, ground: Ground) -> Pen:
        pen = super()._mix(role, ground)
        return pen._replace(underline=True) if self.few and ground in _TINTED else pen


_TINTED = ("selected", "cursor", "edit", "refused")
_FEW = (None, "standard", "windows")
_made: dict[tuple[str, bool, bool], Ink] = {}


def ink_of(app: App[object]) -> Ink:
    """The styles of the app's theme; ASCII signs where the app says `plain_signs`."""
    key = (app.theme, bool(getattr(app, "plain_signs", False)), app.console.color_system in _FEW)
    if key not in _made:
        # As they are written: Textual's own way from a theme to its variables loses a shade.
        _made[key] = Ink(COLOURS.get(app.theme, app.theme_variables), plain=key[1], few=key[2])
    return _made[key]

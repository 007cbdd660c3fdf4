"""What is written in each theme can be read."""

from __future__ import annotations

import pytest

from pilot_tui.colours import COLOURS
from pilot_tui.widgets.pens import Pens
from pilot_tui.widgets.roles import Colour, Ground, Pen

TEXT = ("foreground", "muted", "faint", "primary", "secondary", "success", "warning", "error", "accent")
"""Roles that words and figures are written in; a hairline is never text."""
MARKED: Ground = ("primary", 0.42)
USED: dict[Ground, tuple[str, ...]] = {
    "base": TEXT,
    "band": ("foreground", "muted", "primary", "success", "warning", "accent"),
    "row": TEXT,
    "selected": ("foreground",),
    "cursor": ("foreground",),
    "edit": ("foreground",),
    "refused": ("foreground", "error"),
    "block": ("background",),
    ("warning", 0.42): ("foreground",),
    MARKED: ("foreground",),
    ("accent", 1.0): ("background",),
    ("error", 1.0): ("background",),
}
"""What is written on each ground."""
LEAST: dict[str, float] = {"ink": 4.2, "paper": 3.9, "contrast": 7.0}
"""Of ink and paper it is the faintest word on the cursor's row."""


def luminance(colour: Colour) -> float:
    """Of WCAG 2."""
    parts = [part / 255 for part in colour]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pen: Pen) -> float:
    dark, light = sorted((luminance(pen.ink), luminance(pen.ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_every_role_can_be_read_on_every_ground_it_is_used_on(theme: str) -> None:
    pens = Pens(COLOURS[theme])
    found = {(role, ground): contrast(pens(role, ground)) for ground, roles in USED.items() for role in roles}
    assert {where: ratio for where, ratio in found.items() if round(ratio, 1) < LEAST[theme]} == {}


@pytest.mark.parametrize(("theme", "foreground"), [("ink", 12.9), ("paper", 13.0), ("contrast", 21.0)])
def test_figures_stand_out_most(theme: str, foreground: float) -> None:
    pens = Pens(COLOURS[theme])
    assert round(contrast(pens("foreground")), 1) >= foreground
    assert round(contrast(pens("faint")), 1) >= 4.3
    assert min(contrast(pens("foreground", (role, 0.42))) for role in ("warning", "primary")) >= 5


def test_the_high_contrast_theme_is_that_everywhere() -> None:
    pens = Pens(COLOURS["contrast"])
    for ground in ("base", "band", "row", "selected", "refused", "edit"):
        assert min(contrast(pens(role, ground)) for role in TEXT) >= 7, ground
    assert min(contrast(pens(role, "cursor")) for role in TEXT if role != "primary") >= 7
    assert contrast(pens("mark")) >= 7
    assert min(contrast(pens("hairline", ground)) for ground in ("base", "band", "row")) >= 4.5


def test_every_theme_has_every_colour() -> None:
    names = {frozenset(colours) for colours in COLOURS.values()}
    assert len(names) == 1

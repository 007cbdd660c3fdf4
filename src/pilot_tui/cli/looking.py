"""Who looks at the file. Imports nothing of the command line: the desk opens without it."""

from __future__ import annotations

import os

from pilot_tui.places import preference
from pilot_tui.workbook import Workbook

NOBODY = "none"
"""What is said to hide nothing."""
VARIABLE = "PILOT_VIEWER"


def author_of(book: Workbook, said: str = "") -> str:
    """Who writes: whoever is named, else who the file was handed out to, else the setting."""
    handout = book.handout
    return said or (handout.person if handout is not None else "") or preference("author")


def viewer_of(book: Workbook, asked: str | None = None) -> str:
    """The code of the expert who looks; empty for nobody in particular.

    Args:
        book: Whose experts may be meant.
        asked: Who is asked for, `none` for nobody; else `$PILOT_VIEWER`, else the setting, where the file has
            that expert. A file that was handed out to an expert is looked at as that expert.
    """
    said = os.environ.get(VARIABLE) if asked is None else asked
    if not said and book.handout is not None and book.handout.expert in book.viewers():
        return book.handout.expert
    if said:
        return "" if said.casefold() == NOBODY else said
    kept = preference("viewer")
    return kept if kept and kept in book.viewers() else ""

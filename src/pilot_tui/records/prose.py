"""Names, remarks and codes as a person types or pastes them."""

from __future__ import annotations

import re
from unicodedata import normalize

from pilot_tui.records.typed import read, refusal
from pilot_tui.safe import visible

CODE, NAME, TEXT = 64, 200, 4_000
"""The most characters each may have."""


def parse_code(text: str) -> str:
    """A part of an id, full-width letters made narrow; raises `InvalidValue`."""
    code = read(text)
    if not re.fullmatch("[A-Za-z0-9_-]+", code):
        raise refusal("code", text)
    if len(code) > CODE:
        raise refusal("too_long", text, limit=CODE)
    return code


def parse_name(text: str) -> str:
    """One line of prose, composed (NFC) and trimmed.

    Raises:
        InvalidValue: When it is too long, has a line break, or characters nobody can see.
    """
    name = _prose(text, NAME)
    if name != " ".join(name.splitlines()) or "\t" in name:
        raise refusal("one_line", text)
    return _seen(name, name)


def parse_text(text: str) -> str:
    """Prose of any lines, composed (NFC), trimmed, the line ends of Windows made plain.

    Raises:
        InvalidValue: When it is too long, or has characters nobody can see besides line breaks and tabs.
    """
    prose = _prose(text, TEXT).replace("\r\n", "\n")
    return _seen(prose, prose.replace("\n", "").replace("\t", ""))


def _prose(text: str, limit: int) -> str:
    # Composing shortens, so what is far too long is refused before that work is done.
    if len(text) > 2 * limit or len(prose := normalize("NFC", text).strip()) > limit:
        raise refusal("too_long", text, limit=limit)
    return prose


def _seen(prose: str, lettered: str) -> str:
    if visible(lettered) != lettered:
        raise refusal("invisible", prose)
    return prose

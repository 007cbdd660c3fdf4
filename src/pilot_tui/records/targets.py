"""A target typed with what it asks for: `≥ 50`, `about 80`."""

from __future__ import annotations

import re
from contextlib import suppress

from pilot_tui.errors import InvalidValue
from pilot_tui.records.choices import parse_choice
from pilot_tui.records.typed import LONGEST, read
from pilot_tui.tables import Field

_FIGURE = re.compile(r"(\D*?)([+\-−]?\d(?:.*\d)?)(\D*)")


def split_operator(text: str, operators: Field) -> tuple[str, str]:
    """The operator a typed target names before or behind its figure (empty when none), and the rest."""
    found = _FIGURE.fullmatch(read(text)) if text.strip() and len(text) < LONGEST else None
    if found is None:
        return "", text
    before, figure, after = (part.strip() for part in found.groups())
    for word, rest in ((before, figure + after), (after, before + figure)):
        with suppress(InvalidValue):
            if word:
                return parse_choice(word, operators), rest
    return "", text

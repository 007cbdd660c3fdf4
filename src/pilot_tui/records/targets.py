"""A figure typed with what it asks for or how exact it is: `≥ 50`, `about 80`, `1,200+`."""

from __future__ import annotations

import re
from contextlib import suppress

from pilot_tui.errors import InvalidValue
from pilot_tui.records.choices import parse_choice
from pilot_tui.records.typed import LONGEST, read
from pilot_tui.tables import Field

_FIGURE = re.compile(r"(\D*?)([+\-−]?\d(?:.*\d)?)(\D*)")


def split_operator(text: str, operators: Field) -> tuple[str, str]:
    """The operator a typed figure names before or behind its figure (empty when none), and the rest."""
    found = _FIGURE.fullmatch(read(text)) if text.strip() and len(text) < LONGEST else None
    if found is None:
        return "", text
    before, figure, after = (part.strip() for part in found.groups())
    ways = ((before, figure + after), (after, before + figure), (after[:1], before + figure + after[1:]))
    for word, rest in ways:  # the last for a sign between figure and multiplier
        with suppress(InvalidValue):
            if word:
                return parse_choice(word, operators), rest
    return "", text

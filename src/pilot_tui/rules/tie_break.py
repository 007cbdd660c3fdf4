"""The chain that decides between equal scores, as it is written down: `all, K1, K2`."""

from __future__ import annotations

import re
from collections.abc import Collection

from pilot_tui.rules.review import TRIMS

_BETWEEN = re.compile(r"[\s,;>\u2192\uff0c\uff1b\u3001]+")


def links_of(said: str) -> tuple[str, ...]:
    """The links of a chain, in order: codes of criteria, `all` or `trimmed`; each once."""
    return tuple(dict.fromkeys(one for one in _BETWEEN.split(said) if one))


def unknown_links(said: str, criteria: Collection[str]) -> list[str]:
    """The links that are neither a criterion nor one of `review.TRIMS`."""
    return [one for one in links_of(said) if one not in criteria and one not in TRIMS]

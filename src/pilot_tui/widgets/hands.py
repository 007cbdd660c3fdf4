"""When a person last typed: what goes on behind their back stands aside meanwhile."""

from __future__ import annotations

import time

_STILL_SECONDS = 0.25
"""After a key, until the hands are taken to be still: longer than between two keys of one held down."""


class Hands:
    """Told of every key by the app, asked by threads."""

    def __init__(self) -> None:
        self._moved = 0.0

    def move(self) -> None:
        """A key was typed."""
        self._moved = time.monotonic()

    @property
    def busy_for(self) -> float:
        """Seconds after which it is worth asking again; 0 when the hands are still."""
        return max(0.0, self._moved + _STILL_SECONDS - time.monotonic()) if self._moved else 0.0

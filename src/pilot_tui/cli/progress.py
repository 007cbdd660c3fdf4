"""How far long work is, on one line of the terminal that goes away when it is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pilot_tui.words import say
from pilot_tui.workbook.blocks import Ticking

_SILENT_SECONDS, _EVERY_SECONDS = 0.5, 0.1
_BACK = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Ticking]:
    """Something to be told how far the work is; nothing is shown of short work, nor where no terminal is."""
    begun, shown, watched = time.monotonic(), 0.0, sys.stderr.isatty()

    def tick(done: int, of: int) -> None:
        nonlocal shown
        if not watched:
            return
        now = time.monotonic()
        if now - begun > _SILENT_SECONDS and now - shown > _EVERY_SECONDS:
            shown = now
            sys.stderr.write(f"{_BACK}{say('cli.at_work', done=done, of=of)}")
            sys.stderr.flush()

    try:
        yield tick
    finally:
        if shown:
            sys.stderr.write(_BACK)
            sys.stderr.flush()

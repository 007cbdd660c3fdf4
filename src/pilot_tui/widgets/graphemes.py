"""Where a text may be cut: between graphemes."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import split_graphemes

_FLAG = range(0x1F1E6, 0x1F200)


@lru_cache(maxsize=16)
def boundaries(text: str) -> tuple[int, ...]:
    """Where the graphemes of `text` begin, and its end: marks, joined emoji and flags stay whole."""
    out: list[int] = []
    half_flag = False
    for start, _end, _cells in split_graphemes(text)[0]:
        flag = ord(text[start]) in _FLAG
        if not (flag and half_flag):
            out.append(start)
        half_flag = flag and not half_flag
    return (*out, len(text)) if text else (0,)

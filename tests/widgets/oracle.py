"""What terminals make of a line: two ways of counting cells that are not the program's own."""

from __future__ import annotations

import re

from wcwidth import wcswidth, wcwidth

_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def cells_of(line: str) -> list[str]:
    """The cells a terminal that knows no graphemes fills: a wide character, then an empty one."""
    out: list[str] = []
    for sign in line:
        size = wcwidth(sign)
        assert size >= 0, f"a control character: {sign!r}"
        if size:
            out += [sign, ""][:size]
        else:
            assert out, f"a mark on nothing: {sign!r}"
            out[-2 if out[-1] == "" else -1] += sign
    return out


def check_line(line: str, width: int) -> None:
    """That a line is exactly so wide on terminals that count characters and on those that count graphemes."""
    assert len(cells_of(line)) == width, repr(line)
    assert wcswidth(line) == width, repr(line)


def bare(data: str) -> str:
    """What is left of the bytes of a line without its colours: nothing else may move the terminal."""
    left = _SEQUENCE.sub("", data)
    assert "\x1b" not in left, repr(left)
    return left


def check_plain(line: str, width: int) -> None:
    """That a line is so wide where every ambiguous character takes two cells, marks and all."""
    assert sum(max(0, wcwidth(sign, ambiguous_width=2)) for sign in line) == width, repr(line)

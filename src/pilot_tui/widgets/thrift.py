"""Fewer bytes to the terminal: of every change of colour only what really changes. A county office is on ssh.

Textual names foreground, background and a reset for each segment, and a row is a dozen of them on one ground.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.driver import Driver

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_ENTER = "\x1b[?1049h"
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}


class _Pen(NamedTuple):
    """How the terminal draws."""

    ink: str = "39"
    ground: str = "49"
    attributes: frozenset[str] = frozenset()


_PLAIN = _Pen()


def spare(data: str) -> str:
    """`data` with the same effect in fewer bytes; begins and ends plain, as Textual's frames do."""
    out: list[str] = []
    pen = wanted = _PLAIN
    pieces = _SGR.split(data)
    for at, piece in enumerate(pieces):
        if at % 2:
            wanted = _after(wanted, piece)
        elif piece:
            if wanted != pen:
                out.append(_change(pen, wanted))
                pen = wanted
            out.append(piece)
    if wanted != pen:
        out.append(_change(pen, wanted))
    return "".join(out)


def thrifty(driver: type[Driver], entered: Callable[[], bool] = lambda: False) -> type[Driver]:
    """A driver that spares bytes: what an app's `get_driver_class` returns.

    Args:
        driver: The machine's own.
        entered: Asked before the terminal's other screen is entered: whether that was done already. To
            enter it again would wipe what stands on it.
    """

    class Thrifty(driver):  # type: ignore[valid-type, misc]  # which driver it is depends on the machine
        """The machine's own driver, writing less."""

        def write(self, data: str) -> None:
            """Write a frame."""
            if data != _ENTER or not entered():
                super().write(spare(data) if "\x1b[" in data else data)

    return Thrifty


@lru_cache(4096)
def _after(pen: _Pen, codes: str) -> _Pen:
    """The pen after an SGR sequence."""
    ink, ground, attributes = pen
    rest = codes.split(";")
    while rest:
        code = rest.pop(0)
        if code in ("", "0"):
            ink, ground, attributes = _PLAIN
        elif code in ("38", "48"):
            taken = [code, *rest[: 4 if rest[:1] == ["2"] else 2]]
            del rest[: len(taken) - 1]
            ink, ground = (";".join(taken), ground) if code == "38" else (ink, ";".join(taken))
        elif code[0] in "39" and len(code) == 2:
            ink = code
        elif (code[0] == "4" and len(code) == 2) or code[:2] == "10":
            ground = code
        elif code in _OFF.values():
            attributes = frozenset(a for a in attributes if _OFF.get(a) != code)
        else:
            attributes |= {code}
    return _Pen(ink, ground, attributes)


@lru_cache(4096)
def _change(pen: _Pen, wanted: _Pen) -> str:
    """The shortest sequence from one pen to another."""
    if wanted == _PLAIN:
        return "\x1b[0m"
    anew = ["0", *wanted.attributes, *_colours(_PLAIN, wanted)]
    gone = pen.attributes - wanted.attributes
    if any(attribute not in _OFF for attribute in gone):
        return _sgr(anew)
    off = {_OFF[attribute] for attribute in gone}
    kept = {attribute for attribute in pen.attributes if _OFF.get(attribute) not in off}
    return min(_sgr([*off, *(wanted.attributes - kept), *_colours(pen, wanted)]), _sgr(anew), key=len)


def _colours(pen: _Pen, wanted: _Pen) -> list[str]:
    return [code for now, code in ((pen.ink, wanted.ink), (pen.ground, wanted.ground)) if now != code]


def _sgr(codes: list[str]) -> str:
    return f"\x1b[{';'.join(codes)}m"

"""How a terminal is told what to draw with: the shortest change from one pen to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_OF_INK = frozenset("1235")
"""Attributes that only show where there is ink: bold, dim, italic, blinking."""
_REVERSED = "7"


class Pen(NamedTuple):
    """How the terminal draws."""

    ink: str = "39"
    ground: str = "49"
    attributes: frozenset[str] = frozenset()


PLAIN = Pen()


@lru_cache(4096)
def after(pen: Pen, codes: str) -> Pen:
    """The pen after an SGR sequence."""
    ink, ground, attributes = pen
    rest = codes.split(";")
    while rest:
        code = rest.pop(0)
        if code in ("", "0"):
            ink, ground, attributes = PLAIN
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
    return Pen(ink, ground, attributes)


@lru_cache(4096)
def change(pen: Pen, wanted: Pen) -> str:
    """The shortest sequence from one pen to another."""
    if wanted == pen:
        return ""
    if wanted == PLAIN:
        return "\x1b[0m"
    anew = ["0", *sorted(wanted.attributes), *_colours(PLAIN, wanted)]
    gone = pen.attributes - wanted.attributes
    if any(attribute not in _OFF for attribute in gone):
        return _sgr(anew)
    off = {_OFF[attribute] for attribute in gone}
    kept = {attribute for attribute in pen.attributes if _OFF.get(attribute) not in off}
    least = [*sorted(off), *sorted(wanted.attributes - kept), *_colours(pen, wanted)]
    return min(_sgr(least), _sgr(anew), key=len)


@lru_cache(4096)
def bare(pen: Pen) -> Pen:
    """What of a pen can be seen where a blank is drawn: pens alike in this draw the same blank."""
    if _REVERSED in pen.attributes:
        return pen
    lines = pen.attributes - _OF_INK
    return Pen(pen.ink if lines else PLAIN.ink, pen.ground, lines)


@lru_cache(4096)
def for_blanks(pen: Pen, wanted: Pen) -> Pen:
    """The pen that takes least to change to and draws blanks as `wanted` does."""
    near = pen._replace(ground=wanted.ground)
    alike = [near, wanted] if bare(near) == bare(wanted) else [wanted]
    return min(alike, key=lambda one: len(change(pen, one)))


def _colours(pen: Pen, wanted: Pen) -> list[str]:
    return [code for now, code in ((pen.ink, wanted.ink), (pen.ground, wanted.ground)) if now != code]


def _sgr(codes: list[str]) -> str:
    return f"\x1b[{';'.join(codes)}m"

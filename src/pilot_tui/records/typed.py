"""What every reader of typed text shares: folding what an input method types, and refusing the rest."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from pilot_tui.errors import InvalidValue, Term
from pilot_tui.safe import one_line
from pilot_tui.words import lexicon

LONGEST = 100
"""The most characters a number, a date or a choice may be typed with."""
_SHOWN = 40


def refusal(reason: str, text: str, **facts: object) -> InvalidValue:
    """The refusal whose sentence is `reason.<reason>`; other facts from outside, the raiser has `shown`."""
    return InvalidValue(reason=Term(reason), text=shown(text), **facts)


def shown(text: str) -> str:
    """`text` on one line, harmless, at most 40 characters."""
    line = one_line(text[: 2 * _SHOWN])
    return line if len(line) <= _SHOWN and len(text) <= 2 * _SHOWN else f"{line[: _SHOWN - 1]}…"


def read(text: str) -> str:
    """A typed number, date or choice, folded.

    Raises:
        InvalidValue: When it is blank, or longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise refusal("too_long", text, limit=LONGEST)
    if folded := fold(text):
        return folded
    raise refusal("blank", text)


def fold(text: str) -> str:
    """`text` in half-width characters (NFKC), trimmed, what an input method types for `.` and `-` so read."""
    if text.isascii():  # a whole import is, nearly
        return text.strip()
    return "".join(map(_narrow, text)).translate(_signs()).strip()


def _narrow(character: str) -> str:
    narrow = normalize("NFKC", character)
    # NFKC would read 10² as 102 and ①5 as 15: such characters stay what they are, and no number matches them.
    disguised = not character.isdecimal() and any("0" <= digit <= "9" for digit in narrow)
    return character if disguised else narrow


@cache
def _signs() -> dict[int, str]:
    return {ord(sign): plain for sign, plain in lexicon("signs").items()}

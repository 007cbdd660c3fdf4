"""The one door for every string that came from data, on its way to the screen or into an export."""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = (
    "\u00ad\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb"
)
_PLANES = "\U000e0000-\U000e0fff"
_CONTROLS = "\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff"
_HARMFUL = re.compile(f"[{_CONTROLS}{_BIDI}{_HIDDEN}{_PLANES}]")


def visible(text: object) -> str:
    """`text` with every control, bidi override and zero-width character replaced by a visible sign.

    C0 controls become control pictures (U+2400 and up), all else `⟨U+202E⟩`. What is stored stays as it was.
    """
    said = text if isinstance(text, str) else str(text)
    return said if said.isascii() and said.isprintable() else _HARMFUL.sub(_sign, said)


def one_line(text: object) -> str:
    """`visible`, with line breaks and tabs as single spaces: what fits a cell."""
    return visible(" ".join(str(text).split()) if not str(text).isprintable() else text)


def escape_unseen(json: str) -> str:
    """JSON with the same characters escaped instead, so that reading it gives back what was stored."""
    return _HARMFUL.sub(lambda found: found[0] if found[0] == "\n" else _escape(ord(found[0])), json)


def _escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"

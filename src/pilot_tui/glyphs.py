"""Which sign stands for a character: itself, or one that all terminals draw in the same number of cells."""

from __future__ import annotations

STAND_IN = "\u25cc"
"""A dotted circle, one cell: for what terminals draw in differing widths, and under a mark with no letter."""
_MINUS = "\u2212"
_FLAG_A, _FLAG_Z = 0x1F1E6, 0x1F1FF
_SETTLED = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x373), (0x391, 0x3A1), (0x3A3, 0x481),
    (0x2010, 0x205E), (0x2190, 0x23FF), (0x2460, 0x262F), (0x2638, 0x2689), (0x2690, 0x27BF),
    (0x3001, 0x3029), (0x3041, 0x3096), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xFF01, 0xFF5E),
)  # fmt: skip
"""Characters nobody doubts: most texts are made of them, and a start asks for no character's category."""
_WIDENED = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376), (0x1171E, 0x1171E))
"""Whose width differs between versions of Unicode."""
_VOWELS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))
"""Second and third parts of a Korean syllable that did not compose."""
_VIRAMA = 9  # the combining class of what joins two Indic letters into one


class Shown(dict[int, str | None]):
    """What stands for each character met so far: itself, another sign, or nothing."""

    def __missing__(self, code: int) -> str | None:
        self[code] = kept = _shown(code)
        return kept


class Plain(dict[int, str]):
    """The ASCII sign for each that some terminals draw two cells wide; every other character as it is."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _plain(code)
        return sign


PAIRS = (("\u2265 ", ">="), ("\u2264 ", "<="))
"""Two cells for two cells, before the single signs."""
PLAIN = Plain(
    str.maketrans(
        {
            "━": "=", "╸": "-", "─": "-", "┬": "-", "┴": "-", "┼": "+", "│": "|", "▾": "v", "▸": ">",
            "▎": ">", "●": "*", "◆": "+", "▲": "!", "■": "x", "○": "o", "◌": "o", "≥": ">", "≤": "<",
            "≈": "~", "≠": "#", "·": ".", "…": "~", "×": "x", "÷": "/", "±": "~", "→": ">", "←": "<",
            "↑": "^", "↓": "v", "↵": "<", "⇧": "^", "—": "-", "–": "-", _MINUS: "-", "✓": "+", "‹": "<",
            "›": ">", "‘": "'", "’": "'", "“": '"', "”": '"', "²": "2", "³": "3", "¥": "Y", "°": "o",
            "‰": "%", "⟨": "<", "⟩": ">", "▴": "^",
        }
    )
)  # fmt: skip
"""For `str.translate`: each sign by one of the same width."""


def _shown(code: int) -> str | None:
    # Joiners, variation selectors, skin tones: some terminals count them, some do not, so none is sent.
    if code == 0x200D or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF:
        return None
    if _FLAG_A <= code <= _FLAG_Z:  # a flag is two letters, and a lone one is one or two cells
        return chr(ord("A") + code - _FLAG_A)
    return STAND_IN if not _within(code, _SETTLED) and _doubtful(code) else chr(code)


def _doubtful(code: int) -> bool:
    """Whether terminals, by their age and making, count differing cells."""
    if _within(code, _WIDENED) or _within(code, _VOWELS):
        return True
    from unicodedata import category, combining

    sign = chr(code)
    return category(sign) in ("Mc", "Cf", "Cn") or combining(sign) == _VIRAMA


def _plain(code: int) -> str:
    """The letter or the digit inside a sign, else a question mark, where its width is ambiguous."""
    sign = chr(code)
    if code < 0x80:
        return sign
    from unicodedata import category, east_asian_width, normalize

    if east_asian_width(sign) != "A" or category(sign) in ("Mn", "Me"):
        return sign
    inside = [part for part in normalize("NFKD", sign) if part.isascii() and part.isalnum()]
    return inside[0] if inside else "?"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)

"""How a Chinese word is found by somebody who types letters: its pinyin and its initials, at no cost.

The first 3,755 characters of GB 2312, all that is in common use, stand in the order of their readings, so
the first character of each syllable is all one needs to know: pypinyin takes 57 MiB to say the same. What a
rarer character or a second reading asks for is stored with the name when it is entered (`records.names`).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

from pilot_tui.words import lexicon

_FIRST, _LAST = b"\xb0\xa1", b"\xd7\xf9"
"""Where the characters in the order of their readings begin and end."""


@lru_cache(4096)
def spelt(text: str) -> tuple[str, str]:
    """A text in pinyin without tones and spaces, and its initials: `yongkangshi`, `yks`.

    Letters and digits stay as they are; everything else is left out.
    """
    syllables = [_syllable(character) for character in text.casefold()]
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def _syllable(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    code = character.encode("gb2312", "ignore")
    if not _FIRST <= code <= _LAST:
        return ""
    starts, syllables = _ordered()
    return syllables[bisect_right(starts, code) - 1]


@cache
def _ordered() -> tuple[list[bytes], list[str]]:
    """The code of the first character of each syllable, ascending, and the syllable."""
    pairs = [pair for row in lexicon("syllables").values() for pair in row.split()]
    return [pair[0].encode("gb2312") for pair in pairs], [pair[1:] for pair in pairs]

"""How a Chinese name is found by somebody who types letters."""

from __future__ import annotations


def pinyin_of(name_zh: str) -> tuple[str, str]:
    """A name in pinyin without tones and spaces, and its initials: `yongkangshi`, `yks`.

    Letters and digits of the name stay as they are; everything else is left out.
    """
    from pypinyin import lazy_pinyin  # 57 MiB, needed only while a county is entered

    syllables = [_typed(syllable) for syllable in lazy_pinyin(name_zh)]
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def _typed(syllable: str) -> str:
    return "".join(letter for letter in syllable.lower() if letter.isascii() and letter.isalnum())

"""What Chinese texts answer to when somebody types letters: pinyin and initials, stored or worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pilot_tui.workbook.rows import Row, text

_NAMES = ("name_zh", "short_zh", "name_en", "short_en")
Spelt = tuple[str, ...]


class Spelling:
    """Text → what else it answers to, in small letters: the stored at once, the rest once learnt."""

    def __init__(self, counties: Callable[[], Iterable[Row]]) -> None:
        """Nothing is read yet.

        Args:
            counties: The rows that are stored with their pinyin and initials; asked for once.
        """
        self._counties = counties
        self._stored: dict[str, Spelt] | None = None
        self._learnt: dict[str, Spelt] = {}

    def __call__(self, said: str) -> Sequence[str]:
        """Pinyin first, then initials and other names; nothing where they are not known (yet)."""
        if self._stored is None:
            self._stored = dict(_named(self._counties()))
        return self._stored.get(said) or self._learnt.get(said, ())

    def unknown(self, texts: Iterable[str]) -> list[str]:
        """Those of `texts` that would have to be learnt."""
        return [said for said in dict.fromkeys(texts) if not said.isascii() and not self(said)]

    def learn(self, texts: Iterable[str]) -> None:
        """Work out the pinyin of texts; slow the first time, so to be called in a thread."""
        from pilot_tui.records.names import pinyin_of

        for said in texts:
            self._learnt[said] = tuple(filter(None, pinyin_of(said))) or ("",)


def _named(counties: Iterable[Row]) -> Iterable[tuple[str, Spelt]]:
    for county in counties:
        spelt = [text(county, "pinyin"), text(county, "initials")]
        names = [text(county, name) for name in _NAMES]
        also = tuple(part.casefold() for part in (*spelt, *names) if part)
        yield from ((name, also) for name in names if name)

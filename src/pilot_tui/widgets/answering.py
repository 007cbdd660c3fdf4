"""Whether a row answers to what is looked for: by its texts, their pinyin and initials. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pilot_tui.widgets.sheet import Line, Slot

Spelled = Callable[[str], Sequence[str]]
"""What a text answers to besides itself, as far as it is known: pinyin first, in small letters."""


def as_written(_text: str) -> Sequence[str]:
    """No text answers to anything but itself."""
    return ()


OWNER = "@"
"""Before the name of somebody who is responsible: a text with it answers to names only by its beginning."""


def words_of(wanted: str) -> list[str]:
    """The words a row must answer to, every one of them, in small letters."""
    return wanted.casefold().replace("\uff20", OWNER).split()  # what an input method types


def answers(words: Iterable[str], texts: Iterable[str], spelled: Spelled = as_written) -> bool:
    """Whether every word is a part of one of the texts, or of what that text answers to."""
    said = [part for text in texts for part in (_plain(text), *spelled(text))]
    return all(any(word in part for part in said) for word in words)


def texts_of(line: Line) -> list[str]:
    """What a line says, cell by cell; a bar says nothing."""
    said = [_said(slot) for slot in line.slots if slot.runs]
    lead = "".join(run.text for run in line.lead).strip()
    return [text for text in (*said, lead, *line.also) if text]


def _said(slot: Slot) -> str:
    return "".join(run.text for run in slot.runs).strip()


def _plain(text: str) -> str:
    """As it is compared: `1,200` answers to `1200` too, for nobody types the comma."""
    folded = text.casefold()
    return folded if "," not in folded else f"{folded} {folded.replace(',', '')}"

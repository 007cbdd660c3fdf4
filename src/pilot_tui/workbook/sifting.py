"""What is looked for in a long list of milestones: whole tasks by title, single rows by county and owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pilot_tui.store import Connection, read, tasks
from pilot_tui.store.tasks import Word
from pilot_tui.words import pick
from pilot_tui.workbook.outline import Block, Outline
from pilot_tui.workbook.rows import Row, text

Spelled = Callable[[str], Sequence[str]]
"""What a text answers to besides itself: pinyin, initials."""
_WIDE_AT = "\uff20"
"""What an input method types for `@`, which stands before the name of an owner."""
TITLE = ("area_zh", "area_en", "name_zh", "name_en", "short_zh", "short_en")


@dataclass(frozen=True, slots=True)
class Part:
    """What answers of one task."""

    block: Block
    count: int
    """How many rows."""
    words: tuple[Word, ...] = ()
    """What each must answer to; all rows of the block do without one."""
    owners: bool = False
    """Whether it may be by its owner."""

    def ids(self, db: Connection) -> list[str]:
        """All of them, in the block's order."""
        return tasks.sifted(db, self.block.task, self.words, owners=self.owners)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What answers of an outline, in its order; more may come while it is looked for."""

    wanted: str
    outline: Outline
    parts: tuple[Part, ...] = ()
    whole: bool = False
    """Whether all has been gone through."""
    gone_through: int = 0
    """Tasks looked through, each of them twice: by titles and counties, then by owners too."""

    @property
    def matched(self) -> tuple[int, int]:
        """Rows that answer, of how many."""
        return sum(part.count for part in self.parts), sum(block.count for block in self.outline.blocks)


def everything(outline: Outline) -> Sifted:
    """The outline when nothing is looked for."""
    parts = tuple(Part(block, block.count) for block in outline.blocks)
    return Sifted("", outline, parts, whole=True)


def sift(db: Connection, outline: Outline, wanted: str, spelled: Spelled) -> Iterator[Sifted]:
    """What answers to all words of `wanted`, task by task: by titles and counties, then by owners too."""
    words = wanted.casefold().replace(_WIDE_AT, "@").split()
    asked = {word: Word.of(db, word) for word in words}
    found: list[Part] = []
    for block in outline.blocks:
        row = read.one(db, "milestone", block.first_id) or {}
        said = [text(row, name) for name in TITLE] + [*chain(*map(spelled, titles(row)))]
        left = tuple(asked[word] for word in words if not any(word in one.casefold() for one in said))
        count = tasks.passing(db, block.task, left, owners=False) if left else block.count
        found.append(Part(block, count, left))
        yield _told(outline, wanted, found, len(found))
    for at, part in enumerate(found):
        if part.words:
            count = tasks.passing(db, part.block.task, part.words, owners=True)
            found[at] = Part(part.block, count, part.words, owners=True)
            yield _told(outline, wanted, found, len(found) + at + 1)
    yield _told(outline, wanted, found, 2 * len(found), whole=True)


def _told(outline: Outline, wanted: str, found: Iterable[Part], gone: int, *, whole: bool = False) -> Sifted:
    return Sifted(wanted, outline, tuple(part for part in found if part.count), whole, gone)


def titles(row: Row) -> list[str]:
    """What heads a milestone in the language now spoken: what its letters are looked for in."""
    return [said for name in ("area", "name") if (said := pick(row, name))]

"""The two lines of an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from pilot_tui.cells import group_thousands
from pilot_tui.model import Cell, Change
from pilot_tui.safe import one_line
from pilot_tui.words import knows, say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.approving import approver
from pilot_tui.workbook.rows import Row, text

Phrase = tuple[str, str]
"""Text, and the ink it is said in: `foreground`, `muted`, `bold`, `warning` …"""


class Explanation(NamedTuple):
    """What a cell is."""

    name: str
    kind: str
    """Year and field, muted."""
    what: tuple[tuple[Phrase, ...], ...]
    """Phrases: the figure, then the arithmetic step by step; a line too short for all drops the last ones."""
    whence: tuple[str, ...]
    """Phrases: provenance, source, rule, last change."""
    short: str = ""
    """The short name, for a narrow screen."""
    yields: bool = False
    """Whether the kind stands in the table too, and gives way where the first phrase would be cut."""

    def text(self) -> str:
        """Both lines, whole."""
        steps = say("explain.and").join("".join(part for part, _ in phrase) for phrase in self.what)
        return "\n".join(("  ".join(filter(None, (self.name, self.kind, steps))), "   ".join(self.whence)))

    def shape(self) -> dict[str, object]:
        """As JSON."""
        what = ["".join(part for part, _ in phrase) for phrase in self.what]
        return {"name": self.name, "kind": self.kind, "what": what, "whence": list(self.whence)}


def figure(stored: object, blank: str = "") -> str:
    """A stored figure as it is read: grouped by thousands, a real minus."""
    return group_thousands(one_line(stored)) if stored not in (None, "") else blank or say("app.blank")


def field_name(table: str, name: str) -> str:
    """A field in words."""
    return say(f"field.{name}")


def whence(book: Workbook, cell: Cell, row: Row, *rules: str) -> tuple[str, ...]:
    """Provenance, source, rules, owner and the last change of a cell."""
    said = [*_standing(book, cell)]
    if text(row, "provenance"):
        said.append(say(f"choice.{row['provenance']}"))
    if text(row, "source"):
        said.append(say("explain.source", source=one_line(row["source"])))
    owner = text(row, "owner_zh" if spoken() == "zh" else "owner_en") or text(row, "owner_zh")
    if owner:
        said.append(say("explain.owner", owner=one_line(owner)))
    said += filter(None, rules)
    last = book.last_change(cell)
    said.append(_last(book, last) if last else say("explain.untouched"))
    return tuple(said)


def _standing(book: Workbook, cell: Cell) -> Iterator[str]:
    """What makes a cell one to look at: a conflict, an approval, notes with who wrote them and when."""
    if book.disputed(cell):
        yield say("explain.disputed")
    if by := approver(book, cell):
        yield say("explain.approved", who=one_line(by))
    if str(cell) not in book.notes:
        return
    for note in book.rows_where("note", address=str(cell)):
        written = book.birth_of("note", text(note, "id"))
        who = {"who": one_line(written.actor), "at": when(written)} if written else {"who": "", "at": ""}
        yield say("explain.note", text=one_line(note["text"]), **who)


def held(value: object) -> str:
    """What a field holds, as it is read: a choice by its word, a figure grouped, blank by its word."""
    choice = f"choice.{value}"
    return say(choice) if isinstance(value, str) and knows(choice) else figure(value)


def when(change: Change) -> str:
    """Local date and time of a change, to the minute."""
    return datetime.fromtimestamp((change.hlc >> 16) / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _last(book: Workbook, change: Change) -> str:
    facts = {"at": when(change), "who": one_line(change.actor)}
    if not change.col:
        return say("explain.born", **facts)
    import json

    new = json.loads(change.val)
    return say("explain.last", old=figure(book.old_value(change)), new=figure(new), **facts)

"""The parts of a rule set: which rows each shows, and how."""

from __future__ import annotations

from dataclasses import dataclass

from pilot_tui.tables import TABLES, Field
from pilot_tui.words import spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.ruleset import RULED


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of the rule set."""

    name: str
    """Of its table."""
    listed: bool = False
    """Whether each rule has a line of its own; else each row of the table has one."""
    grows: str = ""
    """What the first code begins with where rows can be added and retired; empty where they cannot."""

    @property
    def rules(self) -> tuple[Field, ...]:
        """The fields that are rules."""
        declared = TABLES[self.name]
        return tuple(field for name in RULED[self.name] if (field := declared.field(name)) is not None)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns of a row: the name in the language spoken, the rules, the other name."""
        own, other = (f"name_{spoken()}", f"name_{'en' if spoken() == 'zh' else 'zh'}")
        declared = TABLES[self.name]
        names = [field for name in (own, other) if (field := declared.field(name)) is not None]
        if not self.grows:
            return (*names[:1], *self.rules)
        return (*names[:1], *self.rules, *names[1:])

    def rows(self, book: Workbook, programme: str) -> list[Row]:
        """The rows of a programme; of its rule the one row there is, or would be."""
        if self.name == "rule":
            return [book.row("rule", programme) or {"id": programme, "programme": programme}]
        return book.rows_where(self.name, programme=programme)


KINDS = (
    Kind("rule", listed=True),
    Kind("round", listed=True),
    Kind("indicator"),
    Kind("band", grows="G1"),
    Kind("level", grows="L1"),
)


def last_position(rows: list[Row]) -> int:
    """The greatest position there is."""
    return max((int(text(row, "position") or 0) for row in rows), default=0)

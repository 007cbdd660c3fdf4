"""What a paste, a fill or a clearing would change, as lines to be read before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilot_tui.cells import group_thousands
from pilot_tui.errors import LockedCell, Misfit, PilotError
from pilot_tui.model import Cell
from pilot_tui.pane.aiming import Aim
from pilot_tui.pane.block_text import field_of, text_of
from pilot_tui.report.naming import name_of
from pilot_tui.safe import one_line
from pilot_tui.tables import Kind
from pilot_tui.widgets.sheet import Column, Line, Run, Slot, slot
from pilot_tui.words import say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import KINDS, Pairs, Planned, Ticking

_INKS = {"refused": "error", "changed": "foreground", "new": "foreground"}
_ORDER = ("refused", "changed", "new")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come of every cell."""

    planned: tuple[tuple[Aim, Planned], ...]

    @property
    def counts(self) -> Counter[str]:
        """How many cells are of each of `KINDS`."""
        return Counter(one.kind for _, one in self.planned)

    @property
    def refused(self) -> list[tuple[Aim, Planned]]:
        """The cells that cannot be written."""
        return [each for each in self.planned if each[1].kind == "refused"]

    def refusal(self, book: Workbook) -> PilotError:
        """The first refusal; where there are several cells, with the name of the one."""
        one, planned = self.refused[0]
        assert planned.refused is not None
        if len(self.planned) == 1 or not one.slot.address:
            return planned.refused
        where = " ".join(filter(None, name_of(book, _cell(one))))
        return Misfit(reason="named", where=where, why=planned.refused)

    @property
    def pairs(self) -> Pairs:
        """What is to be written: the cells that would change."""
        return [(one.cell, one.text) for _, one in self.planned if one.kind in ("new", "changed")]


def propose(book: Workbook, aims: Sequence[Aim], tick: Ticking) -> Proposal:
    """What typing each text into its cell would do; reads only."""
    planned = iter(book.plan([(_cell(one), one.text) for one in aims if one.slot.address], tick))
    return Proposal(tuple((one, next(planned) if one.slot.address else _locked(one)) for one in aims))


def _cell(one: Aim) -> Cell:
    return Cell.parse(one.slot.address)


def _locked(one: Aim) -> Planned:
    """A computed cell takes nothing but what it shows."""
    shown = text_of(one.slot)
    nowhere = Cell("", "", "")
    if one.text.strip() == shown:
        return Planned(nowhere, one.text, shown or None, shown or None)
    return Planned(nowhere, one.text, shown or None, refused=LockedCell())


class Proposed:
    """A proposal as the lines of a grid, what is refused first; a cell is named only when it is seen."""

    footer: Line | None = None

    def __init__(self, book: Workbook, proposal: Proposal, titles: Sequence[Column]) -> None:
        self._book = book
        self._titles = titles
        different = [each for each in proposal.planned if each[1].kind in _ORDER]
        self._planned = sorted(different, key=lambda each: _ORDER.index(each[1].kind))
        self.columns = (
            Column("kind", width=8, stop=False, frozen=True),
            Column("name", say("block.where"), 26, stop=False, frozen=True, least=16, most=48),
            Column("old", say("block.old"), 10, "right", stop=False, least=6, most=16),
            Column("to", "", 1, stop=False),
            Column("new", say("block.fresh"), 10, "right", stop=False, least=6, most=24),
            Column("why", say("block.why"), 24, gap=2, stop=False, most=80, shown=bool(proposal.refused)),
        )

    def __len__(self) -> int:
        return len(self._planned)

    def line(self, index: int) -> Line:
        """Where, what stood there, what would."""
        one, planned = self._planned[index]
        ink = _INKS[planned.kind]
        slots = (
            slot(say(f"block.{planned.kind}"), ink),
            slot(self._where(one)),
            slot(_shown(one.slot, planned.old), "muted"),
            slot("→", "faint"),
            slot(one_line(planned.text) if planned.refused else _new(one.slot, planned), ink),
            slot(self.why(index), ink),
        )
        return Line(str(index), slots)

    def why(self, index: int) -> str:
        """Why a line is refused; empty where it is not."""
        refused = self._planned[index][1].refused
        return "" if refused is None else refused.at_desk()

    def find(self, key: str) -> int | None:
        """Where the line of that key stands."""
        return int(key) if key.isdecimal() and int(key) < len(self) else None

    def heading_of(self, index: int) -> int | None:
        """It has no headings."""
        return None

    def _where(self, one: Aim) -> str:
        if one.slot.address:
            return " ".join(filter(None, name_of(self._book, _cell(one))))
        at = next((nth for nth, column in enumerate(self._titles) if column.key == "name"), 0)
        named = "".join(run.text for run in one.line.slot(at).runs).strip()
        return one_line(" ".join(filter(None, (named, self._titles[one.nth].title))))


def _new(slot: Slot, planned: Planned) -> str:
    """What would stand there, with the operator or the state that comes with it."""
    also = [say(f"choice.{value}") for _, value in planned.also if value is not None]
    return " ".join([*also, _shown(slot, planned.new)] if planned.new is not None or not also else also)


def _shown(slot: Slot, value: object) -> str:
    if value is None:
        return say("app.blank")
    field = field_of(slot)
    if field is not None and field.kind is Kind.CHOICE:
        return say(f"choice.{value}")
    return group_thousands(one_line(value))


def counted(counts: Mapping[str, int]) -> tuple[Run, ...]:
    """How many cells are new, changed, the same, refused: of each of `KINDS`."""
    out: list[Run] = []
    for kind in KINDS:
        ink = "error" if kind == "refused" and counts[kind] else "foreground" if counts[kind] else "faint"
        out += [Run(say(f"block.{kind}") + " ", "muted"), Run(f"{counts[kind]:,}   ", f"bold {ink}")]
    return tuple(out)

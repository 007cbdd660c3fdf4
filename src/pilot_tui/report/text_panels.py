"""Where a table is cut when its columns do not fit side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pilot_tui.report.text_columns import Place, side_by_side
from pilot_tui.report.wrapping import longest


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that stand side by side."""

    places: tuple[Place, ...]
    gap: int

    @property
    def cells(self) -> int:
        """The cells of all columns and the gaps between them."""
        return sum(place.cells for place in self.places) + self.gap * (len(self.places) - 1)

    def spans(self) -> Iterator[tuple[str, int]]:
        """Each run of columns of one group: its heading and the cells it takes; a lone column has none."""
        for name, run in groupby(self.places, key=lambda place: place.column.group or place.at):
            members = list(run)
            yield str(name) if members[0].column.group else "", side_by_side(members, self.gap)


def panels(places: Sequence[Place], cells: int) -> list[Panel]:
    """The columns in as few panels of at most `cells` cells as it takes; stub columns stand in each.

    A panel is wider only where its stubs and one more column do not fit at their narrowest.
    """
    stubs = [one for one in places if one.column.stub]
    rest = [one for one in places if not one.column.stub]
    cut: list[list[Place]] = []
    while rest or not cut:
        taken = _fitting(stubs, rest, cells)
        cut.append(_widened(sorted(stubs + rest[:taken], key=lambda one: one.at)))
        rest = rest[taken:]
    return [_panel(members, cells) for members in cut]


def _fitting(stubs: Sequence[Place], rest: Sequence[Place], cells: int) -> int:
    """How many of the rest fit beside the stubs, at least one; a group stays whole if it can."""
    most = 1
    for taken in range(1, len(rest) + 1):
        members = _widened(sorted((*stubs, *rest[:taken]), key=lambda one: one.at))
        if sum(one.least for one in members) + len(members) - 1 > cells:
            break
        most = taken
    cut = most
    while (
        0 < cut < len(rest)
        and rest[cut].column.group
        and rest[cut].column.group == rest[cut - 1].column.group
    ):
        cut -= 1
    return cut or most


def _widened(members: list[Place]) -> list[Place]:
    """The last column of each group made wide enough for the longest word over the group."""
    found: list[Place] = []
    for _, run in groupby(members, key=lambda place: place.column.group or place.at):
        found += run
        last, group = found[-1], found[-1].column.group
        mates = [one for one in found if group and one.column.group == group]
        short = longest(group) - sum(one.least for one in mates) - len(mates) + 1 if group else 0
        if short > 0:
            found[-1] = replace(last, least=last.least + short, cells=max(last.cells, last.least + short))
    return found


def _panel(members: Sequence[Place], cells: int) -> Panel:
    gap = 2 if side_by_side(members, 2) <= cells else 1
    room = cells - gap * (len(members) - 1)
    members = _names_first(members, room)
    most = _level(members, room)
    spare, places = room - sum(_at(one, most) for one in members), []
    for one in members:
        own = _at(one, most)
        grows = int(spare > 0 and own < one.cells and own == most)
        spare -= grows
        places.append(replace(one, cells=own + grows))
    return Panel(tuple(places), gap)


def _names_first(members: Sequence[Place], room: int) -> list[Place]:
    """Stub columns give way only when all others have."""
    whole = [replace(one, least=one.cells) if one.column.stub else one for one in members]
    if sum(one.least for one in whole) <= room:
        return whole
    return [one if one.column.stub else replace(one, cells=one.least) for one in members]


def _at(one: Place, most: int) -> int:
    return min(one.cells, max(one.least, most))


def _level(members: Sequence[Place], room: int) -> int:
    """The greatest width no column need exceed for all of them to fit."""
    low, high = 0, max(one.cells for one in members)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_at(one, middle) for one in members) <= room:
            low = middle
        else:
            high = middle - 1
    return low

"""The milestones of a summary: county by county, and what each county's come to."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.model import Rule, TaskShare
from pilot_tui.report.figures import percent
from pilot_tui.rules.elapsed import elapsed
from pilot_tui.rules.schedule import share_of, task_share
from pilot_tui.workbook.memory import Lately
from pilot_tui.workbook.rows import Row, text
from pilot_tui.workbook.tasks import TaskLine

ILLUSTRATIVE = "illustrative"
Stored = tuple[str, Row]
"""A table and one of its rows."""
_MONTHS = range(1, 13)


class Curve(NamedTuple):
    """Month by month, in whole percent as shown; empty where there is nothing."""

    planned: tuple[str, ...]
    reached: tuple[str, ...]
    illustrative: bool


class TaskSum(NamedTuple):
    """What the milestones of a county come to."""

    many: int
    share: TaskShare
    as_of: str
    """The latest day any of them is true of."""
    implied: bool
    """Whether the target of any is what its printed completion leaves for it."""
    illustrative: bool
    """Whether anything of them is invented."""
    provenance: Counter[str]
    """Of every stored row behind them."""
    curve: Curve | None
    """None where no task can be compared."""


class Tasks(Mapping[str, Sequence[TaskLine]]):
    """County → its milestones, read when they are asked for; `sums` says what they come to."""

    def __init__(self, ask: Callable[[str], Sequence[TaskLine]], most: int) -> None:
        """Those of `most` counties are held at a time."""
        self._lately: Lately[str, Sequence[TaskLine]] = Lately(most)
        self._ask = ask
        self.sums: dict[str, TaskSum] = {}

    def __getitem__(self, county: str) -> Sequence[TaskLine]:
        if county not in self.sums:
            raise KeyError(county)
        return self.read(county)

    def __contains__(self, county: object) -> bool:
        return county in self.sums

    def __iter__(self) -> Iterator[str]:
        return iter(self.sums)

    def __len__(self) -> int:
        return len(self.sums)

    def read(self, county: str) -> Sequence[TaskLine]:
        """Those of a county of which nothing is known yet."""
        return self._lately.keep(county, lambda: self._ask(county))

    def order(self, counties: Iterable[str]) -> None:
        """These counties first, in that order."""
        first = {county: self.sums[county] for county in counties if county in self.sums}
        self.sums = first | {county: one for county, one in self.sums.items() if county not in first}

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(one.many for one in self.sums.values())

    def share(self, rule: Rule) -> TaskShare:
        """On schedule ÷ due, of all."""
        shares = [one.share for one in self.sums.values()]
        return share_of(sum(one.on_schedule for one in shares), sum(one.due for one in shares), rule)


def summed(lines: Sequence[TaskLine], rule: Rule, year: int) -> TaskSum:
    """What some milestones come to."""
    stored = list(tasked(lines))
    return TaskSum(
        len(lines),
        task_share([line.progress for line in lines], rule),
        max((text(line.row, "as_of") for line in lines), default=""),
        any(line.progress.implied for line in lines),
        is_illustrative(*(row for _, row in stored)),
        Counter(text(row, "provenance") for _, row in stored if row),
        _curve([line for line in lines if _comparable(line)], rule, year),
    )


def tasked(lines: Iterable[TaskLine]) -> Iterator[Stored]:
    """The stored rows behind milestones."""
    for line in lines:
        yield "milestone", line.row
        yield from (("item", item) for item in line.items)
        yield from (("ranking", rank) for rank in line.ranks)


def is_illustrative(*rows: Row) -> bool:
    """Whether any of the rows is invented."""
    return any(row.get("provenance") == ILLUSTRATIVE for row in rows)


def _comparable(line: TaskLine) -> bool:
    done = line.progress
    return done.completion is not None and done.elapsed is not None and line.task.kind != "dated"


def _curve(lines: Sequence[TaskLine], rule: Rule, year: int) -> Curve | None:
    """Mean elapsed time, and mean completion of those that are true of a month."""
    if not lines:
        return None
    spans = Counter((line.task.starts, line.task.ends) for line in lines)
    months: dict[str, list[Fraction | None]] = {}
    for line in lines:
        months.setdefault(line.task.as_of[:7], []).append(_done(line))
    named = [f"{year}-{month:02}" for month in _MONTHS]
    ends = [f"{name}-{monthrange(year, month)[1]}" for name, month in zip(named, _MONTHS, strict=True)]
    planned = (_mean((elapsed(*span, day, rule.basis), many) for span, many in spans.items()) for day in ends)
    reached = (_mean(Counter(months.get(name, ())).items()) for name in named)
    invented = is_illustrative(*(line.row for line in lines))
    return Curve(tuple(map(_whole, planned)), tuple(map(_whole, reached)), invented)


def _done(line: TaskLine) -> Fraction | None:
    """Its completion, what goes beyond 100 % left out: it makes up for no other task."""
    completion = line.progress.completion
    return None if completion is None else min(Fraction(100), max(Fraction(), completion))


def _mean(given: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    """Of figures, each as often as is said."""
    known = [(one, many) for one, many in given if one is not None]
    many = sum(many for _, many in known)
    return sum((one * many for one, many in known), Fraction()) / many if known else None


def _whole(figure: Fraction | None) -> str:
    return percent(figure, 0) or ""

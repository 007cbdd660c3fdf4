"""The findings of a country: only what is in view is looked for again and put into words."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from pilot_tui.pane.slots import line
from pilot_tui.panes.findings.lines import GROUPS, finding, heading
from pilot_tui.widgets.shape import PLAIN, Shape
from pilot_tui.widgets.sheet import Column, Line
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.findings import Found
from pilot_tui.workbook.findings.ledger import Bucket, Ledger, Run

_KEPT = 256
"""Lines kept."""


class Long:
    """A source of one heading a severity and one line a finding."""

    footer: Line | None = None

    def __init__(
        self, book: Workbook, columns: Sequence[Column], ledger: Ledger, shape: Shape = PLAIN
    ) -> None:
        self.columns = columns
        self._book, self._ledger = book, ledger
        self._runs: list[tuple[Bucket, Run]] = list(ledger.runs().items())
        self._groups = sorted({_group(bucket) for bucket, _ in self._runs})
        self._folded = {at: f"group.{GROUPS[at]}" in shape.folded for at in self._groups}
        self._counts = {
            at: sum(len(run) for bucket, run in self._runs if _group(bucket) == at) for at in self._groups
        }
        sizes = [1 + (0 if self._folded[at] else self._counts[at]) for at in self._groups]
        self._starts = [0, *accumulate(sizes)]
        self._lines: OrderedDict[int, Line] = OrderedDict()

    def shaped(self, shape: Shape) -> Long:
        """The same findings, folded as `shape` says."""
        return Long(self._book, self.columns, self._ledger, shape)

    def __len__(self) -> int:
        return self._starts[-1]

    def line(self, index: int) -> Line:
        """The line at `index`."""
        if index not in self._lines:
            self._lines[index] = self._read(index)
            if len(self._lines) > _KEPT:
                self._lines.popitem(last=False)
        return self._lines[index]

    def find(self, key: str) -> int | None:
        """Where a finding stands, or a folded heading."""
        one = self.found(key)
        if one is None:
            return next(
                (
                    self._starts[at]
                    for at, group in enumerate(self._groups)
                    if key == f"group.{GROUPS[group]}"
                ),
                None,
            )
        group = _group(one.bucket)
        at = self._groups.index(group)
        if self._folded[group]:
            return self._starts[at]
        before = sum(
            len(run) for bucket, run in self._runs if _group(bucket) == group and bucket < one.bucket
        )
        run = next(run for bucket, run in self._runs if bucket == one.bucket)
        start = run.start(one.home)
        theirs = [other.key for other in self._of(one.home, one.bucket)]
        return None if start is None else self._starts[at] + 1 + before + start + theirs.index(key)

    def heading_of(self, index: int) -> int | None:
        """Where the heading of a line's group stands."""
        return self._starts[self._group_at(index)] if len(self) else None

    def found(self, key: str) -> Found | None:
        """The finding of that key, as it is now; None where it is gone."""
        county, _, rest = key.partition(":")
        if not rest or (county and county not in self._ledger.counts):
            return None
        return next(
            (one for one in self._book.findings_of(self._ledger.programme, county) if one.key == key), None
        )

    def _group_at(self, index: int) -> int:
        return min(bisect_right(self._starts, index), len(self._groups)) - 1

    def _read(self, index: int) -> Line:
        at = self._group_at(index)
        group, nth = self._groups[at], index - self._starts[at] - 1
        if nth < 0:
            return heading(GROUPS[group], self._counts[group], folded=self._folded[group])
        for bucket, run in self._runs:
            if _group(bucket) != group:
                continue
            if nth < len(run):
                return self._finding(bucket, run, nth)
            nth -= len(run)
        return line(self.columns, f"gone.{index}", {}, "blank")

    def _finding(self, bucket: Bucket, run: Run, nth: int) -> Line:
        firsts = self._ledger.firsts.get(bucket, ())
        if nth < len(firsts):
            return finding(self._book, self.columns, firsts[nth])
        county, which = run.at(nth)
        theirs = self._of(county, bucket)
        if which < len(theirs):
            return finding(self._book, self.columns, theirs[which])
        return line(self.columns, f"gone.{county}.{nth}", {}, "blank")  # it went, and the list catches up

    def _of(self, county: str, bucket: Bucket) -> list[Found]:
        found = self._book.findings_of(self._ledger.programme, county)
        return [one for one in found if one.bucket == bucket]


def _group(bucket: Bucket) -> int:
    explained, severity, _ = bucket
    return len(GROUPS) - 1 if explained else severity

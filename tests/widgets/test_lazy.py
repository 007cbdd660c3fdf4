"""Lines made as they are asked for: what they need is read for a few of them together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pilot_tui.widgets.lazy import Lazy
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.sheet import Column, Line, slot

KEYS = [f"c{at}" for at in range(100)]
COLUMNS = [Column("name", "Name", 6)]


class Reading:
    """Counts how often something is read, and refuses a line that was not read before."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.times = 0

    def fetch(self, keys: Sequence[str]) -> None:
        """These are read together."""
        self.times += 1
        self.read.update(keys)

    def make(self, key: str) -> Line:
        """A line that says its key."""
        assert key in self.read
        return Line(key, (slot(key),))


@pytest.fixture
def reading() -> Reading:
    return Reading()


@pytest.fixture
def lazy(reading: Reading) -> Lazy:
    return Lazy(COLUMNS, KEYS, reading.make, [Line("end")], fetch=reading.fetch)


def test_a_screen_of_lines_is_read_in_a_few_goes(lazy: Lazy, reading: Reading) -> None:
    assert [lazy.line(at).key for at in range(40, 71)] == KEYS[40:71]
    assert reading.times <= 3
    assert len(reading.read) <= 48


def test_lines_that_are_held_are_not_read_again(lazy: Lazy, reading: Reading) -> None:
    for _ in range(2):
        assert [lazy.line(at).key for at in range(3)] == KEYS[:3]
    assert lazy.line(len(KEYS)).key == "end"
    assert reading.times == 1


def test_a_filter_reads_every_line_a_few_at_a_time(lazy: Lazy, reading: Reading) -> None:
    found = lazy.shaped(Shape(wanted="c9"))
    assert [found.line(at).key for at in range(len(found))][:3] == ["c9", "c90", "c91"]
    assert reading.read == {*KEYS}
    assert reading.times <= len(KEYS) // 10

"""A long list with reports below some of its milestones: every line where it is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.panes.milestones.opened import Opened
from pilot_tui.widgets.sheet import Line, Listed


class Rows(Listed):
    """A list in groups of four, with what a window on a file has besides."""

    matched = None
    groups: Sequence[str] = ()

    def __init__(self, count: int) -> None:
        super().__init__((), [Line(f"r{at}", kind="group" if at % 4 == 0 else "row") for at in range(count)])


@given(count=st.integers(0, 40), below=st.dictionaries(st.integers(0, 50), st.integers(0, 4), max_size=6))
def test_every_line_is_found_where_it_stands(count: int, below: dict[int, int]) -> None:
    told = {f"r{at}": [Line(f"r{at}.{nth}") for nth in range(many)] for at, many in below.items()}
    seen = Opened(Rows(count), told)  # type: ignore[arg-type]  # a window is asked for no more than this
    expected: list[str] = []
    for at in range(count):
        expected.append(f"r{at}")
        if at % 4 and f"r{at}" in told:  # headings hold no cursor
            expected += [line.key for line in told[f"r{at}"]]
    assert [seen.line(at).key for at in range(len(seen))] == expected
    heading = None
    for at, key in enumerate(expected):
        if "." not in key and int(key[1:]) % 4 == 0:
            heading = at
        else:
            assert seen.find(key) == at
        assert seen.heading_of(at) == heading

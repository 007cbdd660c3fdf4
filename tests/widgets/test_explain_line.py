"""The explain line: what stands in the table too gives way before the first phrase is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.cells import width
from pilot_tui.report.explaining import Explanation
from pilot_tui.screens.bands import explain

words = st.text("ab汉字", min_size=1, max_size=20)


def first(name: str, kind: str, phrase: str, cells: int, *, yields: bool) -> str:
    said = Explanation(name, kind, (((phrase, "foreground"),),), (), yields=yields)
    return "".join(run.text for run in explain(said, cells)[0])


@given(words, words, words, st.integers(2, 90))
def test_a_kind_that_yields_gives_way_where_that_leaves_the_phrase_whole(
    name: str, kind: str, phrase: str, cells: int
) -> None:
    with_kind, without = f" {name}  {kind}  {phrase}", f" {name}  {phrase}"
    fits = [line for line in (with_kind, without) if width(line) < cells]
    assert first(name, kind, phrase, cells, yields=True) == (fits or [with_kind])[0]
    assert first(name, kind, phrase, cells, yields=False) == with_kind

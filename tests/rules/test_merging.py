"""What stands after changes of a cell have met."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.model import Change
from pilot_tui.rules.merging import standing, succeeds
from pilot_tui.store import journal


def change(site: str, seq: int, seen: list[str]) -> Change:
    return Change(site, seq, 1, "", seq << 16, site, "value", "P.c.I.2020", "actual", '"1"',
                  journal.to_json(sorted(seen)), 4, "", b"")  # fmt: skip


UIDS = st.tuples(st.sampled_from("ab"), st.integers(1, 3))


@given(
    before=st.lists(UIDS, unique=True, max_size=3),
    seen=st.lists(UIDS, unique=True, max_size=3),
)
def test_a_change_that_succeeds_another_stands_alone(
    before: list[tuple[str, int]], seen: list[tuple[str, int]]
) -> None:
    stood = [change(site, seq, []) for site, seq in before]
    fresh = change("c", 9, [f"{site}:{seq}" for site, seq in seen])
    assert succeeds(fresh, stood) == (len(before) == 1 and before == seen)
    if succeeds(fresh, stood):
        assert standing(stood, [fresh]) == [fresh]

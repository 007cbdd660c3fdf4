"""What is wrong with a rectification item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.rectifying import STAGES, Item, overdue, stage


def rectification(home: str, item: Item, today: str) -> Iterator[Finding]:
    """Days in the wrong order, a stage without its day, rectified late, overdue.

    Args:
        home: `table/id` of the item; a finding is about one of its days.
        item: The item.
        today: ISO day.
    """
    if overdue(item, today):
        yield Finding("overdue", f"{home}/rectified", {"due": item.due})
    elif item.due and item.rectified > item.due:
        days = (date.fromisoformat(item.rectified) - date.fromisoformat(item.due)).days
        yield Finding("late", f"{home}/rectified", {"due": item.due, "done": item.rectified, "days": days})
    days_of = {name: str(getattr(item, name)) for name in STAGES}
    dated = [(name, day) for name, day in days_of.items() if day]
    for (before, first), (after, second) in pairwise(dated):
        if second < first:
            facts = {"before": before, "first": first, "after": after, "second": second}
            yield Finding("order", f"{home}/{after}", facts)
    reached = stage(item)
    for name in STAGES[1 : STAGES.index(reached) + 1]:
        if not days_of[name]:
            yield Finding("undated", f"{home}/{name}", {"stage": name})

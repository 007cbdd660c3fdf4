"""Answers kept until a change touches a table they were read from: what is seen is computed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, ItemsView, Iterable
from typing import Generic, TypeVar, cast

from pilot_tui.workbook.ruleset import RULED

Answer = TypeVar("Answer")
Key = TypeVar("Key", bound=Hashable)

_PANEL = {"round", "criterion", "expert", "mark", "assignment", "result", "pilot", "county"}
_TASKS = {"milestone", "item", "ranking", "rule", "progress", "level"}
_CARDS = {"value", "indicator", "dimension", "rule", "year", "programme"}
NEEDS: dict[str, set[str]] = {
    "programmes": {"programme"},
    "years": {"year"},
    "rounds": {"round"},
    "pilot_ids": {"pilot"},
    "place": {"pilot", "county"},
    "steps": {"step"},
    "round": _PANEL,
    "tasks": _TASKS,
    "many_tasks": {"milestone"},
    "ranks": _CARDS | {"pilot"},
    "dimension_ranks": _CARDS | {"pilot"},
    "panel_ranks": _PANEL,
    "influence": _PANEL | {"rule"},
    "league": _PANEL | _CARDS | {"band"},
    "hidden": {"assignment", "mark", "expert"},
    "notes": {"note"},
    "placed": {"value", "indicator", "pilot"},
    "county_groups": {"pilot", "county", "member"},
    "tiers": {"pilot"},
    "tier_ranks": _CARDS | {"pilot"},
    "grading": {"band", "rule"},
    "rule_version": set(RULED),
    "has_firms": {"firm"},
    "has_ledgers": {"industry", "rectification"},
    "firms": {"firm", "measure", "indicator", "dimension", "rule", "band", "pilot", "year"},
    "ones": {"industry", "milestone", "item", "fact", "pilot", "county", "rule"},
    "locked": {"milestone", "firm", "note", "acceptance"},
}
"""Question → the tables its answer is read from."""


_MOST = {"tasks": 3, "round": 3, "league": 3, "place": 512, "firms": 3, "ones": 3, "locked": 4096}
"""How many answers to a question are kept, where they are large or there may be many."""


class Memory:
    """What was answered, by question and what it was asked of."""

    def __init__(self) -> None:
        self._kept: dict[str, Lately[Hashable, object]] = {}

    def keep(self, question: str, asked: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer that is kept, else `answer()`; whoever gets it must not change it."""
        return cast("Answer", self._of(question).keep(asked, answer))

    def put(self, question: str, asked: Hashable, answer: object) -> None:
        """Keep an answer that was come by together with others."""
        self._of(question).put(asked, answer)

    def known(self, question: str, asked: Hashable) -> object | None:
        """The answer that is kept; None where none is."""
        return self._kept[question].peek(asked) if question in self._kept else None

    def forget(self, tables: Iterable[str]) -> None:
        """Drop every answer read from one of these tables."""
        touched = set(tables)
        self.drop(*(question for question in self._kept if NEEDS[question] & touched))

    def drop(self, *questions: str) -> None:
        """Drop every answer to these questions."""
        for question in questions:
            self._kept.pop(question, None)

    def _of(self, question: str) -> Lately[Hashable, object]:
        if question not in self._kept:
            self._kept[question] = Lately(_MOST.get(question, 32))
        return self._kept[question]

    def forget_all(self) -> None:
        """Drop everything."""
        self._kept.clear()


class Lately(Generic[Key, Answer]):
    """The answers lately asked for: never more than `most`, whatever the file holds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Answer] = OrderedDict()

    def keep(self, key: Key, answer: Callable[[], Answer]) -> Answer:
        """The answer that is kept, else `answer()`."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        found = answer()
        self.put(key, found)
        return found

    def peek(self, key: Key) -> Answer | None:
        """The answer that is kept; None where none is."""
        return self._kept.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer that was come by otherwise."""
        self._kept[key] = answer
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def items(self) -> ItemsView[Key, Answer]:
        """What is kept."""
        return self._kept.items()

    def drop(self, key: Key) -> None:
        """Drop one answer."""
        self._kept.pop(key, None)

    def clear(self) -> None:
        """Drop everything."""
        self._kept.clear()

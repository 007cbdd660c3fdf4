"""Answers kept until a change touches a table they were read from: what is seen is computed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar, cast

Answer = TypeVar("Answer")

_PANEL = {"round", "criterion", "expert", "mark", "result", "pilot", "county"}
_TASKS = {"milestone", "item", "ranking", "rule"}
_CARDS = {"value", "indicator", "dimension", "rule", "year", "programme"}
NEEDS: dict[str, set[str]] = {
    "programmes": {"programme"},
    "years": {"year"},
    "rounds": {"round"},
    "pilots": {"pilot", "county"},
    "steps": {"step"},
    "round": _PANEL,
    "tasks": _TASKS,
    "standings": _PANEL | _TASKS | _CARDS,
    "notes": {"note"},
}
"""Question → the tables its answer is read from."""


class Memory:
    """What was answered, by question and what it was asked of."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Hashable], object] = {}

    def keep(self, question: str, asked: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer that is kept, else `answer()`; whoever gets it must not change it."""
        key = (question, asked)
        if key not in self._kept:
            self._kept[key] = answer()
        return cast("Answer", self._kept[key])

    def forget(self, tables: Iterable[str]) -> None:
        """Drop every answer read from one of these tables."""
        touched = set(tables)
        stale = [key for key in self._kept if NEEDS[key[0]] & touched]
        for key in stale:
            del self._kept[key]

    def forget_all(self) -> None:
        """Drop everything."""
        self._kept.clear()

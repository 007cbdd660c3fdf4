"""What is measured, summed up: medians, ratios pair by pair, and whether a goal is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    """At most this; None where the figure is only for information."""
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.goal is None or self.value <= self.goal

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"≤ {self.goal:g} {self.unit} {'✓' if self.met else '✗'}"
        return f"| {self.name} | {self.value:.4g} {self.unit} | {goal} | {self.note} |"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of runs made in turn: what slows the machine slows both of a pair."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def spread(values: Sequence[float], unit: str = "ms") -> str:
    """Least and greatest."""
    return f"{min(values):.0f}–{max(values):.0f} {unit}"

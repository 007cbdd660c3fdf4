"""Agreement of a large panel, in this process: fifty experts, 2,850 counties, all their totals.

Marks are drawn with a fixed seed: a county's standing, an expert's leaning, and chance; five criteria.
The figure is the best of several runs of the rules, from totals to statistics.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from bench_rules import best
from figures import Figure

from pilot_tui.rules.influence import leanings, outlying, shifts
from pilot_tui.workbook.influence import agreement

EXPERTS, COUNTIES = 50, 2850
WEIGHTS = tuple(Fraction(one, 100) for one in (30, 20, 20, 15, 15))
SEED = 1979
BEST_OF = 3


def measure() -> Iterator[Figure]:
    """All statistics of agreement; then what each expert does to the ranking."""
    panel = _panel()
    experts = [f"E{at}" for at in range(EXPERTS)]
    weights = dict.fromkeys(experts, Decimal(1))
    size = f"{EXPERTS} experts × {COUNTIES:,} counties"
    took = best(lambda: agreement(panel, experts), BEST_OF)
    yield Figure(f"agreement, all statistics, {size}", took / 1000, "s", 2)
    took = best(lambda: [leanings(panel, experts), [outlying(of) for of in panel.values()]], BEST_OF)
    yield Figure(f"severity, spread, outliers, {size}", took / 1000, "s")
    asked = {"trim": 1, "quorum": 0, "places": 2}
    took = best(lambda: list(shifts(panel, weights, **asked, mode="half_up")), BEST_OF)
    yield Figure(f"leave one out, ranks without each expert, {size}", took / 1000, "s")


def _panel() -> dict[str, dict[str, Fraction]]:
    chance = random.Random(SEED)
    leaning = [chance.gauss(0, 1.5) for _ in range(EXPERTS)]
    return {f"c{at}": _county(chance, leaning) for at in range(COUNTIES)}


def _county(chance: random.Random, leaning: list[float]) -> dict[str, Fraction]:
    standing = chance.uniform(70, 92)
    return {
        f"E{at}": sum((weight * _mark(chance.gauss(standing + lean, 3)) for weight in WEIGHTS), Fraction())
        for at, lean in enumerate(leaning)
    }


def _mark(drawn: float) -> Fraction:
    return Fraction(round(10 * min(100.0, max(0.0, drawn))), 10)

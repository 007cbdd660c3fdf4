"""How a number came about, as a tree that can be worked out again: what is shown is what the tree gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.rules.influence import deviation
from pilot_tui.rules.means import weighted_mean
from pilot_tui.rules.scales import goalpost

Values = Sequence[Fraction]


class Working(NamedTuple):
    """One number and what it was made of."""

    what: str
    """What it is: the word `working.<what>`."""
    value: Fraction | None
    """Exact; None when it cannot be worked out."""
    operation: str = "given"
    """How the parts make it, one of `OPERATIONS`; `given` for what was entered or declared."""
    parts: tuple[Working, ...] = ()
    at: str = ""
    """The address of the cell; of a computed one the address to ask for its working."""
    stored: str = ""
    """A given one as it is stored, digits kept."""
    name: str = ""
    """Of which county, indicator or expert it is, in the words of the data."""

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Working]]:
        """This one and all its parts, each with its depth, in order of reading."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


def again(working: Working) -> Fraction | None:
    """The number worked out again from the given ones at the ends of the tree.

    Returns:
        None when a part is missing.

    Raises:
        KeyError: For an unknown operation.
    """
    if working.operation == "given":
        return working.value
    values = [again(part) for part in working.parts]
    there = [value for value in values if value is not None]
    return OPERATIONS[working.operation](there) if len(there) == len(values) else None


def _quotient(values: Values) -> Fraction | None:
    part, of = values
    return 100 * part / of if of else None


def _progress(values: Values) -> Fraction | None:
    actual, baseline, target = values
    return 100 * (actual - baseline) / (target - baseline) if target != baseline else None


def _efficacy(values: Values) -> Fraction | None:
    actual, low, high = values
    return 60 + 40 * (actual - low) / (high - low) if low != high else None


def _between(values: Values) -> Fraction | None:
    actual, low, high = values
    return 100 * (actual - low) / (high - low) if low != high else None


def _capped(values: Values) -> Fraction:
    weight, completion, cap = values
    return weight * min(max(completion, Fraction()), cap) / 100


def _per_point(values: Values) -> Fraction:
    weight, completion, points, most = values
    return max(Fraction(), min(weight + most, weight + points * (completion - 100)))


def _deducted(values: Values) -> Fraction:
    weight, completion, step, points = values
    return max(Fraction(), weight - points * (max(Fraction(), 100 - completion) // step))


def _by_rank(values: Values) -> Fraction:
    weight, rank, step = values
    return weight * max(Fraction(), 100 - (rank - 1) * step) / 100


def _per(values: Values) -> Fraction | None:
    amount, time = values
    return amount / time if time else None


def _to_go(values: Values) -> Fraction | None:
    target, actual, whole, over = values
    return max(Fraction(), target - actual) / (whole - over) if whole > over else None


def _on_the_way(values: Values) -> Fraction | None:
    """Between two points `(time, percent)` of a plan, at a time."""
    low, high, now, left, right = values
    return low + (high - low) * (now - left) / (right - left) if right != left else None


def _logs(values: Values) -> Fraction | None:
    actual, low, high = (Decimal(one.numerator) / Decimal(one.denominator) for one in values)
    return goalpost(actual, low, high, logarithmic=True)


def _about(values: Values) -> Fraction:
    actual, target, tolerance = values
    return Fraction(100 * (100 * abs(actual - target) <= tolerance * abs(target)))


def _share(values: Values) -> Fraction | None:
    """100 × Σ of the first half ÷ Σ of the second."""
    half = len(values) // 2
    whole = sum(values[half:], Fraction())
    return 100 * sum(values[:half], Fraction()) / whole if whole else None


def _pooled(values: Values) -> Fraction | None:
    """Σ of the first half ÷ Σ of the second."""
    whole = _share(values)
    return None if whole is None else whole / 100


def _mean(values: Values) -> Fraction | None:
    """Values and their weights in turn."""
    return weighted_mean(list(zip(values[::2], values[1::2], strict=True)))


def _deviation(values: Values) -> Fraction | None:
    found = deviation(values)
    return None if found is None else Fraction(found)


def _over(part: Fraction, of: Fraction) -> Fraction | None:
    return part / of if of else None


def _geometric(values: Values) -> Fraction | None:
    return weighted_mean(list(zip(values[::2], values[1::2], strict=True)), "geometric")


OPERATIONS: Mapping[str, Callable[[Values], Fraction | None]] = {
    "quotient": _quotient,
    "progress": _progress,
    "efficacy": _efficacy,
    "between": _between,
    "between_logs": _logs,
    "reached": lambda values: Fraction(100 * (values[0] >= values[1])),
    "kept": lambda values: Fraction(100 * (values[0] <= values[1])),
    "about": _about,
    "capped": _capped,
    "per_point": _per_point,
    "deducted": _deducted,
    "by_rank": _by_rank,
    "adjusted": lambda values: max(Fraction(), values[0] + values[1] - values[2]),
    "least": min,
    "times": lambda values: values[0] * values[1] / 100,
    "per": _per,
    "to_go": _to_go,
    "on_the_way": _on_the_way,
    "sum": lambda values: sum(values, Fraction()),
    "divided": lambda values: values[0] / values[1] if values[1] else None,
    "difference": lambda values: values[0] - sum(values[1:], Fraction()),
    "share": _share,
    "pooled": _pooled,
    "mean": _mean,
    "geometric": _geometric,
    "same": lambda values: values[0],
    "within": lambda values: values[0] if values[1] <= values[0] <= values[2] else None,
    "count": lambda values: Fraction(len(values)),
    "rank": lambda values: values[0] + 1,
    "deviation": _deviation,
    "icc_a1": lambda v: _over(v[0] - v[2], v[0] + (v[4] - 1) * v[2] + v[4] * (v[1] - v[2]) / v[3]),
    "icc_c1": lambda v: _over(v[0] - v[1], v[0] + (v[2] - 1) * v[1]),
    "icc_ak": lambda v: _over(v[0] - v[2], v[0] + (v[1] - v[2]) / v[3]),
    "icc_ck": lambda v: _over(v[0] - v[1], v[0]),
    "alpha": lambda v: None if not v[1] else 1 - v[0] / v[1],
    "concordance": lambda v: _over(12 * v[0], v[2] ** 2 * (v[1] ** 3 - v[1]) - v[2] * v[3]),
    "chi_square": lambda v: v[0] * (v[1] - 1) * v[2],
    "one_less": lambda v: v[0] - 1,
}
"""How parts make a number, by name."""

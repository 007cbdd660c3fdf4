"""The arithmetic of a working, written with its numbers in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pilot_tui.words import say

_LONGEST = 12
"""Terms a sum is written with; of a longer one the first and the last."""
Figures = Sequence[str]


def formula(operation: str, figures: Figures) -> str:
    """What is done with the parts, such as `38 ÷ 36`; empty for what was entered.

    Args:
        operation: One of `rules.working.OPERATIONS`.
        figures: The parts as they are shown.
    """
    written = _WRITTEN.get(operation)
    return written(figures) if written is not None else ""


def _sum(figures: Figures) -> str:
    if len(figures) > _LONGEST:
        figures = [*figures[: _LONGEST - 2], "…", figures[-1]]
    return " + ".join(figures)


def _share(figures: Figures) -> str:
    half = len(figures) // 2
    return f"({_sum(figures[:half])}) ÷ ({_sum(figures[half:])})" if half > 1 else " ÷ ".join(figures)


def _mean(figures: Figures) -> str:
    values, weights = figures[::2], figures[1::2]
    if len(set(weights)) == 1:
        return f"({_sum(values)}) ÷ {len(values)}"
    terms = [f"{value}×{weight}" for value, weight in zip(values, weights, strict=True)]
    return f"({_sum(terms)}) ÷ ({_sum(weights)})"


def _geometric(figures: Figures) -> str:
    terms = [f"{value}^{weight}" for value, weight in zip(figures[::2], figures[1::2], strict=True)]
    return f"({' × '.join(terms)})^(1 ÷ ({_sum(figures[1::2])}))"


def _said(key: str) -> Callable[[Figures], str]:
    return lambda figures: say(f"formula.{key}", **dict(zip("abcd", figures, strict=False)))


_WRITTEN: Mapping[str, Callable[[Figures], str]] = {
    "quotient": " ÷ ".join,
    "divided": " ÷ ".join,
    "progress": lambda f: f"({f[0]} − {f[1]}) ÷ ({f[2]} − {f[1]})",
    "efficacy": lambda f: f"60 + 40 × ({f[0]} − {f[1]}) ÷ ({f[2]} − {f[1]})",
    "between": lambda f: f"({f[0]} − {f[1]}) ÷ ({f[2]} − {f[1]})",
    "between_logs": lambda f: f"(ln {f[0]} − ln {f[1]}) ÷ (ln {f[2]} − ln {f[1]})",
    "reached": lambda f: f"{f[0]} ≥ {f[1]} ?",
    "kept": lambda f: f"{f[0]} ≤ {f[1]} ?",
    "about": lambda f: f"{f[0]} ≈ {f[1]} ± {f[2]} % ?",
    "capped": _said("capped"),
    "per_point": lambda f: f"{f[0]} + {f[2]} × ({f[1]} − 100)",
    "deducted": _said("deducted"),
    "by_rank": lambda f: f"{f[0]} × (100 − ({f[1]} − 1) × {f[2]}) %",
    "adjusted": lambda f: f"{f[0]} + {f[1]} − {f[2]}",
    "least": _said("least"),
    "times": lambda f: f"{f[0]} × {f[1]}",
    "per": " ÷ ".join,
    "to_go": lambda f: f"({f[0]} − {f[1]}) ÷ ({f[2]} − {f[3]})",
    "on_the_way": lambda f: f"{f[0]} + ({f[1]} − {f[0]}) × ({f[2]} − {f[3]}) ÷ ({f[4]} − {f[3]})",
    "sum": _sum,
    "difference": " − ".join,
    "share": _share,
    "pooled": _share,
    "mean": _mean,
    "geometric": _geometric,
    "within": lambda f: f"{f[0]} ∈ {f[1]}–{f[2]}",
    "rank": lambda f: f"{f[0]} + 1",
    "icc_a1": lambda f: (
        f"({f[0]} − {f[2]}) ÷ ({f[0]} + ({f[4]} − 1) × {f[2]} + {f[4]} × ({f[1]} − {f[2]}) ÷ {f[3]})"
    ),
    "icc_c1": lambda f: f"({f[0]} − {f[1]}) ÷ ({f[0]} + ({f[2]} − 1) × {f[1]})",
    "icc_ak": lambda f: f"({f[0]} − {f[2]}) ÷ ({f[0]} + ({f[1]} − {f[2]}) ÷ {f[3]})",
    "icc_ck": lambda f: f"({f[0]} − {f[1]}) ÷ {f[0]}",
    "alpha": lambda f: f"1 − {f[0]} ÷ {f[1]}",
    "concordance": lambda f: f"12 × {f[0]} ÷ ({f[2]}² × ({f[1]}³ − {f[1]}) − {f[2]} × {f[3]})",
    "chi_square": lambda f: f"{f[0]} × ({f[1]} − 1) × {f[2]}",
    "one_less": lambda f: f"{f[0]} − 1",
}

"""Figures as they are kept: fractions as `n/d`, exact, the parts of a figure with blanks between them."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pilot_tui.model import Rule, Scorecard, TaskShare
from pilot_tui.rules.judged import CountyReview
from pilot_tui.rules.lights import share_light

_NONE = "-"
_LATELY = 256
"""Figures that are not taken apart again: those of the counties in view."""
_HOME = Path(__file__).parents[1]
_SAID_BY = (
    *("bounds", "completion", "earning", "elapsed", "implied", "lights", "means", "review"),
    *("forecast", "reports", "series", "tasks"),
    *("schedule", "scorecard", "told", "computing", "rows", "reviews", "cards", "placing", "ranking"),
    *("expert_totals", "judged", "tie_break"),
)
"""The modules that decide what is kept."""


class Score(NamedTuple):
    """What is kept of a scorecard."""

    total: Fraction | None
    """As `Scorecard.total_rescaled`."""
    zero: Fraction
    """As `Scorecard.total_missing_as_zero`."""
    coverage: Fraction
    missing: int
    of: int
    """How many indicators there are."""
    ranked: bool
    parts: str
    """Of its dimensions, as they are kept: most who ask for a total do not ask for these."""

    @property
    def dimensions(self) -> dict[str, tuple[Fraction, int]]:
        """By code: the score, and how many indicators are missing."""
        return dict(map(_dimension, filter(None, self.parts.split(","))))


class Panel(NamedTuple):
    """What is kept of a `CountyReview`."""

    mean: Fraction | None
    trimmed: Fraction | None
    counted: int
    provisional: bool
    chain: tuple[Fraction | None, ...] = ()
    """As `CountyReview.chain`."""


@cache
def edition() -> int:
    """Of the rules: what others said is computed anew."""
    said = 0
    for name in _SAID_BY:
        for folder in ("rules", "workbook"):
            with suppress(OSError):  # in the other folder, or nowhere a file can be read
                said = crc32((_HOME / folder / f"{name}.py").read_bytes(), said)
    return said


def fraction(said: str) -> Fraction | None:
    """The number that was kept, None for none."""
    if said == _NONE:
        return None
    numerator, _, denominator = said.partition("/")
    return Fraction(int(numerator), int(denominator))


def score(sheet: Scorecard) -> str:
    """Totals, coverage, dimensions; the total first, because every ranking reads it."""
    dimensions = ",".join(f"{one.dimension}={_of(one.score)}={one.missing}" for one in sheet.dimensions)
    parts = (
        _of(sheet.total_rescaled),
        _of(sheet.total_missing_as_zero),
        _of(sheet.coverage),
        sheet.missing,
        len(sheet.indicators),
        int(sheet.ranked),
        dimensions,
    )
    return " ".join(map(str, parts))


@lru_cache(_LATELY)
def as_score(said: str) -> Score:
    """What `score` told."""
    total, zero, coverage, missing, of, ranked, dimensions = said.split(" ")
    return Score(
        total=fraction(total),
        zero=fraction(zero) or Fraction(),
        coverage=fraction(coverage) or Fraction(),
        missing=int(missing),
        of=int(of),
        ranked=ranked == "1",
        parts=dimensions,
    )


def ranked_total(said: str) -> tuple[int, int] | None:
    """Numerator and denominator of a kept total; None where it is not ranked."""
    rest, ranked, _ = said.rsplit(" ", 2)
    return _pair(rest.partition(" ")[0]) if ranked == "1" else None


def rescaled(said: str) -> bool:
    """Whether a kept total leaves out what is missing."""
    total, _, _, missing, _ = said.split(" ", 4)
    return total != _NONE and missing != "0"


def panel(review: CountyReview) -> str:
    """Means, how many counted, whether provisional, what decides between equals."""
    chain = ",".join(map(_of, review.chain))
    return f"{_of(review.mean)} {_of(review.trimmed)} {review.counted} {int(review.provisional)} {chain}"


@lru_cache(_LATELY)
def as_panel(said: str) -> Panel:
    """What `panel` told."""
    mean, trimmed, counted, provisional, _ = said.split(" ")
    return Panel(fraction(mean), fraction(trimmed), int(counted), provisional == "1", chain(said))


def chain(said: str) -> tuple[Fraction | None, ...]:
    """What decides between a kept mean and an equal one."""
    links = said.rpartition(" ")[2]
    return tuple(map(fraction, links.split(","))) if links else ()


def ranked_mean(said: str) -> tuple[int, int] | None:
    """Numerator and denominator of a kept mean; None where it is provisional."""
    mean, _, _, provisional, _ = said.split(" ")
    return _pair(mean) if provisional == "0" else None


def tasks(share: TaskShare) -> str:
    """On schedule, due."""
    return f"{share.on_schedule} {share.due}"


def as_tasks(said: str, rule: Rule) -> TaskShare:
    """What `tasks` told."""
    on_schedule, due = map(int, said.split(" "))
    percent = Fraction(100 * on_schedule, due) if due else None
    return TaskShare(on_schedule, due, share_light(percent, rule))


def _of(x: Fraction | None) -> str:
    return _NONE if x is None else f"{x.numerator}/{x.denominator}"


def _pair(said: str) -> tuple[int, int] | None:
    if said == _NONE:
        return None
    numerator, _, denominator = said.partition("/")
    return int(numerator), int(denominator)


def _dimension(said: str) -> tuple[str, tuple[Fraction, int]]:
    code, score, missing = said.split("=")
    return code, (fraction(score) or Fraction(), int(missing))

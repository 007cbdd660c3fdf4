"""Plain frozen rows: what the rules read and the verbs hand round. No I/O, no pydantic, no screen.

What was entered is a `Decimal`, digits kept; what was computed is a `Fraction`, exact until display.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.errors import NoCell


class Cell(NamedTuple):
    """One cell of the file."""

    table: str
    id: str
    field: str

    @classmethod
    def parse(cls, address: str) -> Cell:
        """The cell of `table/id/field`; raises `NoCell`."""
        parts = address.split("/")
        if len(parts) != 3 or not all(parts):
            raise NoCell(address=address)
        return cls(*parts)

    def __str__(self) -> str:
        return "/".join(self)


class Change(NamedTuple):
    """One line of the change log."""

    site: str
    """The machine that made it, `base` for the fixtures."""
    seq: int
    """1, 2, 3 … at that site."""
    step: int
    """`seq` of the first change of the group it was made in."""
    undoes: str
    """`site:seq` of the change it takes back, or empty."""
    hlc: int
    """Hybrid logical clock: milliseconds since 1970 shifted left by 16, plus a counter."""
    actor: str
    tbl: str
    row: str
    col: str
    """The field; empty for a birth or a retirement of the whole row."""
    val: str
    """JSON: the new value; a whole row for a birth; `null` for a retirement."""
    deps: str
    """JSON: the heads it replaces, `["site:seq", …]`, sorted."""
    schema: int
    """The schema version it was written under."""
    reason: str
    hash: bytes
    """SHA-256 over the site's previous hash and all of the above."""
    n: int = 0
    """Local arrival number; not hashed, not exported."""

    @property
    def uid(self) -> str:
        """`site:seq`."""
        return f"{self.site}:{self.seq}"


class Rule(NamedTuple):
    """How a programme counts. Every figure is data of the programme; these are the defaults."""

    rounding: str = "half_up"
    """`half_up` or `half_even`."""
    places: int = 2
    """Decimals of a displayed score; ranks are taken on it."""
    cap: Decimal = Decimal(100)
    """The completion, in percent, beyond which an indicator earns no more."""
    coverage_min: Fraction = Fraction(2, 3)
    """The share of weight that must have data before a county is ranked."""
    near: Decimal = Decimal(95)
    look: Decimal = Decimal(85)
    """Completion in percent from which an indicator is ◆ near, and ▲ low."""
    band: Decimal = Decimal(2)
    """Points by which a task may differ from elapsed time and still be on schedule."""
    pace: Decimal = Decimal("0.90")
    """Completion ÷ elapsed time from which a late task is ▲ slow, not ■ behind."""
    share_good: Decimal = Decimal(90)
    share_look: Decimal = Decimal(70)
    """Percent of due tasks on schedule from which a county is ●, and ▲."""
    tolerance: Decimal = Decimal(5)
    """Percent by which `about` may be missed and still be met."""
    basis: str = "months"
    """How elapsed time is counted: `months` or `days`."""
    dimension_mean: str = "arithmetic"
    total_mean: str = "arithmetic"
    """How indicators make a dimension, and dimensions a county: `arithmetic` or `geometric`."""
    outlying: Decimal = Decimal("3.5")
    """Modified z-score beyond which an expert's total is flagged."""
    stale: Decimal = Decimal(100)
    """Days after which the last figure of an unfinished task is stale."""


class Parameters(NamedTuple):
    """The figures of a scoring method, each where its method asks for it."""

    low: Decimal | None = None
    """`efficacy`: the value not allowed, worth 60; `goalpost`: the value worth 0. Unit of the indicator."""
    high: Decimal | None = None
    """`efficacy`: the satisfying value, worth 100; `goalpost`: the value worth 100."""
    logarithmic: bool = False
    """Whether a `goalpost` is measured on logarithms."""
    step: Decimal | None = None
    """Percent a step of `deduction` or `rank_steps` takes."""
    step_points: Decimal | None = None
    """Points a step of `deduction`, or a percentage point of `per_point`, is worth."""
    rank: int | None = None
    """`rank_steps`: the rank of the county on this indicator."""
    bonus: Decimal | None = None
    """Points added."""
    bonus_cap: Decimal | None = None
    """The most points that are added."""
    deduction: Decimal | None = None
    """Points taken off."""
    cap: Decimal | None = None
    """Percent beyond which this indicator earns no more; the rule's where there is none."""


class Reading(NamedTuple):
    """One indicator of one county in one year, as the scorecard rule reads it."""

    indicator: str
    """The indicator's code within its programme, `I07`."""
    dimension: str
    weight: Decimal
    target: Decimal | None = None
    actual: Decimal | None = None
    baseline: Decimal | None = None
    operator: str = "at_least"
    direction: str = "higher"
    method: str = "ratio"
    benchmark: Decimal | None = None
    state: str = ""
    """The declared absence, or empty."""
    parameters: Parameters = Parameters()
    """What the method needs besides: ends of a scale, steps, bonus."""


class IndicatorScore(NamedTuple):
    """What the scorecard rule says of one indicator."""

    reading: Reading
    completion: Fraction | None
    """Percent, uncapped and unrounded; None when it cannot be computed."""
    score: Fraction | None
    """Weight × capped completion, unrounded; None when there is no data."""
    light: str
    """One of `tables.LIGHTS`."""


class DimensionScore(NamedTuple):
    """What the scorecard rule says of one dimension."""

    dimension: str
    score: Fraction
    """Sum of the indicator scores, a missing one counted as zero."""
    weight: Fraction
    """The weight that applies (indicators not applicable are left out)."""
    covered: Fraction
    """The part of it that has data."""
    missing: int
    """How many indicators are missing."""
    share: Fraction | None = None
    """Score ÷ weight over the part that has data; None when none has."""


class Scorecard(NamedTuple):
    """One county in one year."""

    indicators: tuple[IndicatorScore, ...]
    dimensions: tuple[DimensionScore, ...]
    total_missing_as_zero: Fraction
    """Points of 100."""
    total_rescaled: Fraction | None
    """Points of 100, over the weight that has data; None when none has."""
    coverage: Fraction
    """Weight with data ÷ weight that applies, 0 … 1."""
    missing: int
    ranked: bool
    """False below the minimum coverage."""


class Task(NamedTuple):
    """A milestone as the schedule rule reads it."""

    kind: str = "task"
    """`task`, `growth`, `dated`, `checklist` or `qualitative`."""
    operator: str = ""
    target: Decimal | None = None
    actual: Decimal | None = None
    actual_operator: str = ""
    """What stands before the actual: `more_than` 1,200 is no 1,200."""
    target_day: str = ""
    """ISO day, for `dated`."""
    actual_day: str = ""
    reported: Decimal | None = None
    """The completion in percent as printed, its decimals kept: 47 is not 47.0."""
    starts: str = ""
    ends: str = ""
    as_of: str = ""
    direction: str = "higher"
    items_done: int = 0
    items: int = 0
    items_known: bool = False
    """Whether any item of a checklist has a state."""
    share: Decimal | None = None
    """Percent the level of a `qualitative` one stands for."""
    plan: tuple[tuple[str, Decimal], ...] = ()
    """Its planned curve: ISO day, percent."""


class Progress(NamedTuple):
    """What the schedule rule says of one milestone."""

    completion: Fraction | None
    """Percent, uncapped, unrounded: reported where printed, else computed."""
    elapsed: Fraction | None
    """Percent of the task's own time at its own as-of date."""
    gap: Fraction | None
    """Completion − what was planned by then, in points; of a growth rate growth − target."""
    days: int | None
    """For a dated task: days late (negative: early)."""
    implied: tuple[Fraction, Fraction] | None
    """The interval (low, high] the target must lie in, from actual and reported completion."""
    consistent: bool | None
    """Whether computed and reported completion agree; None unless both are there."""
    light: str
    word: str
    """`done`, `ahead`, `level`, `slow`, `late`, `behind`, `overdue` or `none`."""
    due: bool
    """Whether it counts in the county's task share."""
    bound: str = ""
    """`more`, `less` or `about` where the completion is not exact, since the actual is not."""
    planned: Fraction | None = None
    """Percent that was to be reached by then: along its planned curve, else the time elapsed."""


class TaskShare(NamedTuple):
    """A county's tasks summed up as the circular does: on schedule ÷ due."""

    on_schedule: int
    due: int
    light: str


@dataclass(frozen=True, slots=True)
class Birth:
    """A row about to be born."""

    table: str
    id: str
    row: dict[str, object] = field(default_factory=dict)

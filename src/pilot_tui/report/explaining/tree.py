"""The tree of a computation in words: every number with its arithmetic, and the cells it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pilot_tui.cells import group_thousands
from pilot_tui.errors import NoRow
from pilot_tui.model import Cell, Rule
from pilot_tui.report.explaining.formulas import formula
from pilot_tui.report.explaining.said import held, whence
from pilot_tui.report.figures import percent, points
from pilot_tui.rules.rounding import shown
from pilot_tui.rules.working import Working
from pilot_tui.safe import one_line
from pilot_tui.words import pick, say
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.reviews import places, rounding
from pilot_tui.workbook.rows import text
from pilot_tui.workbook.workings import working

PERCENTS = frozenset(
    {
        *("completion", "coverage", "elapsed", "planned", "gap", "forecast", "task_share"),
        *("ahead", "level_share", "whole"),
        *("dimension_share", "indicator_share", "reported_completion", "cap", "tolerance"),
        *("completion_more", "completion_less", "completion_about"),
        *("rank_share", "rectified_share", "closed_share"),
    }
)
_COUNTS = frozenset(
    {
        *("above", "rank", "tier_rank", "ranked", "on_schedule", "due", "items", "items_done"),
        *("grade_count", "cleared_out"),
        *("apart", "moved", "df", "ties", "counties_complete", "experts_sitting", "counties_left_out"),
        "experts_left_out",
        *("values_paired", "counties_marked"),
        *("items_found", "items_rectified", "items_closed", "items_overdue"),
    }
)
_EXPERT_PLACES, _SUM_PLACES = 3, 6
_FINE = frozenset(
    {
        *("icc_a1", "icc_ak", "icc_c1", "icc_ck", "icc_11", "icc_1k", "kendall_w", "chi_square"),
        *("alpha_interval", "alpha_ordinal", "alpha_nominal", "alpha_ratio"),
        *("bms", "jms", "ems", "wms", "observed", "expected", "rank_spread", "spread", "z"),
    }
)
"""Shown with three decimals, whatever the programme shows its scores with."""
_SHARED = (
    *("indicator", "dimension", "criterion", "expert", "county", "milestone"),
    *("firm", "band", "rectification", "industry"),
)
_OWN_ID = ("county", "milestone", "rectification")
"""Those whose code is the id."""


class Told(NamedTuple):
    """One number of the tree, in words."""

    depth: int
    name: str
    figure: str
    formula: str
    address: str
    """Where it stands, or may be asked for; empty for a count."""
    stored: bool
    """Whether the address is of a cell that holds it: one can go there."""
    whence: tuple[str, ...]
    """Of a stored one provenance, source and last change."""

    def text(self) -> str:
        """On one line."""
        made = f" = {self.formula}" if self.formula else ""
        return "  ".join(filter(None, (self.name, f"{self.figure}{made}", self.address)))

    def shape(self) -> dict[str, object]:
        """As JSON, without its parts."""
        return {
            "name": self.name,
            "value": self.figure,
            "formula": self.formula,
            "address": self.address,
            "whence": list(self.whence),
        }


def tree(book: Workbook, cell: Cell) -> list[Told]:
    """The working of a computed number, from the number to the entered figures; empty where there is none.

    Raises:
        NoCell, NoRow: When there is no such number.
    """
    made = working(book, cell)
    return [] if made is None else list(_told(book, made, _Home(book, cell)))


def head(book: Workbook, cell: Cell) -> Told | None:
    """The first line of `tree`, without asking for anything below it."""
    made = working(book, cell)
    return None if made is None else next(_told(book, made, _Home(book, cell)))


def nested(told: Sequence[Told]) -> list[dict[str, object]]:
    """As JSON: every number with its parts inside it."""
    roots: list[dict[str, object]] = []
    path = [roots]
    for one in told:
        parts: list[dict[str, object]] = []
        del path[one.depth + 1 :]
        path[one.depth].append({**one.shape(), "parts": parts})
        path.append(parts)
    return roots


class _Home:
    """What all numbers of a tree belong to."""

    def __init__(self, book: Workbook, cell: Cell) -> None:
        self.book = book
        round = cell.id.rpartition(".")[0] if cell.table in ("review", "leaning") else ""
        round = cell.id if cell.table == "agreement" else round
        row = book.row("round", round) if round else None
        self.round = round
        if row is not None:
            self.programme = text(row, "programme")
            self.rule = Rule(places=places(row), rounding=rounding(row))
        else:
            task = book.row("milestone", cell.id) if cell.table == "milestone" else None
            self.programme = text(task, "programme") if task else cell.id.split(".")[0]
            self.rule = book.rule(self.programme)

    def name(self, code: str) -> str:
        """The name of an indicator, a dimension, an expert, a criterion, a county or a milestone."""
        for table in _SHARED:
            owner = self.round if table in ("criterion", "expert") else self.programme
            id = f"{owner}.{code}" if table not in _OWN_ID else code
            if code and (row := self.book.row(table, id)) is not None:
                return one_line(pick(row, "short") or pick(row, "name"))
        return one_line(code)


def _told(book: Workbook, node: Working, home: _Home, depth: int = 0) -> Iterator[Told]:
    stored = _is_stored(node)
    yield Told(
        depth,
        " ".join(filter(None, (home.name(node.name), say(f"working.{node.what}")))),
        figure_of(node, home.rule),
        formula(node.operation, [figure_of(part, home.rule) for part in node.parts]),
        node.at,
        stored,
        _whence(book, node.at) if stored else (),
    )
    for part in node.parts:
        yield from _told(book, part, home, depth + 1)


def _is_stored(node: Working) -> bool:
    from pilot_tui.workbook.workings import computed

    return node.operation == "given" and bool(node.at) and not computed(Cell.parse(node.at))


def _whence(book: Workbook, at: str) -> tuple[str, ...]:
    cell = Cell.parse(at)
    try:
        row = book.row_or_key(cell) or {}
    except NoRow:
        row = {}
    return whence(book, cell, row)


def figure_of(node: Working, rule: Rule) -> str:
    """The number as it is displayed, rounded once."""
    if node.operation == "given" and node.stored:
        said = held(one_line(node.stored))
    elif node.what == "item_state":
        return say("absence.not_reported")
    elif node.value is None:
        return say("app.blank")
    elif node.what in _COUNTS:
        return str(node.value.numerator)
    elif node.what in PERCENTS:
        said = group_thousands(str(percent(node.value)))
    elif node.what in _FINE:
        said = group_thousands(shown(node.value, _EXPERT_PLACES))
    elif node.what == "expert_total":
        said = shown(node.value, _EXPERT_PLACES, rule.rounding)
    elif node.what in ("weight", "covered", "sum_numerator", "sum_denominator"):
        said = _short(node.value)
    else:
        said = str(points(node.value, rule))
    return f"{said} %" if node.what in PERCENTS and node.what not in ("gap", "ahead") else said


def _short(value: Fraction) -> str:
    """A sum of entered figures with no more decimals than it needs."""
    said = shown(value, _SUM_PLACES)
    return group_thousands(said.rstrip("0").rstrip(".") if "." in said else said)

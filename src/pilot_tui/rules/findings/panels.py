"""What is wrong with a panel: who is missing, who stands apart, what cannot be trimmed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.expert_totals import KEPT_OUT
from pilot_tui.rules.findings.finding import Finding
from pilot_tui.rules.influence import outlying
from pilot_tui.rules.judged import CountyReview
from pilot_tui.rules.review import can_trim


def panel(
    address: str,
    done: CountyReview,
    *,
    trim: int,
    quorum: int,
    missing: Mapping[str, str] | None = None,
    assigned: Collection[str] = (),
) -> Iterator[Finding]:
    """Incomplete experts, assigned ones who marked nothing, too few for the quorum, too few to trim.

    Args:
        address: Of the county's mean.
        done: What the review rule says.
        trim: How many highest and lowest totals are to be dropped.
        quorum: How many experts must count.
        missing: Expert → the address of the first mark that is missing.
        assigned: The experts whose marks are due by now.
    """
    for expert, state in done.excluded:
        if state == "incomplete" or (state == "none" and expert in assigned):
            kind = "incomplete" if state == "incomplete" else "unmarked"
            yield Finding(kind, (missing or {}).get(expert, address), {"expert": expert})
    if 0 < done.counted < quorum:
        yield Finding("quorum", address, {"counted": done.counted, "quorum": quorum})
    if done.counted and not can_trim(done.counted, trim):
        yield Finding("trim", address, {"counted": done.counted, "trim": trim})


def apart(
    addresses: Mapping[str, str], totals: Mapping[str, Fraction], limit: Decimal = Decimal("3.5")
) -> Iterator[Finding]:
    """Experts whose figure stands apart from the others'; both mappings are by expert."""
    for expert, score in outlying(totals, limit).items():
        yield Finding("outlier", addresses[expert], {"expert": expert, "z": score})


def stray(marked: Mapping[str, str], assigned: Mapping[str, str], *, by_name: bool) -> Iterator[Finding]:
    """Marks of experts who were not to mark a county.

    Args:
        marked: Expert → the address of their first mark.
        assigned: Expert → the state of their assignment.
        by_name: Whether the round assigns: then who is not assigned was not to mark.
    """
    for expert, address in marked.items():
        state = assigned.get(expert, "")
        if state in KEPT_OUT or (by_name and not state):
            yield Finding("stray", address, {"expert": expert, "state": state or "unassigned"})


def off_scale(marks: Mapping[str, Decimal], tops: Mapping[str, Decimal], low: Decimal) -> Iterator[Finding]:
    """Marks that are off the scale, as a merge may bring them; both mappings are by the mark's address."""
    for address, mark in marks.items():
        if not low <= mark <= tops[address]:
            yield Finding("range", address, {"now": mark, "low": low, "high": tops[address]})

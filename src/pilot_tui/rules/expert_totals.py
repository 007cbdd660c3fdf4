"""What one expert says of one county: a total, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from pilot_tui.rules.judged import ExpertTotal, MarkRow

INCOMPLETE = ("out", "rescaled")
KEPT_OUT = ("recused", "conflict")
"""States of an assignment under which no mark counts and none may be entered."""


def expert_total(marks: Mapping[str, Decimal], criteria: Mapping[str, Decimal]) -> Fraction | None:
    """Σ weight × mark ÷ Σ weight, over the criteria marked.

    Args:
        marks: The marks by criterion; those of other criteria are ignored.
        criteria: The weights by criterion.

    Returns:
        Points on the scale of the marks; None when the marks carry no weight.

    Source: F18 of the reference table of scoring methods.
    """
    weighted = [
        (Fraction(mark), Fraction(criteria[code])) for code, mark in marks.items() if code in criteria
    ]
    whole = sum((weight for _, weight in weighted), Fraction())
    return sum((mark * weight for mark, weight in weighted), Fraction()) / whole if whole else None


def total_of(
    expert: str,
    marks: Sequence[MarkRow],
    criteria: Mapping[str, Decimal],
    *,
    incomplete: str = "out",
    assignment: str = "",
    owes: bool = True,
) -> ExpertTotal:
    """An expert's total for a county, or the state in which it does not count.

    Args:
        expert: Their code.
        marks: What they gave.
        criteria: The weights by criterion; every one is mandatory but those they said do not apply.
        incomplete: With some marks missing they are `out`, or count with what there is: `rescaled`.
        assignment: `assigned`, `recused`, `conflict`, or empty: recused and conflicted never count.
        owes: Whether marks are due from them; who owes none and has given none is not missing.
    """
    if assignment in KEPT_OUT:
        return ExpertTotal(expert, None, assignment)
    states = {mark.state for mark in marks}
    for state in ("recused", "abstained"):
        if state in states:
            return ExpertTotal(expert, None, state)
    waived = {mark.criterion for mark in marks if mark.state == "not_applicable"}
    due = {code: weight for code, weight in criteria.items() if code not in waived}
    given = {mark.criterion: mark.mark for mark in marks if mark.mark is not None and mark.criterion in due}
    if not given:
        return ExpertTotal(expert, None, "none" if owes else "unassigned")
    if given.keys() != due.keys() and incomplete == "out":
        return ExpertTotal(expert, None, "incomplete")
    total = expert_total(given, due)
    return ExpertTotal(expert, total, "unweighted" if total is None else "counted")

"""The kinds of sheets: which table each is of, what it shows and what it asks for."""

from __future__ import annotations

from typing import NamedTuple

VERSION = "1"
"""Of the form of a sheet; another one is not read."""
MARKED = "pilot-tui"
"""The name of the sheet that tells what a workbook is of, and what begins it."""
ID = "id"
"""The column that says which row it is."""


class Kind(NamedTuple):
    """One kind of sheet."""

    table: str
    """The table its cells are of."""
    named: tuple[str, ...]
    """What a row is called by, locked."""
    told: tuple[str, ...]
    """What is shown beside it, locked."""
    asked: tuple[str, ...]
    """The fields to be filled in; none where each criterion is a column."""
    guessed: bool = False
    """Whether a sheet that does not say what it is of is tried as one of these."""


KINDS = {
    "scorecard": Kind(
        "value",
        ("county", "indicator"),
        ("dimension", "unit"),
        ("baseline", "operator", "target", "actual", "state", "as_of", "owner_zh", "remark"),
        guessed=True,
    ),
    "review": Kind("mark", ("county", "expert"), (), (), guessed=True),
    "milestones": Kind(
        "milestone",
        ("county", "name"),
        ("area", "unit", "starts", "ends"),
        (
            "operator",
            "target",
            "actual",
            "reported_completion",
            "as_of",
            "state",
            "owner_zh",
            "problem",
            "next_step",
            "remark",
        ),
        guessed=True,
    ),
    "reports": Kind(
        "progress",
        ("county", "name"),
        ("unit",),
        ("day", "planned", "actual", "reported_completion", "remark"),
    ),
    "items": Kind("item", ("county", "name"), ("group", "item"), ("state", "done_on", "remark")),
    "firms": Kind(
        "measure",
        ("firm", "indicator"),
        ("county", "unit"),
        ("value", "numerator", "denominator", "as_of", "remark"),
    ),
    "rectification": Kind(
        "rectification",
        ("county", "name"),
        ("area", "found", "due"),
        ("state", "rectified", "closed", "owner_zh", "remark"),
    ),
}
"""By name."""


class Scope(NamedTuple):
    """What a sheet is of."""

    kind: str
    """Of `KINDS`."""
    programme: str
    year: int | None = None
    """None for a review."""
    round: str = ""
    """Of a review."""
    counties: tuple[str, ...] = ()
    """All of the programme where none is named."""
    experts: tuple[str, ...] = ()
    """Of a review; all of the round where none is named."""

    @property
    def table(self) -> str:
        """The table its cells are of."""
        return KINDS[self.kind].table

"""What summary somebody asks for."""

from __future__ import annotations

from typing import NamedTuple

LEDGERS = ("firms", "industries", "rectification", "facts")
"""The tables of what stands beside scorecards and tasks, where a programme has any of it."""
KINDS = (
    *("year", "counties", "indicators", "review", "tasks", *LEDGERS),
    *("circular", "profile", "comparison", "round"),
)
"""Everything that can be summed up; the first is what is meant where nobody says."""
ONE, SEVERAL = ("profile",), ("comparison",)
"""The kinds that are of one county, and of two or more."""
BOTH = "both"
"""Chinese and English, one below the other."""


class Asked(NamedTuple):
    """A summary, by what it is of."""

    programme: str
    """Its id, or empty for the first."""
    year: int
    """Of the scorecards and tasks."""
    counties: tuple[str, ...] = ()
    """Their ids; empty for all."""
    of: str = KINDS[0]
    round: str = ""
    """The id of a review round; empty for the last."""
    language: str = ""
    """One of the languages, or `BOTH`; empty for the one spoken."""

    @property
    def listing(self) -> bool:
        """Whether what is wrong is listed, not only counted."""
        return self.of in (*ONE, "circular")

    @property
    def history(self) -> bool:
        """Whether other years are needed too."""
        return self.of in (*ONE, *SEVERAL)

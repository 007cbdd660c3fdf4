"""What all panes look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One frozen view in one reactive: selection, year, language and freshness travel the same way."""

    programme: str = ""
    round: str = ""
    county: str = ""
    everyone: bool = False
    """Whether the panes show all counties instead of one."""
    year: int = 0
    viewer: str = ""
    """The code of the expert who looks; what they may not know is hidden."""
    language: str = "zh"
    revision: int = 0
    """The last arrival number of the log, so that a change anywhere shows."""
    kept: int = 0
    """How often figures computed in a thread came in."""
    found: int = 0
    """How often what is known of findings has become another."""

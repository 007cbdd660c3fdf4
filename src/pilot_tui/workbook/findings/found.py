"""A finding with its place, and whether somebody has explained it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pilot_tui.rules.findings import KINDS, SEVERITIES, Finding

_LONGEST = 2000
_KINDS = tuple(KINDS)


class Found(NamedTuple):
    """One finding of a programme."""

    finding: Finding
    county: str = ""
    """Empty for what is wrong with the programme itself."""
    year: int | None = None
    """None where it is of no year, or of all."""
    acceptance: str = ""
    """The id of the row that explains it; empty while nobody has."""
    reason: str = ""
    """The explanation."""

    programme: str = ""
    own: bool = False
    """Whether it was found with the programme itself, whatever place it names."""

    @property
    def home(self) -> str:
        """The county it was found with; empty for the programme itself."""
        return "" if self.own else self.county

    @property
    def open(self) -> bool:
        """Whether it is still to be dealt with."""
        return not self.acceptance

    @property
    def serious(self) -> bool:
        """Whether it is to be settled before anything is handed in."""
        return self.open and self.finding.severity == SEVERITIES[0]

    @property
    def bucket(self) -> tuple[bool, int, int]:
        """Where it stands in the list: what is explained last, by severity, by kind."""
        finding = self.finding
        return not self.open, SEVERITIES.index(finding.severity), _KINDS.index(finding.kind)

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.home}:{self.finding.kind}:{self.finding.address}"


def told(facts: Mapping[str, object]) -> str:
    """The facts in one line, written in one way: as long as it is the same, the finding is the same."""
    said = "; ".join(f"{name}={_plain(facts[name])}" for name in sorted(facts))
    if len(said) <= _LONGEST:
        return said
    import hashlib  # a start need not load it

    return hashlib.sha256(said.encode()).hexdigest()


def _plain(fact: object) -> str:
    if isinstance(fact, Decimal):
        return format(fact.normalize(), "f")
    return "" if fact is None else " ".join(str(fact).split())

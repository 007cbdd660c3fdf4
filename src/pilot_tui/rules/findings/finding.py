"""A finding: what kind, how serious, about which cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SEVERITIES = ("serious", "look", "note")
"""To be settled before anything is handed in; to be looked at; good to know."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "conflict": "serious",
        "gap": "serious",
        "reported": "serious",
        "unit": "serious",
        "weights": "serious",
        "no_weight": "serious",
        "bands": "serious",
        "cycle": "serious",
        "contradiction": "serious",
        "overdue": "serious",
        "order": "serious",
        "benchmark": "serious",
        "unmarked": "serious",
        "range": "look",
        "falling": "look",
        "late": "look",
        "undated": "look",
        "clear_out": "look",
        "quotient": "look",
        "unmeasured": "look",
        "alone": "look",
        "inapplicable": "look",
        "stale": "look",
        "superseded": "look",
        "plan_falls": "look",
        "count": "look",
        "incomplete": "look",
        "stray": "look",
        "quorum": "look",
        "trim": "look",
        "tie_break": "look",
        "outlier": "look",
        "duplicate": "look",
        "definition": "look",
        "official": "look",
        "below_last": "note",
        "partial": "note",
    }
)
"""Kind → its severity; the sentence of a kind is `finding.<kind>`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth a look."""

    kind: str
    """One of `KINDS`."""
    address: str
    """`table/id/field` of the cell a person would look at first."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What its sentence says."""

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`."""
        return KINDS[self.kind]

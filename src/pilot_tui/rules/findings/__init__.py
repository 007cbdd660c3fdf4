"""What is wrong, or worth a second look: found by rules, each with its address; a person decides."""

from pilot_tui.rules.findings.finding import KINDS, SEVERITIES, Finding

__all__ = ["KINDS", "SEVERITIES", "Finding"]

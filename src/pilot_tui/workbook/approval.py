"""The steps of an approval: one at a time, on or back."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.errors import InvalidValue

TABLE, FIELD = "approval", "state"
STATES = ("entering", "submitted", "confirmed", "reviewed", "approved")
"""From the first to the last; a county of which nothing is said is being entered."""


def refuse_leap(table: str, before: Mapping[str, object], changed: Mapping[str, object], reason: str) -> None:
    """Raise `InvalidValue` for more than one step at a time, or one back without a reason."""
    if table != TABLE or FIELD not in changed:
        return
    was, now = (STATES.index(str(row.get(FIELD) or STATES[0])) for row in (before, changed))
    if abs(now - was) > 1:
        raise InvalidValue(reason="approval_leap")
    if now < was and not reason.strip():
        raise InvalidValue(reason="approval_back")

"""What somebody once said the columns of a sheet are of, kept in the user's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pilot_tui.places import kept, prefer
from pilot_tui.workbook.sheets.kinds import KINDS

SETTING = "sheets"
_MOST = 50
"""Rows of headings that are remembered."""


class Remembered(NamedTuple):
    """What was said."""

    kind: str
    """Of `KINDS`; empty where nothing was."""
    columns: Mapping[str, str]
    """Heading → what it is of, as `Headings.named` understands it."""


def recall(fingerprint: str) -> Remembered:
    """What was said of a row of headings; what nobody could have meant is passed over."""
    found = _all().get(fingerprint)
    if not isinstance(found, dict) or found.get("kind") not in KINDS:
        return Remembered("", {})
    columns = found.get("columns")
    given = columns if isinstance(columns, dict) else {}
    return Remembered(
        str(found["kind"]), {str(one): said for one, said in given.items() if isinstance(said, str)}
    )


def remember(fingerprint: str, kind: str, columns: Mapping[str, str]) -> None:
    """Keep it, the latest last."""
    every = {name: one for name, one in _all().items() if name != fingerprint}
    every[fingerprint] = {"kind": kind, "columns": dict(columns)}
    prefer(SETTING, dict(list(every.items())[-_MOST:]))


def _all() -> dict[str, object]:
    found = kept(SETTING)
    return dict(found) if isinstance(found, dict) else {}

"""The ids of rows: made from key fields, given, or drawn."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping

from pilot_tui.records.typed import refusal
from pilot_tui.tables import Table

LONGEST_ID = 200
"""The most characters an id may have."""


def make_id(table: Table, row: Mapping[str, object]) -> str:
    """The id of a row of a table with a key: its key fields joined by `.`.

    Raises:
        InvalidValue: When a key field is blank; facts `field` and `reason`.
    """
    parts = [row.get(name) for name in table.key]
    for name, part in zip(table.key, parts, strict=True):
        if part in (None, ""):
            raise refusal("required", "", field=name)
    return check_id(".".join(map(str, parts)))


def check_id(row_id: str) -> str:
    """The id, when it can be one; raises `InvalidValue`."""
    if len(row_id) > LONGEST_ID or not re.fullmatch("[A-Za-z0-9_.-]+", row_id):
        raise refusal("id", row_id, limit=LONGEST_ID)
    return row_id


def random_id() -> str:
    """An id for a row without a natural key: 12 characters, 60 random bits."""
    return base64.b32encode(secrets.token_bytes(8))[:12].decode().lower()

"""The hash of a change, computed here from nothing but docs/file-format.md."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from pilot_tui.model import Change
from pilot_tui.store import journal

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "file-format.md"

PREVIOUS = bytes(range(32))
VECTOR = Change(
    site="qd7m2xk4ha",
    seq=2,
    step=2,
    undoes="",
    hlc=117964800000000000,
    actor="林",
    tbl="value",
    row="P1.yongkang.I07.2020",
    col="actual",
    val='"250.5"',
    deps='["base:312"]',
    schema=1,
    reason="复核",
    hash=b"",
)
HASH = "bb8eecc1251d6feefcf5ec4431edcd19e693ae2cb77dc1e0aa1d4f5eef501209"


def by_hand(previous: bytes, *columns: object) -> str:
    told = previous
    for column in columns:
        stored = str(column).encode("utf-8")
        told += len(stored).to_bytes(8, "big") + stored
    return hashlib.sha256(told).hexdigest()


def test_the_vector_by_hand() -> None:
    assert (
        by_hand(
            PREVIOUS,
            "qd7m2xk4ha",
            2,
            2,
            "",
            117964800000000000,
            "林",
            "value",
            "P1.yongkang.I07.2020",
            "actual",
            '"250.5"',
            '["base:312"]',
            1,
            "复核",
        )
        == HASH
    )


def test_the_program_agrees() -> None:
    assert journal.digest(PREVIOUS, VECTOR).hex() == HASH


def test_the_document_shows_the_same_vector() -> None:
    said = DOCUMENT.read_text("utf-8")
    assert HASH in said
    assert PREVIOUS.hex() in said
    for name in ("site", "hlc", "actor", "row", "val", "deps", "reason"):
        assert f"`{getattr(VECTOR, name)}`" in said


def test_the_document_names_the_columns_in_the_order_they_are_hashed() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| yes \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert tuple(rows) == journal.HASHED


@pytest.mark.parametrize("name", journal.HASHED)
def test_every_column_counts(name: str) -> None:
    value = getattr(VECTOR, name)
    altered: dict[str, Any] = {name: value + 1 if isinstance(value, int) else f"{value} "}
    other = VECTOR._replace(**altered)
    assert journal.digest(PREVIOUS, other).hex() != HASH


def test_where_one_column_ends_and_the_next_begins_counts() -> None:
    shifted = VECTOR._replace(tbl="valueP", row="1.yongkang.I07.2020")
    assert journal.digest(PREVIOUS, shifted).hex() != HASH

"""The demo file of the checkout is what its fixtures make, to the last change."""

from __future__ import annotations

from pathlib import Path

import pytest

from raw import content, hashes, one
from shell import FIXTURES

SHIPPED = FIXTURES.parent / "data" / "pilot.db"


def test_every_table_and_every_hash_is_as_built(demo: Path) -> None:
    assert SHIPPED.exists(), "make it with: pilot-tui init data/pilot.db --demo"
    assert content(SHIPPED) == content(demo)
    assert hashes(SHIPPED) == hashes(demo)


@pytest.mark.parametrize("setting", ["user_version", "application_id", "journal_mode", "page_size"])
def test_the_header_is_as_built(demo: Path, setting: str) -> None:
    assert one(SHIPPED, f"PRAGMA {setting}") == one(demo, f"PRAGMA {setting}")


def test_nobody_has_worked_in_it() -> None:
    assert one(SHIPPED, "SELECT count(*) FROM change WHERE site <> 'base'") == 0
    assert one(SHIPPED, "SELECT group_concat(k) FROM meta") == "hlc"

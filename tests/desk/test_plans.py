"""What a key and the poll ask of a file goes along indexes, never through a table that grows with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk.drawing import Drawn, drawn
from pilot_tui.panes.milestones import pane

TOP = Path(__file__).resolve().parents[2]
LONG = ("value", "mark", "milestone", "change", "head")
"""Tables of which a country has hundreds of thousands of rows."""


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("country") / "country.db"
    size = ["--milestones", "3000", "--counties", "60", "--edits", "2000"]
    program = [sys.executable, str(TOP / "benchmarks" / "country.py"), str(path), *size]
    subprocess.run(program, check=True, capture_output=True)
    path.chmod(0o600)
    return path


def scanned(app: Drawn, asked: list[str]) -> list[str]:
    """What goes through a long table from end to end, of all that was asked."""
    found = []
    for sql in dict.fromkeys(asked):
        if not sql.lstrip().upper().startswith(("SELECT", "WITH")):
            continue
        for *_, plan in app.book.store.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            words = plan.split()
            bounded = " USING " in plan and "LIMIT" in sql  # a window reads on along an index
            if words[0] == "SCAN" and words[1] in LONG and not bounded:
                found.append(f"{plan}: {sql}")
    return found


async def test_no_key_goes_through_a_long_table(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pane, "BEYOND", 100)
    async with drawn(country) as (app, _):
        await app.until(lambda: not app.desk._works)
        asked: list[str] = []
        conn = app.book.store.conn
        for tab in ("1", "2", "3", "4", "5"):
            for everyone in (False, True):
                await app.typed("g", tab)
                if app.desk.view.everyone is not everyone:
                    await app.typed("a")
                await app.until(lambda: not app.desk._works)
                await app.typed("down")
                conn.set_trace_callback(asked.append)
                for key in ("down", "up", "right", "pagedown", "pageup", "G", "up", "g", "g", "tab"):
                    await app.typed(key)
                app.desk._poll()
                conn.set_trace_callback(None)
        assert len(asked) > 100
        assert scanned(app, asked) == []

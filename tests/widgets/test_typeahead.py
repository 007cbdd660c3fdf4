from __future__ import annotations

import pytest

from .conftest import Bench, quiet, rows


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    ("keys", "texts"),
    [
        ("0.5\r", ["0.5"]),
        ("永康市\r", ["永康市"]),
        ("5\r6\r7\r", ["5", "6", "7"]),
        ("-3\r", ["-3"]),
        ("９０\r", ["９０"]),
    ],
)
async def test_keys_of_one_read_reach_the_editor_in_order(keys: str, texts: list[str], late: bool) -> None:
    app = Bench(rows(20))
    app.late = late
    async with app.run_test(size=(100, 30)) as pilot:
        await quiet(pilot)
        app.burst(*keys)
        await pilot.pause(0.4 if late else 0.05)
        assert [text for _, text, _ in app.edits] == texts
        assert [address for address, _, _ in app.edits] == [f"value/r{n}/actual" for n in range(len(texts))]
        assert app.grid.cursor == (f"r{len(texts)}", "actual")
        assert not app.grid.editing
        assert app.focused is app.grid

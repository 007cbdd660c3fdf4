"""A programme that nobody takes part in yet: what is not there is said, and where it is added."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.drawing import drawn
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook


@pytest.mark.parametrize(("tab", "name"), [("1", "scorecard"), ("2", "review")])
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "这个方案还没有县"), ("en", "No counties take part in this programme yet")]
)
async def test_nobody_takes_part_yet(demo: Path, tab: str, name: str, lang: str, said: str) -> None:
    with Store.open(demo) as store:
        Workbook(store, "lin").add(
            "programme", {"name_zh": "空", "name_en": "Blank", "position": "0"}, id="P0"
        )
    async with drawn(demo, lang=lang) as (app, _):
        await app.typed("g", tab)
        await app.until(lambda: app.desk.opened == name and said in app.drawing.text)
        for key in ("a", "a", "n", "f", "J", "equals_sign", "enter"):
            await app.typed(key)
        assert said in app.drawing.text

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from pilot_tui.themes import INK
from pilot_tui.widgets.lines import Lines
from pilot_tui.widgets.sheet import Run


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Lines(ground="band")

    def on_mount(self) -> None:
        self.register_theme(INK)
        self.theme = "ink"


async def test_lines_say_what_they_were_given_and_the_left_gives_way() -> None:
    app = Page()
    async with app.run_test(size=(20, 3)):
        lines = app.query_one(Lines)
        lines.set([(Run(" 试点县进展评审很长的标题"),)], [(Run("已保存 ✓ ", "success"),)])
        assert lines.render_line(0).text == " 试点县进… 已保存 ✓ "
        lines.set([(Run("a\x1b[0m\nb"),)])
        assert lines.render_line(0).text == "a␛[0m b             "


async def test_only_a_line_that_changed_is_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Page()
    async with app.run_test(size=(20, 3)):
        lines = app.query_one(Lines)
        lines.set([(Run("one"),), (Run("two"),)])
        asked: list[tuple[object, ...]] = []
        monkeypatch.setattr(lines, "refresh", lambda *regions, **_: asked.append(regions))
        lines.set([(Run("one"),), (Run("two"),)])
        assert not asked
        lines.set([(Run("one"),), (Run("zwei"),)])
        assert [r.y for r in asked[0]] == [1]  # type: ignore[attr-defined]  # regions

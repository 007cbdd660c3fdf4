from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from pilot_tui.themes import THEMES
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, Source, slot
from pilot_tui.widgets.typeahead import TypeAhead

COLUMNS = (
    Column("mark", width=2, gap=0, stop=False),
    Column("name", "指标", 16, frozen=True, most=30, stop=False),
    Column("unit", "单位", 7, stop=False),
    Column("actual", "实际", 6, "right", gap=2, mark=True),
    Column("bar", width=10, stop=False, least=6, most=16),
    Column("done", "完成率 %", 5, "right", stop=True),
    Column("remark", "备注", 10),
)


def row(n: int, name: str = "", actual: str = "1.0") -> Line:
    """A row of which `actual` and `remark` can be edited."""
    return Line(
        f"r{n}",
        (
            slot("例", "mark"),
            slot(name or f"指标 {n}"),
            slot("家", "faint"),
            Slot((Run(actual),), address=f"value/r{n}/actual", entry=actual),
            Slot(),
            slot("96.4"),
            slot("", address=f"value/r{n}/remark"),
        ),
    )


def group(n: int) -> Line:
    return Line(f"g{n}", kind="group", lead=(Run("▾ ", "faint"), Run(f"组 {n}", "bold")))


def rows(count: int) -> Listed:
    return Listed(COLUMNS, [row(n) for n in range(count)])


def grouped(groups: int = 4, size: int = 5) -> Listed:
    lines: list[Line] = []
    for g in range(groups):
        lines += [group(g), *(row(g * size + n) for n in range(size))]
    return Listed(COLUMNS, lines, Line("total", kind="total", lead=(Run("合计", "bold"),)))


class Bench(TypeAhead, App[None]):
    """One grid; what it says is written down, and edits are answered by `answer`."""

    def __init__(self, source: Source | None = None, answer: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self.source = rows(20) if source is None else source
        self.answer = answer or (lambda _text: "")
        self.said: list[object] = []
        self.edits: list[tuple[str, str, str]] = []
        self.late = False

    def compose(self) -> ComposeResult:
        yield Grid(home="actual")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "ink"
        self.grid.show(self.source)
        self.grid.focus()

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def on_grid_edited(self, event: Grid.Edited) -> None:
        self.edits.append((event.address, event.text, event.then))
        if self.late:
            self.set_timer(0.05, lambda: self.settle(event))
        else:
            self.settle(event)

    def settle(self, event: Grid.Edited) -> None:
        if refusal := self.answer(event.text):
            event.grid.refuse(refusal)
        else:
            event.grid.accept()

    def on_grid_opened(self, event: Grid.Opened) -> None:
        self.said.append(("opened", event.key, event.column))

    def on_grid_locked(self, event: Grid.Locked) -> None:
        self.said.append(("locked", event.key, event.column))

    def on_grid_editing(self, event: Grid.Editing) -> None:
        self.said.append(("editing", event.on))

    def on_grid_pasted(self, event: Grid.Pasted) -> None:
        self.said.append(("pasted", event.text))
        event.grid.accept()

    def burst(self, *keys: str) -> None:
        """All keys in one go, as one read of the terminal hands them over."""
        for key in keys:
            name = {"\r": "enter", "\t": "tab", ".": "full_stop", "-": "minus"}.get(key, key)
            self.post_message(events.Key(name, key if len(key) == 1 and key.isprintable() else None))

    def screen_text(self) -> list[str]:
        return ["".join(s.text for s in self.grid.render_line(y)) for y in range(self.grid.size.height)]


def style_at(app: Bench, x: int, y: int) -> tuple[str, str]:
    """Ink and ground of a cell, as the theme's hex colours."""
    for segment in app.grid.render_line(y):
        x -= segment.cell_length
        if x < 0:
            assert segment.style is not None
            assert segment.style.color is not None
            assert segment.style.bgcolor is not None
            colours = (segment.style.color, segment.style.bgcolor)
            return tuple(c.get_truecolor().hex for c in colours)  # type: ignore[return-value]  # two of them
    raise AssertionError("beyond the line")


async def quiet(pilot: Pilot[None]) -> None:
    """Until everything that was posted is done."""
    for _ in range(4):
        await pilot.pause()


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

"""A small app for `test_pty.py`: writes every edit it gets as a line of JSON into the file it is given."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.driver import Driver

from pilot_tui.themes import INK
from pilot_tui.widgets.glass import Glass
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.sheet import Column, Line, Listed, Slot, slot
from pilot_tui.widgets.thrift import thrifty
from pilot_tui.widgets.typeahead import TypeAhead

COLUMNS = (Column("name", "指标", 16, stop=False), Column("actual", "实际", 8, "right", gap=2))


class Desk(TypeAhead, App[None]):
    def compose(self) -> ComposeResult:
        yield Grid(home="actual")

    def get_driver_class(self) -> type[Driver]:
        return thrifty(super().get_driver_class(), Glass())

    def on_mount(self) -> None:
        self.register_theme(INK)
        self.theme = "ink"
        grid = self.query_one(Grid)
        grid.show(
            Listed(
                COLUMNS, [Line(f"r{n}", (slot(f"关键指标 {n}"), Slot(address=f"r{n}"))) for n in range(500)]
            )
        )
        grid.focus()

    def on_grid_edited(self, event: Grid.Edited) -> None:
        with Path(sys.argv[1]).open("a", encoding="utf-8") as log:
            log.write(json.dumps([event.address, event.text]) + "\n")
        self.set_timer(0.02, event.grid.accept)


if __name__ == "__main__":
    Desk().run()

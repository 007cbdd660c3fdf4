"""The verbs that shape the table in view: filter, sort, columns, folds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import ClassVar

from textual import on
from textual.binding import Binding

from pilot_tui.pane import Pane
from pilot_tui.screens.choosing import Choosing
from pilot_tui.widgets.answering import texts_of
from pilot_tui.widgets.field import Asked, Field
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.shape import Shape, Sort
from pilot_tui.widgets.sheet import Listed, Shaping
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say


class ShapingTables(Choosing):
    """What is looked for, by what it is sorted, which columns show how wide, which groups are folded."""

    VERBS: ClassVar[list[Binding]] = [
        *Choosing.VERBS,
        verb("shape.filter", "/", "filter", show=True),
        verb("shape.drop", "escape", "drop_filter"),
        verb("shape.sort", "s", "sort", show=True),
        verb("shape.columns", "c", "columns"),
        verb("shape.narrower", "less_than_sign", "widen(-1)"),
        verb("shape.wider", "greater_than_sign", "widen(1)"),
        verb("shape.as_drawn", "W", "as_drawn"),
        verb("shape.fold", "space", "fold"),
        verb("shape.fold_all", "Z", "fold_all"),
    ]

    _learning = False

    def reshape(self, pane: Pane, shape: Shape) -> None:
        """Show a pane in another shape, and say around it what is looked for."""
        pane.reshape(shape)
        self.frame_head()

    # What is looked for.

    def action_filter(self) -> None:
        """Ask what to look for; the table narrows with every key."""
        pane, grid = self.focused_pane, self.focused_pane.grid
        before, (key, column) = pane.shape, grid.cursor

        def narrowed(text: str) -> None:
            self._narrow(pane, text, key, column)

        def dropped() -> None:
            self.reshape(pane, replace(before, wanted=""))
            pane.reach(key, column)

        asked = Asked("/", say("shape.hint"), narrowed, narrowed, dropped, lambda: _count(pane))
        self.query_one(Field).ask(grid, asked, before.wanted)

    def _narrow(self, pane: Pane, text: str, key: str, column: str) -> None:
        wanted = " ".join(text.split())
        if wanted != pane.shape.wanted:
            self.reshape(pane, replace(pane.shape, wanted=wanted))
            if not pane.grid.move_to(key, column):
                pane.grid.action_move("move.top")
        self._learn(pane)

    def _learn(self, pane: Pane) -> None:
        """Work out the pinyin of what the pane says, once letters are looked for, and look again."""
        letters = any(letter.isascii() and letter.isalpha() for letter in pane.shape.wanted)
        if self._learning or not letters or not isinstance(pane.source, Listed):
            return
        texts = self.book.spelling.unknown(text for line in pane.source.lines for text in texts_of(line))
        if texts:
            self._learning = True
            Thread(target=self._learnt, args=(pane, texts), daemon=True).start()

    def _learnt(self, pane: Pane, texts: Sequence[str]) -> None:
        self.book.spelling.learn(texts)
        with suppress(RuntimeError):  # the desk was left meanwhile
            self.app.call_from_thread(self._look_again, pane)

    def _look_again(self, pane: Pane) -> None:
        self._learning = False
        if pane.shape.wanted:
            self.reshape(pane, pane.shape)
            self.query_one(Field).paint()
            self._learn(pane)

    def on_milestones_pane_answered(self) -> None:
        """More of what is looked for in a long list is known: its count stands beside the question."""
        self.query_one(Field).paint()
        self.frame_head()

    on_history_pane_answered = on_milestones_pane_answered

    def action_drop_filter(self) -> None:
        """Show all rows again; the cursor stays on its row."""
        self.reshape(self.focused_pane, replace(self.focused_pane.shape, wanted=""))

    # By what it is sorted.

    def action_sort(self) -> None:
        """By the cursor's column: rising, falling, as the pane has it."""
        self.sort_by(self.focused_pane, self.focused_pane.grid.cursor[1])

    def sort_by(self, pane: Pane, key: str) -> None:
        """The next order by a column: rising, falling, as the pane has it."""
        column = next((one for one in pane.source.columns if one.key == key and one.sortable), None)
        from pilot_tui.screens.columns import name_of

        if column is None or not isinstance(pane.source, Listed | Shaping):
            self.tell_key("shape.not_sortable")
            return
        before = pane.shape.sort
        if before is None or before.column != key:
            sort: Sort | None = Sort(key)
        else:
            sort = None if before.falling else Sort(key, falling=True)
        self.reshape(pane, replace(pane.shape, sort=sort))
        order = "own" if sort is None else "falling" if sort.falling else "rising"
        self.tell_key(f"shape.sorted_{order}", column=name_of(column))

    # Which columns show, and how wide.

    def action_widen(self, by: int) -> None:
        """The cursor's column wider or narrower."""
        pane = self.focused_pane
        pane.resize_column(pane.grid.cursor[1], by=by)

    def action_as_drawn(self) -> None:
        """All columns as they were at first, in the pane's own order."""
        pane = self.focused_pane
        self.reshape(pane, pane.shape.as_drawn())
        self.tell_key("shape.as_drawn")

    def action_columns(self) -> None:
        """Choose the columns that show."""
        from pilot_tui.screens.columns import Columns

        pane = self.focused_pane
        self.app.push_screen(Columns(pane, lambda key: self.sort_by(pane, key)), lambda _: self.frame_head())

    # Folds.

    def action_fold(self) -> None:
        """Fold the group of the cursor, or unfold it."""
        if not self.focused_pane.fold_here():
            self.tell_key("shape.no_group")

    def action_fold_all(self) -> None:
        """Fold all groups; unfold them when they are."""
        if not self.focused_pane.fold_all():
            self.tell_key("shape.no_group")

    # What the mouse does to the titles and the signs of the folds.

    @on(Grid.Shaped)
    def _shaped(self, event: Grid.Shaped) -> None:
        event.stop()
        pane = next(pane for pane in self.query(Pane) if pane.grid is event.grid)
        if event.what == "sort":
            self.sort_by(pane, event.key)
        elif event.what == "fold":
            pane.fold(event.key)
        elif event.what == "fit":
            pane.fit_column(event.key)
        else:
            pane.resize_column(event.key, to=event.cells)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc drops a filter where there is one; folds wait while one is on."""
        if action == "drop_filter":
            wanted = bool(self.focused_pane.shape.wanted)
            return wanted and self.focused_pane.grid.view.selection is None and not self.typing
        return super().check_action(action, parameters)


def _count(pane: Pane) -> str:
    return f"{pane.matched[0]:,} / {pane.matched[1]:,}" if pane.matched else ""

"""A pane's table in the shape its reader has given it: what is put in it is shown so, and stays so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from pilot_tui.pane.remembered import remember, remembered
from pilot_tui.report.explaining.said import Explanation
from pilot_tui.safe import one_line
from pilot_tui.widgets.bare import Covered
from pilot_tui.widgets.dressing import fitting, sized
from pilot_tui.widgets.grid_paint import Empty
from pilot_tui.widgets.shape import Shape
from pilot_tui.widgets.shaping import groups_of, shaped
from pilot_tui.widgets.sheet import FOLDS, Counted, Listed, Run, Shaping, Source
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.widgets.grid import Grid
    from pilot_tui.workbook import Workbook


class ShapedTable(Covered):
    """A grid, its source, and the shape between the two."""

    NAME: ClassVar[str] = ""
    """Of its folder; its title is the word `pane.<name>`."""

    def __init__(self, book: Workbook, grid: Grid) -> None:
        super().__init__(id=self.NAME)
        self.book = book
        self.grid = grid
        self.shape: Shape = remembered(self.NAME)
        """How whoever reads it has shaped its table; `reshape` changes it."""
        self.source: Source = Listed((), ())
        """What it draws, as it is without a shape."""
        self._empty = grid.empty
        self._left: dict[str, str] = {}
        """Folded group → the row the cursor stood on."""

    def put(self, source: Source) -> None:
        """Show `source` in the grid, shaped. A source that is `Shaping` filters, sorts and folds itself."""
        self.source, self._empty = source, self.grid.empty
        self._show()

    def reshape(self, shape: Shape) -> None:
        """Show the same in another shape; all but filter and folds is remembered."""
        self.shape = shape
        self._show()
        remember(self.shape_name, shape)

    @property
    def shape_name(self) -> str:
        """What its shape is remembered by."""
        return self.NAME

    def plain(self) -> None:
        """Nothing is looked for any more, and nothing folded: for rows that have nothing to do with it."""
        self.shape = replace(self.shape, wanted="", folded=frozenset())

    @property
    def matched(self) -> tuple[int, int] | None:
        """Rows that answer to what is looked for, of how many; None while nothing is."""
        shown = self.grid.view.source
        return shown.matched if isinstance(shown, Counted) else None

    def reach(self, key: str, column: str = "") -> bool:
        """The cursor to a row and a column, even where the shape hides them; False where there is none."""
        if self.source.find(key) is None:
            return False
        if column in self.shape.hidden:
            self.reshape(replace(self.shape, hidden=self.shape.hidden - {column}))
        if self.grid.view.source.find(key) is None:
            self.reshape(replace(self.shape, wanted="", folded=frozenset()))
        return self.grid.move_to(key, column or None)

    def resize_column(self, key: str, *, by: int = 0, to: int | None = None) -> None:
        """A column wider or narrower by some cells, or as wide as is said."""
        placed = next((one for one in self.grid.view.placed if one.column.key == key), None)
        if placed is not None:
            self.reshape(sized(self.shape, key, placed.width + by if to is None else to))

    def fit_column(self, key: str) -> None:
        """A column as wide as the longest of what stands in it near the view."""
        view = self.grid.view
        nth = next((at for at, column in enumerate(view.source.columns) if column.key == key), None)
        if nth is not None:
            self.reshape(sized(self.shape, key, fitting(view.source, nth, view.top)))

    @property
    def on_fold(self) -> bool:
        """Whether the cursor stands on a folded heading."""
        view = self.grid.view
        return view.row >= 0 and view.source.line(view.row).folded

    def explain_fold(self) -> Explanation:
        """What the folded heading under the cursor hides, and how it is shown again."""
        heading = self.grid.view.source.line(self.grid.view.row)
        name = "".join(run.text for run in heading.lead).strip()
        return Explanation(name, "", (), (say("shape.unfolds"),))

    def fold_here(self) -> bool:
        """Fold the group of the cursor, or unfold it; False where there is none."""
        view = self.grid.view
        at = view.source.heading_of(view.row) if view.row >= 0 else None
        heading = view.source.line(at) if at is not None else None
        folds = isinstance(self.source, Listed | Shaping) and not self.shape.wanted
        if heading is None or heading.kind not in FOLDS or not folds:
            return False
        self.fold(heading.key)
        return True

    def fold(self, group: str) -> None:
        """Fold a group or unfold it; the cursor waits on its heading and comes back to its row."""
        view = self.grid.view
        at = view.source.heading_of(view.row) if view.row >= 0 else None
        inside = at is not None and view.source.line(at).key == group
        if group not in self.shape.folded and inside:
            self._left[group] = view.key
        self.reshape(replace(self.shape, folded=self.shape.folded ^ {group}))
        if group in self.shape.folded and inside:
            self.grid.move_to(group)
        elif inside:
            self.grid.move_to(self._left.pop(group, ""))

    def fold_all(self) -> bool:
        """Fold all groups, or unfold them when they are; False where there are none."""
        groups = frozenset(groups_of(self.source))
        if not groups or self.shape.wanted:
            return False
        view = self.grid.view
        at = view.source.heading_of(view.row) if view.row >= 0 else None
        group, row = (view.source.line(at).key if at is not None else ""), view.key
        opened = groups <= self.shape.folded
        self.reshape(replace(self.shape, folded=frozenset() if opened else self.shape.folded | groups))
        if not opened and row != group:
            self._left[group] = row
        self.grid.move_to(self._left.pop(group, "") if opened else group)
        return True

    def _show(self) -> None:
        shown = shaped(self.source, self.shape, self.book.spelling)
        lost = bool(self.shape.wanted and len(self.source) and not len(shown))
        self.grid.empty = _nothing_like(self.shape.wanted) if lost else self._empty
        self.grid.show(shown)


def _nothing_like(wanted: str) -> Empty:
    """What an empty grid says when a filter has emptied it."""
    keys = (Run("Esc ", "primary"), Run(say("shape.drop"), "muted"))
    return Empty(say("shape.none", wanted=one_line(wanted)), say("shape.none_more"), keys)

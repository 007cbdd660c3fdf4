"""The verbs that open something to choose from or to read: counties, programmes, help, explanations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pilot_tui.errors import PilotError
from pilot_tui.model import Cell
from pilot_tui.places import prefer
from pilot_tui.safe import one_line
from pilot_tui.screens.enlarging import Enlarging
from pilot_tui.screens.start import view_of
from pilot_tui.widgets.sieve import Named
from pilot_tui.words import pick, say
from pilot_tui.workbook.rows import text

_NAMES = ("name_zh", "name_en", "short_zh", "short_en")
_COUNTY_NAMES = (*_NAMES, "pinyin", "initials")


class Choosing(Enlarging):
    """What the desk lets one choose."""

    def action_pick_county(self) -> None:
        """Choose a county by name, pinyin or initials."""
        given = [
            Named(
                text(county, "county"),
                one_line(pick(county, "name")) or text(county, "county"),
                [text(county, name) for name in _COUNTY_NAMES],
            )
            for county in self.book.pilots_with(self.view.programme, _COUNTY_NAMES)
        ]
        self._pick(say("desk.pick_county"), given, lambda id: self.look(county=id))

    def action_pick_programme(self) -> None:
        """Choose a programme."""
        given = [
            Named(
                str(row["id"]),
                f"{row['id']}  {one_line(pick(row, 'name'))}",
                [text(row, name) for name in _NAMES],
            )
            for row in self.book.programmes()
        ]
        self._pick(say("desk.pick_programme"), given, self._go_to_programme)

    def _go_to_programme(self, id: str) -> None:
        self.view = view_of(self.book, id, self.view)
        self.look()
        self.call_later(self.run_action, f"pane('{self._worth_opening()}')")

    def _worth_opening(self) -> str:
        """The open tab where the programme has something for it, else the first that it has something for."""
        book, view = self.book, self.view
        filled = {
            "scorecard": bool(book.card(view.programme, view.county, view.year).lines),
            "review": bool(book.rounds(view.programme)),
            "milestones": book.any_task(view.programme, view.year),
        }
        return self.opened if filled.get(self.opened, True) else next(filter(filled.get, filled), self.opened)

    def action_pick_round(self) -> None:
        """Choose a review round."""
        rounds = self.book.rounds(self.view.programme) if self.view.programme else []
        if len(rounds) < 2:
            self.tell_key("desk.one_round")
            return
        given = [
            Named(str(row["id"]), f"{row['id']}  {one_line(pick(row, 'name'))}", [text(row, "name_zh")])
            for row in rounds
        ]
        self._pick(say("desk.pick_round"), given, lambda id: self.look(round=id))

    def withhold(self, action: str) -> None:
        """An expert's file is looked at as that expert."""
        if action == "pick_viewer":
            self.book.refuse_viewer()
        super().withhold(action)

    def action_pick_viewer(self) -> None:
        """Choose as which expert to look; the choice is kept."""
        with self.telling():
            self.withhold("pick_viewer")
            self._choose_viewer()

    def _choose_viewer(self) -> None:
        experts = self.book.rows_where("expert", round=self.view.round) if self.view.round else []
        given = [Named("", say("desk.no_viewer"), [say("desk.no_viewer")])]
        given += [
            Named(
                text(row, "code"),
                f"{text(row, 'code')}  {one_line(pick(row, 'name'))}",
                [text(row, name) for name in _NAMES],
            )
            for row in experts
        ]
        self._pick(say("desk.pick_viewer"), given, self._look_as)

    def _look_as(self, code: str) -> None:
        try:
            self.book.look_as(code)
        except PilotError as error:  # an expert's file is looked at as that expert
            self.tell(error.at_desk(), "error")
            return
        prefer("viewer", code)
        self.look(viewer=code)
        key = "desk.looks_as" if code else "desk.looks_freely"
        self.tell_key(key, code=one_line(code), count=len(self.book.hidden(self.view.round)))

    def action_help(self) -> None:
        """Every verb with its keys, to be searched and run."""
        self._pick(say("desk.help"), self.verbs(shown=False), self._run)

    def _run(self, action: str) -> None:
        self.call_later(self.run_action, action)

    def _pick(self, title: str, given: Sequence[Named], then: Callable[[str], None]) -> None:
        from pilot_tui.screens.choose import Choose

        def chosen(id: str | None) -> None:
            if id is not None:
                then(id)

        self.app.push_screen(Choose(title, given), chosen)

    def action_palette(self) -> None:
        """The command palette."""
        self.app.action_command_palette()

    def action_explain(self) -> None:
        """The whole explanation of the number under the cursor."""
        said, subject = self.focused_pane.explain(), self.focused_pane.subject()
        if said is None:
            self.tell_key("desk.nothing_here")
            return
        from pilot_tui.report.explaining.computed import subject as tree_of
        from pilot_tui.screens.explanation import Whole

        told = tree_of(self.book, subject) if subject is not None else []
        self.app.push_screen(Whole(said, told), self._follow_to)

    def _follow_to(self, cell: Cell | None) -> None:
        if cell is not None:
            self.call_later(self.visit, cell)

    async def visit(self, cell: Cell) -> None:
        """Go to a cell, wherever on the desk it is shown."""
        raise NotImplementedError

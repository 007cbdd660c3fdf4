"""Reading a spreadsheet on the desk: which file, what is unclear of it, what would come of it, then all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.errors import PilotError, SheetRefused
from pilot_tui.places import typed
from pilot_tui.safe import one_line
from pilot_tui.screens.exchanging import Exchanging
from pilot_tui.screens.work import Work
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import knows, say

if TYPE_CHECKING:
    from pilot_tui.workbook.sheets.given import Given
    from pilot_tui.workbook.sheets.headings import Headings
    from pilot_tui.workbook.sheets.proposing import Imported, Proposal
    from pilot_tui.workbook.sheets.reading import Asked, Sheet

_OTHER, _YES = "?", "+"
_ENDS = ("*.xlsx", "*.csv", "*.tsv")
_MOST_LISTED = 60
"""Files that are offered; any other is named."""


class Importing(Exchanging):
    """Everything that is read is looked at first; nothing is written before Enter."""

    VERBS: ClassVar[list[Binding]] = [*Exchanging.VERBS, verb("book.import", "i", "import")]

    def withhold(self, action: str) -> None:
        """Sheets hold what is filled in."""
        if action == "import":
            self.book.refuse_idle()
        super().withhold(action)

    def action_import(self) -> None:
        """Choose a file, say what is unclear of it, look at every cell, write all of it."""
        with self.telling():
            self.book.store.refuse_protected()
            self.withhold("import")
            self._choose_file()

    def _choose_file(self) -> None:
        found = self._files()
        if not found:
            self._ask_for_file()
            return
        given = [Named(str(path), one_line(path.name)) for path in found[:_MOST_LISTED]]
        given.append(Named(_OTHER, say("bundle.elsewhere")))

        def chosen(value: str) -> None:
            if value == _OTHER:
                self._ask_for_file()
            else:
                self._open_file(Path(value))

        self._pick(say("sheets.which_file"), given, chosen)

    def _files(self) -> list[Path]:
        """The sheets beside the file and where the desk was opened, the newest first."""
        folders = dict.fromkeys(path.resolve() for path in (self.book.store.path.parent, Path.cwd()))
        found = [path for folder in folders for end in _ENDS for path in folder.glob(end)]
        real = [path for path in found if path.is_file() and not path.name.startswith((".", "~"))]
        return sorted(real, key=lambda path: path.stat().st_mtime, reverse=True)

    def _ask_for_file(self) -> None:
        from pilot_tui.screens.ask import Ask

        def answered(text: str | None) -> None:
            if text and text.strip():
                self._open_file(typed(text))

        self.app.push_screen(Ask(say("sheets.ask_path")), answered)

    def _open_file(self, path: Path) -> None:
        from pilot_tui.workbook.sheets.reading import Asked

        view = self.view
        county = (view.county,) if view.county and not view.everyone else ()
        asked = Asked(
            programme=view.programme, year=view.year, round=view.round, counties=county, in_view=True
        )

        def read(work: Work[Given]) -> Given:
            from pilot_tui.exchange.sheets.opening import read_file

            work.step(0)
            return read_file(path)

        self.work(Work("sheets.reading", read), lambda given: self._try_sheet(given, asked), opens=True)

    # What is unclear is asked, one thing at a time.

    def _try_sheet(self, given: Given, asked: Asked, reason: str = "") -> None:
        """Look at every cell, in a thread; then show it, or ask what nobody knows."""

        def looked(work: Work[Sheet | Proposal]) -> Sheet | Proposal:
            from pilot_tui.workbook.sheets.proposing import propose
            from pilot_tui.workbook.sheets.reading import understood

            work.step(0)
            sheet = understood(work.book, given, asked)
            return sheet if sheet.layout.unclear else propose(work.book, sheet, asked, reason, work.step)

        def seen(found: Sheet | Proposal) -> None:
            if isinstance(found, tuple):
                self._ask_column(found, asked)
            else:
                self._show_sheet(found, asked)

        unclear = partial(self._unclear, given, asked)
        self.work(Work("sheets.reading", looked), seen, unclear, opens=True)

    def _unclear(self, given: Given, asked: Asked, error: PilotError) -> None:
        """Ask what can be asked; say the rest."""
        reason = str(error.facts.get("reason", "")) if isinstance(error, SheetRefused) else ""

        def ask(choices: list[Named], again: Callable[[str], Asked]) -> None:
            self.tell(error.at_desk(), "error")  # whole: the head of a list has room for its beginning
            self._pick(error.at_desk(), choices, lambda said: self._try_sheet(given, again(said)))

        if reason in ("which_sheet", "no_headings") and not asked.sheet and len(given.sheets) > 1:
            seen = [Named(one.name, one_line(one.name)) for one in given.sheets if not one.hidden]
            ask(seen, lambda said: replace(asked, sheet=said))
        elif reason == "which_kind":
            from pilot_tui.workbook.sheets.kinds import KINDS

            kinds = [Named(one, say(f"sheets.title_{one}")) for one in KINDS]
            ask(kinds, lambda said: replace(asked, kind=said))
        elif reason in ("hidden_row", "hidden_column"):
            ask([Named(_YES, say("sheets.read_hidden"))], lambda _: replace(asked, hidden=True))
        else:
            self.tell(error.at_desk(), "error")

    def _ask_column(self, sheet: Sheet, asked: Asked) -> None:
        """What the first column is of that nobody knows; then the next."""
        from pilot_tui.workbook.sheets.cell_names import column_name

        one = sheet.layout.unclear[0]
        letter = column_name(one.column)
        title = say("sheets.which_column", column=letter, heading=one_line(one.heading))

        def chosen(said: str) -> None:
            self._try_sheet(sheet.given, replace(asked, columns={**asked.columns, letter: said}))

        self._pick(title, _columns(sheet.headings), chosen)

    # What would come of it.

    def _show_sheet(self, proposal: Proposal, asked: Asked) -> None:
        from pilot_tui.pane.proposing import counted
        from pilot_tui.screens.preview import Preview
        from pilot_tui.screens.sheet_lines import Read

        if not proposal.differing and not proposal.refused:
            self.tell_key("sheets.nothing_differs", count=f"{len(proposal.lines):,}")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._signed(lambda: self._give_reason(proposal, asked))

        given = proposal.sheet.given
        title = say("sheets.preview", file=one_line(f"{given.name} {proposal.sheet.name}".strip()))
        why = proposal.wants_reason
        note = say("sheets.wants_reason" if why else "block.all_or_none")
        if given.encoding:
            note = f"{given.encoding}   {note}"
        self.frame_explain()
        shown = Preview(
            title,
            counted(proposal.counts),
            Read(self.book, proposal),
            refused=bool(proposal.refused) and not why,
            note=note,
        )
        self.app.push_screen(shown, answered)

    def _give_reason(self, proposal: Proposal, asked: Asked) -> None:
        """Why, where something needs a reason; then write."""
        if not proposal.wants_reason:
            self._write_sheet(proposal, asked, "")
            return
        from pilot_tui.screens.ask import Ask

        def answered(reason: str | None) -> None:
            if reason and reason.strip():
                self._write_sheet(proposal, asked, reason)

        self.app.push_screen(Ask(say("sheets.ask_reason", count=len(proposal.refused))), answered)

    def _write_sheet(self, proposal: Proposal, asked: Asked, reason: str) -> None:
        def written(work: Work[Imported]) -> Imported:
            from pilot_tui.workbook.sheets.proposing import carry_out

            return carry_out(work.book, proposal, asked, reason, work.step)[1]

        def done(made: Imported) -> None:
            self.look()
            self.tell_key("sheets.written_here", count=f"{made.cells:,}")

        self.work(Work("sheets.writing", written), done)


def _columns(headings: Headings) -> list[Named]:
    """What a column may be of, in words."""
    found = []
    *names, last = headings.choices()
    for name in (last, *names):  # most often a column nobody knows is not wanted
        keys = (
            ("sheets.passed",) if name == "-" else (f"sheets.head_{name}", f"field.{name}", f"table.{name}")
        )
        label = next((say(key) for key in keys if knows(key)), name)
        found.append(Named(name, label, (name,)))
    return found

"""The verbs of exchange on the desk: a bundle out, bundles in, and what met."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.model import Cell
from pilot_tui.places import typed
from pilot_tui.safe import one_line
from pilot_tui.screens.questioning import Questioning
from pilot_tui.screens.work import Work
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.screens.conflicts import Settled
    from pilot_tui.store.bundle import Bundle
    from pilot_tui.workbook.exchanging import Merging

_ALL, _OTHER = "*", "?"
_STANDS_SECONDS = 3.0
"""After which the desk looks whether a backup is due: nothing of it stands before the first keys."""
_LOOK_SECONDS = 600.0
"""How often it is looked whether a backup is due."""


class Exchanging(Questioning):
    """Everything that takes long is done in a thread, and Esc gives it up with nothing half-done."""

    VERBS: ClassVar[list[Binding]] = [
        *Questioning.VERBS,
        verb("book.bundle", "b", "bundle"),
        verb("book.merge", "m", "merge", show=True),
        verb("book.conflicts", "M", "conflicts"),
    ]

    def watch_over(self) -> None:
        """A backup once the desk stands, and every hour; to be called once."""
        self.set_timer(_STANDS_SECONDS, lambda: self._back_up("open"))
        self.set_interval(_LOOK_SECONDS, lambda: self._back_up("hour"))

    def _back_up(self, why: str) -> None:
        """In a thread, where one is due, while hands are still; refused, it is tried again the next time."""

        def backed_up(work: Work[None]) -> None:
            work.step_aside(0)
            from pilot_tui.workbook.exchanging import back_up_when_due

            back_up_when_due(work.book, why, work.step_aside)

        if not self.book.store.protected:
            self.work(Work("care.making", backed_up, quiet=True), lambda _: None, lambda _: None)

    def action_bundle(self) -> None:
        """Write a bundle beside the file."""

        def written(work: Work[tuple[Path, int]]) -> tuple[Path, int]:
            from pilot_tui.exchange.bundle import write_bundle
            from pilot_tui.workbook.exchanging import file_name, gather

            made = gather(work.book)
            work.refuse_if_stopped()
            path = work.book.store.path.with_name(file_name(made))
            write_bundle(path, made)
            return path, made.count

        def told(done: tuple[Path, int]) -> None:
            self.tell_key("bundle.written", path=one_line(done[0]), count=f"{done[1]:,}")

        self._signed(lambda: self.work(Work("bundle.writing", written), told))

    def action_merge(self) -> None:
        """Choose bundles, look at what would come of them, take them in."""
        with self.telling():
            self.book.store.refuse_protected()
            self._choose_bundles()

    def _choose_bundles(self) -> None:
        found = self._bundles()
        if not found:
            self._ask_for_one()
            return
        given = [Named(str(path), one_line(path.name)) for path in found]
        if len(found) > 1:
            given.insert(0, Named(_ALL, say("bundle.all_of_them", count=len(found))))
        given.append(Named(_OTHER, say("bundle.elsewhere")))

        def chosen(value: str) -> None:
            if value == _OTHER:
                self._ask_for_one()
            else:
                self._try_bundles(found if value == _ALL else [Path(value)])

        self._pick(say("bundle.which"), given, chosen)

    def _bundles(self) -> list[Path]:
        """The bundles beside the file and where the desk was opened, the newest first."""
        folders = dict.fromkeys(path.resolve() for path in (self.book.store.path.parent, Path.cwd()))
        found = [path for folder in folders for path in folder.glob("*.bundle") if path.is_file()]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def _ask_for_one(self) -> None:
        from pilot_tui.screens.ask import Ask

        def answered(text: str | None) -> None:
            if text and text.strip():
                self._try_bundles([typed(text)])

        self.app.push_screen(Ask(say("bundle.ask_path")), answered)

    def _try_bundles(self, paths: Sequence[Path]) -> None:
        """Read them and try them out, in a thread; then show what would come of it."""

        def looked(work: Work[tuple[list[Bundle], Merging]]) -> tuple[list[Bundle], Merging]:
            from pilot_tui.exchange.bundle import read_bundle
            from pilot_tui.workbook.exchanging import preview

            bundles = [read_bundle(path, lambda done: work.step(done)) for path in paths]
            return bundles, preview(work.book, bundles, work.step)

        shown = Work("bundle.looking", looked)
        self.work(shown, lambda answer: self._show_merging(*answer), opens=True)

    def _show_merging(self, bundles: list[Bundle], merging: Merging) -> None:
        from pilot_tui.screens.merge import MergePreview

        def answered(yes: bool | None) -> None:
            if yes:
                self._merge_bundles(bundles)

        self.frame_explain()
        self.app.push_screen(MergePreview(self.book, bundles, merging), answered)

    def _merge_bundles(self, bundles: list[Bundle]) -> None:
        def taken(work: Work[Merging]) -> Merging:
            from pilot_tui.workbook.exchanging import merge

            return merge(work.book, bundles, work.step)

        self.work(Work("bundle.taking", taken), self._merged)

    def _merged(self, merging: Merging) -> None:
        self.look()
        key = "bundle.merged_met" if self.book.conflicts else "bundle.merged_here"
        self.tell_key(key, count=f"{merging.changes:,}", met=len(self.book.conflicts))

    def action_conflicts(self) -> None:
        """Settle what two people wrote without knowing of each other."""
        from pilot_tui.workbook.settling import open_conflicts

        found = open_conflicts(self.book)
        if not found:
            self.tell_key("conflict.none")
            return
        from pilot_tui.screens.conflicts import Conflicts

        self.app.push_screen(Conflicts(self.book, found), self._conflicts_left)

    def _conflicts_left(self, answer: Settled | Cell | None) -> None:
        if isinstance(answer, Cell):
            self.call_later(self.visit, answer)
        elif answer is not None:
            self._signed(lambda: self._settle_conflicts(answer))

    def _settle_conflicts(self, answer: Settled) -> None:
        from pilot_tui.workbook.settling import resolve_all

        with self.telling():
            resolve_all(self.book, answer.pairs, answer.reason)
            self.look()
            self.tell_key("conflict.settled_count", count=len(answer.pairs), left=len(self.book.conflicts))

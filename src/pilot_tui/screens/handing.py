"""Handing out on the desk: for whom, what they will hold and write, where to; then the copy is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.places import typed
from pilot_tui.safe import one_line
from pilot_tui.screens.completing import Completing
from pilot_tui.screens.work import Work
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.rules.roles import Handout
    from pilot_tui.workbook.handing import Wanted

_OTHER, _REPLACE = "?", "!"


class HandingOut(Completing):
    """Nothing is written before it was said where to; naming an expert's person is one step."""

    VERBS: ClassVar[list[Binding]] = [*Completing.VERBS, verb("book.handout", "H", "hand_out")]

    def withhold(self, action: str) -> None:
        """What was handed out is not handed on."""
        if action == "hand_out":
            from pilot_tui.workbook.handing import refuse_handing_on

            refuse_handing_on(self.book)
        super().withhold(action)

    def action_hand_out(self) -> None:
        """Hand out a copy of the file, in the name of whoever signs."""
        with self.telling():
            self.withhold("hand_out")
            self._signed(self._choose_whom)

    def _choose_whom(self) -> None:
        from pilot_tui.screens.handing_lines import candidates

        found = candidates(self.book, self.view)
        given = [Named(str(at), label, names) for at, (_, label, names) in enumerate(found)]
        self._pick(say("handing.for_whom"), given, lambda at: self._ask_person(found[int(at)][0]))

    def _ask_person(self, wanted: Wanted) -> None:
        from pilot_tui.screens.ask import Ask

        def named(person: str | None) -> None:
            if person is not None:
                self._show_handout(replace(wanted, person=person))

        self.app.push_screen(Ask(say("handing.ask_person"), wanted.person), named)

    def _show_handout(self, wanted: Wanted) -> None:
        """What the file will hold, and what may be written in it."""
        from pilot_tui.screens.handing_lines import Held
        from pilot_tui.screens.preview import Preview, room
        from pilot_tui.workbook.handing import settled, what_for

        with self.telling():
            given = settled(self.book, wanted)
            held = Held(self.book, given, room(self.app.size.width))

            def answered(yes: bool | None) -> None:
                if yes:
                    self._ask_place(given)

            title = say("handing.title", what=what_for(self.book, given))
            note = say("handing.rest") if held.narrow else ""
            seen = Preview(title, held.counts, held, note=note, verb="handing.give", reasons=False)
            self.app.push_screen(seen, answered)

    def _ask_place(self, given: Handout) -> None:
        from pilot_tui.screens.ask import Ask
        from pilot_tui.workbook.handing import file_name

        def said(text: str | None) -> None:
            if text and text.strip():
                self._place_given(given, typed(text))

        self.app.push_screen(Ask(say("handing.ask_place"), file_name(given)), said)

    def _place_given(self, given: Handout, said: Path) -> None:
        """Ask before another file goes; the open one never does."""
        from pilot_tui.workbook.handing import place_of, stands

        with self.telling():
            place = place_of(self.book, given, said)
            if not stands(self.book, place):
                self._hand_out_to(given, place)
                return
            choices = [
                Named(_OTHER, say("handing.other_name")),
                Named(_REPLACE, say("handing.replace")),
            ]

            def chosen(way: str) -> None:
                if way == _REPLACE:
                    self._hand_out_to(given, place, replace=True)
                else:
                    self._ask_place(given)

            self._pick(say("handing.is_there", name=one_line(place.name)), choices, chosen)

    def _hand_out_to(self, given: Handout, place: Path, *, replace: bool = False) -> None:
        def made(work: Work[str]) -> str:
            from pilot_tui.workbook.handing import hand_out, what_for

            hand_out(work.book, given, place, replace=replace, tick=work.step)
            return what_for(work.book, given)

        def done(what: str) -> None:
            self.look()
            self.tell_key("handing.made_here", path=one_line(place.name), what=what)

        self.work(Work("handing.working", made), done)

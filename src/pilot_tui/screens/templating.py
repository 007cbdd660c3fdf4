"""Making a sheet to be filled in, on the desk: which kind, for whom, which columns, where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from pilot_tui.places import typed
from pilot_tui.safe import one_line
from pilot_tui.screens.importing import Importing
from pilot_tui.screens.work import Work
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.verbs import verb
from pilot_tui.words import say

if TYPE_CHECKING:
    from pilot_tui.workbook.sheets.form_parts import Form
    from pilot_tui.workbook.sheets.kinds import Scope

_EVERY, _OTHER, _REPLACE = "*", "?", "!"


class Templating(Importing):
    """Nothing is written before it was said where to."""

    VERBS: ClassVar[list[Binding]] = [*Importing.VERBS, verb("book.template", "I", "template")]

    def withhold(self, action: str) -> None:
        """Whoever fills in nothing needs no sheet."""
        if action == "template":
            self.book.refuse_idle()
        super().withhold(action)

    def action_template(self) -> None:
        """Choose what the sheet is of, then who it is for, then where it goes."""
        from pilot_tui.report.office.needing import refuse_without_sheets

        with self.telling():
            self.withhold("template")
            refuse_without_sheets()
            self._choose_kind()

    def _choose_kind(self) -> None:
        from pilot_tui.workbook.sheets.role_columns import fills, role_of
        from pilot_tui.workbook.sheets.scoping import scope_of

        given = [Named(one, say(f"sheets.title_{one}"), (one, one)) for one in fills(role_of(self.book))]
        view = self.view

        def chosen(kind: str) -> None:
            with self.telling():
                self._choose_for(scope_of(self.book, kind, view.programme, (), view.year, view.round))

        self._pick(say("sheets.ask_kind"), given, chosen)

    def _choose_for(self, scope: Scope) -> None:
        """The county or the expert; a file that was handed out says it itself."""
        from pilot_tui.screens.templating_lines import counties, experts

        handout, marks = self.book.handout, scope.kind == "review"
        if handout is not None and (handout.expert if marks else handout.county):
            self._choose_columns(scope)
            return
        every = Named(_EVERY, say("sheets.all_experts" if marks else "sheets.all_counties"))
        found = experts(self.book, self.view) if marks else counties(self.book, self.view)

        def chosen(said: str) -> None:
            one = () if said == _EVERY else (said,)
            self._choose_columns(scope._replace(experts=one) if marks else scope._replace(counties=one))

        key = "sheets.ask_expert" if marks else "sheets.ask_county"
        self._pick(say(key), [*found, every], chosen)

    def _choose_columns(self, scope: Scope) -> None:
        """What the county's clerk writes, or all of it, where these differ and nobody else has said."""
        from pilot_tui.rules.roles import CLERK
        from pilot_tui.workbook.sheets.role_columns import narrower

        if self.book.handout is not None or scope.kind == "review" or not narrower(CLERK, scope.kind):
            self._ask_output(scope)
            return
        given = [
            Named(CLERK, say("sheets.columns_role", role=say(f"role.{CLERK}"))),
            Named("", say("sheets.columns_all")),
        ]
        self._pick(say("sheets.ask_columns"), given, lambda role: self._ask_output(scope, role))

    def _ask_output(self, scope: Scope, role: str = "") -> None:
        """Where to; refused before that, where there is nothing to fill in."""
        from pilot_tui.screens.ask import Ask
        from pilot_tui.workbook.sheets.making import file_name, made

        with self.telling():
            form = made(self.book, scope, role)

            def said(text: str | None) -> None:
                if text and text.strip():
                    self._take_output(form, role, typed(text))

            self.app.push_screen(Ask(say("sheets.ask_output"), file_name(form)), said)

    def _take_output(self, form: Form, role: str, said: Path) -> None:
        """Ask before another file goes; the open one never does."""
        from pilot_tui.workbook.sheets.making import place_of

        with self.telling():
            place = place_of(self.book, form, said)
            if not place.exists():
                self._write_form(form.scope, role, place)
                return
            choices = [Named(_OTHER, say("handing.other_name")), Named(_REPLACE, say("handing.replace"))]

            def chosen(way: str) -> None:
                if way == _REPLACE:
                    self._write_form(form.scope, role, place)
                else:
                    self._ask_output(form.scope, role)

            self._pick(say("handing.is_there", name=one_line(place.name)), choices, chosen)

    def _write_form(self, scope: Scope, role: str, place: Path) -> None:
        def written(work: Work[Form]) -> Form:
            from pilot_tui.exchange.whole_file import whole_file
            from pilot_tui.report.office.template import write_form
            from pilot_tui.workbook.sheets.making import made

            form = made(work.book, scope, role)
            with whole_file(place) as target:
                write_form(work.book, form, target, work.step)
                work.refuse_if_stopped()
            return form

        def done(form: Form) -> None:
            from pilot_tui.workbook.sheets.making import cells

            counts = {"rows": f"{len(form.lines):,}", "cells": f"{cells(form):,}"}
            self.tell_key("sheets.written", path=one_line(place.name), **counts)

        self.work(Work("sheets.making", written), done)

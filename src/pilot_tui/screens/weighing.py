"""Before a rule is changed: what that would do to ranks, grades and lights, and whether it shall be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pilot_tui.errors import PilotError, Stopped
from pilot_tui.report.naming import name_of
from pilot_tui.screens.keeping import Keeping
from pilot_tui.screens.work import Work
from pilot_tui.words import say
from pilot_tui.workbook.blocks import Plan
from pilot_tui.workbook.ruleset import RULED, is_rule

if TYPE_CHECKING:
    from pilot_tui.workbook.effects import Effect
    from pilot_tui.workbook.outcomes import Scope

    Found = tuple[Effect, Scope]
Then = Callable[[], None]


def _nothing() -> None:
    """After a no there is nothing to do."""


class Weighing(Keeping):
    """Changes of rules wait for a yes where anything would be shown otherwise."""

    def weighed(self, plan: Plan, then: Then, otherwise: Then = _nothing) -> None:
        """Go on with `then`: at once where nothing moves, else after a yes; with `otherwise` after a no.

        Where it takes long a thread works it out, and `otherwise` comes first: nothing waits for the answer.
        What cannot be done is not weighed: `then` is refused and says why.
        """
        if not _of_rules(plan) or self.book.store.protected:
            then()
            return
        from pilot_tui.workbook.effects import is_large

        asked = (plan, self.view.programme, self.view.year, self.view.round)
        try:
            with self.book.store.reading() as db:
                large = is_large(db, self.book.scopes(*asked))
            found = None if large else self.book.effect(*asked)
        except PilotError:
            then()
            return
        if found is not None:
            self._decide(plan, found, then, otherwise)
            return
        otherwise()  # the cell is left while it is worked out: Esc stops the work, and keys are verbs
        self.work(
            Work("effect.working", lambda work: work.book.effect(*asked, tick=work.step)),
            lambda found: self._decide(plan, found, then, _nothing),
            lambda error: self._stopped() if isinstance(error, Stopped) else then(),
        )

    def _stopped(self) -> None:
        self.tell_key("effect.stopped")

    def _decide(self, plan: Plan, found: Found, then: Then, otherwise: Then) -> None:
        """Show what would change, where anything would."""
        effect, scope = found
        if not effect.shifts:
            then()
            return
        from pilot_tui.report.effects import summary
        from pilot_tui.screens.preview import Preview
        from pilot_tui.screens.shifted import Shifted, counted

        def answered(yes: bool | None) -> None:
            (then if yes else otherwise)()

        title, note = say("effect.title", what=self._named(plan)), self._tried(plan, scope)
        counts = counted(summary(self.book, effect, scope))
        self.app.push_screen(Preview(title, counts, Shifted(self.book, effect, scope), note=note), answered)

    def _tried(self, plan: Plan, scope: Scope) -> str:
        """Which year was tried; another than the one in view where nothing moves in that."""
        first = self.book.scopes(plan, self.view.programme, self.view.year, self.view.round)[0].year
        if scope.year == first:
            return say("effect.year", year=first)
        return say("effect.other_year", year=first, other=scope.year)

    def _named(self, plan: Plan) -> str:
        """The first rule that is to be changed, and what it is to be."""
        if plan.gone:
            table, id = plan.gone[0]
            return say("effect.retire", what=f"{say(f'table.{table}')} {id}")
        cell, text = plan.pairs[0]
        named = " ".join(filter(None, name_of(self.book, cell)))
        more = "" if len(plan.pairs) == 1 else " …"
        return f"{named} → {text.strip() or say('app.blank')}{more}"


def _of_rules(plan: Plan) -> bool:
    """Whether any of what is planned is of a rule set."""
    gone = any(table in RULED for table, _ in plan.gone)
    return gone or any(is_rule(cell.table, cell.field) for cell, _ in plan.pairs)

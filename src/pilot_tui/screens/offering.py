"""The verbs of the desk: which are there now, in which order, and why one would come to nothing."""

from __future__ import annotations

from functools import cache, cached_property

from textual.binding import ActiveBinding, Binding

from pilot_tui.errors import HandedOut, PilotError
from pilot_tui.screens import bands
from pilot_tui.screens.desk import Desk
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.sieve import Named
from pilot_tui.widgets.spots import Spots
from pilot_tui.words import knows, say


class Offering(Desk):
    """Offers verbs in the footer, in the help and in the palette; runs those that are chosen there."""

    def frame_footer(self) -> None:
        """The verbs that are there now."""
        band = self.query_one("#footer", Spots)
        offered = [(one.names[0], one.label, one.value) for one in self.verbs(shown=True) if not one.why]
        left, spots = bands.footer(offered, self.app.size.width)
        band.set([left])
        band.aim(spots)

    def withhold(self, action: str) -> None:
        """Raise `PilotError` where whoever a file was handed out to can do nothing here with a verb."""

    def _why_withheld(self, binding: Binding) -> str:
        """Why a verb would come to nothing, in words; in a file of one's own nothing is asked."""
        if self.book.handout is None:
            return ""
        try:
            self.withhold(binding.action.partition("(")[0])
        except HandedOut as error:
            return say(str(error.facts["why"]))
        except PilotError as error:
            return error.at_desk()
        return ""

    def verbs(self, *, shown: bool) -> list[Named]:
        """The verbs that are there now, each once; all, or the footer's: those that are withheld last."""
        found: dict[str, Named] = {}
        first = self.focused_pane.footer if shown else ()
        for active in (self._at_their_keys(first) if shown else self.active_bindings).values():
            binding, id = active.binding, active.binding.id
            ours = id is not None and knows(binding.description)
            if id is None or not ours or not active.enabled or id in found:
                continue
            if shown and (id in self.focused_pane.UNNAMED or (not binding.show and id not in first)):
                continue
            key, word = self.app.get_key_display(binding), say(binding.description)
            found[id] = Named(f"verb('{id}')", word, [key], self._why_withheld(binding))
        in_order = sorted(found, key=lambda id: self._standing(id, first))
        return sorted((found[id] for id in in_order), key=lambda one: bool(one.why))

    def _at_their_keys(self, first: tuple[str, ...]) -> dict[str, ActiveBinding]:
        """`active_bindings`, of the keys alone that the verbs of the footer have.

        There are a hundred others, and each would be asked whether it is there now.
        """
        chain = self._modal_binding_chain
        keys = {key for _, bound in chain for key, one in bound if one.show or one.id in first}
        there_is = cache(self.app._check_action_state)  # a verb may have several keys
        found: dict[str, ActiveBinding] = {}
        for node, bound in chain:
            for key, binding in bound:
                taken = key in found and (found[key].binding.priority or not binding.priority)
                if key in keys and not taken:
                    there = there_is(binding.action, node)
                    if there is not False:
                        found[key] = ActiveBinding(node, binding, bool(there))
        return found

    def _standing(self, id: str, first: tuple[str, ...]) -> tuple[bool, int]:
        there = id in first
        return not there, first.index(id) if there else self._declared.get(id, len(self._declared))

    @cached_property
    def _declared(self) -> dict[str, int]:
        """The order in which verbs are declared: the grid's, then the desk's."""
        declared = Binding.make_bindings([*Grid.BINDINGS, *self.BINDINGS])
        return {str(binding.id): at for at, binding in enumerate(declared)}

    def binding_of(self, id: str) -> tuple[Binding, object] | None:
        """The verb of that id and the widget it belongs to."""
        for active in self.active_bindings.values():
            if active.binding.id == id and active.enabled:
                return active.binding, active.node
        return None

    async def action_verb(self, id: str) -> None:
        """Run a verb by its id: from the footer, the help or the palette."""
        found = self.binding_of(id)
        if found is not None:
            await self.app.run_action(found[0].action, found[1])  # type: ignore[arg-type]  # the node of a binding

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding, BindingType

from pilot_tui.screens.main import MainScreen
from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.remapping import remapped
from pilot_tui.widgets.verbs import key_names

DECLARED: list[BindingType] = [*Grid.BINDINGS, *MainScreen.BINDINGS]
USUAL: dict[str, set[str]] = {}
for each in Binding.make_bindings(DECLARED):
    USUAL.setdefault(str(each.id), set()).add(each.key)


def refused(**wanted: str) -> list[tuple[str, str]]:
    wishes = {id.replace("__", "."): keys for id, keys in wanted.items()}
    return [(one.why, one.verb) for one in remapped(wishes, DECLARED).refused]


def test_a_verb_gets_its_keys_and_those_an_input_method_sends() -> None:
    made = remapped({"book.undo": "ctrl+z, f12", "book.summary": "g+h"}, DECLARED)
    assert made.refused == []
    assert made.keymap["book.undo"] == "ctrl+z,f12"
    assert made.keymap["book.summary"] == "g+h"
    assert "fullwidth_exclamation_mark" not in made.keymap["book.undo"]
    assert remapped({"book.summary": "q", "app.quit": ";", "book.note": "x"}, DECLARED).keymap[
        "app.quit"
    ].split(",") == key_names(";")


def test_keys_can_be_exchanged_but_not_stolen() -> None:
    assert refused(book__undo="x") == [("taken", "book.undo")]
    assert refused(book__undo="x", book__summary="u") == []
    assert refused(book__undo="f12", book__summary="f12") == [("taken", "book.summary")]
    # A wish that falls takes back its usual keys, and with them the wish that relied on its going.
    assert refused(book__undo="x", book__summary="q") == [("taken", "book.summary"), ("taken", "book.undo")]


@pytest.mark.parametrize("key", ["5", "+", "-", "minus", "永", "g", "ctrl+q", "enter", "tab", "escape"])
def test_what_is_typed_and_the_way_out_stay(key: str) -> None:
    assert refused(book__undo=key) == [("fixed", "book.undo")]


def test_what_is_not_there_is_refused() -> None:
    assert refused(no__such="f12") == [("no_verb", "no.such")]
    assert refused(typing__give_up="f12") == [("no_verb", "typing.give_up")]
    for key in ("", "nosuchkey", "hyper+x", "ctrl+", ",", "f99"):
        assert refused(book__undo=key) == [("no_key", "book.undo")], key


def test_verbs_that_share_a_key_keep_it_when_one_goes() -> None:
    assert "enter" in remapped({"edit.enter": "f12"}, DECLARED).keymap["typing.down"].split(",")


ids = st.one_of(st.sampled_from(sorted(USUAL)), st.text())
keys = st.lists(st.sampled_from([key for keys in USUAL.values() for key in keys])).map(",".join)


@given(st.dictionaries(ids, st.one_of(st.text(), keys, st.integers(), st.none()), max_size=6))
def test_whatever_is_wished_for_no_two_verbs_come_to_share_a_key(wanted: dict[str, object]) -> None:
    made = remapped(wanted, DECLARED)
    after = USUAL | {id: set(keys.split(",")) for id, keys in made.keymap.items()}
    for id, keys in after.items():
        for other, theirs in after.items():
            assert other == id or (keys & theirs) <= (USUAL[id] & USUAL[other])
    assert {one.verb for one in made.refused} <= wanted.keys()

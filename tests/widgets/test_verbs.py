from __future__ import annotations

import pytest
from textual import events
from textual.binding import Binding

from pilot_tui.widgets.grid import Grid
from pilot_tui.widgets.grid_verbs import begins_edit
from pilot_tui.widgets.verbs import verb


def test_a_verb_gets_the_keys_an_input_method_sends() -> None:
    assert verb("find", "/", "find").key == "slash,ideographic_comma,fullwidth_solidus"
    assert verb("pane.next", "f6,.", "next").key.startswith("f6,full_stop,ideographic_full_stop")
    assert verb("pane.last", "comma", "last").key == "comma,fullwidth_comma"


def test_all_verbs_of_the_grid_have_priority_and_an_id() -> None:
    bindings = [b for b in Grid.BINDINGS if isinstance(b, Binding)]
    assert all(b.priority and b.id and b.description == f"verb.{b.id}" for b in bindings)
    assert len({b.id for b in bindings}) == len(bindings)


@pytest.mark.parametrize("character", [*"0159+-", "０", "＋", "−", "永", "é", "（", "①"])
def test_these_begin_an_edit(character: str) -> None:
    assert begins_edit(events.Key(character, character))


@pytest.mark.parametrize(
    "key",
    [
        ("a", "a"), ("full_stop", "."), ("space", " "), ("fullwidth_comma", "，"),
        ("ideographic_full_stop", "。"),
        ("ideographic_comma", "、"), ("fullwidth_question_mark", "？"),
        ("fullwidth_semicolon", "；"),
        ("left_black_lenticular_bracket", "【"), ("f2", None), ("ideographic_space", "\u3000"),
    ],
)  # fmt: skip
def test_these_do_not(key: tuple[str, str | None]) -> None:
    assert not begins_edit(events.Key(*key))

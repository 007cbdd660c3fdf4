"""A list to choose from: what answers to what is typed, the best first, and only what is in view is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.drawing import drawn
from pilot_tui.screens.choose import Choose
from pilot_tui.widgets import offered
from pilot_tui.widgets.offered import TALLEST
from pilot_tui.widgets.sheet import Runs
from pilot_tui.widgets.sieve import Named, Sieve

WORDS = st.text(st.sampled_from("永康海宁ab ０Ａ\n\t\u3000İß"), max_size=6)
NAMED = st.lists(
    st.builds(Named, st.text("xyz", min_size=1), WORDS, st.lists(WORDS, max_size=3)), max_size=12
)
COUNTIES = (
    Named("anhai", "海安市", ("Hai'an", "haianshi", "has")),
    Named("linhai", "临海市", ("Linhai", "linhaishi", "lhs")),
    Named("haining", "海宁市", ("Haining", "hainingshi", "hns")),
    Named("hai", "海县", ("Hai", "haixian", "hx")),
)


def left(given: Sequence[Named], typed: str) -> list[str]:
    return [given[at].value for at in Sieve(given).left(typed)]


def test_what_begins_so_comes_first_and_the_whole_name_before_all() -> None:
    assert left(COUNTIES, "hai") == ["hai", "anhai", "haining", "linhai"]
    assert left(COUNTIES, "海") == ["anhai", "haining", "hai", "linhai"]
    assert left(COUNTIES, " H N") == ["haining"], "blanks and capitals say nothing"
    assert left(COUNTIES, "ｌｈ") == ["linhai"], "as an input method types it"
    assert left(COUNTIES, "") == [one.value for one in COUNTIES]


@given(NAMED, st.text(st.sampled_from("永康海宁ab0A"), min_size=1, max_size=3))
def test_all_of_whose_names_it_is_a_part_and_no_others(choices: list[Named], typed: str) -> None:
    def plain(text: str) -> str:
        return "".join(text.replace("０", "0").replace("Ａ", "A").casefold().split())

    def answers(one: Named) -> bool:
        lines = [line for name in (one.label, *one.names) for line in name.split("\n")]
        return any(plain(typed) in plain(line) for line in lines)

    assert sorted(Sieve(choices).left(typed)) == [at for at, one in enumerate(choices) if answers(one)]


async def test_of_a_country_only_what_is_in_view_is_painted(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    key_of = offered._key

    def counted(one: Named) -> Runs:
        made.append(one.value)
        return key_of(one)

    monkeypatch.setattr(offered, "_key", counted)
    country = [Named(f"x{at}", f"County {at}", (str(at),)) for at in range(2850)]
    async with drawn(demo) as (app, _):
        chosen: list[str | None] = []
        app.push_screen(Choose("which", country), chosen.append)
        await app.until(lambda: "1–18 / 2,850" in app.drawing.text)
        assert len(set(made)) == TALLEST
        await app.typed("up")
        assert "▎County 2849" in app.drawing.text, "round the end"
        await app.typed("pagedown", "pageup", "down")
        assert "▎County 2832" in app.drawing.text
        await app.typed("2", "8", "4")
        assert "▎County 284 " in app.drawing.text, "the one called so, before those that only begin so"
        assert app.drawing.text.index("County 2841") < app.drawing.text.index("County 1284")
        await app.typed("down", "enter")
        await app.until(lambda: bool(chosen))
    assert chosen == ["x2840"]


async def test_nothing_answers_and_enter_waits(demo: Path) -> None:
    async with drawn(demo, size=(80, 24), lang="zh") as (app, _):
        chosen: list[str | None] = []
        app.push_screen(Choose("which", COUNTIES), chosen.append)
        await app.until(lambda: "临海市" in app.drawing.text)
        await app.typed("q", "enter")
        assert isinstance(app.screen, Choose)
        await app.typed("backspace")
        await app.typed("l", "enter")
        await app.until(lambda: bool(chosen))
    assert chosen == ["linhai"]

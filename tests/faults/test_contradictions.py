"""Contradictory set-ups, from outside: refused with the reason, or a finding; no traceback, no NaN."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk.drawing import drawn
from pilot_tui import panes
from pilot_tui.screens.frame import TABS
from shell import Shell

NAN = re.compile(r"\b(nan|inf|infinity)\b", re.IGNORECASE)

REFUSED = {
    ("indicator/P1.I01/weight", "-1"): "-1",
    ("dimension/P1.D1/weight", "-5"): "-5",
    ("expert/P1-2017.E1/weight", "-1"): "-1",
    ("criterion/P1-2017.K1/weight", "-0.1"): "-0.1",
    ("indicator/P1.I01/follows", "I01"): "I01 → I01",
    ("rule/P1/look", "96"): "“▲ from %” is 96 and “◆ from %” 95",
    ("rule/P1/near", "84"): "“▲ from %” is 85 and “◆ from %” 84",
    ("rule/P1/share_look", "95"): "“county ▲ from %” is 95 and “county ● from %” 90",
    ("rule/P1/share_good", "60"): "is 70 and “county ● from %” 60",
    ("round/P1-2017/scale_low", "100"): "contradicts another rule",
    ("round/P1-2017/trim", "5"): "has 9 experts, so 4 is the most",
    ("band/P1.good/low", "90"): "contradicts another rule",
    ("band/P1.good/high", "79"): "contradicts another rule",
    ("mark/P1-2017.yongkang.E1.K1/mark", "101"): "off the scale",
    ("mark/P1-2017.yongkang.E1.K1/mark", "-1"): "off the scale",
    ("value/P1.yongkang.I01.2020/actual", "nan"): "nan",
    ("value/P1.yongkang.I01.2020/actual", "inf"): "inf",
}


@pytest.mark.parametrize(("address", "typed"), REFUSED)
def test_it_is_refused_with_the_reason(shell: Shell, desk: Path, address: str, typed: str) -> None:
    answer = shell("set", address, "--", typed)
    assert answer.code == 2
    assert REFUSED[address, typed] in answer.err
    assert answer.out == ""


def test_ends_of_a_scale_that_are_the_same_are_refused_whichever_comes_last(shell: Shell, desk: Path) -> None:
    assert shell("set", "indicator/P1.I01/low", "5").code == 0
    assert shell("set", "indicator/P1.I01/high", "5").code == 0  # a ratio has no ends
    assert shell("set", "indicator/P1.I01/method", "goalpost").code == 2
    assert shell("set", "indicator/P1.I01/high", "6").code == 0
    assert shell("set", "indicator/P1.I01/method", "goalpost").code == 0
    assert shell("set", "indicator/P1.I01/low", "6").code == 2
    assert shell("set", "indicator/P1.I01/plausible_low", "9").code == 0
    assert shell("set", "indicator/P1.I01/plausible_high", "8").code == 2


def test_a_new_grade_that_ends_before_it_begins_is_refused(shell: Shell, desk: Path) -> None:
    answer = shell("add", "band", "programme=P1", "code=odd", "low=50", "high=40")
    assert (answer.code, "contradicts another rule" in answer.err) == (2, True)


def test_what_was_contradictory_before_can_be_mended_and_the_rest_be_edited(demo: Path, shell: Shell) -> None:
    """A merge may bring what nobody could type: it is a finding, and blocks nothing."""
    import sqlite3

    with sqlite3.connect(demo) as db:
        db.execute("UPDATE rule SET near = '80', look = '90' WHERE id = 'P1'")
    db.close()
    here = ("-f", str(demo), "--author", "lin")
    assert "contradiction" in {
        row["kind"] for row in shell("show", "findings", "-f", str(demo), "--json").json
    }
    assert shell("set", *here, "rule/P1/places", "1").code == 0
    assert shell("set", *here, "rule/P1/look", "88").code == 2
    assert shell("set", *here, "rule/P1/near", "95").code == 0


def test_a_ring_of_indicators_is_refused_where_it_would_close(shell: Shell, desk: Path) -> None:
    assert shell("set", "indicator/P1.I01/follows", "I02").code == 0
    assert shell("set", "indicator/P1.I02/follows", "I03").code == 0
    answer = shell("set", "indicator/P1.I03/follows", "I01")
    assert (answer.code, "I03 → I01 → I02 → I03" in answer.err) == (2, True)
    assert shell("set", "indicator/P1.I03/follows", "I04").code == 0


FOUND = {
    "no_weight": [(f"indicator/P1.I{at:02d}/weight", "0") for at in range(1, 19)],
    "weights": [("indicator/P1.I01/weight", "70")],
    "contradiction": [("indicator/P1.I01/method", "goalpost")],
    "bands": [("band/P1.good/high", "85")],
    "trim": [("round/P1-2017/trim", "4")],
    "quorum": [("round/P1-2017/quorum", "99")],
}


@pytest.mark.parametrize("kind", FOUND)
def test_what_is_not_refused_is_a_finding_and_nothing_breaks(shell: Shell, desk: Path, kind: str) -> None:
    for address, typed in FOUND[kind]:
        assert shell("set", address, typed).code == 0
    assert kind in {row["kind"] for row in shell("show", "findings", "--json").json}
    for what in ("counties", "scorecard", "review", "milestones"):
        answer = shell("show", what)
        assert answer.code == 0
        assert not NAN.search(answer.out)
        assert "Traceback" not in answer.err
    assert shell("check").code == 1


@pytest.mark.parametrize("kind", ["no_weight", "trim", "quorum"])
async def test_the_desk_shows_it_as_undefined(shell: Shell, desk: Path, kind: str) -> None:
    panes.say_all()
    for address, typed in FOUND[kind]:
        assert shell("set", address, typed).code == 0
    async with drawn(desk, size=(120, 40)) as (app, _):
        for at, tab in enumerate(TABS[:4], 1):
            await app.typed("g", str(at))
            await app.until(lambda tab=tab: app.desk.opened == tab)  # type: ignore[misc]  # bound now
            assert not NAN.search(app.drawing.text)
            assert "Traceback" not in app.drawing.text

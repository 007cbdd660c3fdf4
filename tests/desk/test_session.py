"""Whole sessions in a terminal: open, find, change, see it followed, take it back, leave."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from desk.terminal import PATIENCE, Desk
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from shell import process

ROW = {"zh": ["全员劳动生产率"], "en": ["Output per head", "Labour productivity"]}  # where there is room
DIMENSION = {"zh": "规模效益", "en": "Scale and efficiency"}
TOTAL = {"zh": "合计", "en": "Total"}
YONGKANG = {"zh": "永康市", "en": "Yongkang"}

# Yongkang in 2019, completion capped at 100 %. Indicator I09: weight 7, target 17.7, at first actual 16.8.
#   16.8   16.8 ÷ 17.7 =  94.9 %   7 × 0.94915 = 6.64   total 98.3368                      = 98.34   rank 1
#   17.7   17.7 ÷ 17.7 = 100.0 %   7 × 1       = 7.00   total 98.3368 + (7 − 7×16.8/17.7)  = 98.69   rank 1
#   12     12.0 ÷ 17.7 =  67.8 %   7 × 0.67797 = 4.75   total 98.3368 − 7×(16.8 − 12)/17.7 = 96.44   rank 4
# The others stay: Haining 97.94, Shangyu 97.70, Changxing 96.60, Wenling 95.17.
# Its dimension of 20 points is I07 6 × 211.4/219.6 = 5.776, I08 7 (capped) and I09: 19.42, 19.78 and 17.52.
BEFORE = ["16.8", "94.9", "6.64", "19.42", "98.34", "1"]
RAISED = ["17.7", "100.0", "7.00", "19.78", "98.69", "1"]
LOWERED = ["12", "67.8", "4.75", "17.52", "96.44", "4"]


def figures(desk: Desk) -> list[str]:
    """Actual, completion and score of the indicator, its dimension's subtotal, total and rank."""
    row, group = desk.row(*ROW[desk.lang]).split(), desk.row(DIMENSION[desk.lang]).split()
    total = desk.row(TOTAL[desk.lang]).split()
    if len(row) < 8 or len(group) < 3 or not total:
        return []
    rank = next(part for part in total if part.isdecimal())
    return [row[-8], row[-6], row[-3], group[-3], total[-2], rank]


def listed(desk: Desk) -> list[str]:
    """Total and rank as the list of counties has them; below 100 columns its place, in the title."""
    if desk.screen.columns < 100:
        return [figures(desk)[-2], desk.title.split()[1].split("/")[0]]
    mark, rank, _name, total, *_ = desk.county(YONGKANG[desk.lang]).split()
    return [total, rank] if mark == "▎" else []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_day_at_the_desk(open_desk: OpenDesk, demo: Path, size: tuple[int, int], lang: str) -> None:
    desk = open_desk(size=size, lang=lang)

    def followed(by: list[str]) -> bool:
        return figures(desk) == by and listed(desk) == by[-2:]

    desk.send("ctrl+down")  # away from Yongkang, to have something to look for
    desk.wait_for("98.25 /100")
    desk.send("p")
    desk.wait_for(desk.said("desk.pick_county"))
    desk.send("yk", "enter")
    desk.wait_for("98.75 /100")
    desk.send("[")
    desk.wait_for("‹ 2019 ›")
    desk.send(*["down"] * 8)
    desk.wait_for(lambda: desk.marked(*ROW[lang]) and followed(BEFORE))

    desk.send("17.7")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title and figures(desk) == ["17.7", *BEFORE[1:]])
    desk.send("enter")
    desk.wait_for(lambda: desk.saved and followed(RAISED))
    assert not desk.marked(*ROW[lang]), "Enter goes down"
    desk.send("u")
    desk.wait_for(lambda: followed(BEFORE))
    assert desk.said("desk.undone", count=1) in desk.text
    desk.send("up", "12", "enter")
    desk.wait_for(lambda: desk.saved and followed(LOWERED))
    desk.send("u")
    desk.wait_for(lambda: followed(BEFORE))
    assert desk.torn() == []

    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored
    log = process("log", "-f", str(demo), "--json").json
    assert [(one["actor"], one["old"], one["new"]) for one in reversed(log)] == [
        ("lin", "16.8", "17.7"),
        ("lin", "17.7", "16.8"),
        ("lin", "16.8", "12"),
        ("lin", "12", "16.8"),
    ]
    assert {one["address"] for one in log} == {"value/P1.yongkang.I09.2019/actual"}
    with Store.open(demo) as store:
        assert list(Workbook(store).problems()) == []


def test_the_countys_card_never_pushes_its_neighbours_out_of_view(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(100, 30))
    desk.send("0.5\r")
    desk.wait_for(lambda: desk.county("Yongkang").split()[:2] == ["▎", "5"])
    assert all(desk.county(name) for name in ("Changxing", "Shangyu", "Haining", "Wenling"))


def test_what_is_typed_after_leaving_is_nobodys(open_desk: OpenDesk, demo: Path) -> None:
    desk = open_desk()
    desk.send("g", "4", "q", "P", "p", "?", "5\r")
    assert desk.exit_code() == 0
    assert desk.restored
    assert b"Traceback" not in desk.written
    assert process("log", "-f", str(demo), "--json").json == []


def test_panes_opened_faster_than_they_are_made(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.send("g", "2", "g", "4", "g", "3", "7\r")
    desk.wait_for(lambda: desk.opened == "3 Milestones" and desk.saved and " 7 " in desk.row("Parks started"))


@pytest.mark.parametrize("heard", [signal.SIG_DFL, signal.SIG_IGN], ids=["as ever", "as nohup has it"])
def test_a_desk_whose_terminal_is_gone_ends(open_desk: OpenDesk, demo: Path, heard: signal.Handlers) -> None:
    before = signal.signal(signal.SIGHUP, heard)  # a program that is started has what is ignored here
    try:
        desk = open_desk()
    finally:
        signal.signal(signal.SIGHUP, before)
    desk.send("2.5\r")
    desk.wait_for(lambda: desk.saved and " 2.5 " in desk.row("R&D"))
    desk.hang_up()
    assert desk.child.wait(PATIENCE) != 0
    with Store.open(demo) as store:
        assert list(Workbook(store).problems()) == []

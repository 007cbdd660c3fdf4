"""Whole sessions in a terminal: open, find, change, see it followed, take it back, leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.conftest import OpenDesk
from shell import process

ROW = {"zh": "全员劳动生产率", "en": "Output per head"}
YONGKANG = {"zh": "永康", "en": "Yongkang"}

# Yongkang in 2019, cap 100 %: 17 of its 18 indicators earn 91.692766… points. I09, weight 7, target 17.7:
#   actual 16.8   16.8 ÷ 17.7 =  94.9 %   7 × 0.94915 = 6.64   total 98.3368 = 98.34   rank 1
#   actual 17.7   17.7 ÷ 17.7 = 100.0 %   7 × 1       = 7.00   total 98.3368 + (7 − 7×16.8/17.7) = 98.69   rank 1
#   actual 12     12   ÷ 17.7 =  67.8 %   7 × 0.67797 = 4.75   total 98.3368 − 7×4.8/17.7 = 96.44   rank 4
# The others stay: Haining 97.94, Shangyu 97.70, Changxing 96.60, Wenling 95.17. The dimension "scale and
# efficiency" is I07 6 × 211.4/219.6 = 5.776, I08 7.00 (capped) and I09: 19.42, 19.78, 17.52 of 20.
BEFORE = ("94.9", "6.64", "19.42", "98.34", 1)
RAISED = ("100.0", "7.00", "19.78", "98.69", 1)
LOWERED = ("67.8", "4.75", "17.52", "96.44", 4)
DIMENSION = {"zh": "规模效益", "en": "Scale and efficiency"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_day_at_the_desk(open_desk: OpenDesk, demo: Path, size: tuple[int, int], lang: str) -> None:
    desk = open_desk(size=size, lang=lang)

    def shows(completion: str, score: str, subtotal: str, total: str, rank: int) -> bool:
        row = desk.row(ROW[lang])
        folded = size[0] < 100
        listed = f"{YONGKANG[lang]}" in desk.title and f"{rank}/5" in desk.title if folded else county(total, rank)
        return (
            f" {completion} " in row
            and f" {score} /  7" in row
            and f" {subtotal} / 20" in desk.row(DIMENSION[lang])
            and f"{total} /100" in desk.text
            and desk.said("scorecard.rank", rank=rank) in desk.text
            and listed
        )

    def county(total: str, rank: int) -> bool:
        return desk.county(YONGKANG[lang]).split()[:4:2] == ["▎", YONGKANG[lang] + ("市" if lang == "zh" else "")] and (
            desk.county(YONGKANG[lang]).split()[1] == str(rank) and f" {total}" in desk.county(YONGKANG[lang])
        )

    desk.send("ctrl+down")
    desk.wait_for(lambda: "2/5" in desk.title or desk.county("长兴" if lang == "zh" else "Changxing").startswith("▎"))
    desk.send("p")
    desk.wait_for(desk.said("desk.pick_county"))
    desk.send("yk", "enter")
    desk.wait_for(lambda: "1/5" in desk.title or desk.county(YONGKANG[lang]).startswith("▎"))
    desk.send("[")
    desk.wait_for("‹ 2019 ›")
    desk.send(*["down"] * 8)
    desk.wait_for(lambda: desk.marked(ROW[lang]) and shows(*BEFORE))
    assert desk.saved

    desk.send("17.7")
    desk.wait_for(lambda: desk.said("app.editing") in desk.title and " 17.7 " in desk.row(ROW[lang])[30:])
    desk.send("enter")
    desk.wait_for(lambda: desk.saved and shows(*RAISED))
    assert not desk.marked(ROW[lang]), "Enter goes down"
    desk.send("u")
    desk.wait_for(lambda: desk.said("desk.undone", count=1) in desk.text and shows(*BEFORE))
    desk.send("up", "12", "enter")
    desk.wait_for(lambda: desk.saved and shows(*LOWERED))
    desk.send("u")
    desk.wait_for(lambda: shows(*BEFORE))
    assert desk.torn() == []

    desk.send("q")
    assert desk.exit_code() == 0
    assert desk.restored
    address = "value/P1.yongkang.I09.2019/actual"
    log = process("log", "-f", str(demo), "--json").json
    assert [(one["actor"], one["address"], one["old"], one["new"]) for one in reversed(log)] == [
        ("lin", address, "16.8", "17.7"),
        ("lin", address, "17.7", "16.8"),
        ("lin", address, "16.8", "12"),
        ("lin", address, "12", "16.8"),
    ]
    assert process("check", "-f", str(demo)).code == 0

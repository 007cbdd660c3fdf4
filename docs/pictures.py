"""Draw the pictures of the docs: the real program, key by key, on a fresh copy of the demo file."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from picture_svg import picture
from picture_terminal import Terminal

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "docs" / "pictures"
DOWN = "\x1b[B"

Steps = tuple[tuple[str, str], ...]
"""What is typed, and what stands on the screen when it has been done."""
OPENED = (("", "98.75"),)


@dataclass(frozen=True)
class Scene:
    """One picture."""

    name: str
    title: str
    columns: int = 120
    rows: int = 36
    steps: Steps = OPENED
    language: str = "zh"
    theme: str = "ink"


SCENES = (
    Scene("desk_zh_120x36", "评审台：永康市的计分卡"),
    Scene("desk_en_120x36", "The desk: the scorecard of Yongkang", language="en"),
    Scene("desk_zh_80x24", "80×24 的评审台", 80, 24),
    Scene("compare_zh_120x40", "按 a：各县逐指标比较", 120, 40, (*OPENED, ("a", "全部县"))),
    Scene("review_zh", "专家评审", steps=(*OPENED, ("g2", "各县总分"))),
    Scene(
        "milestones_zh",
        "年度任务：完成率对序时进度",
        steps=(
            *OPENED,
            ("P", "P9"),
            ("P2", "P2  "),
            ("\r", "‹ 2022 ›"),
            ("g3", "拆除面积"),
            (DOWN, "1,798（"),
        ),
    ),
    Scene(
        "history_zh",
        "改动：谁、何时、旧值 → 新值",
        steps=(*OPENED, (DOWN * 13, "数字化研发设计工具普及率"), ("62.3\r", "98.97"), ("g4", "理由")),
    ),
    Scene(
        "refused_zh_80x24",
        "不是数字的输入被拒绝，所打的字还在",
        80,
        24,
        (*OPENED, (DOWN * 7, "17.6 万元/亩"), ("17..6\r", "不是数字")),
    ),
    Scene("desk_paper_zh", "浅色", theme="paper"),
    Scene("desk_zh_200x50", "宽屏：第三栏是走势与历史", 200, 50),
)


def draw(scene: Scene) -> str:
    """The picture of a scene, on a machine of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(TOP / "data" / "pilot.db", folder))
        settings = {
            "PILOT_CONFIG": str(Path(folder, "config")),
            "PILOT_LANG": scene.language,
            "PILOT_AUTHOR": "评审员",
        }
        with Terminal(file, ["--theme", scene.theme], scene.columns, scene.rows, settings) as terminal:
            for typed, stands in scene.steps:
                if typed:
                    terminal.write(typed)
                terminal.wait_for(stands)
            terminal.stop_clocks()
            return picture(terminal.screen, scene.title)


def main(names: list[str]) -> None:
    """Draw the scenes of these names, or all."""
    FOLDER.mkdir(exist_ok=True)
    for scene in SCENES:
        if not names or scene.name in names:
            (FOLDER / f"{scene.name}.svg").write_text(draw(scene), "utf-8", newline="\n")
            print(scene.name)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Draw the pictures of the docs: the real program, key by key, on a fresh copy of a file.

The file is the demo set, or a country made by `benchmarks/country.py` from its seed.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from picture_laptops import handed_out, sent_back
from picture_sheets import SHEETS
from picture_sheets import draw as draw_sheet
from picture_svg import picture
from picture_terminal import Terminal

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "docs" / "pictures"
DOWN, SHIFT_DOWN = "\x1b[B", "\x1b[1;2B"
MILESTONES = 10_000
"""Of the country: as the tutorial makes it."""
_SAID = {
    "en": {
        "findings": "Findings 109",
        "picker": "Choose a county",
        "here": "rank 21",
        "counted": "/ 10,345",
        "digital": "digital 0012",
        "labelled": "s Scorecard",
        "milestones": "10,000 milestones, narrowed by two words",
        "paste": "What a paste would change, before it is written",
        "refused": "One refused cell refuses the whole paste",
        "jump": "Ctrl+O: a letter on everything in view",
        "firms": "Firms with score, rank and grade",
        "industries": "Counties, industries and their five ones",
        "five": "Five ones",
        "yearbook": "from the yearbook",
        "bundles": "all 3",
        "whom": "Hand out to whom",
        "haining": "Haining  county clerk",
        "named": "the name they sign with",
        "lin": "Lin",
        "only": "the rest is only shown",
        "handed": "Handing out: what they will hold and may write",
        "missing": "1 to go",
        "fill": "Filling in: what is still missing",
        "sure": "1 of 24",
        "sent": "What completing would do",
        "meets": "conflicts: 1",
        "taken": "conflicts open: 1",
        "merge": "What a merge would do",
        "conflict": "A conflict, side by side",
    },
    "zh": {
        "findings": "问题 109",
        "picker": "选择县",
        "here": "第 21 名",
        "counted": "/ 10,345",
        "digital": "数字 0012",
        "labelled": "s 计分卡",
        "milestones": "一万项年度任务，两个词筛选",
        "paste": "粘贴写入之前，先看会改什么",
        "refused": "有一格不行，整块都不写入",
        "jump": "Ctrl+O：屏上每处都有一个字母",
        "firms": "企业的得分、名次和等级",
        "industries": "各县产业和五个一",
        "five": "五个一",
        "yearbook": "据统计年鉴",
        "bundles": "全部 3 个",
        "whom": "分发给谁",
        "haining": "海宁市  县里填报",
        "named": "对方用它署名",
        "lin": "小林",
        "only": "其余只能看",
        "handed": "分发：里面有什么，能填什么",
        "missing": "还缺 1",
        "fill": "填报：还缺什么",
        "sure": "还空着 1 项",
        "sent": "完成之前，先看会怎样",
        "meets": "1 处冲突",
        "taken": "未决的冲突 1 处",
        "merge": "合并之前，先看会改什么",
        "conflict": "一处冲突，并排看",
    },
}
"""What stands on the screen, and what a picture is called."""

Steps = tuple[tuple[str, str], ...]
"""What is typed, and what stands on the screen when it has been done."""
OPENED = (("", "98.75"),)
COUNTRY = (("", "■ 58%"),)


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
    country: bool = False
    """Whether it is of the country instead of the demo set."""
    laptop: str = ""
    """Whose file it is of those that were handed out; the `office`'s has the three bundles beside it."""


def _of_country(language: str) -> Iterator[Scene]:
    """The session on a country, in a language."""
    said = _SAID[language]
    everyone = (*COUNTRY, ("g3", said["findings"]), ("a", said["counted"]))
    there = (*COUNTRY, ("p", said["picker"]), ("0012", "0012"), ("\r", said["here"]))
    digital = DOWN * 8
    yield Scene(
        f"country_milestones_{language}",
        said["milestones"],
        steps=(*everyone, ("/", "↵"), (said["digital"], " / 10,000")),
        language=language,
        country=True,
    )
    yield Scene(
        f"country_paste_{language}",
        said["paste"],
        steps=(*there, (digital, "73.3"), (_pasted("90.1\n91.2\n92.3"), "92.3")),
        language=language,
        country=True,
    )
    yield Scene(
        f"country_refused_{language}",
        said["refused"],
        steps=(*there, (digital, "73.3"), (_pasted("90.1\nabout right"), "about")),
        language=language,
        country=True,
    )
    yield Scene(
        f"country_jump_{language}",
        said["jump"],
        steps=(*there, ("\x0f", said["labelled"])),
        language=language,
        country=True,
    )


def _pasted(text: str) -> str:
    """What a terminal sends when text is pasted into it."""
    return f"\x1b[200~{text}\x1b[201~"


def _of_sheets(language: str) -> Iterator[Scene]:
    """Firms, and the matrix of industries, in a language."""
    said = _SAID[language]
    pick = (*OPENED, ("P", "P9"))
    firms = (*pick, ("P5", "P5  "), ("\r", "167.01"))
    yield Scene(f"firms_{language}", said["firms"], steps=firms, language=language)
    there = (*pick, ("P6", "P6  "), ("\r", "‹ 2021 ›"), ("g3", said["five"]), ("}}", "0/45"))
    yield Scene(f"industries_{language}", said["industries"], steps=there, language=language)


def _of_laptops(language: str) -> Iterator[Scene]:
    """A file is handed out and filled in; three bundles come back, two meet in a cell."""
    said = _SAID[language]
    whom = (*OPENED, ("H", said["whom"]), ("haining", said["haining"]), ("\r", said["named"]))
    given = (*whom, (said["lin"], said["lin"]), ("\r", said["only"]))
    yield Scene(f"handout_{language}", said["handed"], steps=given, language=language)
    opened = (("", said["missing"]),)
    yield Scene(f"entry_{language}", said["fill"], steps=opened, language=language, laptop="lin")
    ending = (*opened, ("\x1b[21~", said["sure"]))
    yield Scene(f"complete_{language}", said["sent"], steps=ending, language=language, laptop="lin")
    looked = (*OPENED, ("m", said["bundles"]), ("\r", said["meets"]))
    yield Scene(f"merge_{language}", said["merge"], steps=looked, language=language, laptop="office")
    met = (*looked, ("\r", said["taken"]), ("M", said["yearbook"]), ("1", "✓"))
    yield Scene(f"conflict_{language}", said["conflict"], steps=met, language=language, laptop="office")


SCENES = (
    Scene("desk_zh_120x36", "评审台：永康市的计分卡"),
    Scene("desk_en_120x36", "The desk: the scorecard of Yongkang", language="en"),
    Scene("desk_zh_80x24", "80×24 的评审台", 80, 24),
    Scene("compare_zh_120x40", "按 a：各县逐指标比较", 120, 40, (*OPENED, ("a", "全部县"))),
    Scene("review_zh", "专家评审", steps=(*OPENED, ("g2", "各县总分"))),
    Scene("agreement_zh", "专家意见有多一致", steps=(*OPENED, ("g2", "各县总分"), ("}}", "Kendall"))),
    Scene(
        "agreement_en",
        "How far the experts agree",
        steps=(*OPENED, ("g2", "Totals"), ("}}", "Kendall")),
        language="en",
    ),
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
        steps=(*OPENED, (DOWN * 13, "数字化研发设计工具普及率"), ("62.3\r", "98.97"), ("g5", "理由")),
    ),
    Scene(
        "refused_zh_80x24",
        "不是数字的输入被拒绝，所打的字还在",
        80,
        24,
        (*OPENED, (DOWN * 7, "17.6 万元/亩"), ("17..6\r", "不是数字")),
    ),
    Scene(
        "curve_zh",
        "任务的进度曲线：计划、已达、照此进度",
        steps=(
            *OPENED,
            ("g3", "小微企业园新开工"),
            (DOWN * 3, "低效用地整治（半年）"),
            ("t", "照此进度期末"),
        ),
    ),
    Scene(
        "curve_en",
        "A task over its time: planned, reached, at this pace",
        steps=(*OPENED, ("g3", "Small-firm parks"), (DOWN * 2, "mu   target"), ("t", "100.0 %")),
        language="en",
    ),
    Scene(
        "rules_zh",
        "改一条规则之前，先看会变什么",
        steps=(*OPENED, ("g7", "规则版本"), (DOWN, "得分显示几位小数"), ("0\r", "1 个名次变动")),
    ),
    Scene(
        "rules_en",
        "What a change of a rule would do, before it is written",
        steps=(*OPENED, ("g7", "rule version"), (DOWN, "Decimals a score"), ("0\r", "1 rank moves")),
        language="en",
    ),
    Scene(
        "summary_zh",
        "汇总，写成文件之前：县情一页",
        120,
        44,
        (*OPENED, ("x", "各县进展一览表"), ("3", "县情一页"), ("]]]]", "质量竞争力指数")),
    ),
    Scene(
        "summary_en", "The summary before it is written", 120, 44, (*OPENED, ("x", "stand")), language="en"
    ),
    Scene("desk_paper_zh", "浅色", theme="paper"),
    Scene("desk_zh_200x50", "宽屏：第三栏是走势与历史", 200, 50),
    *_of_sheets("en"),
    *_of_sheets("zh"),
    *_of_laptops("en"),
    *_of_laptops("zh"),
    *_of_country("en"),
    *_of_country("zh"),
)


@cache
def country() -> Path:
    """A country, made once a run."""
    sys.path.append(str(TOP / "benchmarks"))
    from country import Size, build

    path = Path(tempfile.mkdtemp(), "country.db")
    atexit.register(shutil.rmtree, path.parent)
    build(path, Size.of(MILESTONES))
    return path


def file_of(scene: Scene, folder: Path) -> Path:
    """The file a scene is of, in a folder of its own."""
    demo = TOP / "data" / "pilot.db"
    if not scene.laptop:
        return Path(shutil.copy(country() if scene.country else demo, folder))
    office = handed_out(demo, folder, scene.language)
    if scene.laptop == office.stem:
        sent_back(folder, scene.language)
    return folder / f"{scene.laptop}.db"


def draw(scene: Scene) -> str:
    """The picture of a scene, on a machine of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = file_of(scene, Path(folder))
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
    """Draw the scenes and sheets of these names, or all."""
    FOLDER.mkdir(exist_ok=True)
    for scene in SCENES:
        if not names or scene.name in names:
            (FOLDER / f"{scene.name}.svg").write_text(draw(scene), "utf-8", newline="\n")
            print(scene.name)
    for sheet in SHEETS:
        if not names or sheet.name in names:
            hindered = draw_sheet(sheet, FOLDER)
            print(f"{sheet.name}: {hindered}" if hindered else sheet.name)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Whatever stands in a field: no control byte leaves, no markup lives, no column slips."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pilot_tui import words
from pilot_tui.model import Birth
from pilot_tui.report.canonical import checksum
from pilot_tui.report.formats import written
from pilot_tui.report.html import write
from pilot_tui.report.summary import summary_document, write_summary
from pilot_tui.report.text_table import Grid
from pilot_tui.store.building import build

from .conftest import opened, spoilt
from .test_html import Page
from .test_text import assert_lined_up

NASTY = [
    "\x1b[2J\x1b]0;title\x07\x9b31m",
    "\u202eevil\u2066\u200b\ufeff\u2028\x00\x7f",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "</td></table></style></title><!-- ]]> &lt;b&gt; \"' -->",
    "[red]x[/red] [@click=app.quit]y[/] {year} {0} %s $HOME",
    "=cmd|' /C calc'!A0",
    "一\r\n二\n三\t四\v五\f六",
    "e\u0301\u0301\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0e33 👍🏽 ①㎡",
    "<r><t>&_x0041_ _x000A_</r>",
    "汉" * 20_000 + "a" * 20_000,
]


FEW = (
    *("P1", "yongkang", "P1-2017", "P1.D1", "P1.I01", "P1.yongkang.I01.2019", "P1.yongkang.I02.2019"),
    *("P1-2017.E1", "P1-2017.yongkang", "M045"),
)
"""One row of each kind: a long text in every row would only be slow."""


@pytest.fixture(params=range(len(NASTY)), ids=lambda at: f"nasty{at}")
def text(request: pytest.FixtureRequest) -> str:
    return NASTY[int(request.param)]


def control(character: str) -> bool:
    """Whether it steers a terminal or a reader; a joiner inside an emoji only joins."""
    if character == "\u200d":
        return False
    return character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_harmful_leaves(tmp_path: Path, births: list[Birth], text: str, language: str) -> None:
    words.speak(language)
    build(tmp_path / "bad.db", spoilt(births, text, FEW if len(text) > 1000 else ()))
    with opened(tmp_path / "bad.db") as book:
        document = summary_document(book, "P1", 2019, "yongkang")
        plain = write_summary(book, "P1", 2019, county="yongkang", width=100)
    page = write(document)
    assert not any(map(control, plain))
    assert not any(map(control, page))
    Page(page)
    assert len(checksum(document)) == 12
    for form in ("svg", "md"):
        assert not any(map(control, written(document, form).decode("utf-8")))
    ElementTree.fromstring(written(document, "svg"))
    said = written(document, "json").decode("utf-8")
    assert not any(map(control, said))
    assert json.loads(said)["checksum"] == checksum(document)
    for table in document.tables:
        assert_lined_up(Grid(table, document, 100))


def test_a_long_text_moves_below_its_table(tmp_path: Path, births: list[Birth]) -> None:
    remark = "很长的备注。" * 100
    rows = [
        Birth(b.table, b.id, {**b.row, "remark": remark} if b.id == "P1.yongkang.I07.2019" else b.row)
        for b in births
    ]
    build(tmp_path / "long.db", rows)
    with opened(tmp_path / "long.db") as book:
        printed = write_summary(book, "P1", 2019, county="yongkang", width=100)
    assert "见注1" in printed
    assert remark in "".join(printed.split())

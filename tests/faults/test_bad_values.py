"""What people type: understood, or refused in one sentence of their language with nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilot_tui.model import Cell
from pilot_tui.store import Store
from raw import one
from shell import ACTUAL, Answer, Shell, fingerprint

MARK = "mark/P1-2017.yongkang.E1.K1/mark"
FIRMS = "value/P1.yongkang.I05.2020/actual"
SHARE = "value/P1.yongkang.I01.2020/actual"
LONG = "9" * 10_000


def is_one_sentence(answer: Answer) -> bool:
    return (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1) and len(answer.err) < 700


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", MARK, "100.5"),
        ("set", MARK, "-1"),
        ("set", "round/P1-2017/trim", "10"),
        ("set", "round/P1-2017/trim", "1.5"),
        ("set", "programme/P1/starts", "2018-02-30"),
        ("set", "programme/P1/starts", "yesterday"),
        ("set", "county/yongkang/kind", "planet"),
        ("set", ACTUAL, "12x"),
        ("set", ACTUAL, "inf"),
        ("set", ACTUAL, "-Infinity"),
        ("set", ACTUAL, "nan"),
        ("set", ACTUAL, "1e400"),
        ("set", ACTUAL, "1_000"),
        ("set", ACTUAL, "1,79"),
        ("set", ACTUAL, "1.2.3"),
        ("set", ACTUAL, "①"),
        ("set", ACTUAL, "٣"),
        ("set", ACTUAL, LONG),
        ("set", ACTUAL, "9" * 16),
        ("set", "county/yongkang/name_zh", "县" * 10_000),
        ("set", "county/yongkang/remark", "x" * 10_000),
        ("set", "county/yongkang/name_zh", "永\x1b[31m康"),
        ("set", "county/yongkang/name_zh", "永\u202e康"),
        ("set", "county/yongkang/name_zh", "永\u200b康"),
        ("set", "county/yongkang/name_zh", "two\nlines"),
        ("set", "county/yongkang/remark", "bell\x07"),
        ("set", "county/yongkang/name_en", "\udcff"),
        ("set", ACTUAL, "5\x1b[2J"),
        ("set", ACTUAL, "5", "--reason", "\x1b]0;title\x07"),
        ("set", ACTUAL, "5", "--reason", "x" * 10_000),
        ("set", ACTUAL, "5", "--author", "li\x08n"),
        ("set", ACTUAL, "5", "--author", "x" * 10_000),
        ("set", "value/P1.yongkang.I07.2020", "5"),
        ("set", "value/P1.yongkang.I07.2020/aktual", "5"),
        ("set", "values/P1.yongkang.I07.2020/actual", "5"),
        ("set", "value/P1.yongkang.I77.2020/actual", "5"),
        ("set", "value/P1.yongkang.I07.2020/year", "5"),
        ("set", "value/\x1b[31m/actual", "5"),
        ("set", f"value/{'x' * 10_000}/actual", "5"),
        ("set", "value/\udcff/actual", "5"),
        ("set", "value/x' OR '1'='1/actual", "5"),
        ("set", 'value"; DROP TABLE mark; --/x/actual', "5"),
        ("explain", "value/P1.yongkang.I77.2020/actual"),
        ("explain", "value/P1.yongkang.I07.2020/aktual"),
        ("explain", "here"),
        ("show", "counties", "--county", "杭州"),
        ("show", "scorecard", "--county", "\x1b[31m"),
        ("show", "scorecard", "--county", LONG),
        ("show", "counties", "--programme", "P99"),
        ("show", "counties", "--year", "1999"),
        ("show", "review", "--round", "none"),
        ("show", "review", "--programme", "P2"),
        ("add", "nothing", "x=y"),
        ("add", "county", "name_zh=苍南县", "--id", "苍南"),
        ("add", "county", "colour=green", "--id", "cangnan"),
        ("add", "mark", "round=P1-2017", "county=yongkang", "expert=E1", "criterion=K1"),
        ("add", "value", "programme=P1", "county=yongkang", "indicator=I07"),
        ("retire", "county", "atlantis"),
        ("retire", "county", "yongkang"),
        ("note", "value/P1.yongkang.I77.2020/actual", "x"),
        ("note", ACTUAL, "\x1b[31m"),
        ("undo",),
        ("redo",),
    ],
    ids=lambda arguments: " ".join(arguments)[:60].encode("ascii", "backslashreplace").decode(),
)
def test_refused(shell: Shell, desk: Path, arguments: tuple[str, ...]) -> None:
    before = fingerprint(desk)
    english, chinese = shell(*arguments), shell(*arguments, "--lang", "zh")
    assert is_one_sentence(english)
    assert is_one_sentence(chinese)
    assert english.err != chinese.err
    for said in (english.err, chinese.err):
        assert said.rstrip("\n").isprintable()
        assert not said.startswith(("error.", "reason.", "file."))
    assert fingerprint(desk) == before


@pytest.mark.parametrize(
    ("address", "typed", "stored"),
    [
        (MARK, "９０．５", "90.5"),
        (MARK, "90。5", "90.5"),
        (SHARE, "３．５%", "3.5"),
        (SHARE, "３．５％", "3.5"),
        (FIRMS, "1,798", "1798"),
        (FIRMS, "１，７９８", "1798"),
        (FIRMS, "1.2万", "12000"),
        (FIRMS, "1.2 万", "12000"),
        (FIRMS, "＋5", "5"),
        (FIRMS, "−5", "-5"),
        (FIRMS, " 007 ", "7"),
        (FIRMS, "1.50", "1.50"),
        (FIRMS, "0" * 90 + "5", "5"),
        ("programme/P1/starts", "2018年1月2日", "2018-01-02"),
        ("programme/P1/starts", "２０１８．１．２", "2018-01-02"),
        ("county/yongkang/kind", "县组", "group"),
        ("value/P1.yongkang.I01.2020/operator", "≤", "at_most"),
        ("value/P1.yongkang.I01.2020/operator", "不低于", "at_least"),
    ],
)
def test_understood(shell: Shell, desk: Path, address: str, typed: str, stored: str) -> None:
    assert shell("set", address, typed).code == 0
    table, id, field = address.split("/")
    assert one(desk, f'SELECT "{field}" FROM "{table}" WHERE id = ?', id) == stored


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        (FIRMS, "3.5%", "%"),
        (FIRMS, "5 亿元", "亿元"),
        (MARK, "1,79", "three digits"),
        ("programme/P1/budget", "3万", "multiply"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_asked_back(
    shell: Shell, desk: Path, address: str, typed: str, said: str
) -> None:
    answer = shell("set", address, typed)
    assert is_one_sentence(answer)
    assert said in answer.err


def test_what_an_earlier_program_left_cannot_reach_the_terminal(shell: Shell, desk: Path) -> None:
    """A name that came by another way than typing is shown as signs: in tables, the log and refusals."""
    evil = "\x1b]0;owned\x07\u202e\x9b31m永康"
    with Store.open(desk) as store, store.writing(evil) as writing:
        writing.edit(Cell("county", "yongkang", "name_zh"), evil)
        writing.edit(Cell("county", "yongkang", "short_zh"), evil)
        writing.edit(Cell("milestone", "M049", "name_zh"), evil)
        writing.edit(Cell("value", "P1.yongkang.I07.2020", "source"), evil)
    for verb in (
        "show counties",
        "show milestones",
        "show review",
        "log",
        f"explain {ACTUAL}",
        "explain milestone/M049/actual",
        "show counties --county nobody",
        "show counties --json",
        "log --json",
        "summary",
        "summary --format html",
    ):
        answer = shell(*verb.split())
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & {*answer.out, *answer.err}, verb
    assert shell("show", "counties", "--json").json[0]["name_zh"] == evil

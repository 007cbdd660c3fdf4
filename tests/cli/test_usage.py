"""A line typed wrongly: one sentence, in the language of whoever typed it, that says what to type instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shell import Shell, process

WRONG = [
    (("sumary", "-o", "x.html"), "neither a verb nor a file; there is a verb summary", "动词有 summary"),
    (("summary", "--fromat", "md"), "no option --fromat, there is --format", "这个选项，有 --format"),
    (("set", "a", "b", "--resaon", "x"), "no option --resaon, there is --reason", "有 --reason"),
    (("show", "counties", "--nothing"), "There is no option --nothing.", "没有 --nothing 这个选项。"),
    (("show", "counties", "--json=1"), "--json takes no value", "--json 后面不写值"),
    (("log", "--limit"), "--limit needs a value", "--limit 后面要写一个值"),
    (("log", "--limit", "-1"), "--limit is a whole number of 0 or more", "--limit 要写整数，不小于 0"),
    (("show", "counties", "--year", "many"), "--year is a whole number", "--year 要写整数"),
    (("handout", "--role", "boss", "-o", "x"), "--role is one of clerk, expert,", "--role 只能是 clerk"),
    (("handout", "--role", "chair"), "--output is missing", "还缺 --output"),
    (("merge",), "BUNDLES is missing", "还缺 BUNDLES"),
    (("undo", "once", "more"), "once more is too much", "多出 once more"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "en", "zh"), WRONG, ids=lambda one: "" if isinstance(one, str) else one[0])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_line_typed_wrongly(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, language: str, typed: tuple[str, ...], en: str, zh: str
) -> None:
    monkeypatch.setenv("PILOT_LANG", language)
    answer = shell(*typed)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert {"en": en, "zh": zh}[language] in answer.err
    if language == "zh":
        assert not re.search("[A-Z]?[a-z]+ [a-z]+ (is|not|no) ", answer.err)


def test_a_data_file_among_the_words_belongs_behind_its_option(shell: Shell, desk: Path) -> None:
    assert f"after -f: -f {desk}" in shell("check", str(desk)).err


def test_a_word_that_is_no_file_may_be_a_verb(tmp_path: Path) -> None:
    english = {"PILOT_LANG": "en", "PILOT_CONFIG": str(tmp_path)}
    answer = process("sumary", env=english)
    assert answer.code == 2
    assert answer.err.splitlines()[1:] == ["Was the verb summary meant? pilot-tui --help lists them"]
    assert len(process("summary.db", env=english).err.splitlines()) == 1


def test_what_a_hostile_word_holds_reaches_no_terminal(shell: Shell) -> None:
    for typed in (
        ("undo", "\x1b[31mred\n"),
        ("show", "counties", "--\x1b]0;x\x07"),
        ("\x1b[2Jsumary", "-o", "x"),
    ):
        answer = shell(*typed)
        assert answer.code == 2
        assert "\x1b" not in answer.err
        assert answer.err.count("\n") == 1


@pytest.mark.parametrize("verb", ["", "handout", "set"])
def test_the_help_speaks_one_language(verb: str) -> None:
    def said(language: str, option: str) -> str:
        return process(*filter(None, [verb]), option, env={"PILOT_LANG": language}).out

    chinese = said("zh", "-h")
    assert chinese.startswith("用法：pilot-tui")
    assert "显示用法" in chinese
    assert not re.search(r"Usage|Options:|Commands:|[Ss]how th|\[required\]", chinese)
    assert ("[必填]" in chinese) == (verb == "handout")
    assert not re.search("[\u3400-\u9fff]", said("en", "--help"))

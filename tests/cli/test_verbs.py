"""The shell's manners: what goes where, what it exits with, whose file and whose name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pilot_tui import __version__, places, surroundings
from pilot_tui.cli.rooms import ROOMS
from pilot_tui.tables import TABLES
from raw import hashes, one
from shell import ACTUAL, Shell, process

NEVER = {"textual", "pydantic", "sqlite_utils", "pypinyin"}
READING = {
    ("show", "programmes", "--json"): {"rich"},
    ("show", "counties", "--json"): {"rich"},
    ("show", "scorecard", "--json"): {"rich"},
    ("show", "review", "--json"): {"rich"},
    ("show", "milestones", "--json"): {"rich"},
    ("log", "--json"): {"rich"},
    ("check", "--no-findings"): {"rich"},
    ("show", "findings", "--json"): set[str](),
    ("show", "counties"): set[str](),
    ("explain", ACTUAL): set[str](),
}
"""Reading verb → what else it must do without."""


def test_data_on_stdout_and_talk_on_stderr(shell: Shell, desk: Path, tmp_path: Path) -> None:
    answers = {
        "set": shell("set", ACTUAL, "250"),
        "undo": shell("undo"),
        "redo": shell("redo"),
        "same": shell("set", ACTUAL, "250"),
        "export": shell("export", str(tmp_path / "out")),
    }
    assert {name: (answer.code, answer.out) for name, answer in answers.items()} == dict.fromkeys(
        answers, (0, "")
    )
    assert answers["set"].err == f"{ACTUAL}: 241.0 → 250\n"
    assert answers["undo"].err == f"{ACTUAL}: 250 → 241.0\n"
    assert answers["same"].err == "unchanged\n"
    assert answers["export"].err == f"{len(TABLES)} tables written to {tmp_path / 'out'}\n"


def test_new_ids_are_data(shell: Shell, desk: Path) -> None:
    id = shell("note", ACTUAL, "counted twice?").out.strip()
    assert one(desk, "SELECT text FROM note WHERE id = ?", id) == "counted twice?"
    assert shell("add", "county", "name_zh=苍南县", "--id", "cangnan").out == "cangnan\n"
    assert shell("new", "year", "2021").out == "P1.2021\n"
    assert shell("retire", "note", id).out == ""


def test_a_refusal_is_one_sentence_on_stderr_and_2(shell: Shell, desk: Path) -> None:
    answer = shell("set", ACTUAL, "many")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "‘many’ is not a number. Write 5.4 or 1,798.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "nothing"),
        ("show", "counties", "--nothing"),
        ("set", ACTUAL),
        ("log", "--limit", "-1"),
        ("log", "--limit", "many"),
        ("show", "counties", "--year", "many"),
        ("init",),
        ("show", "counties", "--lang", "fr"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_command_nobody_understands_exits_with_2(
    shell: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], language: str
) -> None:
    monkeypatch.setenv("PILOT_LANG", language)
    answer = shell(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert ("写法不对" in answer.err) == (language == "zh")


def test_a_negative_number_is_a_value_and_no_option(shell: Shell, desk: Path) -> None:
    assert shell("set", ACTUAL, "-3.5").code == 0
    assert one(desk, "SELECT actual FROM value WHERE id = 'P1.yongkang.I07.2020'") == "-3.5"
    assert shell("set", ACTUAL, "-0.25").err == f"{ACTUAL}: -3.5 → -0.25\n"
    assert shell("set", ACTUAL, "5", "--resaon", "x").code == 2


def test_an_empty_value_clears(shell: Shell, desk: Path) -> None:
    assert shell("set", ACTUAL, "").err == f"{ACTUAL}: 241.0 → (blank)\n"
    assert one(desk, "SELECT actual FROM value WHERE id = 'P1.yongkang.I07.2020'") is None


def test_the_file_is_the_one_named_then_pilot_db_then_data_then_ones_own(
    shell: Shell, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "folder", lambda kind: str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    made = {}
    for name in ("own/pilot.db", "data/pilot.db", "env.db", "named.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(demo.read_bytes())
        if name == "env.db":
            monkeypatch.setenv("PILOT_DB", str(path))
        option = ["-f", str(path)] if name == "named.db" else []
        shell("set", ACTUAL, "250", "--author", name, *option)
        made[name] = one(path, "SELECT actor FROM change WHERE site <> 'base'")
    assert made == {name: name for name in made}


def test_who_writes_is_the_one_named_then_pilot_author_then_the_settings(
    shell: Shell, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILOT_DB", str(demo))
    nobody = shell("set", ACTUAL, "250")
    assert (nobody.code, nobody.out) == (2, "")
    assert "Nobody says who" in nobody.err
    assert len(hashes(demo)) == one(demo, "SELECT max(n) FROM change WHERE site = 'base'")
    places.prefer("author", "孟")
    shell("set", ACTUAL, "250")
    monkeypatch.setenv("PILOT_AUTHOR", "wang")
    shell("set", ACTUAL, "251")
    shell("set", ACTUAL, "252", "--author", "lin")
    assert [row["actor"] for row in shell("log", "--json").json] == ["lin", "wang", "孟"]


@pytest.mark.parametrize(
    ("option", "environment", "kept", "locale", "heard"),
    [
        (("--lang", "zh"), "en", "en", "en_US.UTF-8", "zh"),
        (("--lang=zh",), "en", "en", "en_US.UTF-8", "zh"),
        ((), "zh", "en", "en_US.UTF-8", "zh"),
        ((), "", "zh", "en_US.UTF-8", "zh"),
        ((), "", "", "zh_CN.UTF-8", "zh"),
        ((), "", "", "C.UTF-8", "en"),
        ((), "fr", "", "zh_CN.UTF-8", "zh"),
    ],
)
def test_the_language(
    shell: Shell,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, ...],
    environment: str,
    kept: str,
    locale: str,
    heard: str,
) -> None:
    monkeypatch.setenv("PILOT_LANG", environment)
    monkeypatch.setenv("LC_ALL", locale)
    if kept:
        places.prefer("language", kept)
    said = shell("set", ACTUAL, "many", *option).err
    assert ("不是数字" in said) == (heard == "zh")


def test_starting_like_another(shell: Shell, desk: Path) -> None:
    made = shell("new", "programme", "P10", "新方案", "--like", "P1", "starts=2026-01-01")
    assert made.code == 0
    assert {"P10", "P10.D1", "P10.I07", "P10.yongkang", "P10.2018"} <= set(made.out.split())
    rows = {row["programme"]: row for row in shell("show", "programmes", "--json").json}
    assert (rows["P10"]["name_zh"], rows["P10"]["starts"]) == ("新方案", "2026-01-01")
    card = shell("show", "scorecard", "--programme", "P10", "--json").json
    assert len([i for d in card["dimensions"] for i in d["indicators"]]) == 18
    assert (card["coverage"], card["total_rescaled"], card["rank"]) == ("0.0", None, None)
    shell("undo")
    assert "P10" not in {row["programme"] for row in shell("show", "programmes", "--json").json}
    assert shell("check", "--no-findings").code == 0


def test_a_new_year_keeps_the_set_up_and_no_figures(shell: Shell, desk: Path) -> None:
    shell("new", "year", "2021", "--like", "2020")
    card = shell("show", "scorecard", "--year", "2021", "--json").json
    indicators = [i for d in card["dimensions"] for i in d["indicators"]]
    assert {(i["target"], i["actual"]) for i in indicators} == {(None, None)}
    assert {i["operator"] for i in indicators} == {"at_least", "at_most"}
    assert all(i["baseline"] for i in indicators)


@pytest.mark.parametrize(
    ("arguments", "born"),
    [
        (("county", "cangnan", "苍南县", "--programme", "P1"), ["cangnan", "P1.cangnan"]),
        (("county", "cangnan", "Cangnan"), ["cangnan"]),
        (("dimension", "D7", "绿色"), ["P1.D7"]),
        (("indicator", "I19", "dimension=D1", "weight=3"), ["P1.I19"]),
        (("round", "P1-2018", "name_en=Second"), ["P1-2018"]),
        (("round", "P1-2018", "--like", "P1-2017"), ["P1-2018", "P1-2018.K1", "P1-2018.E1"]),
        (("criterion", "K6", "影响"), ["P1-2017.K6"]),
        (("expert", "E10", "专家10"), ["P1-2017.E10"]),
    ],
)
def test_starting_something_of_ones_own(
    shell: Shell, desk: Path, arguments: tuple[str, ...], born: list[str]
) -> None:
    answer = shell("new", *arguments)
    assert answer.code == 0
    assert set(born) <= set(answer.out.split())
    assert shell("check", "--no-findings").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing", "X"),
        ("indicator", "I19", "dimension=D9"),
        ("indicator", "I07", "dimension=D1"),
        ("indicator", "I 19"),
        ("year", "many"),
        ("year", "2021", "--like", "1999"),
        ("programme", "P10", "--like", "P99"),
        ("programme", "P10", "--like", "\udcff"),
        ("dimension", "D7", "--programme", "P99"),
        ("county", "cangnan", "colour=green"),
        ("criterion", "K6", "--programme", "P2"),
    ],
)
def test_what_cannot_be_started(shell: Shell, desk: Path, arguments: tuple[str, ...]) -> None:
    before = hashes(desk)
    answer = shell("new", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert hashes(desk) == before


def test_a_pair_needs_its_sign(shell: Shell, desk: Path) -> None:
    answer = shell("add", "note", "text")
    assert (answer.code, answer.out) == (2, "")
    assert "text" in answer.err
    assert not answer.err.startswith("reason.")


def test_an_empty_file_says_what_it_lacks(shell: Shell, tmp_path: Path) -> None:
    path = str(tmp_path / "empty.db")
    assert shell("init", path).code == 0
    assert shell("show", "programmes", "--json", "-f", path).json == []
    assert shell("show", "programmes", "-f", path).code == 0
    refused = shell("show", "counties", "-f", path)
    assert (refused.code, refused.err) == (2, "There is no programme here yet\n")
    assert shell("check", "--no-findings", "-f", path).code == 0
    for step in (
        ("new", "programme", "P1", "方案", "starts=2026-01-01"),
        ("new", "county", "cangnan", "苍南县", "--programme", "P1"),
        ("new", "dimension", "D1"),
        ("new", "indicator", "I01", "dimension=D1", "weight=100"),
        ("new", "year", "2026"),
        ("set", "value/P1.cangnan.I01.2026/target", "8"),
        ("set", "value/P1.cangnan.I01.2026/actual", "6"),
    ):
        assert shell(*step, "-f", path, "--author", "lin").code == 0
    [county] = shell("show", "counties", "-f", path, "--json").json
    assert (county["scorecard"], county["rank"], county["coverage"]) == ("75.00", 1, "100.0")


def test_an_unknown_name_is_answered_with_those_there_are(shell: Shell, desk: Path) -> None:
    for option, known in [
        (("--programme", "P99"), "P1, P2"),
        (("--county", "杭州"), "永康, 温岭"),
        (("--year", "1999"), "2018, 2019, 2020"),
        (("--round", "X"), "P1-2017"),
    ]:
        answer = shell("show", "review" if option[0] == "--round" else "counties", *option)
        assert (answer.code, answer.out) == (2, "")
        assert known in answer.err
        assert option[1] in answer.err


def test_help_names_every_verb(shell: Shell) -> None:
    said = shell("--help").out
    for name in ROOMS:
        if name != "open":
            assert f"  {name} " in said
            assert shell(name, "--help").code == 0


def test_the_version_needs_no_installed_package(shell: Shell) -> None:
    assert shell("--version").out == f"pilot-tui, version {__version__}\n"


# In processes of their own


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_loads_neither_the_screen_nor_what_checks_typing(
    desk: Path, arguments: tuple[str, ...]
) -> None:
    code = f"""
import sys
from pilot_tui.cli.verbs import run
code = run(sys.argv[1:])
print(sorted({NEVER | READING[arguments]!r} & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
    answer = process(*arguments, code=code)
    assert answer.code == 0
    assert answer.err.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (("set", ACTUAL, "250"), ["pydantic", "rich", "textual"]),
        (("undo",), ["pydantic", "rich", "textual"]),
        (("redo",), ["pydantic", "rich", "textual"]),
        (("retire", "mark", "P1-2017.yongkang.E1.K1"), ["pydantic", "rich", "textual"]),
        (("note", ACTUAL, "x"), ["rich", "textual"]),
        (("new", "year", "2021"), ["rich", "textual"]),
        (("add", "note", "text=x"), ["rich", "textual"]),
        (("init", "fresh.db", "--demo"), ["rich", "textual"]),
        (("export", "out"), ["pydantic", "rich", "textual"]),
    ],
    ids=str,
)
def test_writing_loads_no_screen(
    desk: Path, monkeypatch: pytest.MonkeyPatch, shell: Shell, arguments: tuple[str, ...], never: list[str]
) -> None:
    monkeypatch.chdir(desk.parent)
    shell("set", ACTUAL, "249")
    if arguments == ("redo",):
        shell("undo")
    code = f"""
import sys
from pilot_tui.cli.verbs import run
code = run(sys.argv[1:])
print([name for name in {never!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""
    answer = process(*arguments, code=code)
    assert answer.code == 0, answer.err
    assert answer.err.splitlines()[-1] == "[]"


def test_a_process_of_its_own_answers_the_same(desk: Path, shell: Shell) -> None:
    answer = process("show", "counties", "--json")
    assert answer.code == 0
    assert json.loads(answer.out) == shell("show", "counties", "--json").json
    refused = process("set", ACTUAL, "many")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)


def test_chinese_survives_a_terminal_that_knows_none(desk: Path) -> None:
    answer = process("show", "counties", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert answer.code == 0
    assert "永康市" in answer.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_output_that_finds_no_room_is_a_refusal(desk: Path) -> None:
    code = """
import os, sys
os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
from pilot_tui.cli import main
main()
"""
    answer = process("show", "counties", "--json", code=code)
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert "No space" in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_leaves_is_no_error(desk: Path) -> None:
    code = """
import os, sys
read, write = os.pipe()
os.close(read)
os.dup2(write, 1)
from pilot_tui.cli import main
main()
"""
    answer = process("show", "milestones", "--json", code=code)
    assert (answer.code, answer.err) == (0, "")

"""CSV out and in: what is written reads back byte for byte; what is malformed is named and leaves nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pilot_tui.tables import TABLES
from raw import content, tamper
from shell import ACTUAL, FIXTURES, Answer, Shell


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fixtures to spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "given"))


def test_the_demo_set_comes_out_as_it_went_in(shell: Shell, desk: Path, tmp_path: Path) -> None:
    assert shell("export", str(tmp_path / "out")).code == 0
    written = files(tmp_path / "out")
    assert set(written) == {f"{name}.csv" for name in TABLES}
    given = files(FIXTURES)
    assert {name: sorted(data.splitlines()) for name, data in written.items()} == {
        name: sorted(data.splitlines()) for name, data in given.items()
    }


def test_out_in_and_out_again_is_the_same_to_the_byte(shell: Shell, desk: Path, tmp_path: Path) -> None:
    for step in (
        ("set", ACTUAL, "９０．５０"),
        ("set", "value/P1.yongkang.I07.2021/actual", "-0.0"),
        ("set", "milestone/M036/remark", 'a "quoted" word, 逗号，\nand a second line\ttab'),
        ("set", "county/yongkang/name_en", "  Yongkang, ‘the’ city "),
        ("set", "round/P1-2017/held", "2017年8月"),
        ("set", "mark/P1-2017.yongkang.E1.K1/mark", "回避"),
        ("note", ACTUAL, "=1+1"),
        ("retire", "mark", "P1-2017.yongkang.E1.K2"),
        ("new", "programme", "P10", "另一个", "--like", "P1"),
    ):
        assert shell(*step).code == 0, step
    again = tmp_path / "again.db"
    assert shell("export", str(tmp_path / "out")).code == 0
    assert shell("init", str(again), "--from", str(tmp_path / "out")).code == 0
    assert shell("export", str(tmp_path / "back"), "-f", str(again)).code == 0
    assert files(tmp_path / "out") == files(tmp_path / "back")
    assert content(desk) == content(again)
    assert shell("check", "--no-findings", "-f", str(again)).code == 0


def test_an_export_replaces_the_last_one(shell: Shell, desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shell("export", str(out))
    before = files(out)
    shell("set", ACTUAL, "250")
    shell("export", str(out))
    after = files(out)
    assert {name for name in after if after[name] != before[name]} == {"value.csv"}


def test_an_export_that_fails_leaves_the_last_one(shell: Shell, desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shell("export", str(out))
    before = {name: data for name, data in files(out).items() if name != "value.csv"}
    (out / "value.csv").unlink()
    (out / ".value.csv.new").mkdir()  # where the new one would be written
    shell("set", "mark/P1-2017.yongkang.E1.K1/mark", "1")
    answer = shell("export", str(out))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    (out / ".value.csv.new").rmdir()
    assert files(out) == before


def test_a_windows_spreadsheet_may_have_saved_it(shell: Shell, folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    made, plain = tmp_path / "made.db", tmp_path / "plain.db"
    assert shell("init", str(made), "--from", str(folder)).code == 0
    assert shell("init", str(plain), "--demo").code == 0
    assert content(made) == content(plain)


def test_what_a_mac_leaves_on_a_stick_is_passed_over(shell: Shell, folder: Path, tmp_path: Path) -> None:
    (folder / "._value.csv").write_bytes(b"\x00\x05\x16\x07")
    (folder / "readme.txt").write_text("hello")
    assert shell("init", str(tmp_path / "made.db"), "--from", str(folder)).code == 0


def test_tables_that_are_not_given_are_empty(shell: Shell, folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if path.stem not in ("programme", "county", "pilot"):
            path.unlink()
    made = tmp_path / "made.db"
    assert shell("init", str(made), "--from", str(folder)).code == 0
    assert {name for name, rows in content(made).items() if rows} == {"programme", "county", "pilot"}


SECOND = "P1.yongkang.I01.2018,P1,yongkang,I01,2018,1.62,at_least,1.80,1.72"
"""How the second line of value.csv starts; the first names the columns."""


def spoilt(old: str, new: str) -> tuple[str, str]:
    return SECOND, SECOND.replace(old, new)


MALFORMED: dict[str, tuple[tuple[str, str], int, str, str]] = {
    "a cell is missing": (spoilt(",1.80", ""), 2, "source", "21 cells"),
    "a cell too many": (spoilt(",1.80", ",1.80,"), 2, "source", "23 cells"),
    "an unknown column": ((",indicator,year", ",colour,year"), 1, "colour", "no such"),
    "a column twice": ((",indicator,year", ",year,year"), 1, "year", "twice"),
    "no id column": (("id,programme", "remark,programme"), 1, "remark", "twice"),
    "a nameless column": ((",indicator,year", ",,year"), 1, "4", "no such"),
    "a bad number": (spoilt("1.72", "1.7O"), 2, "actual", "‘1.7O’"),
    "an infinite number": (spoilt("1.72", "inf"), 2, "actual", "‘inf’"),
    "a number not as it is stored": (spoilt("1.72", "1.72 "), 2, "actual", "Write ‘1.72’"),
    "a bad choice": (spoilt("at_least", "atleast"), 2, "operator", "‘atleast’"),
    "a bad year": (spoilt(",2018,", ",18,"), 2, "year", "‘18’"),
    "a wrong id": (spoilt("I01.2018", "I01.2017"), 2, "id", "P1.yongkang.I01.2018"),
    "a duplicate": (("I01.2019,P1,yongkang,I01,2019", "I01.2018,P1,yongkang,I01,2018"), 3, "id", "line 2"),
    "a dangling reference": (spoilt("yongkang", "atlantis"), 2, "county", "atlantis"),
    "a dangling reference of two parts": (spoilt("I01", "I99"), 2, "indicator", "P1.I99"),
    "a blank key": (spoilt(",yongkang,", ",,"), 2, "county", "‘county’"),
    "a NUL": (spoilt("1.72", "1.\0" + "72"), 2, "actual", "␀"),
    "a quote never closed": (spoilt("1.72", '"1.72'), 2, "—", "quotes"),
    "letters after a quote": (spoilt("1.72", '"1.72"x'), 2, "—", "quotes"),
    "a line end in the middle": (spoilt("1.72", "1.72\rx"), 2, "numerator", "9 cells"),
    "a cell without end": (spoilt("1.72", "1" * 200_000), 2, "—", "too long"),
}


def refused(shell: Shell, folder: Path, made: Path) -> Answer:
    answer = shell("init", str(made), "--from", str(folder))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "\0" not in answer.err
    assert not made.exists()
    assert [path.name for path in made.parent.iterdir() if path != folder] == []
    return answer


@pytest.mark.parametrize("case", MALFORMED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_malformed(
    shell: Shell, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, language: str
) -> None:
    monkeypatch.setenv("PILOT_LANG", language)
    (old, new), line, column, why = MALFORMED[case]
    text = (folder / "value.csv").read_text("utf-8")
    assert old in text
    (folder / "value.csv").write_bytes(text.replace(old, new, 1).encode())
    said = refused(shell, folder, tmp_path / "made.db").err
    if language == "zh":
        assert said.startswith(f"value.csv 第 {line} 行，{column} 列：")
        assert "line" not in said
    else:
        assert said.startswith(f"value.csv, line {line}, column {column}: ")
        assert why in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bytes_that_are_no_utf8(
    shell: Shell, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PILOT_LANG", language)
    raw = (folder / "value.csv").read_bytes()
    lines = raw.split(b"\n")
    lines[150] = lines[150].replace("演示数据".encode(), "演示数据".encode("gb18030"))
    (folder / "value.csv").write_bytes(b"\n".join(lines))
    said = refused(shell, folder, tmp_path / "made.db").err
    assert "UTF-8" in said
    assert "151" in said
    assert "source" in said
    assert ("不是" in said) == (language == "zh")


def test_a_spreadsheet_saved_as_utf16(shell: Shell, folder: Path, tmp_path: Path) -> None:
    text = (folder / "value.csv").read_text("utf-8")
    (folder / "value.csv").write_bytes(text.encode("utf-16"))
    assert "value.csv, line 1" in refused(shell, folder, tmp_path / "made.db").err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("value.csv", b"", "value.csv, line 1"),
        ("value.csv", b"\n", "value.csv, line 1"),
        ("value.csv", b"\xef\xbb\xbf", "value.csv, line 1"),
        ("values.csv", b"id\n", "values.csv, line 1"),
        ("sqlite_master.csv", b"id\n", "sqlite_master.csv, line 1"),
        ("change.csv", b"n\n", "change.csv, line 1"),
    ],
)
def test_a_file_that_is_empty_or_none_of_ours(
    shell: Shell, folder: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (folder / name).write_bytes(data)
    assert said in refused(shell, folder, tmp_path / "made.db").err


def test_a_row_over_several_lines_is_named_by_its_first(shell: Shell, folder: Path, tmp_path: Path) -> None:
    first, second, third, *rest = (folder / "value.csv").read_text("utf-8").splitlines()
    long = f'{second.rpartition(",")[0]},"one', 'two"'
    for lines, line in (
        ([first, *long, third.replace(",1.98,1.98,", ",1.98,1.9B,"), *rest], 4),
        ([first, third, long[0].replace(",1.72,", ",1.7B,"), long[1], *rest], 3),
    ):
        (folder / "value.csv").write_text("\n".join(lines), "utf-8")
        assert f"value.csv, line {line}, column actual" in refused(shell, folder, tmp_path / "made.db").err


@pytest.mark.parametrize("name", ["nowhere", "a-file", "x" * 5_000])
def test_a_folder_that_is_none(shell: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("x")
    answer = shell("init", str(tmp_path / "made.db"), "--from", str(tmp_path / name))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "is not a folder" in answer.err or "…" in answer.err
    assert not (tmp_path / "made.db").exists()


def test_a_folder_without_csv(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    assert "no CSV" in refused(shell, tmp_path / "given", tmp_path / "made.db").err


@pytest.mark.parametrize("target", ["a-file", "a-file/inside"])
def test_an_export_to_where_it_cannot_be(shell: Shell, desk: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "a-file").write_text("x")
    answer = shell("export", str(tmp_path / target))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert (tmp_path / "a-file").read_text() == "x"


def test_an_import_never_overwrites(shell: Shell, desk: Path) -> None:
    before = desk.read_bytes()
    answer = shell("init", str(desk), "--demo")
    assert (answer.code, answer.out) == (2, "")
    assert "exists already" in answer.err
    assert desk.read_bytes() == before


@pytest.mark.parametrize("name", ["x" * 252, "x" * 5_000, "a-file/inside.db"])
def test_a_file_that_cannot_be_made(shell: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("x")
    answer = shell("init", str(tmp_path / name))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


def test_a_value_smuggled_into_the_file_does_not_break_the_export(
    shell: Shell, desk: Path, tmp_path: Path
) -> None:
    tamper(
        desk, "UPDATE note SET text = 'x'", "INSERT INTO note (id, text) VALUES ('n', 'a' || char(13) || 'b')"
    )
    assert shell("export", str(tmp_path / "out")).code == 0
    assert len((tmp_path / "out" / "note.csv").read_bytes().split(b"\n")) == 3

"""Text with separators, in every encoding offices send."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilot_tui.errors import SheetRefused
from pilot_tui.exchange.sheets.opening import read_file
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from shell import Shell

TEXT = '县,指标,实际,备注\r\n永康市,I07,250.5,已核\r\n温岭市,I07,"1,300","两行\n备注"\r\n'


def cells(path: Path, encoding: str = "") -> list[list[str]]:
    leaf = read_file(path, encoding).sheets[0].read()
    return [[leaf.rows[row][at][0] for at in sorted(leaf.rows[row])] for row in sorted(leaf.rows)]


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "f.csv"
    path.write_bytes(data)
    return path


WANTED = [
    ["县", "指标", "实际", "备注"],
    ["永康市", "I07", "250.5", "已核"],
    ["温岭市", "I07", "1,300", "两行\n备注"],
]


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_encoding_is_found_out(tmp_path: Path, encoding: str, read_as: str) -> None:
    path = written(tmp_path, TEXT.encode(encoding))
    assert cells(path) == WANTED
    assert read_file(path).encoding == read_as


def test_utf_16_with_the_other_mark(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert cells(path) == WANTED


@pytest.mark.parametrize("separator", ["\t", ";", "，", "；"])
def test_every_separator_is_found_out(tmp_path: Path, separator: str) -> None:
    rows = [["县", "指标", "实际"], ["永康市", "I07", "1,250.5"], ["温岭市", "I07", "7"]]
    path = written(tmp_path, "\n".join(separator.join(row) for row in rows).encode())
    assert cells(path) == rows


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    path = written(tmp_path, "县,实际\r\n永康,1\n温岭,2\r长兴,3".encode())
    assert cells(path) == [["县", "实际"], ["永康", "1"], ["温岭", "2"], ["长兴", "3"]]


def test_an_encoding_that_is_named_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode("big5", "replace"))
    assert cells(path, "big5")[1][1] == "I07"


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"a,b\nc\x00,d\n" + b"x" * 40, "", "no_text"),
        ("县,实际\n永康,1".encode() + b"\xe6\xb0", "", "damaged_text"),
        ("县,实际\n永康,1".encode().replace(b",1", b",\xed\xa0\x80"), "", "damaged_text"),
        (b"\xff\xff\xff\xff,\xff", "", "not_gb18030"),
        (TEXT.encode(), "klingon", "no_encoding"),
        (TEXT.encode("gb18030"), "utf-8", "not_encoded"),
        (TEXT.encode(), "base64", "no_encoding"),
        ('县,实际\n"永康,1\n'.encode(), "", "quotes"),
        ("县,实际\n永康,".encode() + b"9" * 200_000, "", "long_cell"),
        (b"\xff\xfe\x00", "", "not_encoded"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(SheetRefused) as caught:
        read_file(written(tmp_path, data), encoding)
    assert caught.value.facts["reason"] == reason
    assert "f.csv" in str(caught.value)


def test_a_csv_is_imported_and_says_how_it_was_read(shell: Shell, desk: Path, tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.replace("两行\n备注", "一行").encode("gb18030"))
    answer = shell("import", path, "--year", "2020", "--json")
    assert (answer.code, answer.json["changes"]) == (0, 4)
    assert answer.json["sheet"] is None
    assert "read as gb18030" in answer.err
    assert {one["place"] for one in answer.json["cells"]} >= {"f.csv C2", "f.csv C3"}
    with Store.open(desk) as store:
        row = Workbook(store).row("value", "P1.wenling.I07.2020")
    assert row
    assert row["actual"] == "1300"

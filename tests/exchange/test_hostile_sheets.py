"""Files nobody should have sent: each is refused in a sentence that names it, and nothing is written."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot_tui.errors import PilotError
from pilot_tui.exchange.sheets import limits, opening, package
from pilot_tui.exchange.sheets.opening import read_file
from pilot_tui.store import Store
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.sheets.proposing import propose
from pilot_tui.workbook.sheets.reading import Asked, understood
from shell import Shell

from . import filled
from . import handmade as made
from .filled import Filled, content

Parts = dict[str, str | bytes]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


@pytest.fixture
def sheet(desk: Path) -> Filled:
    return filled.of(desk)


def refused(shell: Shell, desk: Path, path: Path, *arguments: str) -> str:
    before = content(desk)
    answer = shell("import", path, "--year", "2020", *arguments)
    assert answer.code == 2, answer.out + answer.err
    assert content(desk) == before
    assert answer.err.count("\n") == 1
    assert path.name in answer.err
    return answer.err


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"PK", "damaged"),
        (b"PK\x03\x04 and so on", "damaged"),
        (_OLE, ".xls format"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 ...", "no spreadsheet"),
        (made.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "no .xlsx"),
        (made.packed({"xl/workbook.bin": "x"}), "no .xlsx"),
        (made.packed(made.parts({"S": made.sheet([["x"]])}) | {"xl/vbaProject.bin": b"x"}), "macros"),
        (made.packed({"xl/workbook.xml": "<workbook><sheets>"}), "damaged"),
        (made.packed({"xl/workbook.xml": "not xml"}), "damaged"),
    ],
    ids=count(),  # an archive holds the time it was made, and a test is called the same in every process
)
def test_what_is_no_workbook(shell: Shell, desk: Path, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(data)
    assert said in refused(shell, desk, path)


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, os.mkfifo])
def test_what_is_no_file(shell: Shell, desk: Path, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "f.xlsx"
    make(path)
    refused(shell, desk, path)


def with_part(name: str, change: Callable[[str], str]) -> Callable[[Parts], None]:
    def changed(parts: Parts) -> None:
        said = parts[name]
        assert isinstance(said, str)
        parts[name] = change(said)

    return changed


_LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [_LAUGHS, _OUTSIDE, '<!DOCTYPE w SYSTEM "http://example.invalid/w.dtd">'])
@pytest.mark.parametrize("part", [SHEET, BOOK, "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"])
def test_definitions_are_refused(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, doctype: str, part: str
) -> None:
    path = tmp_path / "f.xlsx"
    change = with_part(part, lambda xml: xml.replace(made.HEAD, made.HEAD + doctype))
    path.write_bytes(sheet.bytes(change))
    assert "DOCTYPE" in refused(shell, desk, path)


@pytest.mark.parametrize(
    "change",
    [
        with_part(SHEET, lambda xml: xml[: len(xml) // 2]),
        with_part(SHEET, lambda xml: xml.replace("</row>", "</raw>", 1)),
        with_part(SHEET, lambda xml: xml.replace('r="A6"', 'r="A0"', 1)),
        with_part(SHEET, lambda xml: xml.replace('r="A6"', 'r="XFE6"', 1)),
        with_part(SHEET, lambda xml: xml.replace('r="A6"', 'r="A1048577"', 1)),
        with_part(SHEET, lambda xml: xml.replace('r="A6"', 'r="6A"', 1)),
        with_part(SHEET, lambda xml: xml.replace('t="inlineStr"><is>', 't="s"><v>7</v><is>', 1)),
        with_part(SHEET, lambda xml: xml.replace("title", "title&nope;", 1)),
        lambda parts: parts.pop(SHEET),
        lambda parts: parts.pop("xl/styles.xml"),
    ],
)
def test_damaged_parts_are_refused(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, change: Callable[[Parts], None]
) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(sheet.bytes(change))
    assert "damaged" in refused(shell, desk, path)


def test_a_sheet_that_claims_to_be_huge_is_read_for_what_it_holds(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path
) -> None:
    sheet.before = '<dimension ref="A1:XFD1048576"/>'
    sheet.rows.append([])
    path = tmp_path / "f.xlsx"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path.write_bytes(sheet.bytes(with_part(SHEET, lambda xml: xml.replace("</sheetData>", far))))
    assert "XFD" in refused(shell, desk, path)
    assert shell("import", path, "--map", "XFD=-").code == 0


def bomb(name: str, size: int) -> bytes:
    """A part of nothing but blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w") as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
        for other, data in made.parts({"S": made.sheet([["x"]])}).items():
            if other != name:
                archive.writestr(other, data)
    return out.getvalue()


@pytest.mark.parametrize("part", [SHEET, "xl/media/unused.bin"])
def test_a_zip_bomb_is_not_unpacked(shell: Shell, desk: Path, tmp_path: Path, part: str) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(bomb(part, 60_000_000))
    assert path.stat().st_size < 100_000
    assert "unpacks to more" in refused(shell, desk, path)


def test_an_archive_that_lies_about_its_size_is_refused(shell: Shell, desk: Path, tmp_path: Path) -> None:
    data = bytearray(bomb(SHEET, 60_000_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        data[at + offset : at + offset + 4] = (1_000).to_bytes(4, "little")
    path = tmp_path / "f.xlsx"
    path.write_bytes(data)
    refused(shell, desk, path)


def test_too_many_parts_too_many_cells_too_many_bytes(
    shell: Shell, desk: Path, sheet: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(made.packed({f"part{n}": "" for n in range(package.MOST_PARTS + 1)}))
    assert "unpacks to more" in refused(shell, desk, path)
    monkeypatch.setattr("pilot_tui.exchange.sheets.quick.MOST_CELLS", 50)
    monkeypatch.setattr("pilot_tui.exchange.sheets.thorough.MOST_CELLS", 50)
    assert "too large" in refused(shell, desk, sheet.write(path))
    monkeypatch.setattr(opening, "MOST_BYTES", 50)
    assert "100 MB" in refused(shell, desk, path)
    assert limits.MOST_CELLS > 1_000_000


def test_a_part_that_stands_twice_is_refused(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(sheet.bytes())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, made.sheet([["other"]]))
    assert "damaged" in refused(shell, desk, path)


def test_a_part_that_is_encrypted_is_refused(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    data = bytearray(sheet.bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path = tmp_path / "f.xlsx"
    path.write_bytes(data)
    assert "password" in refused(shell, desk, path)


def test_parts_outside_are_not_looked_up(shell: Shell, desk: Path, sheet: Filled, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    for target in ("../../../../../../etc/passwd", "file:///etc/passwd", "http://example.invalid/s.xml"):
        change = with_part(
            "xl/_rels/workbook.xml.rels",
            lambda xml, to=target: xml.replace("worksheets/sheet1.xml", to),  # type: ignore[misc]  # bound now
        )
        path.write_bytes(sheet.bytes(change))
        refused(shell, desk, path)


# Whatever is in a cell, whatever becomes of the bytes


TEXTS = st.one_of(
    st.text(max_size=20),
    st.from_regex(r"[=+@-]?[0-9０-９]{1,12}([.,][0-9]{1,9})?[%‰万亿]?", fullmatch=True),
    st.sampled_from(
        ["=cmd|' /C calc'!A0", "not reported", "清空", "-", "NaN", "inf", "1e400", "\0", "\ud800"]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.tuples(st.integers(0, 17), st.integers(0, 12), TEXTS, st.sampled_from(["s", "n", "f", "%", "e"])),
        max_size=8,
    )
)
def test_no_text_of_a_cell_is_more_than_refused(
    demo: Path, cells: list[tuple[int, int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "texts.xlsx"
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        sheet = filled.blank(book)
        for row, column, text, kind in cells:
            plain = "".join(one for one in text if one.isprintable())
            sheet.rows[filled.HEAD + 1 + row][column] = {
                "s": plain,
                "n": made.styled(0, escape(plain)),
                "%": made.styled(made.PERCENT, escape(plain)),
                "f": made.formula(plain, "3"),
                "e": made.error(escape(plain)),
            }[kind]
        sheet.write(path)
        with suppress(PilotError):
            proposal = propose(book, understood(book, read_file(path), Asked()), Asked())
            assert all(line.place.startswith("texts.xlsx") for line in proposal.lines)
            for line in proposal.refused:
                assert "\n" not in line.why


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(
    demo: Path, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(data)
    with Store.open(demo) as store, suppress(PilotError):
        book = Workbook(store, "lin")
        propose(book, understood(book, read_file(path), Asked(year=2020)), Asked(year=2020))


MUTATED = 600


def mutated(data: bytes, seed: int) -> bytes:
    """The same workbook spoilt: its bytes, or the XML of its parts before they are packed again."""
    pick = random.Random(seed)
    if seed % 3 == 0:
        return _spoilt(data, pick)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: Parts = {name: archive.read(name) for name in archive.namelist()}
    name = pick.choice(sorted(parts))
    raw = parts[name]
    assert isinstance(raw, bytes)
    if seed % 3 == 1:
        parts[name] = _spoilt(raw, pick)
    else:
        parts[name] = _reshuffled(raw, pick)
    return made.packed(parts)


def _spoilt(data: bytes, pick: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(pick.randint(1, 6)):
        at = pick.randrange(len(found))
        kind = pick.randrange(4)
        if kind == 0:
            found[at] = pick.randrange(256)
        elif kind == 1:
            del found[at : at + pick.randint(1, 40)]
        elif kind == 2:
            found[at:at] = bytes(pick.randrange(256) for _ in range(pick.randint(1, 20)))
        else:
            found[at:at] = found[max(0, at - 30) : at]
        if not found:
            break
    return bytes(found)


def _reshuffled(data: bytes, pick: random.Random) -> bytes:
    """XML that is still XML: other numbers, other places, other kinds of cells, pieces twice or gone."""
    for _ in range(pick.randint(1, 5)):
        old, new = pick.choice(
            [
                (b'r="A6"', b'r="ZZ99999"'),
                (b't="inlineStr"', b't="s"'),
                (b't="inlineStr"', b't="e"'),
                (b"<v>", b"<f>1</f><v>"),
                (b"<v>", b"<v>9999999999999999"),
                (b"<v>", b"<v>-"),
                (b"</row>", b'</row><row r="3"/>'),
                (b"<is>", b"<is><r>"),
                (b"yongkang", b"wenling"),
                (b"2020", b"2021"),
                (b"</c>", b""),
                (b"<c ", b'<c s="99" '),
                (b'"pilot-tui"', b'"other"'),
                (b"Indicators", b"\xff\xfe"),
                (b"actual", b"target"),
                (b"scorecard", b"review"),
                (b"UTF-8", b"UTF-16"),
                (b"sheetData", b"sheetDato"),
            ]
        )
        at = pick.randrange(max(1, data.count(old)))
        pieces = data.split(old)
        data = (
            old.join(pieces[: at + 1]) + (new if len(pieces) > at + 1 else b"") + old.join(pieces[at + 1 :])
        )
    return data


def test_mutated_workbooks_are_refused_or_understood(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    refusals: list[str] = []
    understood_count = 0
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        sheet = filled.blank(book)
        sheet.put("P1.yongkang.I07.2020", "actual", 250)
        good, before = sheet.bytes(), book.content()
        for seed in range(MUTATED):
            path.write_bytes(mutated(good, seed))
            try:
                propose(book, understood(book, read_file(path), Asked()), Asked())
                understood_count += 1
            except PilotError as error:
                refusals.append(str(error))
        assert book.content() == before
    assert len(refusals) > MUTATED // 4
    assert understood_count > MUTATED // 20
    assert [said for said in refusals if "\n" in said or "f.xlsx" not in said] == []

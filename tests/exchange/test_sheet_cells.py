"""The cells of a workbook as they are read, whoever wrote them and however."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pilot_tui.exchange.sheets import quick as quick_way
from pilot_tui.exchange.sheets.cells import Cells, Looks
from pilot_tui.exchange.sheets.opening import read_file
from pilot_tui.exchange.sheets.package import Package
from pilot_tui.exchange.sheets.thorough import thorough
from pilot_tui.workbook.sheets.given import DAY, ERROR, FORMULA, NUMBER, PERCENT, Leaf

from . import handmade as made
from .handmade import Raw, styled

Cell = tuple[str, str]


def leaf(path: Path) -> Leaf:
    return read_file(path).sheets[0].read()


def only(tmp_path: Path, value: object) -> Cell:
    return leaf(made.write(tmp_path / "one.xlsx", [[value]])).rows[0][0]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("目标", ("目标", "")),
        (12, ("12", NUMBER)),
        (Raw('<c r="{at}"><v>84.09999999999999</v></c>'), ("84.1", NUMBER)),
        (Raw('<c r="{at}"><v>0.30000000000000004</v></c>'), ("0.3", NUMBER)),
        (Raw('<c r="{at}"><v>1E-3</v></c>'), ("0.001", NUMBER)),
        (Raw('<c r="{at}"><v>1.5E+6</v></c>'), ("1500000", NUMBER)),
        (Raw('<c r="{at}"><v>1e999999</v></c>'), ("1e999999", NUMBER)),
        (Raw('<c r="{at}"><v>NaN</v></c>'), ("NaN", NUMBER)),
        (styled(made.PERCENT, "0.035"), ("3.5%", PERCENT)),
        (styled(made.PERCENT, "1"), ("100%", PERCENT)),
        (styled(made.PERCENT, "0.1"), ("10%", PERCENT)),
        (styled(made.PER_MILLE_TEXT, "3.5"), ("3.5", NUMBER)),
        (styled(made.DAY, "43646"), ("2019-06-30", DAY)),
        (styled(made.DAY, "43646.5"), ("2019-06-30 12:00", DAY)),
        (styled(made.DAY, "59"), ("1900-02-28", DAY)),
        (styled(made.DAY, "61"), ("1900-03-01", DAY)),
        (styled(made.DAY, "99999999999"), ("99999999999", DAY)),
        (Raw('<c r="{at}" t="d"><v>2019-06-30T00:00:00</v></c>'), ("2019-06-30", DAY)),
        (Raw('<c r="{at}" t="b"><v>1</v></c>'), ("TRUE", "")),
        (Raw('<c r="{at}" t="inlineStr"><is><t>a_x000D_b</t></is></c>'), ("a\rb", "")),
        (Raw('<c r="{at}" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r></is></c>'), ("富文本", "")),
        (Raw('<c r="{at}" t="inlineStr"><is><t>汉</t><rPh><t>han</t></rPh></is></c>'), ("汉", "")),
        (made.error("#REF!"), ("#REF!", ERROR)),
        (made.formula("SUM(A1:A2)", "7"), ("7", FORMULA)),
        (made.formula("SUM(A1:A2)"), ("", FORMULA)),
        (Raw("<c r='{at}' t = 'n'><v>7</v></c>"), ("7", NUMBER)),
    ],
)
def test_a_cell_is_what_its_spreadsheet_shows(tmp_path: Path, value: object, told: Cell) -> None:
    assert only(tmp_path, value) == told


def test_shared_strings_are_looked_up(tmp_path: Path) -> None:
    given = made.parts({"S": made.sheet([[Raw('<c r="A1" t="s"><v>1</v></c>')]])})
    given["xl/sharedStrings.xml"] = (
        f'{made.HEAD}<sst xmlns="{made.MAIN}"><si><t>no</t></si>'
        "<si><r><t>甲</t></r><r><t>乙</t></r></si></sst>"
    )
    given["xl/_rels/workbook.xml.rels"] = str(given["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rIdT" Type="{made.OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
    )
    path = tmp_path / "strings.xlsx"
    path.write_bytes(made.packed(given))
    assert leaf(path).rows == {0: {0: ("甲乙", "")}}


def test_days_counted_from_1904(tmp_path: Path) -> None:
    given = made.parts({"S": made.sheet([[styled(made.DAY, "0")]])})
    given["xl/workbook.xml"] = str(given["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    path = tmp_path / "mac.xlsx"
    path.write_bytes(made.packed(given))
    assert leaf(path).rows[0][0] == ("1904-01-01", DAY)


def test_what_is_hidden_and_merged_is_known(tmp_path: Path) -> None:
    path = made.write(
        tmp_path / "hidden.xlsx",
        [["a", "b"], [1, 2]],
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
        about={2: ' hidden="true"'},
    )
    found = leaf(path)
    assert found.hidden_rows == {1}
    assert found.hidden_columns == {1}
    assert list(found.merged) == [(0, 0, 0, 1)]


def test_cells_without_names_follow_each_other(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    xml = f'<worksheet xmlns="{made.MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    path = tmp_path / "bare.xlsx"
    path.write_bytes(made.packed(made.parts({"S": xml})))
    assert leaf(path).rows == {0: {0: ("1", NUMBER), 1: ("2", NUMBER)}, 1: {0: ("3", NUMBER)}}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_xml_in_other_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    said = made.sheet([["甲", 5]]).replace('encoding="UTF-8"', f'encoding="{encoding[:6].strip("-")}"')
    path = tmp_path / "wide.xlsx"
    path.write_bytes(
        made.packed(
            made.parts({"S": said.replace("utf-8", "UTF-8")})
            | {"xl/worksheets/sheet1.xml": said.encode(encoding)}
        )
    )
    assert leaf(path).rows == {0: {0: ("甲", ""), 1: ("5", NUMBER)}}


def test_prefixed_elements_are_not_missed(tmp_path: Path) -> None:
    xml = (
        f'{made.HEAD}<x:worksheet xmlns:x="{made.MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = tmp_path / "prefix.xlsx"
    path.write_bytes(made.packed(made.parts({"S": xml})))
    assert leaf(path).rows == {0: {0: ("5", NUMBER)}}


def test_a_usual_sheet_goes_the_quick_way(tmp_path: Path) -> None:
    data = made.sheet([["甲", 1, styled(made.PERCENT, "0.5")], ["a & b", 2.5]]).encode()
    cells = Cells(Package("x", made.packed({"a": "b"})), "S", [], Looks({1: PERCENT}, since_1904=False))
    assert quick_way.quick(cells, data) is not None
    for odd in ("<!-- -->", "<f>1</f>"):
        assert quick_way.quick(cells, data.replace(b"<sheetData>", odd.encode() + b"<sheetData>")) is None


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_VALUES = st.one_of(
    st.none(),
    _TEXTS,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.tuples(st.sampled_from([made.PERCENT, made.DAY]), st.floats(-1000, 90_000)).map(
        lambda one: styled(*one)
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_VALUES, max_size=6), max_size=6))
@example([["hidden"]])
def test_both_ways_find_the_same(rows: list[list[object]]) -> None:
    data = made.sheet(rows).encode()
    cells = Cells(
        Package("x", made.packed({"a": "b"})), "S", [], Looks({1: PERCENT, 2: DAY}, since_1904=False)
    )
    fast = quick_way.quick(cells, data)
    slow = thorough(cells, data)
    assert fast is None or fast.rows == slow.rows
    looked_at = ("\r", "&", "<", *map(bytes.decode, quick_way._ELSE))  # wherever they stand, also in a text
    usual = not any(sign in str(one) for row in rows for one in row for sign in looked_at)
    if usual:
        assert fast is not None


def test_a_file_as_spreadsheets_write_it_is_read_alike_both_ways(tmp_path: Path) -> None:
    pick = random.Random(7)
    rows = [[f"县{n}", pick.random(), pick.randrange(10**6), "x < y"] for n in range(300)]
    data = made.sheet(rows).encode()
    cells = Cells(Package("x", made.packed({"a": "b"})), "S", [], Looks({}, since_1904=False))
    fast = quick_way.quick(cells, data)
    assert fast is not None
    assert fast.rows == thorough(cells, data).rows
    assert len(fast.rows) == 300

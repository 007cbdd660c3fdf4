"""Workbook, letter and print, each opened by a reader that did not write it."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pilot_tui.errors import NoFont, NoLibrary, Stopped, TooLong
from pilot_tui.exchange.whole_file import whole_file
from pilot_tui.model import Birth
from pilot_tui.report.asked import Asked
from pilot_tui.report.canonical import checksum
from pilot_tui.report.chart_table import chart_table
from pilot_tui.report.document import Chart, Document, Table
from pilot_tui.report.formats import Layout, written
from pilot_tui.report.office import needing
from pilot_tui.report.summary import document_of, summary_document
from pilot_tui.store.building import build
from pilot_tui.workbook import Workbook

from .conftest import opened, spoilt
from .readers import by_libreoffice, ink, library, pages_of, program, run, text_of
from .test_hostile import FEW, NASTY, control

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEEDS = {"xlsx": "xlsxwriter", "docx": "docx", "pdf": "typst"}


@pytest.fixture
def document(book: Workbook) -> Document:
    return document_of(book, Asked("P1", 2020))


def made(document: Document, form: str, home: Path, layout: Layout | None = None) -> Path:
    library(NEEDS[form])
    path = home / f"made.{form}"
    path.write_bytes(written(document, form, layout))
    return path


def workbook_of(path: Path) -> Any:
    library("openpyxl")
    import openpyxl

    return openpyxl.load_workbook(path)


def every_table(document: Document) -> list[Table]:
    blocks = [block for block in document.blocks if isinstance(block, Table | Chart)]
    return [one if isinstance(one, Table) else chart_table(one, document.labels) for one in blocks]


# The workbook


def test_every_figure_of_the_workbook_is_a_number(document: Document, tmp_path: Path) -> None:
    book = workbook_of(made(document, "xlsx", tmp_path))
    tables = every_table(document)
    assert len(book.worksheets) == len(tables) + 1
    for sheet, table in zip(book.worksheets[1:], tables, strict=True):
        wanted = [cell.number for row in table.rows for cell in row.cells if cell.number is not None]
        cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
        assert [Decimal(repr(cell.value)) for cell in cells] == wanted
        assert all("0" in cell.number_format for cell in cells)


def test_the_workbook_is_set_up_to_be_read_and_printed(document: Document, tmp_path: Path) -> None:
    book = workbook_of(made(document, "xlsx", tmp_path))
    sheet = next(one for one in book.worksheets if one.title.startswith("指标完成情况表"))
    assert sheet.freeze_panes == "E6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    lights = {rule.text for of in sheet.conditional_formatting for rule in of.rules}
    assert lights == {"●", "◆", "▲", "■", "○"}
    assert sheet["G6"].number_format.startswith('"≥ "#,##0.00')


def test_sums_are_formulas_only_where_that_is_asked(document: Document, tmp_path: Path) -> None:
    plain = workbook_of(made(document, "xlsx", tmp_path))
    assert not any(
        cell.data_type == "f" for one in plain.worksheets for row in one.iter_rows() for cell in row
    )
    book = workbook_of(made(document, "xlsx", tmp_path, Layout(formulas=True)))
    sheet = next(one for one in book.worksheets if one.title.startswith("指标完成情况表"))
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 14
    for cell in formulas:
        spans = re.findall(r"([A-Z]+\d+):([A-Z]+\d+)", cell.value)
        one = [sheet[f"{first}:{last}"] for first, last in spans]
        parts = [each[0].value for of in one for each in of] if spans else []
        assert all(isinstance(part, int | float) for part in parts)


def test_a_text_that_looks_like_markup_of_the_workbook_is_read_back_as_it_is(
    births: list[Birth], tmp_path: Path
) -> None:
    odd = "<r><t>&</r>"
    build(tmp_path / "odd.db", spoilt(births, odd))
    with opened(tmp_path / "odd.db") as book:
        path = made(summary_document(book, "P1", 2020, of="circular"), "xlsx", tmp_path)
    said = [cell.value for sheet in workbook_of(path) for row in sheet.iter_rows() for cell in row]
    assert said[0].strip() == odd
    assert said.count(odd) > 20


def test_what_looks_like_the_sign_of_a_number_is_no_sign(births: list[Birth], tmp_path: Path) -> None:
    build(tmp_path / "odd.db", spoilt(births, "_x0041_"))
    with opened(tmp_path / "odd.db") as book:
        path = made(summary_document(book, "P1", 2020, of="counties"), "xlsx", tmp_path)
    assert text_of(by_libreoffice(path, tmp_path)).count("_x0041_") > 10


def test_the_cover_carries_the_fingerprint_of_what_the_sheets_say(document: Document, tmp_path: Path) -> None:
    cover = workbook_of(made(document, "xlsx", tmp_path)).worksheets[0]
    assert f"内容校验码 {checksum(document)}" in [row[0].value for row in cover.iter_rows()]


def test_libreoffice_computes_the_formulas_and_prints_the_workbook(
    document: Document, tmp_path: Path
) -> None:
    said = text_of(by_libreoffice(made(document, "xlsx", tmp_path, Layout(formulas=True)), tmp_path))
    for wanted in ("98.75", "指标完成情况表", "专家评分汇总表", "19.79", "数据截至 2020-12-31", "示例"):
        assert wanted in said
    assert "Err:" not in said
    assert "#NAME" not in said


# The letter


def test_the_letter_has_styles_contents_fonts_and_a_foot(document: Document, tmp_path: Path) -> None:
    with zipfile.ZipFile(made(document, "docx", tmp_path)) as file:
        parts = {name: file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml")}
    body = ElementTree.fromstring(parts["word/document.xml"])
    sizes = {(one.get(f"{WORD}w"), one.get(f"{WORD}h")) for one in body.iter(f"{WORD}pgSz")}
    assert sizes == {("11906", "16838"), ("16838", "11906")}
    codes = "".join(one.text or "" for one in body.iter(f"{WORD}instrText"))
    assert "TOC" in codes
    styles = {one.get(f"{WORD}val") for one in body.iter(f"{WORD}pStyle")}
    assert {"Title", "Heading2", "TOC2", "PilotBanner"} <= styles
    assert len(list(body.iter(f"{WORD}tblHeader"))) >= len(document.tables)
    assert 'w:eastAsia="SimSun"' in parts["word/styles.xml"]
    foot = next(text for name, text in parts.items() if "footer" in name)
    assert document.stamp.data in foot
    assert "NUMPAGES" in foot


def test_libreoffice_shows_the_letter_with_its_charts(document: Document, tmp_path: Path) -> None:
    pdf = by_libreoffice(made(document, "docx", tmp_path), tmp_path)
    said = text_of(pdf)
    for wanted in ("目录", "98.75", "各县得分排位", "回避", "内容校验码", "示例"):
        assert wanted in said
    pages = pages_of(pdf, tmp_path)
    assert len(pages) > 4
    assert all(ink(page) > 0.002 for page in pages)


# The print


def test_the_print_has_its_fonts_its_pages_and_its_text(document: Document, tmp_path: Path) -> None:
    pdf = made(document, "pdf", tmp_path)
    said = text_of(pdf)
    for wanted in ("98.75", "各县得分排位", "回避", "示例", document.stamp.rule):
        assert wanted in said
    pages = pages_of(pdf, tmp_path)
    assert re.search(rf"1\s*/\s*{len(pages)}\n", said)
    assert all(ink(page) > 0.002 for page in pages)
    listed = run(program("pdffonts"), pdf).splitlines()[2:]
    assert listed
    assert all(re.search(r"\byes yes yes\b", line) for line in listed)


def test_no_heading_stays_behind_at_the_foot_of_a_page(document: Document, tmp_path: Path) -> None:
    pages = text_of(made(document, "pdf", tmp_path)).split("\f")
    titles = [re.findall(r"指标完成情况表 +\S+ +2020 年$|二级指标", page, re.MULTILINE) for page in pages]
    assert sum(found.count("二级指标") for found in titles) >= 5
    assert all(not found or found[-1] == "二级指标" for found in titles)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_an_annex_begins_on_the_page_of_its_table(book: Workbook, form: str, tmp_path: Path) -> None:
    path = made(document_of(book, Asked("P1", 2020, of="circular")), form, tmp_path)
    pages = text_of(path if form == "pdf" else by_libreoffice(path, tmp_path)).split("\f")
    (annex,) = (
        page for page in pages if re.search(r"^\s*附件 ?1$", page, re.MULTILINE) and "一、总体" not in page
    )
    assert "规上工业增加值" in annex


def test_the_same_data_make_the_same_print(document: Document, tmp_path: Path) -> None:
    assert made(document, "pdf", tmp_path).read_bytes() == written(document, "pdf")


def test_a_print_that_begins_with_a_wide_table_has_it_on_its_first_page(
    book: Workbook, tmp_path: Path
) -> None:
    few = document_of(book, Asked("P1", 2020, ("yongkang",), "indicators"))
    pdf = made(few, "pdf", tmp_path)
    first = text_of(pdf).split("\f")[0]
    assert "98.75" in first
    page = pages_of(pdf, tmp_path)[0].read_bytes().split(b"\n", 3)[1]
    across, down = map(int, page.split())
    assert across > down


def test_without_a_chinese_font_no_print_is_made(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    typst: Any = library("typst")
    bare = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda font_paths: bare(include_system_fonts=False))
    with pytest.raises(NoFont, match="PILOT_FONT"):
        written(document, "pdf")


# Page and picture


def test_a_browser_prints_the_page_on_a4(document: Document, tmp_path: Path) -> None:
    path, pdf = tmp_path / "made.html", tmp_path / "page.pdf"
    path.write_bytes(written(document, "html"))
    common = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
    run(program("chromium"), *common, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", path.as_uri())
    said = text_of(pdf)
    for wanted in ("98.75", "各县得分排位", "年度任务进度表", "内容校验码"):
        assert wanted in said
    pages = pages_of(pdf, tmp_path)
    assert all(ink(page) > 0.002 for page in pages)


def test_a_picture_can_be_rasterised(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "made.svg"
    path.write_bytes(written(document, "svg"))
    run(program("rsvg-convert"), "-w", "400", "-o", tmp_path / "made.png", path)
    head = (tmp_path / "made.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == 400


# What is refused


@pytest.mark.parametrize("form", NEEDS)
def test_a_missing_library_is_named_with_the_way_to_get_it(
    document: Document, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(needing, "import_module", missing)
    with pytest.raises(NoLibrary, match=r"pip install 'pilot-tui\[office\]'"):
        written(document, form)


def test_a_text_too_long_for_a_cell_is_refused_by_name(births: list[Birth], tmp_path: Path) -> None:
    library("xlsxwriter")
    long = [
        Birth(b.table, b.id, {**b.row, "remark": "汉" * 32_768} if b.id == "P1.yongkang.I07.2019" else b.row)
        for b in births
    ]
    build(tmp_path / "long.db", long)
    with opened(tmp_path / "long.db") as book:
        document = summary_document(book, "P1", 2019, "yongkang")
    with pytest.raises(TooLong, match=r"规上工业增加值 · 备注.*32,76"):
        written(document, "xlsx")


@pytest.mark.parametrize("form", [*NEEDS, "text", "html", "svg", "md", "json"])
def test_what_is_stopped_leaves_the_good_file(document: Document, form: str, tmp_path: Path) -> None:
    if form in NEEDS:
        library(NEEDS[form])
    home = tmp_path / "out"
    home.mkdir()
    good = home / "good"
    good.write_bytes(b"good")

    def stop(done: int, of: int) -> None:
        if done:
            raise Stopped

    from pilot_tui.report.formats import write

    with pytest.raises(Stopped), whole_file(good) as file:
        write(document, form, file, Layout(tick=stop))
    assert good.read_bytes() == b"good"
    assert list(home.iterdir()) == [good]


@pytest.mark.parametrize("text", range(len(NASTY)), ids=lambda at: f"nasty{at}")
@pytest.mark.parametrize("form", NEEDS)
def test_nothing_harmful_leaves(births: list[Birth], tmp_path: Path, form: str, text: int) -> None:
    bad = NASTY[text]
    build(tmp_path / "bad.db", spoilt(births, bad, FEW if len(bad) > 1000 else ()))
    with opened(tmp_path / "bad.db") as book:
        document = summary_document(book, "P1", 2019, "yongkang")
    if len(bad) > 32_767:
        with pytest.raises(TooLong):
            made(document, form, tmp_path)
        return
    _harmless(made(document, form, tmp_path), form)


def _harmless(path: Path, form: str) -> None:
    if form == "pdf":
        assert not any(control(c) for c in text_of(path) if c not in "\f\u200b\u2060")
        return
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            root = ElementTree.fromstring(file.read(name)) if name.endswith((".xml", ".rels")) else None
            for one in root.iter() if root is not None else ():
                assert not any(map(control, one.text or ""))
                assert not one.tag.endswith("}f") or form != "xlsx"
                assert one.get("TargetMode") != "External"


@pytest.mark.parametrize("kind", ["year", "circular", "round"])
def test_the_json_is_as_its_schema_says(book: Workbook, kind: str) -> None:
    library("jsonschema")
    import json

    import jsonschema

    from pilot_tui.report import as_json

    schema = json.loads(Path(as_json.__file__).with_name("summary.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(written(summary_document(book, "P1", 2020, of=kind), "json")), schema)

"""Formats that are text: JSON gives back the document, pictures keep columns, Markdown holds no markup."""

from __future__ import annotations

import hashlib
import json
import re
from xml.etree import ElementTree

import pytest

from pilot_tui.cells import width
from pilot_tui.report.formats import FORMATS, form_of, written
from pilot_tui.report.markdown import escaped
from pilot_tui.report.summary import summary_document
from pilot_tui.report.svg import CELL, MARGIN
from pilot_tui.workbook import Workbook

SVG = "{http://www.w3.org/2000/svg}"


def test_anybody_can_check_the_json(book: Workbook) -> None:
    whole = json.loads(written(summary_document(book, "P1", 2020), "json"))
    plain = json.dumps(whole["document"], sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode("ascii")).hexdigest()[:12] == whole["checksum"]
    assert whole["document"]["stamp"]["as_of"] == "2020-12-31"
    table = next(block for block in whole["document"]["blocks"] if block.get("key") == "counties")
    cells = [cell for row in table["groups"][0]["rows"] for cell in row["cells"]]
    numbers = {cell["text"]: cell["number"] for cell in cells}
    assert numbers["98.75"] == "98.75"
    assert numbers["—"] is numbers["永康市"] is None


def test_every_word_of_a_picture_stands_on_its_cells(book: Workbook) -> None:
    root = ElementTree.fromstring(written(summary_document(book, "P1", 2020), "svg"))
    texts = [one for one in root.iter(f"{SVG}text") if one.get("textLength")]
    assert len(texts) > 500
    for one in texts:
        assert float(one.get("textLength", "")) == CELL * width(one.text or "")
        assert (float(one.get("x", "")) - MARGIN) % CELL == 0
    assert len(list(root.iter(f"{SVG}polygon"))) > 50


def test_a_picture_says_what_the_text_says(book: Workbook) -> None:
    document = summary_document(book, "P2", 2022)
    root = ElementTree.fromstring(written(document, "svg"))
    drawn = "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    for wanted in ("拆除面积", "1,798", "1,779–1,817", "−3.0"):
        assert wanted in drawn


def test_a_markdown_table_has_as_many_cells_in_every_row(book: Workbook) -> None:
    said = written(summary_document(book, "P1", 2020), "md").decode("utf-8")
    for block in re.findall(r"(?:^\|.*\n)+", said, re.MULTILINE):
        rows = [len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()]
        assert set(rows) == {rows[0]}


@pytest.mark.parametrize("text", ["a|b", "<b>", "[x](y)", "# h", "`c`", "*a*", "a\\|b", "![i](j)"])
def test_nothing_in_markdown_is_markup(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<>\[\]`*#!]", escaped(text))


def test_the_ending_says_the_format() -> None:
    for form, one in FORMATS.items():
        assert form_of(f"Report{one.suffix.upper()}") == form
    assert form_of("report") == form_of("report.doc") == ""

"""The formats a document can be written in: one small writer each."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from pilot_tui.report.document import Document
from pilot_tui.workbook.blocks import Ticking, silent


@dataclass(frozen=True, slots=True)
class Layout:
    """What a writer may be told."""

    width: int = 100
    """Cells per line of a text or a picture of one."""
    formulas: bool = False
    """Whether a workbook computes its sums itself."""
    tick: Ticking = silent
    """Told how many blocks of how many are written; what it raises ends the writing."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing a document down."""

    module: str
    """Its module in `report`, with `write(document, file, layout)`."""
    suffix: str
    text: bool
    """Whether it can be read on a terminal."""


FORMATS = {
    "text": Format("text", ".txt", True),
    "html": Format("html", ".html", True),
    "svg": Format("svg", ".svg", True),
    "md": Format("markdown", ".md", True),
    "xlsx": Format("office.xlsx", ".xlsx", False),
    "docx": Format("office.docx", ".docx", False),
    "pdf": Format("office.pdf", ".pdf", False),
    "json": Format("as_json", ".json", True),
}
"""By the name `--format` takes."""

Writer = Callable[[Document, BinaryIO, Layout], None]


def write(document: Document, form: str, file: BinaryIO, layout: Layout | None = None) -> None:
    """Write a document into an open file.

    Raises:
        KeyError: For a form that nobody writes.
        NoLibrary: When the form needs one that is not installed.
        NoFont: When it needs a font that is not on this machine.
        TooLong: When a cell holds more than the form can hold; nothing is ever cut.
    """
    writer: Writer = import_module(f"pilot_tui.report.{FORMATS[form].module}").write_to
    writer(document, file, layout or Layout())


def written(document: Document, form: str, layout: Layout | None = None) -> bytes:
    """The document in that form; raises as `write`."""
    file = io.BytesIO()
    write(document, form, file, layout)
    return file.getvalue()


def form_of(name: str) -> str:
    """The form a file of that name is in by its ending; empty for an ending nobody knows."""
    lower = name.lower()
    return next((form for form, one in FORMATS.items() if lower.endswith(one.suffix)), "")

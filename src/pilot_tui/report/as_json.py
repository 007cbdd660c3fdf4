"""A document as JSON: the canonical form, indented, with its fingerprint; `summary.schema.json` describes it.

Whoever reads it can check it: `document`, written with sorted keys, without blanks and in ASCII, has the
SHA-256 whose first twelve digits are `checksum`.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from pilot_tui.report.canonical import canonical, checksum
from pilot_tui.report.document import Document
from pilot_tui.report.formats import Layout
from pilot_tui.safe import escape_unseen

FORM, VERSION = "pilot-tui summary", 1


def write_to(document: Document, file: BinaryIO, _layout: Layout) -> None:
    """One object, in UTF-8."""
    whole = {
        "format": FORM,
        "version": VERSION,
        "checksum": checksum(document),
        "document": json.loads(canonical(document)),
    }
    said = json.dumps(whole, ensure_ascii=False, indent=1)
    file.write(f"{escape_unseen(said)}\n".encode())

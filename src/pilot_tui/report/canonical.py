"""The one way of writing a document down, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from pilot_tui.report.document import Block, Document


def canonical(document: Document) -> str:
    """The document as JSON, the same wherever the same is said: sorted keys, ASCII, no blanks."""
    return json.dumps(document, default=_plain, sort_keys=True, separators=(",", ":"))


def checksum(document: Document) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of `canonical`."""
    return hashlib.sha256(canonical(document).encode("ascii")).hexdigest()[:12]


def _plain(one: object) -> object:
    if isinstance(one, Decimal):
        return str(one)
    fields = {name: getattr(one, name) for name in one.__slots__}  # type: ignore[attr-defined]  # each has slots
    return {"kind": type(one).__name__.lower(), **fields} if isinstance(one, Block) else fields

"""One document out of two that say the same in two languages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from pilot_tui.report.document import Blocks, Document, Labels, Paragraph, Run, Stamp
from pilot_tui.report.spooled import Spooled

Part = TypeVar("Part")


def both(first: Document, second: Document) -> Document:
    """Every text of the first above that of the second, once where they are the same; figures once.

    The little words a writer adds by itself, and the way of breaking lines, are those of the first.

    Raises:
        ValueError: When the two are not built alike.
    """
    return replace(_merged(first, second), language=first.language)


def _merged(one: Part, other: Part) -> Part:
    if isinstance(one, str):
        same = one == other or not other
        return one if same else f"{one}\n{other}" if one else other  # type: ignore[return-value]  # a text as well
    if isinstance(one, Labels | Stamp):
        return one
    if isinstance(one, Paragraph):
        assert isinstance(other, Paragraph)
        return one if one == other else replace(one, runs=(*one.runs, Run("\n"), *other.runs))
    if isinstance(one, Blocks):
        assert isinstance(other, Blocks)
        return Blocks(lambda: map(_merged, one, other), len(one))  # type: ignore[return-value]  # blocks as well
    if isinstance(one, Spooled):
        assert isinstance(other, Spooled)
        return one.beside(other, _merged)  # type: ignore[return-value]  # rows as well
    if isinstance(one, tuple):
        assert isinstance(other, tuple)
        return tuple(_merged(a, b) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]  # a tuple as well
    if is_dataclass(one) and not isinstance(one, type):
        names = [field.name for field in fields(one)]
        parts = {name: _merged(getattr(one, name), getattr(other, name)) for name in names}
        return replace(one, **parts)
    return one

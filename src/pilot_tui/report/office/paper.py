"""Where the paper of a document turns on its side: for its first wide table, with the heading of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from pilot_tui.report.document import Block, Heading, Table

_WIDE = 8
"""Columns from which a table asks for paper that lies on its side."""


def lies(block: Block | None) -> bool:
    """Whether it asks for paper that lies on its side."""
    return isinstance(block, Table) and len(block.columns) > _WIDE


def turning(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks, each with whether the paper turns before it; it turns once."""
    turned = False
    for block, following in pairwise(chain(blocks, (None,))):
        assert block is not None
        turns = not turned and (lies(block) or (isinstance(block, Heading) and lies(following)))
        turned = turned or turns
        yield block, turns

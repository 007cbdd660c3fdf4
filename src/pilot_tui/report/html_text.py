"""Text on its way into HTML: the one door."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from pilot_tui.report.document import Paragraph
from pilot_tui.safe import one_line, visible

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@lru_cache(4096)
def escaped(text: str) -> str:
    """`text` with its markup escaped and everything invisible made visible; its lines stay lines."""
    return "<br>".join(html.escape(visible(line)) for line in _LINE_ENDS.split(text))


def flat(text: str) -> str:
    """`escaped` on one line, for places where no markup may stand."""
    return html.escape(one_line(text))


def prose(paragraph: Paragraph) -> str:
    """The runs of a paragraph, each in its role."""
    return "".join(_run(run.text, run.role) for run in paragraph.runs)


def _run(text: str, role: str) -> str:
    if role == "plain":
        return escaped(text)
    return (
        f"<strong>{escaped(text)}</strong>"
        if role == "strong"
        else f'<span class="{role}">{escaped(text)}</span>'
    )

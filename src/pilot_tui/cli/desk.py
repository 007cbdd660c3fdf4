"""Opening the desk, with options."""

from __future__ import annotations

from pathlib import Path

import click

from pilot_tui.cli.common import option, verb, viewer_asked
from pilot_tui.cli.opening import open_desk
from pilot_tui.colours import COLOURS
from pilot_tui.signs import CHOICES


@verb(
    "open",
    click.argument("path", type=click.Path(path_type=Path), required=False),
    option("--read-only", is_flag=True),
    option("--theme", type=click.Choice(list(COLOURS))),
    option("--signs", type=click.Choice(CHOICES)),
    writes=True,
)
def open_(
    file: Path | None, path: Path | None, read_only: bool, theme: str | None, signs: str | None, author: str
) -> int:
    """Open the desk on a file."""
    open_desk(
        path or file,
        read_only=read_only,
        theme=theme,
        signs=signs or "",
        author=author,
        viewer=viewer_asked(),
    )
    return 0

"""Pictures of the sheet that is handed in: the same table as a text file, in a browser and on paper.

The text is drawn cell by cell, as a terminal or a monospaced CJK font lays it out. Page and print are drawn
by programs of this machine; where one is not installed the old picture stays, and that is said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyte
from picture_svg import picture

TOP = Path(__file__).resolve().parents[1]
_COLUMNS = 120
_PIXELS = "1180,900"
"""Width and height of the browser's window."""
_DOTS = "84"
"""An inch of paper."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Sheet(NamedTuple):
    """One picture: of a format, drawn by what can read it."""

    name: str
    suffix: str
    draw: Callable[[Path, Path], None]
    """From the written file to the picture's path without its ending."""
    readers: tuple[str, ...] = ()
    """Programs of which one is needed."""
    install: str = ""


def _text(written: Path, target: Path) -> None:
    lines = written.read_text("utf-8").splitlines()
    screen = pyte.Screen(_COLUMNS, len(lines))
    pyte.Stream(screen).feed("\r\n".join(lines))
    drawn = picture(screen, "指标完成情况表：文本文件")
    target.with_suffix(".svg").write_text(drawn, "utf-8", newline="\n")


def _html(written: Path, target: Path) -> None:
    browser = next(filter(None, map(shutil.which, _BROWSERS)))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                f"--user-data-dir={profile}",
                f"--window-size={_PIXELS}",
                f"--screenshot={target.with_suffix('.png')}",
                written.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def _pdf(written: Path, target: Path) -> None:
    subprocess.run(
        ["pdftoppm", "-png", "-r", _DOTS, "-singlefile", str(written), str(target)], check=True, timeout=120
    )


SHEETS = (
    Sheet("sheet_text_zh", ".txt", _text),
    Sheet("sheet_html_zh", ".html", _html, _BROWSERS, "chromium"),
    Sheet("sheet_pdf_zh", ".pdf", _pdf, ("pdftoppm",), "poppler-utils"),
)


def draw(sheet: Sheet, folder: Path) -> str:
    """Draw a sheet of Yongkang's indicators into `folder`; what hinders it, empty where nothing does."""
    if sheet.readers and not any(map(shutil.which, sheet.readers)):
        return f"install {sheet.install}; the old picture stays"
    with tempfile.TemporaryDirectory() as made:
        written = Path(made, f"sheet{sheet.suffix}")
        said = _write(written)
        if not written.exists():
            return f"{said}; the old picture stays"
        sheet.draw(written, folder / sheet.name)
    return ""


def _write(path: Path) -> str:
    """What the program says when it writes the sheet."""
    asked = ("--of", "indicators", "--county", "yongkang", "--width", str(_COLUMNS), "--lang", "zh")
    done = subprocess.run(
        [sys.executable, "-m", "pilot_tui", "summary", "-f", TOP / "data" / "pilot.db", *asked, "-o", path],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stderr.strip()

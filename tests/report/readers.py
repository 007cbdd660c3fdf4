"""Programs that read what the summaries are written in, and are not the ones that write it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HOW = {
    "soffice": "LibreOffice (Debian: libreoffice-writer, libreoffice-calc)",
    "pdftoppm": "poppler (Debian: poppler-utils)",
    "pdftotext": "poppler (Debian: poppler-utils)",
    "pdffonts": "poppler (Debian: poppler-utils)",
    "rsvg-convert": "librsvg (Debian: librsvg2-bin)",
    "chromium": "Chromium (Debian: chromium)",
}
_SECONDS = 120


def program(name: str) -> str:
    """Where it is; skips the test, saying what to install, where it is not."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: {HOW[name]}")
    return found


def library(name: str) -> object:
    """A module of the extras `office` and `readers`; skips the test where it is not there."""
    return pytest.importorskip(name, reason=f"{name} is not installed: make test-office")


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=_SECONDS, check=True)
    return done.stdout.decode("utf-8", "strict")


def by_libreoffice(path: Path, home: Path) -> Path:
    """The same as PDF."""
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    run(program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", home, path)
    return home / f"{path.stem}.pdf"


def text_of(pdf: Path) -> str:
    return run(program("pdftotext"), "-layout", pdf, "-")


def pages_of(pdf: Path, home: Path) -> list[Path]:
    """Each page as a grey picture, without compression."""
    run(program("pdftoppm"), "-gray", "-r", "40", pdf, home / "page")
    return sorted(home.glob("page*.pgm"))


def ink(picture: Path) -> float:
    """The share of a grey picture that is not paper."""
    data = picture.read_bytes()
    pixels = data.split(b"\n", 3)[3]
    return sum(pixel < 200 for pixel in pixels) / len(pixels)

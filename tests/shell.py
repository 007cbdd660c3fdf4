"""The program from outside: what a verb answers, in this process or in one of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"
FIXTURES = SOURCE.parent / "fixtures"

ACTUAL = "value/P1.yongkang.I07.2020/actual"
"""The cell most tests edit: the demo set has 241.0 there, the target is 236.0."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Shell = Callable[..., Answer]


def process(*arguments: str, env: Mapping[str, str] | None = None, code: str = "") -> Answer:
    """A verb in its own process, or the Python program `code` with these arguments."""
    start = ["-c", code] if code else ["-m", "pilot_tui"]
    done = subprocess.run(
        [sys.executable, *start, *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def fingerprint(path: Path) -> str:
    """The hash of a file's bytes; only for files nobody in this process has open."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

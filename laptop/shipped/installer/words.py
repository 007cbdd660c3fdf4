"""Every sentence the installer says, in Chinese, or in English where Chinese cannot be printed."""

from __future__ import annotations

import locale
import os
import sys
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_said = {"language": ""}


def speak(language: str) -> None:
    """Say everything in `language` from now on; in the machine's own when it is none of ours."""
    _said["language"] = language if language in LANGUAGES else ""


def say(key: str, **facts: object) -> str:
    """The sentence of `key`, `section.name`, with the facts in it."""
    section, name = key.split(".")
    return _sentences()[section][name][_language()].format_map(facts)


def tell(key: str, **facts: object) -> None:
    """Print a sentence; what the console cannot print becomes `?`, never an error."""
    encoding = sys.stdout.encoding or "ascii"
    line = say(key, **facts).encode(encoding, "replace").decode(encoding)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _language() -> str:
    wanted = _said["language"] or _wanted()
    return wanted if wanted == "en" or _printable() else "en"


def _wanted() -> str:
    """What the environment asks for, as the program itself asks it."""
    asked = os.environ.get("PILOT_LANG", "")
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if "chinese" in (locale.getlocale()[0] or "").lower() else "en"


def _printable() -> bool:
    try:
        _sentences()["done"]["installed"]["zh"].encode(sys.stdout.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


@cache
def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))

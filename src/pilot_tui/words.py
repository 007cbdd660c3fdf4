"""Every sentence a person reads, in the language now spoken.

The sentences stand in `words.toml` files, both languages on one row: one beside this module, one in each
pane. They are read from `words.json`, compiled into the wheel by `hatch_build.py`, because parsing TOML at
start is too slow; in a checkout, a TOML newer than its JSON is parsed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from pilot_tui.places import preference

LANGUAGES = ("zh", "en")
_HOME = Path(__file__).parent
_spoken = "zh"
_here: ContextVar[str] = ContextVar("language", default="")
"""What is spoken in this thread or task alone; empty where it is what everybody speaks."""
_table: dict[str, dict[str, str]] = {}
_loaded: set[Path] = set()


def speak(language: str) -> None:
    """Say everything in `language` from now on."""
    global _spoken
    _spoken = language if language in LANGUAGES else "en"


def spoken() -> str:
    """The language now spoken, `zh` or `en`."""
    return _here.get() or _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` here only: a thread may write English while the screen goes on in Chinese."""
    token = _here.set(language if language in LANGUAGES else "")
    try:
        yield
    finally:
        _here.reset(token)


def system_language() -> str:
    """What the environment asks for: `$PILOT_LANG`, else the locale; `zh` for any Chinese, `en` otherwise."""
    asked = os.environ.get("PILOT_LANG")
    if asked in LANGUAGES:
        return str(asked)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    return "zh" if "chinese" in (locale.getlocale()[0] or "").lower() else "en"


def wanted_language() -> str:
    """`$PILOT_LANG`, else what was last chosen on the screen, else the system's."""
    kept = "" if os.environ.get("PILOT_LANG") else preference("language")
    return kept if kept in LANGUAGES else system_language()


def say(key: str, **facts: object) -> str:
    """The sentence of `key` with the facts in it; the key itself when nobody has written one."""
    row = _find(key)
    if row is None:
        return key
    sentence = row[_here.get() or _spoken]
    return sentence.format_map(facts) if facts else sentence


def knows(key: str) -> bool:
    """Whether a sentence is written for `key`."""
    return _find(key) is not None


def both(key: str) -> tuple[str, ...]:
    """The sentence of `key` in every language; empty when nobody has written one."""
    row = _find(key)
    return tuple(row[language] for language in LANGUAGES) if row else ()


def pick(row: Mapping[str, object], name: str) -> str:
    """The `name` of a row in the language now spoken, in the other one where it is blank."""
    first, second = (f"{name}_zh", f"{name}_en") if spoken() == "zh" else (f"{name}_en", f"{name}_zh")
    return str(row.get(first) or row.get(second) or "")


@cache
def lexicon(section: str) -> Mapping[str, str]:
    """The characters a parser needs, by section of `lexicon.toml`."""
    return {str(k): str(v) for k, v in _load(_HOME / "lexicon").get(section, {}).items()}


def load(folder: Path) -> None:
    """Add the sentences of a folder's `words.toml` to those that can be said."""
    _loaded.add(folder)
    for section, rows in _load(folder / "words").items():
        for name, row in rows.items():
            _table[f"{section}.{name}"] = row


def _find(key: str) -> dict[str, str] | None:
    if _HOME not in _loaded:
        load(_HOME)
    return _table.get(key)


@cache
def _load(stem: Path) -> dict[str, dict[str, dict[str, str]]]:
    written, compiled = stem.with_suffix(".toml"), stem.with_suffix(".json")
    if compiled.exists() and not (
        written.exists() and written.stat().st_mtime_ns > compiled.stat().st_mtime_ns
    ):
        return json.loads(compiled.read_bytes())  # type: ignore[no-any-return]  # our own file, checked by test_words
    import tomllib

    return tomllib.loads(written.read_text("utf-8"))

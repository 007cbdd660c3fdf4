"""Every refusal is a sentence, in both languages, that names what was typed and never floods the screen."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import pilot_tui
from pilot_tui import words
from pilot_tui.records.typed import refusal

HOME = Path(pilot_tui.__file__).parent
ROWS = tomllib.loads((HOME / "words.toml").read_text("utf-8"))["reason"]


@pytest.mark.parametrize("reason", ROWS)
def test_both_languages_tell_the_same_facts(reason: str) -> None:
    zh, en = (
        {name for _, name, _, _ in Formatter().parse(ROWS[reason][language]) if name}
        for language in words.LANGUAGES
    )
    assert zh == en


def test_every_reason_given_in_the_code_has_a_sentence() -> None:
    code = "".join(path.read_text("utf-8") for path in (HOME / "records").glob("*.py"))
    given = set(re.findall(r'refusal\(\s*"(\w+)"', code)) | {
        "number",
        "grouping",
        "unit",
        "required",
        "column",
    }
    assert given <= set(ROWS)
    assert len(given) > 20


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_was_typed_is_shown_cut_and_harmless(language: str) -> None:
    words.speak(language)
    said = str(refusal("number", "\u202e5\n\x1b[31m" + "x" * 10_000))
    assert said.startswith("‘⟨U+202E⟩5 ␛[31m")
    assert "…" in said
    assert said.isprintable()
    assert len(said) < 150


def test_forty_characters_are_shown_whole() -> None:
    assert "x" * 40 + "’" in str(refusal("number", "x" * 40))
    assert "x" * 39 + "…’" in str(refusal("number", "x" * 41))

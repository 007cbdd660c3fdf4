from __future__ import annotations

from collections.abc import Iterator

import pytest

from pilot_tui import words


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test starts in the same language and leaves the one it found."""
    before = words.spoken()
    words.speak("en")
    yield
    words.speak(before)


@pytest.fixture
def worded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few words for choices, whatever `words.toml` says of them."""
    words.knows("app.title")
    for value, zh, en in [
        ("at_least", "不少", "no less than"),
        ("not_reported", "未报送", "not reported"),
        ("recused", "回避", "recused"),
        ("half_up", "舍入", "rounded"),
        ("half_even", "舍入", "to even"),
    ]:
        monkeypatch.setitem(words._table, f"choice.{value}", {"zh": zh, "en": en})

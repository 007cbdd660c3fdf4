"""The desk with other keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk.drawing import drawn
from raw import ask


def wish(config: Path, keys: object) -> None:
    config.mkdir(exist_ok=True)
    (config / "settings.json").write_text(json.dumps({"keys": keys}), "utf-8")


def count(path: Path) -> int:
    return int(ask(path, "SELECT count(*) FROM change WHERE site <> 'base'")[0][0])


async def test_a_verb_answers_to_its_new_key_only_and_says_so(demo: Path, config: Path) -> None:
    wish(config, {"book.undo": "f12,;", "book.note": "N", "find.gap_before": "u"})
    async with drawn(demo) as (app, _pilot):
        assert "F12 undo" in app.drawing.lines[-1]
        assert "u undo" not in app.drawing.lines[-1]
        await app.typed("5", "enter")
        await app.until(lambda: count(demo) == 1)
        await app.typed("up", "u")
        assert count(demo) == 1
        await app.typed("fullwidth_semicolon")
        await app.until(lambda: count(demo) == 2)


async def test_entering_still_works_when_the_key_to_begin_is_another(demo: Path, config: Path) -> None:
    wish(config, {"edit.enter": "f12"})
    async with drawn(demo) as (app, _pilot):
        await app.typed("f12")
        assert app.desk.editing
        await app.until(lambda: "commit" in app.drawing.lines[-1])
        await app.typed("escape")


async def test_what_is_not_granted_is_said_at_the_start(demo: Path, config: Path) -> None:
    wish(config, {"book.undo": "x", "no.such": "f12"})
    async with drawn(demo) as (app, _pilot):
        await app.until(lambda: "no.such" in app.drawing.text)
        assert "“x” of book.undo" in app.drawing.text
        assert "u undo" in app.drawing.lines[-1]


@pytest.mark.parametrize(
    "keys", [3, "x", [], None, {"book.undo": None}, {"book.undo": {"a": 1}}, {"\x1b[2J": "f12"}]
)
async def test_nonsense_does_no_harm(demo: Path, config: Path, keys: object) -> None:
    wish(config, keys)
    async with drawn(demo) as (app, _pilot):
        assert "u undo" in app.drawing.lines[-1]
        assert app.drawing.torn() == []

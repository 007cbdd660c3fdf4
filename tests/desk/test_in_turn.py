"""Keys right behind a verb that opens a screen: in one go they do what they do one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.screen import ModalScreen

from desk.drawing import Drawn, drawn
from desk.test_verbs import OPENING, VERBS, before
from pilot_tui import places
from raw import ask

PASTE = "paste:"
BURSTS: dict[str, Sequence[str]] = {
    "leave": ["escape", "down", "down"],
    "choose": ["y", "a", "down", "up", "enter", "down"],
    "paste": ["h", f"{PASTE}ai", "backspace", "enter", "right"],
    "twice": ["escape", "p", "w", "l", "enter", "p", "escape", "up"],
}
"""What is typed behind the verb."""
EVERY = ("book.summary", "county.pick", "book.note", "book.import")
"""A sheet, a list, a field and one that looks first: behind these every burst is tried."""


def key_of(id: str) -> list[str]:
    key = VERBS[id].key
    return key.split("+") if key.startswith("g+") else [key]


async def send(app: Drawn, *keys: str) -> None:
    """All in one go, and wait until it is answered."""
    for key in keys:
        pasted = key.startswith(PASTE)
        app.post_message(
            events.Paste(key.removeprefix(PASTE))
            if pasted
            else events.Key(key, key if len(key) == 1 else None)
        )
    await app.typed()
    await app.until(lambda: not app.is_running or not app.desk.works)


Outcome = tuple[list[str], list[tuple[object, ...]]]


def seen(app: Drawn) -> list[str]:
    """What is seen but for the last lines, which also follow what is found or done a moment later."""
    return app.drawing.text.splitlines()[:-3]


async def outcome(
    folder: Path, demo: Path, goes: Sequence[Sequence[str]], id: str, like: Outcome | None = None
) -> Outcome:
    """What is seen after these goes, once it is `like` that, and what was written, on another machine."""
    places.settings.cache_clear()
    path = folder / "demo.db"
    path.write_bytes(demo.read_bytes())
    async with drawn(path, size=(80, 24)) as (app, _pilot):
        await send(app, *before(id))
        for keys in goes:
            await send(app, *keys)
        if like is not None:
            await app.until(lambda: seen(app) == like[0])
        picture = seen(app)
    return picture, ask(path, "SELECT tbl, col, val FROM change ORDER BY n DESC LIMIT 20")


async def both_ways(
    demo: Path, folder: Path, keys: Sequence[str], id: str, patch: pytest.MonkeyPatch
) -> None:
    """The keys one by one, and in one go on another machine."""
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    patch.setenv("PILOT_CONFIG", str(folder / "one"))
    slowly = await outcome(folder / "one", demo, [key_of(id), *([key] for key in keys)], id)
    patch.setenv("PILOT_CONFIG", str(folder / "two"))
    at_once = await outcome(folder / "two", demo, [[*key_of(id), *keys]], id, slowly)
    assert at_once[1] == slowly[1]


@pytest.mark.usefixtures("sheet_writer")
@pytest.mark.parametrize(
    ("id", "burst"),
    [(id, burst) for id in OPENING for burst in (BURSTS if id in EVERY else ("choose", "twice"))],
)
async def test_keys_in_one_go_do_what_they_do_one_by_one(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str, burst: str
) -> None:
    await both_ways(demo, tmp_path, BURSTS[burst], id, monkeypatch)


class Slow:
    """Every screen takes its time to stand."""

    @staticmethod
    async def on_event(screen: ModalScreen[object], event: events.Event) -> None:
        if isinstance(event, events.Mount | events.ScreenResume):
            await asyncio.sleep(0.1)
        await super(ModalScreen, screen).on_event(event)


SLOW = {
    "x w m d ↵": ("x", "w", "m", "d", "enter"),
    "x 3 w m d ↵": ("x", "3", "w", "m", "d", "enter"),
    "x / ↵ Esc x w Esc w m d ↵": (
        "x",
        "slash",
        "a",
        "enter",
        "escape",
        "x",
        "w",
        "escape",
        "w",
        "m",
        "d",
        "enter",
    ),
}


@pytest.mark.parametrize("slow", [False, True], ids=["quick", "slow"])
@pytest.mark.parametrize("keys", SLOW)
async def test_a_summary_is_written_in_one_go(
    demo: Path, monkeypatch: pytest.MonkeyPatch, keys: str, slow: bool
) -> None:
    if slow:
        monkeypatch.setattr(ModalScreen, "on_event", Slow.on_event, raising=False)
    async with drawn(demo, size=(80, 24)) as (app, _pilot):
        await send(app, *SLOW[keys])
        written = [path.name for path in demo.parent.glob("*.md")]
    assert written == ["P1-2020-profile-yongkang.md" if "3" in SLOW[keys] else "P1-2020.md"]


@pytest.mark.parametrize("id", ["county.pick", "programme.pick", "book.note", "app.help", "app.jump"])
async def test_on_a_slow_machine_too(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str
) -> None:
    monkeypatch.setattr(ModalScreen, "on_event", Slow.on_event, raising=False)
    await both_ways(demo, tmp_path, BURSTS["choose"], id, monkeypatch)


async def test_what_is_typed_later_is_for_what_stands_there(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a long summary goes on with the desk; nothing typed meanwhile falls on the sheet."""
    from pilot_tui.report import summary
    from pilot_tui.widgets import in_turn

    monkeypatch.setattr(in_turn, "ONE_GO_SECONDS", 0.0)
    released = asyncio.Event()
    real = summary.document_of

    def waiting(*given: object, **named: object) -> object:
        while not released.is_set():
            asyncio.run(asyncio.sleep(0.01))
        return real(*given, **named)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(summary, "document_of", waiting)
    async with drawn(demo, size=(80, 24)) as (app, _pilot):
        for key in ("x", "n", "p"):
            app.post_message(events.Key(key, key))
        await app.until(lambda: len(app.screen_stack) > 1)
        assert "county" in app.drawing.text.lower()
        released.set()
        await app.until(lambda: not app.desk.works)

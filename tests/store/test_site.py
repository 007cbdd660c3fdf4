"""Which site a change is written as: one site never tells two stories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pilot_tui import places
from pilot_tui.errors import NothingToUndo
from pilot_tui.model import Cell
from pilot_tui.store import Store, site
from pilot_tui.workbook import Workbook
from raw import ask, one
from shell import ACTUAL


def edit(path: Path, text: str, author: str = "lin") -> str:
    """Opens the file, makes one edit, closes it; returns the site it was written as."""
    with Store.open(path) as store:
        [change] = Workbook(store, author).edit(Cell.parse(ACTUAL), text)
    return change.site


def copy(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From here on this is another machine."""
    monkeypatch.setenv("PILOT_CONFIG", str(folder))
    places.settings.cache_clear()


def check(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [key for key, _ in Workbook(store).problems()]


def test_a_machine_stays_the_site_it_is(demo: Path) -> None:
    sites = {edit(demo, str(number)) for number in (250, 251, 252)}
    assert len(sites) == 1
    assert ask(demo, "SELECT seq FROM change WHERE site <> 'base'") == [(1,), (2,), (3,)]


def test_two_files_of_one_machine_are_two_sites(demo: Path) -> None:
    other = copy(demo, "other.db")
    assert edit(demo, "250") != edit(other, "250")


def test_the_site_is_random_and_short(demo: Path) -> None:
    name = edit(demo, "250")
    assert len(name) == 10
    assert name.isalnum()
    assert name != "base"


def test_a_clone_becomes_a_site_of_its_own(demo: Path) -> None:
    ours = edit(demo, "250")
    clone = copy(demo, "clone.db")
    assert edit(demo, "251") == ours
    theirs = edit(clone, "252")
    assert theirs != ours
    assert edit(clone, "253") == theirs
    assert edit(demo, "254") == ours
    assert check(demo) == check(clone) == []


def test_another_machine_is_another_site(
    demo: Path, tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = edit(demo, "250")
    elsewhere(monkeypatch, tmp_path / "their settings")
    theirs = edit(demo, "251", "wang")
    assert theirs != ours
    elsewhere(monkeypatch, config)
    back = edit(demo, "252")
    assert back not in (ours, theirs)  # the file says theirs, which is not ours to write as
    assert check(demo) == []


def test_a_restored_copy_starts_a_new_site(demo: Path) -> None:
    ours = edit(demo, "250")
    backup = copy(demo, "backup.db")
    assert edit(demo, "251") == ours
    backup.replace(demo)
    assert edit(demo, "252") != ours
    assert one(demo, "SELECT count(*) FROM change WHERE site = ?", ours) == 1
    assert check(demo) == []


def test_a_crash_between_the_commit_and_the_settings_costs_nothing(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = edit(demo, "250")
    with monkeypatch.context() as patch:
        patch.setattr(site, "remember", lambda *_: None)
        assert edit(demo, "251") == ours
    assert edit(demo, "252") == ours
    assert ask(demo, "SELECT json_extract('[' || val || ']', '$[0]') FROM change WHERE site = ?", ours) == [
        ("250",),
        ("251",),
        ("252",),
    ]


def test_a_crash_after_the_first_change_costs_the_site_and_nothing_else(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(site, "remember", lambda *_: None)
        first = edit(demo, "250")
    assert edit(demo, "251") != first
    assert check(demo) == []


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"seq": 1}',
        b'{"seq": "x", "hash": "00"}',
        b'{"seq": 1, "hash": 5}',
        b'{"seq": 1e400, "hash": "00"}',
        b'{"seq": 99999999999999999999999, "hash": "00"}',
        b"\xff\xfe\x00",
    ],
)
def test_garbage_in_the_settings_costs_one_site(demo: Path, config: Path, garbage: bytes) -> None:
    ours = edit(demo, "250")
    (config / "sites" / f"{ours}.json").write_bytes(garbage)
    fresh = edit(demo, "251")
    assert fresh != ours
    assert edit(demo, "252") == fresh
    assert check(demo) == []


def test_settings_that_cannot_be_written_cost_a_site_per_start_and_no_edit(demo: Path, config: Path) -> None:
    config.write_text("a file where the folder should be")
    with Store.open(demo) as store:
        book = Workbook(store, "lin")
        [first], [second] = book.edit(Cell.parse(ACTUAL), "250"), book.edit(Cell.parse(ACTUAL), "251")
        assert first.site == second.site  # as long as the program runs
        book.undo()
        book.undo()
        with pytest.raises(NothingToUndo):
            book.undo()
    site._unkept.clear()  # what the end of the program does
    assert edit(demo, "252") != first.site
    assert check(demo) == []


def test_a_preference_survives_garbage(config: Path) -> None:
    config.mkdir()
    (config / "settings.json").write_text("[1, 2]")
    assert places.preference("author") == ""
    places.prefer("author", "lin")
    assert places.preference("author") == "lin"

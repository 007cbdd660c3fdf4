"""A workbook on the demo set, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from pilot_tui import words
from pilot_tui.exchange.csv_folder import read_folder
from pilot_tui.model import Birth
from pilot_tui.places import fixtures
from pilot_tui.store import Store
from pilot_tui.store.building import build
from pilot_tui.tables import TABLES, Kind
from pilot_tui.workbook import Workbook


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PILOT_CONFIG", str(tmp_path / "config"))
    before = words.spoken()
    words.speak("zh")
    yield
    words.speak(before)


@pytest.fixture(scope="session")
def births() -> list[Birth]:
    return read_folder(fixtures())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, births: list[Birth]) -> Path:
    path = tmp_path_factory.mktemp("report") / "demo.db"
    build(path, births)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    with Store.open(path) as store:
        yield Workbook(store, "tester")


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Iterator[Workbook]:
    """The demo set; what a test writes is its own."""
    path = tmp_path / "own.db"
    copyfile(built, path)
    with opened(path) as found:
        yield found


def spoilt(births: list[Birth], text: str, only: Sequence[str] = ()) -> list[Birth]:
    """The same rows with `text` in every field that holds prose, of those ids or of all."""
    return [
        replace(birth, row={**birth.row, **_prose(birth, text)}) if not only or birth.id in only else birth
        for birth in births
    ]


def _prose(birth: Birth, text: str) -> dict[str, object]:
    prose = (field.name for field in TABLES[birth.table].fields if field.kind in (Kind.NAME, Kind.TEXT))
    return dict.fromkeys(prose, text)


def with_provenance(births: list[Birth], provenance: str) -> list[Birth]:
    """The same rows, all of one provenance."""
    return [replace(birth, row={**birth.row, "provenance": provenance}) for birth in births]

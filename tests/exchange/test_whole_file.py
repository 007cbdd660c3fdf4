"""A file that is written again: who reads it meanwhile reads the old one or the new one, never a half."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pilot_tui.errors import FileRefused
from pilot_tui.exchange.whole_file import whole_file, write_whole

OLD, NEW = b"old line\n" * 20_000, b"a new line\n" * 10_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_bytes(OLD)
    return path


def test_while_it_is_written_the_old_one_stands(path: Path) -> None:
    with whole_file(path) as file:
        file.write(NEW)
        file.flush()
        assert path.read_bytes() == OLD
    assert path.read_bytes() == NEW


def test_who_has_begun_to_read_reads_the_old_one_to_its_end(path: Path) -> None:
    with path.open("rb", buffering=0) as reader:
        begun = reader.read(1_000)
        write_whole(path, NEW)
        assert begun + (reader.read() or b"") == OLD
    assert path.read_bytes() == NEW


def test_what_was_begun_is_taken_away_when_it_is_broken_off(path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield NEW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), whole_file(path) as file:
        file.writelines(pieces())
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        write_whole(tmp_path, NEW)
    assert list(tmp_path.iterdir()) == []

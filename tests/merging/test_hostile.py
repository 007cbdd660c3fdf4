"""Bundles that are damaged, made up, or meant to do harm: refused in a sentence, and nothing is written."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from merging.laptops import Laptop
from pilot_tui.errors import BundleRefused, PilotError
from pilot_tui.exchange.bundle import read_bundle
from pilot_tui.model import Cell, Change
from pilot_tui.store import journal
from pilot_tui.workbook import exchanging

EACH = 1_334
"""Of three kinds: 4,002 in all."""
HOSTILE: list[Any] = [
    None, True, -1, 0, 1, 1 << 62, 1 << 70, 1.5, "", " ", "base", "x", "é", "\0", "\ud800", "../../etc",
    "a'; DROP TABLE change", "value", "sqlite_master", "change", "id", "actual", "null", "{}", "[]", '"5"',
    '{"actual":"5"}', "[1,2]", "1e9", "NaN", "9" * 400, "[" * 500, [], {}, ["base:1"], '["base:1"]',
    '["a:999999"]', '["base:1","base:1"]', "\u202e", "\x1b[2J", "R.c.E.K",
]  # fmt: skip


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The lines of a whole bundle with births, edits and retirements in it."""
    one = Laptop("a", tmp_path_factory.mktemp("hostile"))
    for text in ("5", "6", "7.5"):
        one.book.edit(Cell("value", "P.c.I.2020", "actual"), text, "counted")
        one.book.edit(Cell("item", "M.1", "name_zh"), text)
    one.book.edit(Cell("value", "P.c.I.2021", "actual"), "9")
    one.book.retire("mark", "R.c.E.K")
    one.book.undo()
    one.bundle()
    one.close()
    return gzip.decompress(one.path.with_suffix(".bundle").read_bytes()).splitlines(keepends=True)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop("b", tmp_path)
    yield laptop
    laptop.close()


def sealed(given: list[bytes]) -> bytes:
    """The lines with the sum that belongs to them, packed."""
    body = b"".join(given[:-1])
    end = json.dumps({"sha256": hashlib.sha256(body).hexdigest()}, separators=(",", ":")).encode() + b"\n"
    return gzip.compress(body + end, 1)


def rehashed(head: dict[str, Any], changes: list[list[Any]]) -> list[bytes]:
    """The lines of what a liar would send: every hash is right."""
    at, runs = 0, []
    for site, first, count, before, _ in head["runs"]:
        hash = bytes.fromhex(before)
        for change in changes[at : at + count]:
            hash = journal.digest(hash, Change._make([*change, b"", 0]))
        runs.append([site, first, count, before, hash.hex()])
        at += count
    knows = {**head["knows"], **{run[0]: [run[1] + run[2] - 1, run[4]] for run in runs}}
    return [dumped({**head, "runs": runs, "knows": knows}), *map(dumped, changes), b""]


def dumped(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n").encode()


def survive(laptop: Laptop, place: Path, given: bytes) -> bool:
    """Whether it was taken; whatever it is, it is taken or refused in a sentence, and nothing is written."""
    place.write_bytes(given)
    try:
        exchanging.preview(laptop.book, [read_bundle(place)])
    except PilotError as error:
        said = str(error)
    else:
        return True
    assert said
    assert said.isprintable()
    return False


def test_bytes_that_changed_on_the_way(lines: list[bytes], other: Laptop, tmp_path: Path) -> None:
    whole, dice, before = sealed(lines), random.Random(1), other.state()
    said = gzip.decompress(whole)  # now and then other bytes unpack to the very same
    for _ in range(EACH):
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            broken[dice.randrange(10, len(broken))] = dice.randrange(256)
        cut = bytes(broken[: dice.randrange(1, len(broken))] if dice.random() < 0.3 else broken)
        assert not survive(other, tmp_path / "x.bundle", cut) or gzip.decompress(cut) == said
    assert other.state() == before


def test_text_that_changed_on_the_way(lines: list[bytes], other: Laptop, tmp_path: Path) -> None:
    dice, before = random.Random(2), other.state()
    for _ in range(EACH):
        text = bytearray(b"".join(lines))
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(text))
            text[at : at + dice.randint(0, 9)] = bytes(dice.randrange(256) for _ in range(dice.randint(0, 5)))
        if bytes(text) != b"".join(lines):
            assert not survive(other, tmp_path / "x.bundle", gzip.compress(bytes(text), 1))
    assert other.state() == before


def test_what_a_liar_would_send(lines: list[bytes], other: Laptop, tmp_path: Path) -> None:
    """Every hash is right: only what the changes say is not."""
    dice, before, taken = random.Random(3), other.state(), 0
    head, *told = [json.loads(line) for line in lines[:-1]]
    for _ in range(EACH):
        changes = [list(change) for change in told]
        for _ in range(dice.randint(1, 2)):
            own = [change for change in changes if change[0] != "base"] if dice.random() < 0.8 else changes
            dice.choice(own)[dice.randrange(13)] = dice.choice(HOSTILE)
        taken += survive(other, tmp_path / "x.bundle", sealed(rehashed(head, changes)))
    assert other.state() == before
    assert list(other.book.problems()) == []
    assert 0 < taken < EACH / 2  # another author or reason is as good as any


@pytest.mark.parametrize("nth", range(7))
def test_a_first_line_that_lies(lines: list[bytes], other: Laptop, tmp_path: Path, nth: int) -> None:
    head = json.loads(lines[0])
    name = list(head)[nth]
    for value in HOSTILE:
        given = sealed([dumped({**head, name: value}), *lines[1:]])
        harmless = (
            name in ("author", "site")
            or (name, value) == ("knows", {})
            or dumped(value) == dumped(head[name])
        )
        assert not survive(other, tmp_path / "x.bundle", given) or harmless


def refused(place: Path, given: bytes) -> str:
    place.write_bytes(given)
    with pytest.raises(BundleRefused) as error:
        read_bundle(place)
    assert place.name in str(error.value)
    return str(error.value.facts["reason"])


def test_what_is_no_bundle(lines: list[bytes], tmp_path: Path) -> None:
    place = tmp_path / "x.bundle"
    head = json.loads(lines[0])
    assert refused(place, b"") == "foreign"
    assert refused(place, b"PK\x03\x04 a zip") == "foreign"
    assert refused(place, gzip.compress(b'{"format":"another program"}\n')) == "foreign"
    assert refused(place, gzip.compress(b"[]\n")) == "foreign"
    assert refused(place, sealed([dumped({**head, "version": 2}), *lines[1:]])) == "newer"
    assert refused(place, gzip.compress(b"".join(lines))[:-30]) == "damaged"
    assert refused(place, gzip.compress(b"".join(lines[:-1]))) == "damaged"
    assert refused(place, gzip.compress(b"".join(lines) + b"{}\n")) == "damaged"
    with pytest.raises(BundleRefused):
        read_bundle(tmp_path)
    with pytest.raises(BundleRefused):
        read_bundle(tmp_path / "nowhere.bundle")


def test_bombs_go_off_nowhere(lines: list[bytes], tmp_path: Path) -> None:
    place = tmp_path / "x.bundle"
    assert refused(place, gzip.compress(bytes(50_000_000))) == "too_large"
    padded = lines[0][:-2] + b',"x":"' + b" " * 2_000_000 + b'"}\n'
    assert refused(place, gzip.compress(padded + b"".join(lines[1:]))) == "too_large"
    assert refused(place, gzip.compress(b"[" * 900_000 + b"\n")) == "foreign"
    crowd = {**json.loads(lines[0]), "runs": [["a", 1, 1 << 50, "00" * 32, "00" * 32]]}
    assert refused(place, sealed([dumped(crowd), b""])) == "damaged"


def test_a_clock_beyond_all_clocks(lines: list[bytes], tmp_path: Path) -> None:
    head, *told = [json.loads(line) for line in lines[:-1]]
    own = next(change for change in told if change[0] == "a")
    own[4] = 1 << 61
    assert refused(tmp_path / "x.bundle", sealed(rehashed(head, told))) == "clock"

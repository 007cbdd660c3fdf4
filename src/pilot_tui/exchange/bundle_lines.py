"""The lines of a bundle, each looked at before anything of it is believed."""

from __future__ import annotations

import json
import re
from typing import NamedTuple, NoReturn

from pilot_tui.errors import BundleRefused
from pilot_tui.exchange.bundle_quick import ACTOR_LENGTH, ID, NAME, REASON_LENGTH, SITE, UID, usual
from pilot_tui.model import Change
from pilot_tui.store import journal
from pilot_tui.store.bundle import Vector
from pilot_tui.tables import SCHEMA, TABLES, Table, holds

FORMAT = "pilot-tui bundle"
VERSION = 1
LONGEST_LINE = 1_000_000
"""Bytes."""
_MOST_SITES = 10_000
_MOST_CHANGES = 10_000_000
_LAST_CLOCK = 32_503_680_000_000 << 16
"""The year 3000: what is later would leave no clock to those who come after."""
_SITE = re.compile(SITE)
_UID = re.compile(UID)
_ID = re.compile(ID)
_NAME = re.compile(NAME)
_HASH = re.compile("[0-9a-f]{64}")
_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class Head(NamedTuple):
    """The first line."""

    author: str
    made: str
    site: str
    knows: Vector
    runs: list[tuple[str, int, int, bytes, bytes]]
    """Site, first `seq`, how many, the hash before the first and of the last."""


class Malformed(ValueError):
    """A line that no program of ours has written."""


def header_of(line: bytes, name: str) -> Head:
    """The first line; raises `BundleRefused` for what is no bundle, or one of a newer version."""
    try:
        said = _parse(line)
    except Malformed as error:
        raise BundleRefused(name=name, reason="foreign") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BundleRefused(name=name, reason="foreign")
    if isinstance(version := said.get("version"), int) and version > VERSION:
        raise BundleRefused(name=name, reason="newer")
    try:
        return _head(said)
    except Malformed as error:
        raise BundleRefused(name=name, reason="damaged") from error


def change_of(line: bytes, name: str, site: str, seq: int) -> Change:
    """A change, which must be that of this site and place, its hash not known yet; raises as `header_of`."""
    try:
        change, value = usual(_decoded(line)) or _change(_parse(line))
        _need(change.site == site and change.seq == seq)
        _refuse_unholdable(change, value)
    except Malformed as error:
        raise BundleRefused(name=name, reason="damaged") from error
    if change.hlc >= _LAST_CLOCK:
        raise BundleRefused(name=name, reason="clock", site=site, seq=seq)
    return change


def _head(said: dict[str, object]) -> Head:
    _need(_count(said.get("version")) == VERSION)
    knows, runs = said.get("knows"), said.get("runs")
    _need(isinstance(knows, dict) and isinstance(runs, list))
    assert isinstance(knows, dict)
    assert isinstance(runs, list)
    _need(len(knows) <= _MOST_SITES and len(runs) <= _MOST_SITES)
    vector = {_matching(_SITE, site): _tip(tip) for site, tip in knows.items()}
    given = [_run(run) for run in runs]
    _need(len({run[0] for run in given}) == len(given) and sum(run[2] for run in given) <= _MOST_CHANGES)
    site = said.get("site")
    return Head(
        _prose(said.get("author"), ACTOR_LENGTH),
        _matching(_TIME, said.get("made")),
        "" if site == "" else _matching(_SITE, site),
        vector,
        given,
    )


def _tip(tip: object) -> tuple[int, bytes]:
    _need(isinstance(tip, list) and len(tip) == 2)
    assert isinstance(tip, list)
    return _count(tip[0]), _hash(tip[1])


def _run(run: object) -> tuple[str, int, int, bytes, bytes]:
    _need(isinstance(run, list) and len(run) == 5)
    assert isinstance(run, list)
    return _matching(_SITE, run[0]), _count(run[1]), _count(run[2]), _hash(run[3]), _hash(run[4])


def _change(said: object) -> tuple[Change, object]:
    """The change a line says, and the value in it."""
    _need(isinstance(said, list) and len(said) == 13)
    assert isinstance(said, list)
    site, seq, step, undoes, hlc, actor, table, row, col, val, deps, schema, reason = said
    _need(undoes == "" or _matching(_UID, undoes) == undoes)
    _need(col == "" or _matching(_NAME, col) == col)
    named = _canonical(deps)
    _need(isinstance(named, list) and all(_matching(_UID, uid) for uid in named))
    value = _canonical(val)
    made = Change(
        _matching(_SITE, site),
        _count(seq),
        _count(step),
        undoes,
        _count(hlc),
        _prose(actor, ACTOR_LENGTH),
        _matching(_NAME, table),
        _matching(_ID, row),
        col,
        str(val),
        str(deps),
        _count(schema),
        _prose(reason, REASON_LENGTH),
        b"",
    )
    return made, value


def _refuse_unholdable(change: Change, value: object) -> None:
    """Of our schema or an older one, a value must be one its field can hold; a newer one may know more."""
    table = TABLES.get(change.tbl)
    if not change.col:
        _need(value is None or isinstance(value, dict))
    if change.schema > SCHEMA or table is None:
        _need(change.schema > SCHEMA)
    elif change.col:
        _need(change.col not in table.key and _holds(table, change.col, value))
    elif isinstance(value, dict):
        _need(all(_holds(table, name, one) for name, one in value.items()))
        _need(not table.key or change.row == ".".join(str(value.get(name)) for name in table.key))


def _holds(table: Table, name: str, value: object) -> bool:
    field = table.field(name)
    return field is not None and holds(field, value)


def _canonical(text: object) -> object:
    """What JSON inside a line says; written in the one way we write it."""
    value = _parse(_prose(text, LONGEST_LINE).encode())
    _need(journal.to_json(value) == text)
    return value


def _parse(text: bytes) -> object:
    try:
        return _DECODER.decode(_decoded(text))
    except (ValueError, RecursionError) as error:
        raise Malformed from error


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except ValueError as error:
        raise Malformed from error


def _refuse(said: str) -> NoReturn:
    raise Malformed(said)


_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


def _prose(value: object, longest: int) -> str:
    _need(isinstance(value, str) and len(value) <= longest and "\0" not in value)
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError as error:  # half a pair: JSON can say what UTF-8 cannot
        raise Malformed from error
    return text


def _matching(pattern: re.Pattern[str], value: object) -> str:
    _need(isinstance(value, str) and pattern.fullmatch(value) is not None)
    return str(value)


def _count(value: object) -> int:
    _need(type(value) is int and 0 < value < 1 << 62)
    assert isinstance(value, int)
    return value


def _hash(value: object) -> bytes:
    return bytes.fromhex(_matching(_HASH, value))


def _need(right: bool) -> None:
    if not right:
        raise Malformed

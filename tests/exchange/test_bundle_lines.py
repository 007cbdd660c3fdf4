"""A line of a bundle comes to the same, whether one expression knows it or it is looked at in pieces."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot_tui.errors import BundleRefused
from pilot_tui.exchange import bundle_lines
from pilot_tui.exchange.bundle_quick import usual
from pilot_tui.store.journal import to_json

USUAL: tuple[object, ...] = (
    "qd7m2xk4ha", 12, 11, "", 117964800000000000, "林", "value", "P1.yongkang.I07.2020", "actual", '"250.5"',
    '["base:312"]', 4, "复核：见表",
)  # fmt: skip
COUNTED = (*USUAL[:6], "dimension", "P1.D1", "position", "3", *USUAL[10:])
NEWER = (*USUAL[:6], "satellite", "x", "orbit", '"low"', USUAL[10], 99, "")
ODD: list[object] = [
    "", " ", "null", '""', '"', "\\", '"\\"', '"a\\"b"', '"a\\\\b"', '"\\u00e9"', '"é"', "0", "-0", "-5",
    "05",
    "5.0", "1e9", "12345678901234567890", 0, -1, 1, 1 << 61, 1 << 62, 10**18, 1.5, None, True, [],
    ["base:1"], "[]", '["base:1","a:2"]', '["base:1", "a:2"]', '["base:0"]', '["BASE:1"]', "base:1",
    '["base:\uff11"]', "é" * 200, "é" * 201, "x" * 4000, "x" * 4001, "\0", "\x1f", "\x7f", "\u2028", "\ud800",
    "A", "value", "nowhere", "id", "{}", '{"actual":"5"}', '{"b":1,"a":2}', "\u0661", "actual\n", "value\n",
]  # fmt: skip


def line(fields: object) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8", "surrogatepass")


def answer(given: bytes) -> object:
    """The change, or how it was refused."""
    try:
        return bundle_lines.change_of(given, "x.bundle", str(USUAL[0]), 12)
    except BundleRefused as error:
        return error.facts["reason"]


def both(given: bytes) -> tuple[object, object]:
    with pytest.MonkeyPatch.context() as patch:
        quickly = answer(given)
        patch.setattr(bundle_lines, "usual", lambda line: None)
        return quickly, answer(given)


def test_a_line_as_this_program_writes_it_has_the_usual_shape() -> None:
    for val in ('"250.5"', '"浙 江"', "null", "2020"):
        assert usual(line([*USUAL[:9], val, *USUAL[10:]]).decode()) is not None
    quickly, thoroughly = both(line(USUAL))
    assert quickly == thoroughly == (*USUAL, b"", 0)


@pytest.mark.parametrize("nth", range(len(USUAL)))
def test_one_odd_field(nth: int) -> None:
    for others in (USUAL, COUNTED, NEWER):
        for odd in ODD:
            quickly, thoroughly = both(line([*others[:nth], odd, *others[nth + 1 :]]))
            assert quickly == thoroughly, odd


@given(st.integers(0, 1 << 32))
@settings(max_examples=400)
def test_bytes_that_changed(seed: int) -> None:
    dice = random.Random(seed)
    given = bytearray(line(USUAL))
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(given))
        given[at : at + dice.randint(0, 2)] = dice.choice(
            [b"", b'"', b"\\", b",", b"0", b"\xe6", b" ", b"]", b"\n"]
        )
    quickly, thoroughly = both(bytes(given))
    assert quickly == thoroughly


@given(st.text(max_size=30) | st.integers() | st.none())
def test_whatever_a_value_is(value: object) -> None:
    given = line([*USUAL[:8], "remark", to_json(value), *USUAL[10:]])
    quickly, thoroughly = both(given)
    assert quickly == thoroughly

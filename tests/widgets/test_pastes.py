"""A paste is whole however it was cut into reads, and nothing in it is a key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pilot_tui.widgets.pastes import BEGINS, ENDS, LONGEST, Pastes

KEYS = st.text(st.sampled_from("ab\r永"), min_size=1, max_size=5)
PASTED = st.text(st.sampled_from("ab\r\n\t\x1b[200~\x00永\ufffd"), max_size=12).filter(
    lambda t: ENDS not in t
)


def pieces(reads: list[str], *, more: bool) -> list[tuple[bool, str]]:
    """What comes out, neighbouring keys joined."""
    pastes, out = Pastes(), list[tuple[bool, str]]()
    for at, read in enumerate(reads):
        for pasted, text in pastes.feed(read, more=more and at < len(reads) - 1):
            if out and not pasted and not out[-1][0]:
                out[-1] = (False, out[-1][1] + text)
            else:
                out.append((pasted, text))
    return out


@given(st.lists(st.tuples(KEYS, PASTED), max_size=3), KEYS, st.lists(st.integers(0, 80), max_size=8))
def test_any_cut_into_reads_gives_the_same(turns: list[tuple[str, str]], last: str, cuts: list[int]) -> None:
    wanted: list[tuple[bool, str]] = []
    stream = ""
    for typed, pasted in turns:
        stream += typed + BEGINS + pasted + ENDS
        wanted += [(False, typed), (True, pasted)]
    wanted.append((False, last))
    stream += last
    at = sorted({min(cut, len(stream)) for cut in cuts})
    reads = [stream[a:b] for a, b in zip([0, *at], [*at, len(stream)], strict=True)]
    assert pieces(reads, more=True) == wanted


def test_a_lone_escape_is_a_key_at_once() -> None:
    assert list(Pastes().feed("\x1b")) == [(False, "\x1b")]


def test_what_is_far_too_long_is_not_kept() -> None:
    pastes = Pastes()
    list(pastes.feed(BEGINS))
    for _ in range(8):
        assert list(pastes.feed("x" * 1_000_000)) == []
    [(pasted, text)] = pastes.feed(ENDS + "")
    assert pasted
    assert len(text) == LONGEST

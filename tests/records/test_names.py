"""Pinyin for the county picker."""

from __future__ import annotations

import pytest

from pilot_tui.records.names import pinyin_of


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("永康市", "yongkangshi", "yks"),
        ("长兴县", "changxingxian", "cxx"),
        ("绍兴市上虞区", "shaoxingshishangyuqu", "sxssyq"),
        ("永武缙（永康市、武义县）", "yongwujinyongkangshiwuyixian", "ywjykswyx"),
        ("A 区", "aqu", "aq"),
        ("É永", "yong", "y"),
        ("", "", ""),
        ("（）", "", ""),
    ],
)
def test_a_name_is_found_by_its_letters(name: str, pinyin: str, initials: str) -> None:
    assert pinyin_of(name) == (pinyin, initials)

"""Whether the archive is whole: anything missing, damaged or added is named, and nothing is installed."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest

from installer import sums, words
from installer.refusal import Refusal
from laptop.conftest import SHIPPED, Unpacked


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def whl(folder: Path) -> Path:
    return next((folder / "wheels").glob("pilot*.whl"))


HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "a bit of a wheel": (lambda folder: flip(whl(folder)), "damaged"),
    "the end of a wheel": (lambda folder: whl(folder).write_bytes(whl(folder).read_bytes()[:-9]), "damaged"),
    "the installer": (lambda folder: flip(folder / "installer" / "places.py"), "damaged"),
    "a wheel gone": (lambda folder: whl(folder).unlink(), "missing"),
    "the guide gone": (lambda folder: (folder / "guide" / "index.html").unlink(), "missing"),
    "a wheel more": (lambda folder: (folder / "wheels" / "rich-99-py3-none-any.whl").touch(), "unlisted"),
    "no list": (lambda folder: (folder / sums.LIST).unlink(), "no_list"),
    "an empty list": (lambda folder: (folder / sums.LIST).write_text(""), "no_list"),
    "a list of bytes": (lambda folder: (folder / sums.LIST).write_bytes(b"\xff\xfe" * 9), "no_list"),
    "half a list": (lambda folder: (folder / sums.LIST).write_text("0" * 64 + "  demo.d\n00"), "bad_list"),
    "a list of elsewhere": (
        lambda folder: (folder / sums.LIST).write_text("0" * 64 + "  ../x\n"),
        "bad_list",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_not_whole_is_refused(archive: Unpacked, name: str) -> None:
    assert sums.check(archive.folder) > 10
    harm, reason = HARM[name]
    harm(archive.folder)
    with pytest.raises(Refusal) as refused:
        sums.check(archive.folder)
    assert refused.value.reason == reason


def test_nothing_is_installed_from_what_is_damaged(archive: Unpacked) -> None:
    flip(whl(archive.folder))
    refused = archive.run()
    assert refused.returncode == 2
    assert f"The file wheels/{whl(archive.folder).name} is not as listed (1 in all)" in refused.stderr
    assert not archive.place.exists()


# The words


def sentences() -> dict[str, dict[str, str]]:
    written = tomllib.loads((SHIPPED / "installer" / "words.toml").read_text("utf-8"))
    return {f"{section}.{name}": row for section, rows in written.items() for name, row in rows.items()}


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_there_in_both_languages_and_is_said() -> None:
    code = "".join(path.read_text("utf-8") for path in (SHIPPED / "installer").glob("*.py"))
    said = set(re.findall(r"(?:say|tell)\(\s*\"([\w.]+)\"", code))
    said |= {f"refused.{reason}" for reason in re.findall(r"Refusal\(\s*\"(\w+)\"", code)}
    assert said == sentences().keys()
    for key, row in sentences().items():
        assert set(row) == {"zh", "en"}, key
        assert facts(row["zh"]) == facts(row["en"]), key


def test_a_console_without_chinese_is_spoken_to_in_english(archive: Unpacked) -> None:
    plain = archive.run("--check", "--lang", "zh", PYTHONUTF8="0", PYTHONIOENCODING="ascii", PILOT_LANG="zh")
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "all whole" in plain.stdout


def test_chinese_is_spoken_where_it_is_asked_for(archive: Unpacked) -> None:
    assert "全部完好" in archive.run("--check", PILOT_LANG="zh").stdout
    assert "全部完好" in archive.run("--check", PILOT_LANG="", LC_ALL="zh_CN.UTF-8").stdout
    assert "all whole" in archive.run("--check", "--lang", "en", PILOT_LANG="zh").stdout


def test_a_fact_the_console_cannot_print_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "said").open("w", encoding="ascii") as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        words.speak("zh")
        words.tell("done.demo", path="家/\udcff")
    assert (tmp_path / "said").read_text() == "Demo file: ?/?\n"

"""Looking as an expert: nothing of a county they are kept out of gets out, by whichever verb."""

from __future__ import annotations

import json
import re
from collections.abc import Set
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest

from pilot_tui import places
from pilot_tui.cli.verbs import run
from pilot_tui.report.asked import KINDS
from shell import Shell

ROUND, COUNTY = "P1-2017", "haining"
MARKS = {
    "E1": "61.13",
    "E2": "62.29",
    "E3": "63.31",
    "E4": "64.43",
    "E5": "65.57",
    "E6": "66.61",
    "E8": "12.83",
}
"""What the experts give haining, the same on each criterion: so these are their totals too. E7 is recused."""
CRITERIA = ("K1", "K2", "K3", "K4", "K5")
LAST = "69.97"
"""What E9 gives, who is asked for last, so that the log tells of it."""


@dataclass(frozen=True)
class Entered:
    """A file in which all of it was entered, and the machine on which it was."""

    file: bytes
    settings: Path
    """The folder of its settings: they say that the last step is lin's own."""
    figures: frozenset[str]
    """The figures of haining that E7 may not know, all of which occur nowhere else."""


@pytest.fixture(scope="module")
def entered(demo_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Entered:
    folder = tmp_path_factory.mktemp("entered")
    file = folder / "demo.db"
    file.write_bytes(demo_bytes)
    pairs = {**MARKS, "E9": LAST}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PILOT_CONFIG", str(folder / "config"))
        patch.setenv("PILOT_DB", str(file))
        patch.setenv("PILOT_AUTHOR", "lin")
        places.settings.cache_clear()
        for expert, mark in pairs.items():
            for criterion in CRITERIA:
                assert run(["set", f"mark/{ROUND}.{COUNTY}.{expert}.{criterion}/mark", mark]) == 0
        assert run(["note", f"mark/{ROUND}.{COUNTY}.E8.K1/mark", "E8 gave 12.83 by mistake"]) == 0
        assert run(["set", f"result/{ROUND}.{COUNTY}/score", "58.25"]) == 0
        with redirect_stdout(StringIO()) as said:
            assert run(["show", "review", "--json"]) == 0
    (mean,) = (one["mean"] for one in json.loads(said.getvalue())["counties"] if one["county"] == COUNTY)
    return Entered(file.read_bytes(), folder / "config", frozenset({*pairs.values(), mean, "58.25"}))


@pytest.fixture
def told(entered: Entered, desk: Path, config: Path) -> frozenset[str]:
    """What E7 may not know, in a file of this test's own."""
    desk.write_bytes(entered.file)
    copytree(entered.settings, config)
    return entered.figures


READING = [
    ("show", "review"),
    ("show", "review", "--county", COUNTY),
    ("show", "counties"),
    ("log",),
    ("explain", f"review/{ROUND}.{COUNTY}/mean"),
    ("explain", f"review/{ROUND}.{COUNTY}/trimmed"),
    ("explain", f"review/{ROUND}.{COUNTY}/rank"),
    ("explain", f"review/{ROUND}.{COUNTY}/E8"),
    ("explain", f"mark/{ROUND}.{COUNTY}.E8.K1/mark"),
    ("explain", f"result/{ROUND}.{COUNTY}/score"),
    ("explain", f"mark/{ROUND}.yongkang.E8.K1/mark"),
    ("explain", f"review/{ROUND}.yongkang/rank"),
]


@pytest.mark.parametrize("json", ["", "--json"])
@pytest.mark.parametrize("verb", READING, ids=" ".join)
def test_no_verb_that_reads_tells(shell: Shell, told: Set[str], verb: tuple[str, ...], json: str) -> None:
    asked = [*verb, *filter(None, [json])]
    open, veiled = shell(*asked), shell(*asked, "--viewer", "E7")
    assert (open.code, veiled.code) == (0, 0), veiled.err
    assert not _in(told, veiled.out + veiled.err)
    if "yongkang" not in str(verb):
        assert _in(told, open.out), "the test would not see it"


def test_no_finding_tells(shell: Shell, told: Set[str]) -> None:
    outlier = f"review/{ROUND}.{COUNTY}/E8"
    open, veiled = shell("show", "findings", "--json"), shell("show", "findings", "--json", "--viewer", "E7")
    assert outlier in {one["address"] for one in open.json}
    assert not [one for one in veiled.json if f"{ROUND}.{COUNTY}" in one["address"]]
    assert f"review/{ROUND}.{COUNTY}" not in shell("check", "--viewer", "E7").out


def _in(told: Set[str], said: str) -> list[str]:
    return [one for one in told if re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", said)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_summary_tells(shell: Shell, told: Set[str], kind: str) -> None:
    asked = ["summary", "--of", kind, *(["--county", COUNTY] if kind == "profile" else [])]
    asked += ["--county", COUNTY, "--county", "yongkang"] if kind == "comparison" else []
    for form in ("text", "html", "json", "svg", "md"):
        veiled = shell(*asked, "--format", form, "--viewer", "E7")
        assert veiled.code == 0, veiled.err
        assert not _in(told, veiled.out)
    if kind in ("review", "round", "year"):
        assert "hidden" in veiled.out
        assert _in(told, shell(*asked).out)


def test_no_rank_tells_where_the_hidden_county_stands(shell: Shell, told: Set[str]) -> None:
    shown = shell("show", "review", "--json", "--viewer", "E7").json
    assert [one["rank"] for one in shown["counties"]] == [None] * 5
    assert (shown["viewer"], shown["hidden"]) == ("E7", [COUNTY])
    (hidden,) = (one for one in shown["counties"] if one["county"] == COUNTY)
    assert (hidden["experts_counted"], hidden["excluded"], hidden["states"]["mean"]) == (None, [], "hidden")
    assert {one["review_rank"] for one in shell("show", "counties", "--json", "--viewer", "E7").json} == {
        None
    }


def test_an_export_leaves_out_what_is_hidden(shell: Shell, told: Set[str], tmp_path: Path) -> None:
    answer = shell("export", tmp_path / "out", "--viewer", "E7")
    assert "hidden" in answer.err
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").glob("*.csv")}
    assert not _in(told, "".join(written.values()))
    assert f"{ROUND}.yongkang.E7.K1" in written["mark.csv"]


def test_who_may_not_see_a_mark_may_not_change_it_either(shell: Shell, told: Set[str]) -> None:
    where = f"mark/{ROUND}.{COUNTY}.E8.K1/mark"
    for verb in (("set", where, "80"), ("set", where, "80", "--dry-run"), ("note", where, "?")):
        answer = shell(*verb, "--viewer", "E7")
        assert (answer.code, answer.out) == (2, "")
        assert "hidden from E7" in answer.err
        assert not _in(told, answer.err)
    assert shell("retire", "mark", f"{ROUND}.{COUNTY}.E8.K1", "--viewer", "E7").code == 2


def test_taking_back_ones_own_step_does_not_tell_what_stood_there(shell: Shell, told: Set[str]) -> None:
    shell("undo")
    shell("undo")
    assert not _in(told, shell("undo", "--viewer", "E7").err)


def test_a_conflict_of_interest_hides_as_a_recusal_does(shell: Shell, told: Set[str]) -> None:
    assert _in(told, shell("show", "review", "--json", "--viewer", "E5").out)
    shell("set", f"assignment/{ROUND}.{COUNTY}.E5/state", "conflict")
    assert not _in(told - {"65.57"}, shell("show", "review", "--json", "--viewer", "E5").out)


def test_the_setting_counts_until_somebody_says_otherwise(
    shell: Shell, told: Set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    places.prefer("viewer", "E7")
    assert not _in(told, shell("show", "review", "--json").out)
    assert _in(told, shell("show", "review", "--json", "--viewer", "none").out)
    assert _in(told, shell("show", "review", "--json", "--viewer", "E1").out)
    places.prefer("viewer", "nobody of this file")
    assert _in(told, shell("show", "review", "--json").out)
    monkeypatch.setenv("PILOT_VIEWER", "E7")
    assert not _in(told, shell("show", "review", "--json").out)


def test_an_expert_the_file_does_not_know_is_refused(shell: Shell, desk: Path) -> None:
    answer = shell("show", "review", "--viewer", "E77")
    assert (answer.code, answer.out) == (2, "")
    assert "E77" in answer.err
    assert "E7" in json.dumps(answer.err)

"""The verbs of exchange, as two people on two machines use them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pilot_tui import places
from pilot_tui.exchange.bundle import read_bundle
from pilot_tui.store import Store, site
from pilot_tui.workbook import Workbook
from raw import content, one, tamper
from shell import ACTUAL, Answer, Shell
from test_docs import documented, form

DOCS = Path(__file__).resolve().parents[2] / "docs"
MARK = "mark/P1-2017.yongkang.E3.K1/mark"
As = Callable[..., Answer]


@pytest.fixture
def machines(shell: Shell, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> As:
    """`machines("lin", "set", …)`: a verb on lin's machine, with lin's settings, on lin's file."""

    def answer(who: str, *arguments: object) -> Answer:
        file = tmp_path / f"{who}.db"
        if not file.exists():
            shutil.copy(demo, file)
        monkeypatch.setenv("PILOT_CONFIG", str(tmp_path / f"{who}.settings"))
        monkeypatch.setenv("PILOT_AUTHOR", who)
        monkeypatch.chdir(tmp_path)
        places.settings.cache_clear()
        site._unkept.clear()
        return shell(*map(str, arguments), "-f", str(file))

    return answer


def both_wrote(machines: As) -> None:
    """Lin and Wang write the same cell; Lin's bundle is at hand."""
    machines("lin", "set", ACTUAL, "118", "--reason", "recounted")
    machines("lin", "set", MARK, "77")
    machines("wang", "set", ACTUAL, "119")
    assert machines("lin", "bundle", "-o", "lin.bundle").code == 0


def test_a_conflict_there_and_back(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    assert machines("wang", "merge", "lin.bundle").code == 1
    [conflict] = (listed := machines("wang", "conflicts", "--json")).json
    assert listed.code == 1
    assert (conflict["address"], conflict["base"]) == (ACTUAL, "241.0")
    said = {(each["value"], each["author"], each["reason"]) for each in conflict["values"]}
    assert said == {("118", "lin", "recounted"), ("119", "wang", None)}
    assert [each["value"] for each in conflict["values"] if each["shown"]] == ["119"]
    assert machines("wang", "resolve", ACTUAL, "118", "--reason", "agreed").code == 0
    assert machines("wang", "conflicts", "--json").json == []
    machines("wang", "bundle", "-o", "wang.bundle")
    assert machines("lin", "merge", "wang.bundle").code == 0
    assert content(tmp_path / "lin.db") == content(tmp_path / "wang.db")
    assert machines("lin", "check", "--no-findings").code == 0
    machines("lin", "bundle", "-o", "again.bundle")  # Wang is known to have everything
    assert read_bundle(tmp_path / "again.bundle").count == 0


def test_looking_writes_nothing_and_merging_keeps_a_backup(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    before = content(tmp_path / "wang.db")
    seen = machines("wang", "merge", "lin.bundle", "--dry-run", "--json")
    assert (seen.code, seen.json["changes"], len(seen.json["met"])) == (1, 2, 1)
    assert seen.json["brought"][0]["author"] == "lin"
    assert content(tmp_path / "wang.db") == before
    assert not (tmp_path / "wang.backups").exists()
    done = machines("wang", "merge", "lin.bundle", "lin.bundle", "--json").json
    assert content(tmp_path / done["backup"]) == before
    assert (done["changes"], done["already"]) == (2, 2)
    assert machines("wang", "merge", "lin.bundle", "--json").json["backup"] is None  # nothing came


def test_another_value_needs_a_reason(machines: As) -> None:
    both_wrote(machines)
    machines("wang", "merge", "lin.bundle")
    assert machines("wang", "resolve", ACTUAL, "120").code == 2
    assert machines("wang", "resolve", ACTUAL, "120", "--reason", "a third count").code == 0
    assert "no conflict" in machines("wang", "resolve", ACTUAL, "120", "--reason", "again").err


def test_a_row_that_was_retired_and_changed(machines: As) -> None:
    machines("lin", "set", "milestone/M036/actual", "850")
    machines("lin", "bundle", "-o", "lin.bundle")
    machines("wang", "retire", "milestone", "M036")
    assert machines("wang", "merge", "lin.bundle").code == 1
    [conflict] = machines("wang", "conflicts", "--json").json
    assert conflict["address"] == "milestone/M036/id"
    assert {(each["value"], each["author"]) for each in conflict["values"]} == {
        ("retired", "wang"),
        ("kept", "lin"),
    }
    assert machines("wang", "resolve", "milestone/M036/id", "perhaps").code == 2
    assert machines("wang", "resolve", "milestone/M036/id", "kept").code == 0
    assert machines("wang", "conflicts", "--json").json == []
    shown = machines("wang", "show", "milestones", "--programme", "P2", "--json").json
    assert [row["actual"] for row in shown if row["id"] == "M036"] == ["850"]


def test_a_mark_somebody_else_wrote(machines: As) -> None:
    machines("office", "set", "expert/P1-2017.E3/person", "lin")
    machines("office", "bundle", "-o", "office.bundle")
    machines("wang", "set", MARK, "60")  # wang has not heard of it
    machines("wang", "bundle", "-o", "wang.bundle")
    assert machines("office", "merge", "wang.bundle").code == 1
    [conflict] = machines("office", "conflicts", "--json").json
    assert conflict["kinds"] == ["foreign"]
    assert [each["value"] for each in conflict["values"]] == ["60", "89.9"]
    machines("lin", "merge", "office.bundle", "wang.bundle")
    assert machines("lin", "set", MARK, "88").code == 0  # whose mark it is settles it by writing
    assert machines("lin", "conflicts", "--json").json == []
    assert machines("office", "set", MARK, "70").code == 2
    assert machines("office", "set", MARK, "70", "--reason", "read to me on the phone").code == 0
    assert [one["kinds"] for one in machines("office", "conflicts", "--json").json] == [["foreign"]]


def test_two_names_that_became_one(machines: As) -> None:
    machines("lin", "set", "county/wenling/name_zh", "新县")
    machines("lin", "bundle", "-o", "lin.bundle")
    machines("wang", "set", "county/haining/name_zh", "新县")
    assert machines("wang", "merge", "lin.bundle").code == 1
    found = machines("wang", "conflicts", "--json").json
    assert [(one["address"], one["kinds"]) for one in found] == [
        ("county/haining/name_zh", ["duplicate"]),
        ("county/wenling/name_zh", ["duplicate"]),
    ]
    assert machines("wang", "resolve", "county/haining/name_zh", "海宁市", "--reason", "a slip").code == 0
    assert machines("wang", "conflicts", "--json").json == []


def test_a_new_file_takes_the_whole(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    empty = tmp_path / "empty.db"
    machines("lin", "init", empty)
    machines("lin", "bundle", "-o", "part.bundle")
    machines("lin", "bundle", "--all", "-o", "all.bundle")
    shutil.copy(empty, tmp_path / "new.db")
    assert "--all" in machines("new", "merge", "part.bundle").err
    assert machines("new", "merge", "all.bundle").code == 0
    assert content(tmp_path / "new.db") == content(tmp_path / "lin.db")
    assert machines("new", "check", "--no-findings").code == 0


def test_other_data_are_refused(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    machines("lin", "export", tmp_path / "csv")
    machines("lin", "init", tmp_path / "other.db", "--from", tmp_path / "csv")
    refused = machines("other", "merge", "lin.bundle")
    assert refused.code == 2
    assert "did not begin alike" in refused.err


def test_a_cloned_machine_is_found_out(machines: As, tmp_path: Path) -> None:
    """Settings and all: both write as one site, and each goes on."""
    machines("lin", "set", ACTUAL, "118")
    shutil.copy(tmp_path / "lin.db", tmp_path / "clone.db")
    shutil.copytree(tmp_path / "lin.settings", tmp_path / "clone.settings")
    machines("lin", "set", ACTUAL, "121")
    machines("lin", "bundle", "-o", "lin.bundle")
    quiet = tmp_path / "quiet.db"
    shutil.copy(tmp_path / "clone.db", quiet)
    shutil.copytree(tmp_path / "clone.settings", tmp_path / "quiet.settings")
    assert "new identity" in machines("quiet", "merge", "lin.bundle").out  # it had not written yet
    machines("clone", "set", ACTUAL, "122")
    before = content(tmp_path / "clone.db")
    assert "another story" in machines("clone", "merge", "lin.bundle").err
    assert content(tmp_path / "clone.db") == before
    machines("lin", "bundle", "--all", "-o", "whole.bundle")
    assert machines("clone", "identity", "whole.bundle").code == 0
    assert machines("clone", "check", "--no-findings").code == 0
    assert machines("clone", "merge", "whole.bundle").code == 1  # 121 against 122: now it is a conflict
    [conflict] = machines("clone", "conflicts", "--json").json
    assert {each["value"] for each in conflict["values"]} == {"121", "122"}
    assert machines("clone", "set", MARK, "70").code == 0
    machines("clone", "bundle", "-o", "clone.bundle")
    assert machines("lin", "merge", "clone.bundle").code == 1
    assert content(tmp_path / "lin.db") == content(tmp_path / "clone.db")
    assert machines("lin", "check", "--no-findings").code == 0
    assert "no new identity" in machines("lin", "identity", "whole.bundle").err


def test_a_restored_backup_gets_its_own_changes_back(machines: As, tmp_path: Path) -> None:
    machines("lin", "set", ACTUAL, "118")
    shutil.copy(tmp_path / "lin.db", tmp_path / "kept.db")
    machines("lin", "set", ACTUAL, "121")
    machines("lin", "bundle", "-o", "lin.bundle")
    (tmp_path / "kept.db").replace(tmp_path / "lin.db")
    machines("lin", "set", MARK, "70")  # under a new site: the old one has gone further elsewhere
    assert machines("lin", "merge", "lin.bundle").code == 0
    assert one(tmp_path / "lin.db", "SELECT count(*) FROM change WHERE site <> 'base'") == 3
    assert machines("lin", "check", "--no-findings").code == 0


def test_fields_of_a_newer_version_wait_for_it(machines: As, tmp_path: Path) -> None:
    """Kept, counted, handed on; nothing of them is shown."""
    both_wrote(machines)
    lines = gzip.decompress((tmp_path / "lin.bundle").read_bytes()).splitlines(keepends=True)
    head, *changes = [json.loads(line) for line in lines[:-1]]
    changes[0][8], changes[0][11] = "colour", 99
    from merging.test_hostile import rehashed, sealed

    (tmp_path / "new.bundle").write_bytes(sealed(rehashed(head, changes)))
    done = machines("wang", "merge", "new.bundle", "--json")
    assert (done.code, done.json["unknown"], done.json["changes"]) == (0, 1, 2)
    assert machines("wang", "check", "--no-findings").code == 0
    machines("wang", "bundle", "--all", "-o", "on.bundle")
    sent = [change.col for run in read_bundle(tmp_path / "on.bundle").runs for change in run.changes]
    assert "colour" in sent


def test_a_file_that_may_not_be_written_is_not_merged_into(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    (tmp_path / "wang.db").chmod(0o400)
    assert machines("wang", "merge", "lin.bundle").code == 2


def test_shapes_are_documented(machines: As) -> None:
    both_wrote(machines)
    made = machines("lin", "bundle", "--json").json
    assert form(documented("bundle")) == form(made)
    assert re.fullmatch(r"lin-[0-9]{8}-[0-9]{4}\.bundle", made["file"])
    merged, wanted = machines("wang", "merge", "lin.bundle", "--json").json, documented("merge")
    assert {*merged} == {*wanted}
    assert {*merged["brought"][0]} == {*wanted["brought"][0]}
    assert form(documented("conflicts")) == form(machines("wang", "conflicts", "--json").json)


def test_the_bundle_in_the_document_is_one(tmp_path: Path) -> None:
    [text] = re.findall(r"```json lines\n(.*?)```", (DOCS / "merging.md").read_text("utf-8"), re.DOTALL)
    place = tmp_path / "documented.bundle"
    place.write_bytes(gzip.compress(text.encode()))
    found = read_bundle(place)
    assert (found.author, found.count, found.runs[0].changes[0].val) == ("林", 1, '"250.5"')


def test_kept_figures_and_findings_notice_what_was_merged(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    with Store.open(tmp_path / "wang.db") as store:
        book = Workbook(store, "wang")
        before = book.card("P1", "yongkang", 2020).sheet
        seen = {one.finding.kind for one in book.findings("P1", "yongkang")}
        machines("wang", "merge", "lin.bundle")  # another program, beside the open desk
        book.refresh()
        found = {one.finding.kind for one in book.findings("P1", "yongkang")}
        assert "conflict" in found - seen
        assert book.card("P1", "yongkang", 2020).sheet == before  # 119 is shown in either
        assert ACTUAL in {f"{t}/{id}/{col}" for t, id, col in book.conflicts}
        machines("wang", "resolve", ACTUAL, "118")
        book.refresh()
        assert "conflict" not in {one.finding.kind for one in book.findings("P1", "yongkang")}
        assert book.card("P1", "yongkang", 2020).sheet != before


def test_check_finds_a_list_of_conflicts_that_is_not_right(machines: As, tmp_path: Path) -> None:
    both_wrote(machines)
    machines("wang", "merge", "lin.bundle")
    tamper(tmp_path / "wang.db", "DELETE FROM conflict")
    assert "conflict" in machines("wang", "check", "--no-findings").out

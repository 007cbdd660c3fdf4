"""Three files and a spreadsheet go out, four people fill them in, two the same cell; it ends in one truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pilot_tui import places
from pilot_tui.store import site
from raw import content, one
from shell import Answer, Shell

MET = "value/P1.haining.I18.2020/actual"
SHEET = "county,indicator,year,actual\n温岭市,制造业质量竞争力指数,2020,８６.2\n"
At = Callable[..., Answer]


@pytest.fixture
def at(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """A verb on somebody's own computer, signed by them; it has to end as is expected."""
    monkeypatch.chdir(tmp_path)

    def run(who: str, *arguments: str, code: int = 0) -> Answer:
        monkeypatch.setenv("PILOT_CONFIG", str(tmp_path / f"settings-{who}"))
        monkeypatch.setenv("PILOT_AUTHOR", who)
        places.settings.cache_clear()
        site._unkept.clear()
        answer = shell(*arguments)
        assert answer.code == code, (arguments, answer)
        return answer

    return run


def test_five_laptops_one_truth(at: At, tmp_path: Path) -> None:
    at("chair", "init", "office.db", "--demo")
    at("chair", "handout", "-f", "office.db", "--county", "海宁", "--for", "lin", "-o", "lin.db")
    at("chair", "handout", "-f", "office.db", "--expert", "E3", "--for", "wu", "-o", "wu.db")
    at("chair", "handout", "-f", "office.db", "--role", "reviewer", "--for", "wang", "-o", "wang.db")

    at("lin", "set", "-f", "lin.db", MET, "97.3", "--reason", "the county's books")
    at("lin", "set", "-f", "lin.db", "value/P1.haining.I18.2020/target", "90", code=2)
    at("lin", "set", "-f", "lin.db", "value/P1.yongkang.I18.2020/actual", "90", code=2)
    at("lin", "complete", "-f", "lin.db", "--yes", "-o", "lin.bundle")
    at("wu", "set", "-f", "wu.db", "mark/P1-2017.yongkang.E3.K1/mark", "88.9")
    at("wu", "set", "-f", "wu.db", "mark/P1-2017.yongkang.E4.K1/mark", "88.9", code=2)
    at("wu", "complete", "-f", "wu.db", "--yes", "-o", "wu.bundle")
    at("wang", "set", "-f", "wang.db", MET, "97.1", "--reason", "the yearbook")
    at("wang", "bundle", "-f", "wang.db", "-o", "wang.bundle")

    (tmp_path / "wenling.csv").write_text(SHEET, "gb18030")
    at("chair", "import", "-f", "office.db", "wenling.csv", "--author", "zhao", "--dry-run")
    assert one(Path("office.db"), "SELECT actual FROM value WHERE id = 'P1.wenling.I04.2020'") is None
    at("chair", "import", "-f", "office.db", "wenling.csv", "--author", "zhao")

    told = at("chair", "merge", "-f", "office.db", "wu.bundle", "wang.bundle", "lin.bundle", code=1)
    assert all(who in told.out for who in ("lin", "wu", "wang"))
    assert "Haining 2020: completed by lin" in told.out
    assert told.out.index("completed by lin") < told.out.index("completed by wu")  # counties, then experts
    listed = at("chair", "conflicts", "-f", "office.db", "--json", code=1).json
    assert [conflict["address"] for conflict in listed] == [MET]
    assert {claim["value"] for claim in listed[0]["values"]} == {"97.3", "97.1"}
    at("chair", "resolve", "-f", "office.db", MET, "97.3", "--reason", "the books were seen")

    at("chair", "bundle", "-f", "office.db", "--all", "-o", "office.bundle")
    for who in ("lin", "wu", "wang"):
        at(who, "merge", "-f", f"{who}.db", "office.bundle")
        assert content(Path(f"{who}.db")) == content(Path("office.db"))
        at(who, "conflicts", "-f", f"{who}.db")

    at("chair", "summary", "-f", "office.db", "--format", "md", "-o", "summary.md")
    summary = Path("summary.md").read_text("utf-8")
    assert "97.3" in summary
    assert "86.2" in summary
    assert "≠" not in summary
    by = {"zhao": "value", "lin": "value", "wu": "mark", "chair": "value"}
    for who, table in by.items():
        written = "SELECT count(*) > 0 FROM change WHERE actor = ? AND tbl = ?"
        assert one(Path("office.db"), written, who, table)

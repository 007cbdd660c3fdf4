"""The rule set of a programme: its cells, its defaults, its version."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pilot_tui.model import Cell, Rule
from pilot_tui.store import Store
from pilot_tui.tables import TABLES
from pilot_tui.words import knows
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.blocks import Plan
from pilot_tui.workbook.ruleset import RULED, default, is_rule

WITH_DEFAULTS = [(table, name) for table, names in RULED.items() for name in names if default(table, name)]


def test_every_field_of_a_rule_is_of_the_rule_set() -> None:
    assert set(Rule._fields) == set(RULED["rule"])


@pytest.mark.parametrize("table", RULED)
def test_every_rule_is_a_field_and_has_a_meaning(table: str) -> None:
    for name in RULED[table]:
        assert TABLES[table].field(name) is not None
        assert knows(f"meaning.{table}_{name}") or knows(f"meaning.{name}"), (table, name)


@pytest.mark.parametrize(("table", "name"), WITH_DEFAULTS)
def test_a_default_written_out_changes_nothing_that_is_shown(book: Workbook, table: str, name: str) -> None:
    """What is said of a blank cell is what it counts as."""
    if name == "coverage_min":
        assert book.rule("P3").coverage_min == Fraction(2, 3)
        return
    owner = {"rule": ["P1", "P2"], "round": ["P1-2017"], "band": ["P1.good"]}.get(table)
    ids = owner or [str(row[0]) for row in book.content()[table]]
    for id in ids[:3]:
        cell = Cell(table, id, name)
        row = book.row(table, id) or {}
        if row.get(name) is not None:
            continue
        effect, _ = book.effect(Plan(((cell, default(table, name)),)))
        assert effect.shifts == (), cell


def test_only_a_change_of_a_rule_is_another_version(book: Workbook) -> None:
    first = book.rule_version("P1")
    book.edit(Cell("indicator", "P1.I01", "remark"), "seen")
    book.edit(Cell("value", "P1.yongkang.I01.2020", "actual"), "3")
    book.edit(Cell("rule", "P2", "near"), "96")
    assert book.rule_version("P1") == first
    seen = {first.id}
    for address, text in [
        ("rule/P1/near", "96"),
        ("round/P1-2017/trim", "1"),
        ("criterion/P1-2017.K1/weight", "0.4"),
        ("expert/P1-2017.E1/weight", "2"),
        ("indicator/P1.I01/cap", "120"),
        ("dimension/P1.D1/weight", "21"),
        ("band/P1.good/low", "75"),
    ]:
        book.edit(Cell.parse(address), text)
        version = book.rule_version("P1")
        assert version.id not in seen, address
        assert version.hlc > first.hlc
        seen.add(version.id)


def test_a_grade_that_is_added_or_retired_is_another_version(book: Workbook) -> None:
    versions = [book.rule_version("P1").id]
    book.add("band", {"programme": "P1", "code": "top", "low": "100", "high": "110"})
    versions.append(book.rule_version("P1").id)
    book.retire("band", "P1.top")
    versions.append(book.rule_version("P1").id)
    assert len(set(versions)) == 3


def test_the_same_changes_are_the_same_version_whoever_asks(book: Workbook, demo: Path) -> None:
    book.edit(Cell("rule", "P1", "near"), "96")
    with Store.open(demo) as again:
        assert Workbook(again).rule_version("P1") == book.rule_version("P1")


def test_names_and_remarks_are_no_rules() -> None:
    assert not is_rule("indicator", "name_zh")
    assert not is_rule("rule", "remark")
    assert not is_rule("value", "actual")

"""The rows the program ships with: their shape, their references, and what may and may not stand in them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from pilot_tui.tables import TABLES, Field, Kind

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PROVENANCES = {"sourced", "published", "illustrative", "derived"}
DEMO = "演示数据"
CELLS = 16
"""The widest short name; a programme's stands in the title line and may be wider."""
TITLE_CELLS = 28
FIVE = ("yongkang", "wenling", "changxing", "shangyu", "haining")

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS = {name: _read(name) for name in TABLES}
IDS = {name: {row["id"] for row in rows} for name, rows in ROWS.items()}
BY_ID = {name: {row["id"]: row for row in rows} for name, rows in ROWS.items()}
each_table = pytest.mark.parametrize("name", TABLES)


def _state(row: Row) -> str:
    return row.get("state", "")


def _day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and date.fromisoformat(text).isoformat() == text


def _moment(text: str) -> bool:
    if re.fullmatch(r"\d{4}", text):
        return True
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _day(f"{text}-01")
    return _day(text)


def _number(text: str, field: Field) -> bool:
    if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return False
    number = Decimal(text)
    return (field.low is None or number >= field.low) and (field.high is None or number <= field.high)


def _fits(text: str, field: Field, row: Row) -> bool:
    """Whether a text is what the declaration of its field allows; a blank always is."""
    match field.kind:
        case _ if not text:
            return True
        case Kind.CODE:
            return bool(re.fullmatch(r"[A-Za-z0-9_-]+", text))
        case Kind.NAME:
            return len(text) <= 200 and "\n" not in text
        case Kind.TEXT:
            return len(text) <= 4_000
        case Kind.CHOICE:
            return text in field.choices
        case Kind.DATE:
            return _day(text)
        case Kind.SPAN:
            return text.count("/") <= 1 and all(_moment(part) for part in text.split("/"))
        case Kind.FIGURE:
            return _day(text) if row.get("kind") == "dated" else _number(text, field)
        case Kind.INTEGER | Kind.YEAR:
            return "." not in text and _number(text, field)
        case _:
            return _number(text, field)


# The shape of the files


def test_one_file_per_table() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(f"{name}.csv" for name in TABLES)


@each_table
def test_header_and_bytes(name: str) -> None:
    raw = (FIXTURES / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").split("\n", 1)[0] == ",".join(TABLES[name].columns())


@each_table
def test_every_cell_fits_its_field(name: str) -> None:
    assert [
        (row["id"], field.name, row[field.name])
        for row in ROWS[name]
        for field in TABLES[name].fields
        if not _fits(row[field.name], field, row) or row[field.name] != row[field.name].strip()
    ] == []


# Ids and references


@each_table
def test_ids(name: str) -> None:
    ids = [row["id"] for row in ROWS[name]]
    assert [id_ for id_, times in Counter(ids).items() if times > 1] == []
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", id_) for id_ in ids)
    key = TABLES[name].key
    if key:
        assert [row["id"] for row in ROWS[name] if row["id"] != ".".join(row[part] for part in key)] == []


@each_table
def test_references_resolve(name: str) -> None:
    missing = []
    for field in TABLES[name].fields:
        if not field.of:
            continue
        for row in ROWS[name]:
            if code := row[field.name]:
                target = f"{row[field.scope]}.{code}" if field.scope else code
                if target not in IDS[field.of]:
                    missing.append((row["id"], field.name, target))
    assert missing == []


def test_what_is_reported_belongs_to_a_pilot_and_a_year() -> None:
    for name in ("value", "milestone", "rectification", "step", "industry"):
        for row in ROWS[name]:
            assert f"{row['programme']}.{row['county']}" in IDS["pilot"], row["id"]
            if "year" in row:
                assert f"{row['programme']}.{row['year']}" in IDS["year"], row["id"]


# Where it comes from, and what may not be in it


@each_table
def test_provenance_and_source(name: str) -> None:
    for row in ROWS[name]:
        assert row["provenance"] in PROVENANCES, row["id"]
        assert row["source"], row["id"]
        assert (DEMO in row["source"]) == (row["provenance"] == "illustrative"), row["id"]


@each_table
def test_nothing_that_must_not_be_published(name: str) -> None:
    text = (FIXTURES / f"{name}.csv").read_text(encoding="utf-8")
    assert not re.search(r"seed|种子|\bS00\d", text, re.IGNORECASE)
    assert "://" not in text
    assert not re.search(r"\d{7,}", text), "a run of digits as long as a telephone number"
    assert not re.search(r"\d{3,4}[-—]\d{6,}", text)


@each_table
def test_short_names_fit(name: str) -> None:
    room = TITLE_CELLS if name == "programme" else CELLS
    fields = [field.name for field in TABLES[name].fields if "short_" in field.name]
    for row in ROWS[name]:
        for field in fields:
            assert cell_len(row[field]) <= room, (row["id"], field)
    for language in ("zh", "en"):
        if f"short_{language}" in fields:
            assert all(row[f"short_{language}"] for row in ROWS[name])


@each_table
def test_both_languages(name: str) -> None:
    fields = [field.name for field in TABLES[name].fields if field.name.endswith("_zh")]
    for row in ROWS[name]:
        for field in fields:
            assert bool(row[field]) == bool(row[f"{field.removesuffix('_zh')}_en"]), (row["id"], field)


# The nine programmes


def test_nine_programmes() -> None:
    assert [row["id"] for row in ROWS["programme"]] == [f"P{n}" for n in range(1, 10)]
    assert [row["position"] for row in ROWS["programme"]] == [str(n) for n in range(1, 10)]
    assert IDS["rule"] == IDS["programme"]
    assert {row["programme"] for row in ROWS["pilot"]} == IDS["programme"]
    assert {row["programme"] for row in ROWS["year"]} == IDS["programme"]


def test_the_five_pilots_in_order_of_listing() -> None:
    pilots = [row for row in ROWS["pilot"] if row["programme"] == "P1"]
    assert [row["county"] for row in sorted(pilots, key=lambda row: int(row["position"]))] == list(FIVE)
    assert {(row["status"], row["status_on"]) for row in pilots} == {("approved_in_principle", "2017-12-20")}


def test_workflow() -> None:
    numbers = {county: [row["number"] for row in ROWS["step"] if row["county"] == county] for county in FIVE}
    assert numbers["yongkang"] == [str(n) for n in range(1, 9)]
    assert all(numbers[county] == ["5", "6"] for county in FIVE[1:])


def test_a_value_for_each_county_indicator_and_year() -> None:
    values = [row for row in ROWS["value"] if row["programme"] == "P1"]
    indicators = [row["code"] for row in ROWS["indicator"] if row["programme"] == "P1"]
    assert len(indicators) == 18
    assert len(values) == 18 * 5 * 3
    assert {row["id"] for row in values} == {
        f"P1.{county}.{indicator}.{year}"
        for county in FIVE
        for indicator in indicators
        for year in (2018, 2019, 2020)
    }
    assert all(row["baseline"] and row["target"] and row["operator"] for row in values)
    assert {row["id"] for row in values if not row["actual"]} == {
        "P1.wenling.I04.2020",
        "P1.shangyu.I06.2018",
        "P1.changxing.I15.2019",
        "P1.haining.I18.2020",
    }
    assert all((row["state"] == "not_reported") == (not row["actual"]) for row in values)
    assert len({(row["county"], row["indicator"], row["baseline"]) for row in values}) == 18 * 5


def test_figures_stand_as_they_were_given() -> None:
    value = BY_ID["value"]["P1.yongkang.I01.2018"]
    assert (value["baseline"], value["target"], value["actual"]) == ("1.62", "1.80", "1.72")
    real = BY_ID["value"]["P1.yongkang.I12.2018"]
    assert (real["actual"], real["provenance"]) == ("134", "illustrative")
    assert "134" in real["source"]


def test_weights_sum_to_a_hundred() -> None:
    for table in ("dimension", "indicator"):
        for programme in ("P1", "P5"):
            weights = [Decimal(row["weight"]) for row in ROWS[table] if row["programme"] == programme]
            assert sum(weights) == 100
    assert sum(Decimal(row["weight"]) for row in ROWS["criterion"]) == 1


def test_the_reported_result() -> None:
    (result,) = ROWS["result"]
    assert result["id"] == "P1-2017.yongkang"
    assert (result["score"], result["rank"], result["provenance"]) == ("89.17", "1", "sourced")


def test_marks_and_recusals() -> None:
    marks = ROWS["mark"]
    assert len(marks) == 5 * 9 * 5
    recused = {(row["county"], row["expert"]) for row in marks if row["state"] == "recused"}
    assert recused == {("shangyu", "E4"), ("haining", "E7")}
    assert all((not row["mark"]) == (row["state"] == "recused") for row in marks)
    assert {row["provenance"] for row in marks} == {"illustrative"}


def test_the_marks_give_the_reported_total() -> None:
    weights = {row["code"]: Decimal(row["weight"]) for row in ROWS["criterion"]}
    marks = [row for row in ROWS["mark"] if row["county"] == "yongkang"]
    total = sum((weights[row["criterion"]] * Decimal(row["mark"]) for row in marks), Decimal(0))
    assert total == Decimal("802.53")
    assert total / 9 == Decimal("89.17")


def test_printed_completions() -> None:
    printed = {
        row["id"]: row["reported_completion"] for row in ROWS["milestone"] if row["reported_completion"]
    }
    assert printed == {"M036": "47", "M037": "80", "M038": "70.6", "M039": "64.3"}
    assert all(not BY_ID["milestone"][id_]["target"] for id_ in printed)


def test_kinds_of_milestones() -> None:
    kinds = {row["kind"] for row in ROWS["milestone"]}
    assert kinds == {"task", "dated", "checklist", "qualitative"}
    assert {row["operator"] for row in ROWS["milestone"]} >= {"at_least", "at_most", "eq", "about", "strive"}
    assert {row["actual_operator"] for row in ROWS["milestone"]} >= {"more_than", "about", "at_least"}
    assert BY_ID["milestone"]["M022"]["operator"] == "eq"
    assert BY_ID["milestone"]["M035"]["operator"] == "about"
    places = Counter(
        (row["programme"], row["county"], row["year"], row["position"]) for row in ROWS["milestone"]
    )
    assert set(places.values()) == {1}


def test_only_illustrative_milestones_for_the_illustrative_programme() -> None:
    assert {row["provenance"] for row in ROWS["milestone"] if row["programme"] == "P1"} == {"illustrative"}
    assert "illustrative" not in {row["provenance"] for row in ROWS["milestone"] if row["programme"] != "P1"}
    assert all(row["owner_zh"] for row in ROWS["milestone"] if row["provenance"] == "illustrative")
    assert not any(row["owner_zh"] for row in ROWS["milestone"] if row["provenance"] == "sourced")


def test_two_ranks_in_two_scopes_for_one_figure() -> None:
    (milestone,) = [row for row in ROWS["milestone"] if row["actual"] == "720"]
    ranks = {row["scope"]: row["rank"] for row in ROWS["ranking"] if row["milestone"] == milestone["id"]}
    assert ranks == {"zhejiang": "4", "jinhua": "2"}
    assert (milestone["actual_operator"], milestone["target"]) == ("more_than", "")


def test_checklists() -> None:
    items = Counter(row["milestone"] for row in ROWS["item"])
    checklists = {row["id"]: row for row in ROWS["milestone"] if row["kind"] == "checklist"}
    assert set(items) == set(checklists)
    assert all(str(items[id_]) == row["target"] for id_, row in checklists.items())
    (strategy,) = [row["id"] for row in checklists.values() if row["programme"] == "P3"]
    groups = Counter(row["group_en"] for row in ROWS["item"] if row["milestone"] == strategy)
    assert sorted(groups.values()) == [1, 3, 4]
    assert not any(_state(row) for row in ROWS["item"]), "nothing is reported about any of them"


def test_stated_ten_beside_listed_nine() -> None:
    industries = ROWS["industry"]
    assert len(industries) == len({row["county"] for row in industries}) == 9
    assert all(BY_ID["milestone"][row["milestone"]]["county"] == row["county"] for row in industries)
    stated, listed = BY_ID["fact"]["F004-009"], BY_ID["fact"]["F004-009b"]
    assert (stated["kind"], stated["value"]) == ("stated_count", "10")
    assert (listed["kind"], listed["value"]) == ("count", "9")


def test_a_stated_count_has_a_count_of_the_same_thing_beside_it() -> None:
    def thing(row: Row) -> tuple[str, ...]:
        return tuple(row[part] for part in ("programme", "county", "area_zh", "name_zh"))

    counted = {thing(row) for row in ROWS["fact"] if row["kind"] == "count"}
    assert [
        row["id"] for row in ROWS["fact"] if row["kind"] == "stated_count" and thing(row) not in counted
    ] == []


def test_the_line_and_the_benchmarks() -> None:
    indicators = [row for row in ROWS["indicator"] if row["programme"] == "P5"]
    assert [row["weight"] for row in indicators] == ["30", "20", "20", "10", "10", "10"]
    assert {row["method"] for row in indicators} == {"benchmark"}
    assert all(row["benchmark"] for row in indicators)
    assert [row["code"] for row in indicators if row["line"]] == ["I01"]
    assert BY_ID["indicator"]["P5.I01"]["line"] == "1"


def test_firms_are_invented_and_look_it() -> None:
    assert {row["provenance"] for name in ("firm", "measure") for row in ROWS[name]} == {"illustrative"}
    assert all(row["name_zh"].startswith("示例企业") for row in ROWS["firm"])
    assert all(row["name_en"].startswith("Example firm") for row in ROWS["firm"])


@pytest.mark.parametrize("programme", ["P1", "P5"])
def test_bands_have_no_gap(programme: str) -> None:
    bands = sorted(
        (Decimal(row["low"]), Decimal(row["high"])) for row in ROWS["band"] if row["programme"] == programme
    )
    assert bands[0][0] == 0
    assert bands[-1][1] == 100
    assert all(left[1] == right[0] for left, right in pairwise(bands))


def test_rectification_is_found_and_no_more() -> None:
    assert len(ROWS["rectification"]) == 2
    for row in ROWS["rectification"]:
        assert (row["programme"], row["found"], row["state"]) == ("P8", "2019-08-23", "found")
        assert not row["rectified"]
        assert not row["closed"]


def test_a_group_across_two_prefectures() -> None:
    members = [row["county"] for row in ROWS["member"] if row["group"] == "yongwujin"]
    assert members == ["yongkang", "wuyi", "jinyun"]
    assert {BY_ID["county"][county]["prefecture_en"] for county in members} == {"Jinhua", "Lishui"}
    assert BY_ID["county"]["yongwujin"]["kind"] == "group"


def test_places() -> None:
    for row in ROWS["county"]:
        assert re.fullmatch(r"[a-z]+", row["pinyin"])
        assert re.fullmatch(r"[a-z]+", row["initials"])
        assert bool(re.fullmatch(r"33\d{4}", row["gb2260"])) == (row["kind"] not in ("zone", "group"))
    yongkang = BY_ID["county"]["yongkang"]
    assert (yongkang["pinyin"], yongkang["initials"], yongkang["gb2260"]) == ("yongkang", "yk", "330784")


def test_five_kinds_of_absence() -> None:
    states = {_state(row) for name in ("value", "milestone", "mark") for row in ROWS[name]} - {""}
    assert states == {"not_reported", "not_yet_due", "not_applicable", "no_target", "recused"}


def test_an_absence_stands_only_where_something_is_absent() -> None:
    for row in ROWS["milestone"]:
        match _state(row):
            case "no_target":
                assert not row["target"], row["id"]
            case "not_reported" | "not_yet_due":
                assert not row["actual"], row["id"]
            case "not_applicable":
                assert not row["target"], row["id"]
                assert not row["actual"], row["id"]
                assert row["provenance"] == "illustrative", row["id"]
        if _state(row) == "not_yet_due":
            assert row["as_of"] < row["ends"], row["id"]

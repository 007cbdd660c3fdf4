"""The JSON of every reading verb: its keys, its figures, and the addresses to change them by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pilot_tui.model import Cell
from pilot_tui.store.read import known
from shell import ACTUAL, Shell

DATA = Path(__file__).resolve().parents[1] / "data"
COUNTIES = {"YK": "yongkang", "WL": "wenling", "CX": "changxing", "SY": "shangyu", "HN": "haining"}
LIGHTS = {"done": "good", "near": "near", "warn": "look", "behind": "late", "no_data": "unknown"}
BOTH = {"addresses", "states"}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

Row = dict[str, Any]


def expected(name: str) -> list[dict[str, str]]:
    with (DATA / f"expected_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def every(data: object) -> Iterator[Row]:
    """Every object of a shape that says where it can be edited."""
    if isinstance(data, list):
        for one in data:
            yield from every(one)
    elif isinstance(data, dict):
        if "addresses" in data:
            yield data
        for one in data.values():
            yield from every(one)


@pytest.fixture(autouse=True)
def _here(desk: Path) -> None:
    """Every test of this file asks the demo file."""


WHAT = {
    "programmes": {"programme", "name_zh", "name_en", "starts", "ends", "provenance"},
    "counties": {
        *("county", "name_zh", "name_en", "scorecard", "coverage", "rank", "grade", "tier"),
        *("tier_rank", "review", "review_rank"),
        *("reported", "tasks", "provenance"),
    },
    "scorecard": {
        *("county", "year", "rule", "dimensions", "total_missing_as_zero", "total_rescaled", "coverage"),
        "rank",
    },
    "review": {
        *("round", "viewer", "hidden", "rule", "counties", "marks"),
        *("agreement", "severity", "influence"),
    },
    "milestones": {
        *("id", "county", "year", "name_zh", "name_en", "unit", "target", "operator", "implied_target"),
        *("actual", "actual_operator", "reported", "completion", "bound", "elapsed", "gap", "days", "light"),
        *("as_of", "provenance", "items", "ranks"),
        *("kind", "owners", "level", "planned", "word", "forecast", "run_rate", "progress"),
    },
}


@pytest.mark.parametrize("what", WHAT)
def test_the_keys(shell: Shell, what: str) -> None:
    answer = shell("show", what, "--json")
    assert (answer.code, answer.err) == (0, "")
    rows = answer.json if isinstance(answer.json, list) else [answer.json]
    assert rows
    for row in rows:
        assert set(row) == WHAT[what] | BOTH


def test_the_keys_inside(shell: Shell) -> None:
    card, review = shell("show", "scorecard", "--json").json, shell("show", "review", "--json").json
    for dimension in card["dimensions"]:
        assert set(dimension) == {"id", "name_zh", "name_en", "score", "weight", "indicators"} | BOTH
        for indicator in dimension["indicators"]:
            assert set(indicator) == BOTH | {
                *(
                    "id",
                    "name_zh",
                    "name_en",
                    "unit",
                    "direction",
                    "baseline",
                    "target",
                    "operator",
                    "actual",
                ),
                *("address", "completion", "score", "weight", "light", "provenance"),
            }
    for county in review["counties"]:
        assert set(county) == BOTH | {
            *(
                "county",
                "name_zh",
                "reported",
                "reported_rank",
                "mean",
                "rank",
                "experts_counted",
                "provisional",
                "excluded",
            ),
        }
    for mark in review["marks"]:
        assert set(mark) == BOTH | {"county", "expert", "criterion", "mark", "state", "address"}
    assert set(card["rule"]) >= {"rounding", "places", "cap", "coverage_min"}
    assert set(review["rule"]) == {
        *("order", "incomplete", "trim", "quorum", "tie_break"),
        *("scale_low", "scale_high", "places", "rounding"),
    }
    for one in (review["agreement"], *review["severity"], *review["influence"]):
        assert set(one) >= BOTH
        for address in one["explain"].values():
            assert shell("explain", address, "--json").json["tree"]
    hidden = shell("show", "review", "--viewer", "E7", "--json").json
    assert (hidden["agreement"], hidden["severity"], hidden["influence"]) == (None, [], [])
    tasks = shell("show", "counties", "--json").json[0]["tasks"]
    assert tasks == {"on_schedule": 4, "due": 5, "share": "80", "light": "look"}


@pytest.mark.parametrize("programme", [f"P{number}" for number in range(1, 10)])
@pytest.mark.parametrize("what", ["counties", "scorecard", "milestones"])
def test_every_address_can_be_edited_and_every_state_is_of_something_absent(
    shell: Shell, what: str, programme: str
) -> None:
    data = shell("show", what, "--programme", programme, "--json").json
    for row in every(data):
        for address in row["addresses"].values():
            assert known(Cell.parse(address)), address
        for name, state in row["states"].items():
            assert row[name] is None
            assert state


def test_an_address_is_under_the_name_of_the_figure_it_is_of(shell: Shell) -> None:
    for what in WHAT:
        for row in every(shell("show", what, "--json").json):
            assert set(row["addresses"]) <= set(row)


@pytest.mark.parametrize("what", ["counties", "scorecard", "review", "milestones"])
def test_decimals_are_strings(what: str, shell: Shell) -> None:
    def floats(data: object) -> bool:
        if isinstance(data, dict):
            return any(map(floats, data.values()))
        return any(map(floats, data)) if isinstance(data, list) else isinstance(data, float)

    assert not floats(shell("show", what, "--json").json)


def test_the_published_result_and_the_marks_behind_it(shell: Shell) -> None:
    first = shell("show", "counties", "--json").json[0]
    assert first["county"] == "yongkang"
    assert (first["reported"], first["review"], first["review_rank"]) == ("89.17", "89.17", 1)
    review = shell("show", "review", "--json", "--county", "永康").json
    [county] = review["counties"]
    assert (county["mean"], county["rank"], county["name_zh"]) == ("89.17", 1, "永康市")
    assert (county["reported"], county["reported_rank"]) == ("89.17", 1)
    assert len(review["marks"]) == 9 * 5


def test_the_review_is_the_one_computed_elsewhere(shell: Shell) -> None:
    counties = {row["county"]: row for row in shell("show", "review", "--json").json["counties"]}
    standings = {row["county"]: row for row in shell("show", "counties", "--json").json}
    assert len(expected("review")) == 5
    for row in expected("review"):
        county = counties[COUNTIES[row["county_id"]]]
        assert county["mean"] == row["mean_2dp"]
        assert county["rank"] == int(row["rank_mean"])
        assert county["experts_counted"] == int(row["experts_counted"])
        assert len(county["excluded"]) == 9 - county["experts_counted"]
        assert standings[county["county"]]["review"] == row["mean_2dp"]
        assert standings[county["county"]]["review_rank"] == county["rank"]


def test_a_recused_expert_is_named(shell: Shell) -> None:
    review = shell("show", "review", "--json", "--county", "上虞").json
    [excluded] = review["counties"][0]["excluded"]
    assert excluded["state"] in ("recused", "abstained", "incomplete")
    marks = [mark for mark in review["marks"] if mark["expert"] == excluded["expert"]]
    assert {mark["state"] for mark in marks} >= {excluded["state"]} - {"incomplete"}
    assert all(mark["states"] == {"mark": mark["state"]} for mark in marks if mark["mark"] is None)


@pytest.mark.parametrize("year", [2018, 2019, 2020])
def test_the_scorecards_are_those_computed_elsewhere(shell: Shell, year: int) -> None:
    standings = {row["county"]: row for row in shell("show", "counties", "--year", str(year), "--json").json}
    rows = [row for row in expected("scorecards") if row["year"] == str(year)]
    assert len(rows) == 5
    for row in rows:
        county = COUNTIES[row["county_id"]]
        card = shell("show", "scorecard", "--county", county, "--year", str(year), "--json").json
        assert [d["score"] for d in card["dimensions"]] == [row[f"D{n}"] for n in range(1, 7)]
        assert card["total_missing_as_zero"] == row["total_missing_as_zero"]
        assert card["total_rescaled"] == row["total_rescaled_to_100"] == standings[county]["scorecard"]
        assert card["rank"] == int(row["rank_by_rescaled"]) == standings[county]["rank"]
        assert (card["year"], card["county"]) == (year, county)
        missing = [i for d in card["dimensions"] for i in d["indicators"] if i["score"] is None]
        assert len(missing) == int(row["missing_indicators"])


@pytest.mark.parametrize("county", COUNTIES)
def test_the_indicators_are_those_computed_elsewhere(shell: Shell, county: str) -> None:
    rows = [row for row in expected("indicator_scores") if row["county_id"] == county]
    assert len(rows) == 54
    found = {}
    for year in ("2018", "2019", "2020"):
        card = shell("show", "scorecard", "--county", COUNTIES[county], "--year", year, "--json").json
        for dimension in card["dimensions"]:
            for indicator in dimension["indicators"]:
                found[indicator["id"].removeprefix("P1."), year] = indicator
    for row in rows:
        indicator = found[row["indicator_id"], row["year"]]
        assert indicator["target"] == row["target"]
        assert (indicator["actual"] or "") == row["actual"]
        assert (indicator["completion"] or "") == row["completion_pct"]
        assert indicator["light"] == LIGHTS[row["status"]]
        if row["score_capped"]:
            assert abs(Decimal(indicator["score"]) - Decimal(row["score_capped"])) <= Decimal("0.0055")
        else:
            assert (indicator["score"], indicator["states"]) == (None, {"actual": "not_reported"})


def test_the_campaign_is_read_as_the_circular_prints_it(shell: Shell) -> None:
    tasks = {row["id"]: row for row in shell("show", "milestones", "--programme", "P2", "--json").json}
    gaps = {"M036": "-3.0", "M037": "+30.0", "M038": "+20.6", "M039": "+14.3"}
    assert {id: tasks[id]["gap"] for id in gaps} == gaps
    assert {id: tasks[id]["elapsed"] for id in gaps} == dict.fromkeys(gaps, "50.0")
    first = tasks["M036"]
    assert (first["actual"], first["reported"], first["completion"]) == ("845", "47", "47.0")
    assert first["implied_target"] == {"low": "1778.95", "middle": "1797.87", "high": "1817.20"}
    assert (first["target"], first["states"], first["light"]) == (None, {"target": "no_target"}, "look")
    assert (first["as_of"], first["provenance"]) == ("2022-06-30", "sourced")


def test_a_checklist_lists_its_items(shell: Shell) -> None:
    data = shell("show", "milestones", "--programme", "P3", "--year", "2021", "--json").json
    [checklist] = [row for row in data if row["items"]]
    assert len(checklist["items"]) == 8
    assert {item["address"] for item in checklist["items"]} == {f"item/M147.{n}/state" for n in range(1, 9)}


def test_ranks_stand_with_their_scope(shell: Shell) -> None:
    data = shell("show", "milestones", "--programme", "P4", "--year", "2018", "--json").json
    [ranked] = [row for row in data if row["id"] == "M001"]
    assert {"scope": "jinhua", "rank": 1} in ranked["ranks"]


def test_rows_stand_in_order_of_rank(shell: Shell) -> None:
    assert [row["rank"] for row in shell("show", "counties", "--json").json] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("given", ["yongkang", "永康", "永康市", "Yongkang", "YONGKANG", " 永 康 "])
def test_a_county_answers_to_every_name_it_has(shell: Shell, given: str) -> None:
    assert shell("show", "scorecard", "--county", given, "--json").json["county"] == "yongkang"
    assert [row["county"] for row in shell("show", "counties", "--county", given, "--json").json] == [
        "yongkang"
    ]
    review = shell("show", "review", "--county", given, "--json").json
    assert {row["county"] for part in ("counties", "marks") for row in review[part]} == {"yongkang"}


def test_what_is_not_said_is_the_first_programme_and_the_last_year_with_actuals(shell: Shell) -> None:
    card = shell("show", "scorecard", "--json").json
    assert (card["county"], card["year"]) == ("yongkang", 2020)
    assert shell("show", "scorecard", "--programme", "P1", "--json").json == card
    shell("set", "value/P1.yongkang.I07.2021/target", "260")
    shell("add", "year", "programme=P1", "year=2021")
    assert shell("show", "scorecard", "--json").json["year"] == 2020  # a target is no actual
    shell("set", "value/P1.yongkang.I07.2021/actual", "260")
    assert shell("show", "scorecard", "--json").json["year"] == 2021
    assert shell("show", "milestones", "--programme", "P3", "--json").json[0]["year"] == 2021


def test_the_log_from_the_first_edit_to_its_undoing(shell: Shell) -> None:
    assert shell("log", "--json").json == []
    shell("set", ACTUAL, "118", "--reason", "复核")
    shell("undo")
    undo, edit = shell("log", "--json").json
    assert set(edit) == BOTH | {
        *("site", "seq", "step", "undoes", "at", "actor", "address", "old", "new", "reason"),
    }
    assert (edit["old"], edit["new"], edit["reason"], edit["undoes"]) == ("241.0", "118", "复核", None)
    assert (edit["seq"], edit["step"], edit["actor"], edit["address"]) == (1, 1, "lin", ACTUAL)
    assert (undo["old"], undo["new"], undo["reason"]) == ("118", "241.0", None)
    assert undo["undoes"] == f"{edit['site']}:1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", edit["at"])
    assert shell("log", "--json", "--limit", "1").json == [undo]
    assert shell("log", "--json", "--limit", "0").json == []


def test_births_and_retirements_in_the_log(shell: Shell) -> None:
    shell("set", "value/P1.yongkang.I07.2021/actual", "260")
    shell("retire", "mark", "P1-2017.yongkang.E1.K1")
    gone, born = shell("log", "--json").json
    assert (born["address"], born["old"]) == ("value/P1.yongkang.I07.2021/*", None)
    assert (born["new"]["id"], born["new"]["actual"]) == ("P1.yongkang.I07.2021", "260")
    assert (gone["address"], gone["new"]) == ("mark/P1-2017.yongkang.E1.K1/*", None)


def test_setting_is_seen_and_undone(shell: Shell) -> None:
    def standing() -> tuple[object, ...]:
        rows = {row["county"]: row for row in shell("show", "counties", "--json").json}
        return rows["yongkang"]["scorecard"], rows["yongkang"]["rank"], rows["changxing"]["rank"]

    assert standing() == ("98.75", 1, 2)
    assert shell("set", ACTUAL, "118").code == 0
    assert standing() == ("95.75", 4, 1)  # by hand in tests/workbook/test_editing.py
    assert shell("undo").code == 0
    assert standing() == ("98.75", 1, 2)
    assert shell("redo").code == 0
    assert standing() == ("95.75", 4, 1)


def test_every_indicator_can_be_set_by_the_address_it_shows(shell: Shell) -> None:
    card = shell("show", "scorecard", "--county", "温岭", "--json").json
    for dimension in card["dimensions"]:
        indicator = dimension["indicators"][0]
        assert shell("set", indicator["address"], "1").code == 0
    again = shell("show", "scorecard", "--county", "温岭", "--json").json
    assert [d["indicators"][0]["actual"] for d in again["dimensions"]] == ["1"] * 6


def test_explain_says_the_same_to_people_and_scripts(shell: Shell) -> None:
    said = shell("explain", ACTUAL)
    assert said.code == 0
    assert "241.0" in said.out
    data = shell("explain", ACTUAL, "--json").json
    assert data["address"] == ACTUAL


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_for_people(shell: Shell, what: str, language: str) -> None:
    answer = shell("show", what, "--lang", language)
    assert (answer.code, answer.err) == (0, "")
    head, *lines = answer.out.splitlines()
    assert lines
    assert head.isascii() == (language == "en")


def test_the_unit_is_in_the_language_asked_for(shell: Shell) -> None:
    units = {
        language: shell("show", "milestones", "--programme", "P2", "--json", "--lang", language).json[1][
            "unit"
        ]
        for language in ("zh", "en")
    }
    assert units == {"zh": "亩", "en": "mu"}


def test_a_computed_number_is_explained_down_to_what_was_entered(shell: Shell) -> None:
    said = shell("explain", "card/P1.changxing.2020/D1")
    assert said.code == 0
    lines = said.out.splitlines()
    assert "19.77 = 7.00 + 7.00 + 5.77" in lines[0]
    assert any(
        line.startswith("        ") and "38.1" in line and "value/P1.changxing.I03.2020/actual" in line
        for line in lines
    )
    (root,) = shell("explain", "card/P1.changxing.2020/D1", "--json").json["tree"]
    assert [part["value"] for part in root["parts"]] == ["7.00", "7.00", "5.77"]


def test_no_number_is_explained_that_is_not_there(shell: Shell) -> None:
    for address in ("card/P1.changxing.2020/D9", "card/P1.atlantis.2020/total", "review/R9.changxing/mean"):
        said = shell("explain", address)
        assert (said.code, said.out) == (2, "")
        assert address in said.err

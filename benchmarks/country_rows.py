"""The rows a synthetic country is born with: table by table, in the order of the ids, one at a time."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from country import PER_COUNTY, Size

Row = dict[str, object]
Born = tuple[str, Row]
"""An id and its row."""

PROGRAMME, LAST_YEAR = "C1", 2024
_HERE = Path(__file__).resolve().parent
_STRIDE = 2_654_435_761
"""An odd prime: milestones drawn by it are scattered over the counties, as random ids are."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


@cache
def words() -> dict[str, Any]:
    """What things are called."""
    return tomllib.loads((_HERE / "country.toml").read_text("utf-8"))


def tables(size: Size) -> dict[str, Callable[[Size], Iterator[Born]]]:
    """Table → its rows, in the order they are born."""
    return {
        "programme": _programme,
        "rule": _rule,
        "year": _years,
        "county": _counties,
        "pilot": _pilots,
        "dimension": _dimensions,
        "indicator": _indicators,
        "value": _values,
        "round": _rounds,
        "criterion": _criteria,
        "expert": _experts,
        "mark": _marks,
        "milestone": _milestones,
    }


def county(at: int) -> str:
    """The id of a county, 0 first."""
    return f"x{at + 1:04d}"


def years(size: Size) -> list[int]:
    """Ascending."""
    return list(range(LAST_YEAR - size.years + 1, LAST_YEAR + 1))


def round_id(at: int) -> str:
    """The id of a review round, 0 first."""
    return f"{PROGRAMME}-{LAST_YEAR - 2 + at}"


def milestone_id(size: Size, at: int) -> str:
    """Looks drawn, sorts by `at`, is different for every one."""
    span = 32**10 // max(1, size.milestones)
    number = at * span + random.Random(f"{size.seed}.{at}").randrange(span)
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(9, -1, -1))


def indicators() -> list[Row]:
    """Of the fixtures: what is counted is real, the figures are not."""
    return _fixture("indicator")


def criteria() -> list[Row]:
    """Of the fixtures."""
    return _fixture("criterion")


@cache
def _fixture(table: str) -> list[Row]:
    with (_HERE.parent / "fixtures" / f"{table}.csv").open(encoding="utf-8") as file:
        rows = [{key: text or None for key, text in row.items()} for row in csv.DictReader(file)]
    return [dict(row) for row in rows if str(row["id"]).startswith(("P1.", "P1-2017."))]


def _told(row: Row) -> Row:
    return {**row, "provenance": "illustrative", "source": words()["programme"]["source"]}


def _programme(size: Size) -> Iterator[Born]:
    said = words()["programme"]
    names = {name: said[name] for name in ("name_zh", "name_en", "short_zh", "short_en")}
    first = years(size)[0]
    yield PROGRAMME, _told({"position": 1, **names, "starts": f"{first}-01-01", "ends": f"{LAST_YEAR}-12-31"})


def _rule(size: Size) -> Iterator[Born]:
    yield PROGRAMME, _told({"programme": PROGRAMME, "rounding": "half_up", "places": 2})


def _years(size: Size) -> Iterator[Born]:
    for year in years(size):
        yield f"{PROGRAMME}.{year}", _told({"programme": PROGRAMME, "year": year, "due": f"{year}-12-31"})


def _counties(size: Size) -> Iterator[Born]:
    said = words()["county"]
    for at in range(size.counties):
        place = {"prefecture": at // 9 + 1, "province": at // 92 + 1}
        names = {key: text.format(at=place.get(key[:-3], at + 1)) for key, text in said.items()}
        yield county(at), _told({"position": at + 1, **names, "kind": "county"})


def _pilots(size: Size) -> Iterator[Born]:
    for at in range(size.counties):
        row = {"programme": PROGRAMME, "county": county(at), "position": at + 1, "status": "running"}
        yield f"{PROGRAMME}.{county(at)}", _told(row)


def _dimensions(size: Size) -> Iterator[Born]:
    for row in _fixture("dimension"):
        kept = {key: row[key] for key in ("name_zh", "name_en", "short_zh", "short_en", "weight")}
        position = int(str(row["position"]))
        code = row["code"]
        yield (
            f"{PROGRAMME}.{code}",
            _told({"programme": PROGRAMME, "code": code, "position": position, **kept}),
        )


def _indicators(size: Size) -> Iterator[Born]:
    for row in indicators():
        left = ("id", "programme", "remark", "provenance", "source", "position", "decimals")
        kept = {key: value for key, value in row.items() if key not in left}
        counted = {key: int(str(row[key])) for key in ("position", "decimals")}
        yield f"{PROGRAMME}.{row['code']}", _told({"programme": PROGRAMME, **kept, **counted})


def _values(size: Size) -> Iterator[Born]:
    draw = random.Random(f"{size.seed}.value").random
    given = sorted(indicators(), key=lambda row: str(row["code"]))
    owners = list(zip(words()["people"]["owners_zh"], words()["people"]["owners_en"], strict=True))
    for at in range(size.counties):
        strength = 0.75 + 0.35 * draw()
        for place, row in enumerate(given):
            lower, places = row["direction"] == "lower", int(str(row["decimals"]))
            base = (5 + 95 * draw()) * (1 if places else 10)
            owner_zh, owner_en = owners[place % len(owners)]
            for step, year in enumerate(years(size)):
                goal = base * ((0.96 if lower else 1.06) ** (step + 1))
                reached = strength * (0.85 + 0.35 * draw())
                actual = goal / reached if lower else goal * reached
                absent = draw() < (0.03 if year == LAST_YEAR else 0.002)
                yield (
                    f"{PROGRAMME}.{county(at)}.{row['code']}.{year}",
                    _told(
                        {
                            "programme": PROGRAMME,
                            "county": county(at),
                            "indicator": row["code"],
                            "year": year,
                            "baseline": f"{base:.{places}f}",
                            "operator": "at_most" if lower else "at_least",
                            "target": f"{goal:.{places}f}",
                            "actual": None if absent else f"{actual:.{places}f}",
                            "as_of": None if absent else f"{year}-12-31",
                            "owner_zh": owner_zh,
                            "owner_en": owner_en,
                        }
                    ),
                )


def _rounds(size: Size) -> Iterator[Born]:
    said = words()["programme"]
    for at in range(size.rounds):
        year = LAST_YEAR - 2 + at
        row = {
            "programme": PROGRAMME,
            "name_zh": said["round_zh"].format(year=year),
            "name_en": said["round_en"].format(year=year),
            "held": f"{year}-08",
            "scale_low": "0",
            "scale_high": "100",
            "places": 2,
            "rounding": "half_up",
            "trim": 0,
        }
        yield round_id(at), _told(row)


def _criteria(size: Size) -> Iterator[Born]:
    for at in range(size.rounds):
        for row in criteria():
            kept = {key: row[key] for key in ("code", "name_zh", "name_en", "short_zh", "short_en", "weight")}
            position = int(str(row["position"]))
            yield (
                f"{round_id(at)}.{row['code']}",
                _told({"round": round_id(at), **kept, "position": position, "max": "100"}),
            )


def _experts(size: Size) -> Iterator[Born]:
    said = words()["people"]
    for at in range(size.rounds):
        for expert in range(1, size.experts + 1):
            row = {"round": round_id(at), "code": f"E{expert}", "position": expert, "weight": "1"}
            names = {f"name_{lang}": said[f"expert_{lang}"].format(at=expert) for lang in ("zh", "en")}
            yield f"{round_id(at)}.E{expert}", _told({**row, **names})


def _marks(size: Size) -> Iterator[Born]:
    draw = random.Random(f"{size.seed}.mark").random
    for round in map(round_id, range(size.rounds)):
        for at in range(size.counties):
            level = 72 + 20 * draw()
            for expert in range(1, size.experts + 1):
                away = draw() < 0.01
                for row in criteria():
                    where = {
                        "round": round,
                        "county": county(at),
                        "expert": f"E{expert}",
                        "criterion": row["code"],
                    }
                    mark = None if away else f"{min(100.0, level + 8 * draw() - 4):.1f}"
                    yield (
                        ".".join(map(str, where.values())),
                        _told({**where, "mark": mark, "state": "recused" if away else None}),
                    )


def _milestones(size: Size) -> Iterator[Born]:
    draw = random.Random(f"{size.seed}.milestone").random
    said = words()["milestone"]
    areas, acts, things = len(said["areas_zh"]), len(said["acts_zh"]), len(said["things_zh"])
    each = -(-size.milestones // size.counties)
    for at in range(size.milestones):
        where, place = divmod(at * _STRIDE % size.milestones, each)
        area, rest = place * areas // max(each, PER_COUNTY) % areas, place % (acts * things)
        act, thing = divmod(rest, things)
        lot = f" {place // (acts * things) + 1}"
        goal = int(5 + 195 * draw())
        share = 0.35 + 0.85 * draw()
        known = draw() > 0.08
        yield (
            milestone_id(size, at),
            _told(
                {
                    "programme": PROGRAMME,
                    "county": county(where),
                    "year": LAST_YEAR,
                    "position": place + 1,
                    "kind": "task",
                    "area_zh": said["areas_zh"][area],
                    "area_en": said["areas_en"][area],
                    "name_zh": said["acts_zh"][act] + said["things_zh"][thing] + lot,
                    "name_en": f"{said['acts_en'][act]} {said['things_en'][thing]}{lot}",
                    "unit_zh": said["units_zh"][thing],
                    "unit_en": said["units_en"][thing],
                    "operator": "at_least",
                    "target": str(goal),
                    "actual": str(int(goal * share)) if known else None,
                    "period_kind": "cumulative",
                    "starts": f"{LAST_YEAR}-01-01",
                    "ends": f"{LAST_YEAR}-12-31",
                    "as_of": f"{LAST_YEAR}-09-30" if known else None,
                }
            ),
        )

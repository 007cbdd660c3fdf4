"""Plain rows for the rules and the screen, read in windows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from pilot_tui.model import Cell
from pilot_tui.store.steady import kept
from pilot_tui.tables import TABLES

Row = dict[str, object]
_AT_ONCE = 500
"""Ids a statement asks for at most."""


def one(db: sqlite3.Connection, table: str, id: str) -> Row | None:
    """The row, or None."""
    if not id.isprintable():  # bytes of the command line that are no text cannot even be looked up
        return None
    if (keeping := kept(db)) is None:
        found = _rows(db, table, "WHERE id = ?", (id,))
        return found[0] if found else None
    rows = keeping.rows
    if (table, id) not in rows:
        rows[table, id] = next(iter(_rows(db, table, "WHERE id = ?", (id,))), None)
    row = rows[table, id]
    return None if row is None else {**row}


def is_handed_out(db: sqlite3.Connection) -> bool:
    """Whether the file is a copy made for somebody else."""
    return db.execute("SELECT 1 FROM meta WHERE k = 'handout'").fetchone() is not None


def known(cell: Cell) -> bool:
    """Whether the table and the field are ours: nothing else ever reaches an SQL statement."""
    table = TABLES.get(cell.table)
    return table is not None and table.field(cell.field) is not None


def every(db: sqlite3.Connection, table: str, **where: object) -> list[Row]:
    """The rows whose fields are as in `where`, by position where the table has one, then by id."""
    return list(each(db, table, **where))


def each(db: sqlite3.Connection, table: str, **where: object) -> Iterator[Row]:
    """The same, read as they are asked for and never held together."""
    known = TABLES[table]
    tests = " AND ".join(f'"{_known(table, name)}" IS :{name}' for name in where)
    order = "position IS NULL, position, id" if known.field("position") else "id"
    yield from _each(db, table, f"{'WHERE ' + tests if tests else ''} ORDER BY {order}", where)


def first_with(db: sqlite3.Connection, table: str, **where: object) -> str | None:
    """The id of a row whose fields equal `where`, None when there is none.

    What an id begins with is looked for by the id: a whole table is gone through only for the rest.
    """
    known = TABLES[table]
    tests, facts = [f'"{_known(table, name)}" = ?' for name in where], [*where.values()]
    lead = [str(where[name]) for name in known.key[: len(where)] if name in where]
    if lead and len(lead) == len(where):
        tests, facts = [*tests, "id >= ?", "id < ?"], [*facts, ".".join(lead), ".".join(lead) + "/"]
    sql = f'SELECT id FROM "{known.name}" WHERE {" AND ".join(tests)} LIMIT 1'
    found = db.execute(sql, facts).fetchone()
    return str(found[0]) if found else None


def under(db: sqlite3.Connection, table: str, prefix: str) -> list[Row]:
    """The rows whose id is `prefix` and more parts, by id."""
    return _rows(db, table, "WHERE id > ? AND id < ? ORDER BY id", (f"{prefix}.", f"{prefix}/"))


def under_any(db: sqlite3.Connection, table: str, prefixes: Iterable[str]) -> list[Row]:
    """`under` for several prefixes."""
    return [row for found in under_each(db, table, list(prefixes)) for row in found]


def under_each(db: sqlite3.Connection, table: str, prefixes: Sequence[str]) -> list[list[Row]]:
    """The rows under each of several prefixes, in one statement."""
    below = "t.id > given.value || '.' AND t.id < given.value || '/'"
    source = f'json_each(?) AS given CROSS JOIN "{TABLES[table].name}" AS t ON {below}'
    cursor = db.execute(f"SELECT given.key, t.* FROM {source} ORDER BY 1, t.id", (json.dumps(prefixes),))
    _, *names = [about[0] for about in cursor.description]
    found: list[list[Row]] = [[] for _ in prefixes]
    for at, *values in cursor:
        found[at].append(dict(zip(names, values, strict=True)))
    return found


def distinct(db: sqlite3.Connection, table: str, name: str, **where: object) -> list[object]:
    """The different values of a field, ascending."""
    column = _known(table, name)
    tests = " AND ".join(f'"{_known(table, key)}" = :{key}' for key in where) or "1"
    sql = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE {tests} AND "{column}" IS NOT NULL ORDER BY 1'
    return [found[0] for found in db.execute(sql, where)]


def ids(db: sqlite3.Connection, table: str) -> Iterator[str]:
    """Every id of a table, ascending."""
    for found in db.execute(f'SELECT id FROM "{TABLES[table].name}" ORDER BY id'):
        yield found[0]


def content(db: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Every row of a table as stored, by id: what an export holds."""
    names = ", ".join(f'"{name}"' for name in TABLES[table].columns())
    yield from db.execute(f'SELECT {names} FROM "{table}" ORDER BY id')


def conflicts(db: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """The cells in conflict; the empty field is the row itself."""
    return set(db.execute("SELECT DISTINCT tbl, row, col FROM conflict").fetchall())


def disputes(db: sqlite3.Connection, table: str, prefix: str = "") -> list[tuple[str, str]]:
    """The cells `(row, field)` of a table in conflict, of the rows under `prefix` where given."""
    below = "AND row > ? AND row < ?" if prefix else ""
    sql = f"SELECT DISTINCT row, col FROM conflict WHERE tbl = ? {below}"
    return db.execute(sql, (table, *((f"{prefix}.", f"{prefix}/") if prefix else ()))).fetchall()


def disputed(db: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, set[str]]:
    """The fields in conflict, by row, of the few rows that have any; the empty field is the row itself."""
    found: dict[str, set[str]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        asked = ids[at : at + _AT_ONCE]
        sql = f"SELECT row, col FROM conflict WHERE tbl = ? AND row IN ({', '.join('?' * len(asked))})"
        for row, col in db.execute(sql, (table, *asked)):
            found.setdefault(row, set()).add(col)
    return found


def _known(table: str, name: str) -> str:
    if name != "id" and TABLES[table].field(name) is None:
        raise KeyError(name)
    return name


def _rows(db: sqlite3.Connection, table: str, tail: str, facts: object) -> list[Row]:
    return list(_each(db, table, tail, facts))


def _each(db: sqlite3.Connection, table: str, tail: str, facts: object) -> Iterator[Row]:
    cursor = db.execute(f'SELECT * FROM "{TABLES[table].name}" {tail}', facts)  # type: ignore[arg-type]  # dict or tuple
    names = [about[0] for about in cursor.description]
    for found in cursor:
        yield dict(zip(names, found, strict=True))


def any_actual(db: sqlite3.Connection, programme: str, year: int) -> bool:
    """Whether a year of a programme has any actual, in values, milestones or the measures of firms."""
    for table in ("value", "milestone"):
        sql = f'SELECT 1 FROM "{table}" WHERE programme = ? AND year = ? AND actual IS NOT NULL LIMIT 1'
        if db.execute(sql, (programme, year)).fetchone():
            return True
    sql = "SELECT 1 FROM measure WHERE id > ? AND id < ? AND year = ? AND value IS NOT NULL LIMIT 1"
    return db.execute(sql, (f"{programme}.", f"{programme}/", year)).fetchone() is not None


def of_counties(
    db: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    programme: str,
    year: int,
    counties: Sequence[str],
) -> Iterator[Row]:
    """Some fields of the rows of these counties in one year of a programme, by county; read as asked for."""
    fields = ", ".join(f'"{_known(table, name)}"' for name in names)
    asked = ", ".join("?" * len(counties))
    sql = f'SELECT {fields} FROM "{table}" WHERE programme = ? AND year = ? AND county IN ({asked})'
    for found in db.execute(f"{sql} ORDER BY county", (programme, year, *counties)):
        yield dict(zip(names, found, strict=True))


def pilots(db: sqlite3.Connection, programme: str) -> list[str]:
    """The counties of a programme, in order of its pilots."""
    sql = "SELECT county FROM pilot WHERE programme = ? ORDER BY position IS NULL, position, id"
    return [found[0] for found in db.execute(sql, (programme,))]


def actuals(db: sqlite3.Connection, programme: str, indicator: str, year: int) -> dict[str, str]:
    """County → actual of one indicator in one year, of those that have one and to whom it applies."""
    sql = """SELECT p.county, v.actual FROM pilot p
          JOIN value v ON v.id = p.programme || '.' || p.county || '.' || ? || '.' || ?
         WHERE p.programme = ? AND v.actual IS NOT NULL AND v.state IS NOT 'not_applicable'"""
    return dict(db.execute(sql, (indicator, str(year), programme)))


def tiers(db: sqlite3.Connection, programme: str) -> dict[str, str]:
    """The tier of each county of a programme that is in one."""
    sql = "SELECT county, tier FROM pilot WHERE programme = ? AND tier IS NOT NULL"
    return dict(db.execute(sql, (programme,)))


def any_assigned(db: sqlite3.Connection, round: str) -> bool:
    """Whether any expert of a round is assigned to any county."""
    sql = "SELECT 1 FROM assignment WHERE id > ? AND id < ? AND state = 'assigned' LIMIT 1"
    return db.execute(sql, (f"{round}.", f"{round}/")).fetchone() is not None


def pilots_with(db: sqlite3.Connection, programme: str, names: Sequence[str]) -> list[Row]:
    """`county` and some fields of it, of every pilot, in order: blank where a merge brought no county."""
    fields = ", ".join(f'c."{_known("county", name)}"' for name in names)
    sql = f"""SELECT p.county, {fields} FROM pilot p LEFT JOIN county c ON c.id = p.county
        WHERE p.programme = ? ORDER BY p.position IS NULL, p.position, p.id"""
    keys = ("county", *names)
    return [dict(zip(keys, found, strict=True)) for found in db.execute(sql, (programme,))]


def any_illustrative(db: sqlite3.Connection, programme: str, county: str, year: int) -> bool:
    """Whether any value, milestone, item of a county in a year is invented, or a firm of it."""
    where = "programme = ? AND county = ? AND provenance = 'illustrative'"
    return any(
        db.execute(
            f'SELECT 1 FROM "{table}" WHERE {where} AND year = ? LIMIT 1', (programme, county, year)
        ).fetchone()
        for table in ("value", "milestone", "rectification")
    ) or bool(db.execute(f"SELECT 1 FROM firm WHERE {where} LIMIT 1", (programme, county)).fetchone())


def some(db: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, Row]:
    """The rows of these ids, by id."""
    found: dict[str, Row] = {}
    for at in range(0, len(ids), _AT_ONCE):
        asked = ids[at : at + _AT_ONCE]
        for row in _rows(db, table, f"WHERE id IN ({', '.join('?' * len(asked))})", asked):
            found[str(row["id"])] = row
    if (keeping := kept(db)) is not None:
        keeping.rows.update(((table, id), found.get(id)) for id in ids)
    return found


def ahead(db: sqlite3.Connection, cells: Iterable[Cell]) -> None:
    """Have the rows of some cells read with few statements, while they are kept (`steady`)."""
    if (keeping := kept(db)) is None:
        return
    asked: dict[str, dict[str, None]] = {}
    for cell in cells:
        if cell.table in TABLES and cell.id.isprintable() and cell[:2] not in keeping.rows:
            asked.setdefault(cell.table, {})[cell.id] = None
    for table, ids in asked.items():
        some(db, table, [*ids])

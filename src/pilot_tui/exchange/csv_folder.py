"""A folder of CSV files, one per table: the shape of `fixtures/`. What is written reads back exactly."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pilot_tui.errors import BadCsv, FileRefused, InvalidValue
from pilot_tui.exchange.csv_rows import WHOLE, bad, rows
from pilot_tui.model import Birth
from pilot_tui.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class _Read:
    birth: Birth
    line: int


def read_folder(folder: Path) -> list[Birth]:
    """Every row of the folder, by table and id; raises `FileRefused`, or `BadCsv` naming the place."""
    files = {path.stem: path for path in _files(folder)}
    for stem, path in files.items():
        if stem not in TABLES:
            raise bad(path, 1, WHOLE, "unknown_table")
    if not files:
        raise FileRefused(path=folder, reason="no_csv")
    found = {name: list(_table(TABLES[name], files[name])) for name in TABLES if name in files}
    _refuse_dangling(found)
    return [row.birth for given in found.values() for row in sorted(given, key=lambda row: row.birth.id)]


def write_folder(content: Mapping[str, Iterable[tuple[object, ...]]], folder: Path) -> list[Path]:
    """Write each table's rows, columns in declared order; replaces nothing before everything is written."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, given in content.items():
            fresh = folder / f".{name}.csv.new"
            written.append((fresh, folder / f"{name}.csv"))
            with fresh.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(TABLES[name].columns())
                writer.writerows(given)
        for fresh, final in written:
            fresh.replace(final)
    except OSError as error:
        raise FileRefused(path=folder, reason="cannot_make", said=error.strerror or str(error)) from error
    finally:
        for fresh, _ in written:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
    return [final for _, final in written]


def _files(folder: Path) -> list[Path]:
    """The CSV files, without the hidden ones some systems leave on sticks."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".csv" and path.name[0] != ".")
    except PermissionError as error:
        raise FileRefused(path=folder, reason="unreadable") from error
    except OSError as error:
        raise FileRefused(path=folder, reason="no_folder") from error


def _table(table: Table, path: Path) -> Iterator[_Read]:
    seen: dict[str, int] = {}
    for line, row in rows(table, path):
        id = row.pop("id", "")
        birth = Birth(table.name, id, _checked(table, path, line, row))
        _check_id(table, path, line, birth)
        if id in seen:
            raise bad(path, line, "id", "twice", first=seen[id])
        seen[id] = line
        yield _Read(birth, line)


def _checked(table: Table, path: Path, line: int, row: Mapping[str, str]) -> dict[str, object]:
    from pilot_tui.records.rows import check_row

    try:
        return dict(check_row(table, row, strict=True))
    except InvalidValue as error:
        raise BadCsv(file=path.name, line=line, column=error.facts.get("field", WHOLE), why=error) from error


def _check_id(table: Table, path: Path, line: int, birth: Birth) -> None:
    from pilot_tui.records.rows import check_id, make_id

    try:
        wanted = make_id(table, birth.row) if table.key else check_id(birth.id)
    except InvalidValue as error:
        raise BadCsv(file=path.name, line=line, column="id", why=error) from error
    if birth.id != wanted:
        raise bad(path, line, "id", "wrong_id", wanted=wanted)


def _refuse_dangling(found: Mapping[str, list[_Read]]) -> None:
    ids = {name: {row.birth.id for row in given} for name, given in found.items()}
    for name, given in found.items():
        for field in TABLES[name].fields:
            if not field.of:
                continue
            for read in given:
                row = read.birth.row
                if field.name not in row:
                    continue
                id = f"{row.get(field.scope)}.{row[field.name]}" if field.scope else str(row[field.name])
                if id not in ids.get(field.of, ()):
                    raise bad(Path(f"{name}.csv"), read.line, field.name, "dangling", table=field.of, id=id)

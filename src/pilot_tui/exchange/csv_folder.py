"""A folder of CSV files, one per table: the shape of `fixtures/`. What is written reads back exactly."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pilot_tui.errors import BadCsv, FileRefused, InvalidValue
from pilot_tui.model import Birth
from pilot_tui.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class _Read:
    birth: Birth
    line: int


def read_folder(folder: Path) -> list[Birth]:
    """Every row of the folder, by table and id; raises `FileRefused` or `BadCsv` naming file, line and column."""
    if not folder.is_dir():
        raise FileRefused(path=folder, reason="no_folder")
    files = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    for stem, path in files.items():
        if stem not in TABLES:
            raise BadCsv(file=path.name, line=1, column="—", why=_why("unknown_table"))
    if not files:
        raise FileRefused(path=folder, reason="no_csv")
    found = {name: list(_table(TABLES[name], files[name])) for name in TABLES if name in files}
    _refuse_dangling(found)
    return [row.birth for rows in found.values() for row in sorted(rows, key=lambda row: row.birth.id)]


def write_folder(content: Mapping[str, Iterable[tuple[object, ...]]], folder: Path) -> list[Path]:
    """Write each table's rows, columns in declared order; nothing old is replaced before everything is written."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in content.items():
            fresh = folder / f".{name}.csv.new"
            written.append((fresh, folder / f"{name}.csv"))
            with fresh.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(TABLES[name].columns())
                writer.writerows(rows)
        for fresh, final in written:
            fresh.replace(final)
    except OSError as error:
        raise FileRefused(path=folder, reason="cannot_make", said=error.strerror or str(error)) from error
    finally:
        for fresh, _ in written:
            fresh.unlink(missing_ok=True)
    return [final for _, final in written]


def _table(table: Table, path: Path) -> Iterator[_Read]:
    seen: dict[str, int] = {}
    for line, row in _rows(table, path):
        id = row.pop("id", "")
        birth = Birth(table.name, id, _checked(table, path, line, row))
        _check_id(table, path, line, birth)
        if id in seen:
            raise BadCsv(file=path.name, line=line, column="id", why=_why("twice", first=seen[id]))
        seen[id] = line
        yield _Read(birth, line)


def _rows(table: Table, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            names = next(reader, None)
            if names is None:
                raise BadCsv(file=path.name, line=1, column="—", why=_why("no_header"))
            _check_header(table, path, names)
            for cells in reader:
                line, last = reader.line_num, line
                if not cells:
                    continue
                if len(cells) != len(names):
                    why = _why("width", found=len(cells), wanted=len(names))
                    column = names[len(cells)] if len(cells) < len(names) else names[-1]
                    raise BadCsv(file=path.name, line=line, column=column, why=why)
                yield line, dict(zip(names, cells, strict=True))
    except UnicodeDecodeError as error:
        raise BadCsv(file=path.name, line=line + 1, column="—", why=_why("not_utf8")) from error
    except csv.Error as error:
        raise BadCsv(file=path.name, line=line + 1, column="—", why=str(error)) from error
    except OSError as error:
        raise FileRefused(path=path, reason="unreadable") from error


def _check_header(table: Table, path: Path, names: list[str]) -> None:
    for number, name in enumerate(names):
        if name not in table.columns():
            raise BadCsv(file=path.name, line=1, column=name or number + 1, why=_why("unknown_column"))
        if name in names[:number]:
            raise BadCsv(file=path.name, line=1, column=name, why=_why("column_twice"))
    if "id" not in names:
        raise BadCsv(file=path.name, line=1, column="id", why=_why("no_id"))


def _checked(table: Table, path: Path, line: int, row: Mapping[str, str]) -> dict[str, object]:
    from pilot_tui.records.rows import check_row

    try:
        return dict(check_row(table, row, strict=True))
    except InvalidValue as error:
        raise BadCsv(file=path.name, line=line, column=error.facts.get("field", "—"), why=error) from error


def _check_id(table: Table, path: Path, line: int, birth: Birth) -> None:
    from pilot_tui.records.rows import check_id, make_id

    try:
        wanted = make_id(table, birth.row) if table.key else check_id(birth.id)
    except InvalidValue as error:
        raise BadCsv(file=path.name, line=line, column="id", why=error) from error
    if birth.id != wanted:
        raise BadCsv(file=path.name, line=line, column="id", why=_why("wrong_id", wanted=wanted))


def _refuse_dangling(found: Mapping[str, list[_Read]]) -> None:
    ids = {name: {row.birth.id for row in rows} for name, rows in found.items()}
    for name, rows in found.items():
        for field in TABLES[name].fields:
            if not field.of:
                continue
            for read in rows:
                row = read.birth.row
                if field.name not in row:
                    continue
                id = f"{row.get(field.scope)}.{row[field.name]}" if field.scope else str(row[field.name])
                if id not in ids.get(field.of, ()):
                    why = _why("dangling", table=field.of, id=id)
                    raise BadCsv(file=f"{name}.csv", line=read.line, column=field.name, why=why)


def _why(key: str, **facts: object) -> str:
    from pilot_tui.words import say

    return say(f"csv.{key}", **facts)

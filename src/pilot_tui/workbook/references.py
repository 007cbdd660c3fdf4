"""References between rows: enforced when a row is edited, added or taken out; `check` lists the rest."""

from __future__ import annotations

from collections.abc import Mapping

from pilot_tui.errors import InUse, InvalidValue, Term
from pilot_tui.store import Connection, read
from pilot_tui.tables import TABLES, Table
from pilot_tui.words import pick, say


def refuse_dangling(db: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Raise `InvalidValue` for the first reference that leads nowhere."""
    for field in table.fields:
        if field.of and row.get(field.name) is not None:
            scope = f"{row.get(field.scope)}." if field.scope else ""
            id = f"{scope}{row[field.name]}"
            if read.one(db, field.of, id) is None:
                raise InvalidValue(reason="no_such_row", text=id, table=field.of, field=field.name)


def refuse_ring(db: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Raise `InvalidValue` for an indicator that follows itself, or one that leads back to it."""
    if table.name != "indicator":
        return
    own, code, ring = row.get("code"), row.get("follows"), [str(row.get("code"))]
    while code is not None and str(code) not in ring:
        ring.append(str(code))
        code = (read.one(db, "indicator", f"{row.get('programme')}.{code}") or {}).get("follows")
    if code is not None and code == own:
        raise InvalidValue(reason="ring", text=str(row["follows"]), ring=" → ".join([*ring, str(own)]))


def refuse_referred(db: Connection, table: str, id: str) -> None:
    """Raise `InUse` if another row refers to this one."""
    row = read.one(db, table, id) or {}
    for other in TABLES.values():
        for field in other.fields:
            if field.of != table:
                continue
            scope = {field.scope: row.get(field.scope)} if field.scope else {}
            code = row.get(TABLES[table].key[-1]) if field.scope else id
            found = read.first_with(db, other.name, **scope, **{field.name: code})
            if found is not None:
                kinds = {"kind": Term(f"table.{table}"), "by_kind": Term(f"table.{other.name}")}
                by = _called(read.one(db, other.name, found) or {}, f"{other.name}/{found}")
                raise InUse(table=table, id=_called(row, id), by=by, **kinds)


def _called(row: Mapping[str, object], where: str) -> str:
    """The name of a row, and where it stands."""
    name = pick(row, "name")
    return say("error.called", name=name, where=where) if name else where

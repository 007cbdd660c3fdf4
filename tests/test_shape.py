"""The rules of the house that a program can check, over every file of the program."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from pilot_tui.tables import TABLES, Kind

TOP = Path(__file__).resolve().parents[1]
HOUSE = TOP / "src" / "pilot_tui"
MADE = TOP / "benchmarks" / "out"
PYTHON = sorted(HOUSE.rglob("*.py"))
STYLES = sorted(HOUSE.rglob("*.tcss"))
WORDS = sorted(HOUSE.rglob("words.toml"))

CJK = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)
HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
SQL = re.compile(r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s)")
LONGEST = 300

Found = list[str]
"""Where a rule is broken: `store/read.py:12: what stands there`."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def words() -> dict[str, dict[str, str]]:
    """Every row of every words file, by `section.name`."""
    return {
        f"{section}.{name}": row
        for path in WORDS
        for section, rows in tomllib.loads(path.read_text("utf-8")).items()
        for name, row in rows.items()
    }


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of the code, docstrings left out."""
    told = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def lines(path: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(path.read_text("utf-8").splitlines(), 1)


def at(path: Path, line: int, what: object) -> str:
    return f"{path.relative_to(TOP)}:{line}: {str(what).strip()[:100]}"


def test_there_is_a_house() -> None:
    assert len(PYTHON) > 60
    assert WORDS


# What a file may hold


def test_chinese_stands_in_words_only() -> None:
    assert [at(path, n, line) for path in PYTHON for n, line in lines(path) if CJK.search(line)] == []


def test_colours_stand_in_one_place_only() -> None:
    found = [
        at(path, n, text)
        for path in PYTHON
        if path.name != "colours.py"
        for n, text in strings(path)
        if HEX.fullmatch(text.strip())
    ]
    for path in STYLES:
        bare = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        found += [at(path, 0, colour) for colour in HEX.findall(bare)]
    assert found == []


def test_sql_stands_in_the_store_only() -> None:
    outside = [path for path in PYTHON if not path.is_relative_to(HOUSE / "store")]
    assert [at(path, n, text) for path in outside for n, text in strings(path) if SQL.search(text)] == []


def test_the_store_has_sql() -> None:
    assert any(SQL.search(text) for _, text in strings(HOUSE / "store" / "journal.py"))


def test_no_file_is_long() -> None:
    long = {str(path.relative_to(HOUSE)): sum(1 for _ in lines(path)) for path in PYTHON}
    assert {name: length for name, length in long.items() if length > LONGEST} == {}


def test_no_handler_takes_everything() -> None:
    handlers = [
        (path, node)
        for path in PYTHON
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
    ]
    assert handlers
    assert [at(path, node.lineno, "except") for path, node in handlers if takes_everything(node)] == []


def takes_everything(node: ast.ExceptHandler) -> bool:
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in kinds)


IGNORED = re.compile(r"#\s*(type:\s*ignore|noqa)")
WITH_REASON = re.compile(
    r"#\s*(type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s*[#-]+\s*\w.{6,}$"
)


def test_what_is_ignored_says_why() -> None:
    everywhere = [path for path in [*PYTHON, *(TOP / "tests").rglob("*.py")] if path != Path(__file__)]
    assert [
        at(path, n, line)
        for path in everywhere
        for n, line in lines(path)
        if IGNORED.search(line) and not WITH_REASON.search(line)
    ] == []


def tracked() -> Iterator[Path]:
    """The files that are part of the project, as far as they are text somebody wrote."""
    for name in ("src", "tests", "docs", "benchmarks", "laptop", ".ci", "fixtures"):
        for path in sorted((TOP / name).rglob("*")):
            if (
                MADE not in path.parents
                and path.suffix in (".py", ".md", ".toml", ".tcss", ".css", ".csv", ".sh", "")
                and path.is_file()
            ):
                yield path
    for path in sorted(TOP.iterdir()):
        if (
            path.name != ".git"
            and path.is_file()
            and path.suffix in (".py", ".md", ".toml", ".cfg", ".yml", "")
        ):
            yield path


PRIVATE = re.compile(r"(?<![\w.~])/(work|tmp|root|home)/\w")
REGISTRIES = re.compile(
    r"\b(pypi\.(org|python\.org)|files\.pythonhosted\.org|registry\.npmjs\.org|mirrors?\.\w+\.\w+)"
)


def test_no_machine_and_no_registry_is_named() -> None:
    assert [
        at(path, n, line)
        for path in tracked()
        if path != Path(__file__)
        for n, line in lines(path)
        if PRIVATE.search(line) or REGISTRIES.search(line)
    ] == []


# The words


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_there_in_both_languages_with_the_same_facts() -> None:
    assert len(words()) > 300
    for key, row in words().items():
        assert set(row) == {"zh", "en"}, key
        assert all(said.strip() for said in row.values()), key
        assert facts(row["zh"]) == facts(row["en"]), key


def test_no_sentence_is_written_in_two_ways() -> None:
    for path in WORDS:
        for section, rows in tomllib.loads(path.read_text("utf-8")).items():
            for name, row in rows.items():
                assert words()[f"{section}.{name}"] == row, at(path, 0, f"{section}.{name}")


def called(path: Path, names: set[str]) -> Iterator[tuple[int, ast.expr]]:
    """The first argument of every call of one of these functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in names:
                yield node.lineno, node.args[0]


def patterns(expression: ast.expr) -> Iterator[str]:
    """What a key can be, as patterns: `say("a.b")`, `say("a.b" if x else "a.c")`, `say(f"light.{light}")`."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield re.escape(expression.value)
    elif isinstance(expression, ast.IfExp):
        yield from patterns(expression.body)
        yield from patterns(expression.orelse)
    elif isinstance(expression, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in expression.values
        )


def written(pattern: str) -> bool:
    return any(re.fullmatch(pattern, key) for key in words())


def test_every_sentence_that_is_said_is_written() -> None:
    said = [
        (path, n, pattern)
        for path in PYTHON
        for n, argument in called(path, {"say", "Term"})
        for pattern in patterns(argument)
        if path.name != "typed.py"  # hands reasons on
    ]
    assert len(said) > 100
    assert [at(path, n, pattern) for path, n, pattern in said if not written(pattern)] == []


def test_every_refusal_has_its_sentence() -> None:
    keys = [
        (path, line.lineno, line.value.value)
        for path in PYTHON
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign) and [getattr(t, "id", "") for t in line.targets] == ["key"]
        if isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
    ]
    assert len(keys) > 10
    assert [at(*found) for found in keys if found[2] not in words()] == []


HOMES = {
    "FileRefused": "file",
    "InvalidValue": "reason",
    "Misfit": "block",
    "SheetRefused": "sheets",
    "bad": "csv",
    "refusal": "reason",
}


def reasons(node: ast.Call) -> list[ast.expr]:
    """Where a refusal is told its reason."""
    if getattr(node.func, "id", "") == "bad":
        return node.args[3:4]
    if getattr(node.func, "id", "") == "refusal":
        return node.args[:1]
    return [keyword.value for keyword in node.keywords if keyword.arg == "reason"]


def test_every_reason_given_has_its_sentence() -> None:
    given = [
        (path, node.lineno, rf"{home}\.{pattern}")
        for path in PYTHON
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and (home := HOMES.get(getattr(node.func, "id", "")))
        for value in reasons(node)
        for pattern in patterns(value)
    ]
    assert len(given) > 50
    assert [at(*found) for found in given if not written(found[2])] == []


KEY = re.compile(
    r"(check|error|reason|file|csv|cli|explain|column|table|choice|field|light|pace)\.[a-z_]*[a-z]"
)


def test_every_string_that_looks_like_a_key_is_one() -> None:
    found = [(path, n, text) for path in PYTHON for n, text in strings(path) if KEY.fullmatch(text)]
    assert len(found) > 50
    assert [at(*one) for one in found if one[2] not in words()] == []


def test_every_choice_has_its_word() -> None:
    choices = {value for table in TABLES.values() for field in table.fields for value in field.choices}
    assert {f"choice.{value}" for value in choices} - words().keys() == set()


def test_every_field_has_its_word() -> None:
    named = {field.name for table in TABLES.values() for field in table.fields} | {"id"}
    assert {f"field.{name}" for name in named} - words().keys() == set()


def test_every_table_has_its_word() -> None:
    assert {f"table.{name}" for name in TABLES} - words().keys() == set()


# The declarations


def test_a_key_is_made_of_fields_in_their_order() -> None:
    for table in TABLES.values():
        names = [field.name for field in table.fields]
        assert list(table.key) == [name for name in names if name in table.key]
        assert len(names) == len(set(names))


def test_a_reference_leads_to_a_table_declared_before() -> None:
    seen: set[str] = set()
    for table in TABLES.values():
        seen.add(table.name)
        for field in table.fields:
            assert not field.of or field.of in seen or field.of == table.name
            if field.scope:
                assert table.field(field.scope) is not None
                assert TABLES[field.of].key == (field.scope, "code")
            elif field.of:
                assert len(TABLES[field.of].key) in (0, 1)


def test_only_choices_have_choices_and_every_choice_has_some() -> None:
    for table in TABLES.values():
        for field in table.fields:
            assert bool(field.choices) == (field.kind is Kind.CHOICE), f"{table.name}.{field.name}"

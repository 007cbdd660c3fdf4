"""The rules of the house that a program can check, over every file of the program."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from pilot_tui.tables import TABLES, Kind

TOP = Path(__file__).resolve().parents[1]
HOUSE = TOP / "src" / "pilot_tui"
PYTHON = sorted(HOUSE.rglob("*.py"))
STYLES = sorted(HOUSE.rglob("*.tcss"))
WORDS = sorted(HOUSE.rglob("words.toml"))

CJK = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
SQL = re.compile(r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s)")
LONGEST = 300

each_python = pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(HOUSE)))


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
    told = {
        id(body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(body := getattr(node, "body", None), list) and body and isinstance(body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_there_is_a_house() -> None:
    assert len(PYTHON) > 60
    assert WORDS


# What a file may hold


@each_python
def test_chinese_stands_in_words_only(path: Path) -> None:
    assert [
        (number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if CJK.search(line)
    ] == []


@pytest.mark.parametrize("path", [*STYLES, *PYTHON], ids=lambda path: str(path.relative_to(HOUSE)))
def test_colours_stand_in_themes_only(path: Path) -> None:
    if path.name == "themes.py":
        return
    if path.suffix == ".tcss":
        found = HEX.findall(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL))
        # A selector by id looks like a colour only where all its letters are hexadecimal.
        assert found == []
    else:
        assert [(line, text) for line, text in strings(path) if HEX.fullmatch(text.strip())] == []


@each_python
def test_sql_stands_in_the_store_only(path: Path) -> None:
    if path.is_relative_to(HOUSE / "store"):
        return
    assert [(line, text) for line, text in strings(path) if SQL.search(text)] == []


@each_python
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@each_python
def test_no_handler_takes_everything(path: Path) -> None:
    wide = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        )
    ]
    assert wide == []


@pytest.mark.parametrize(
    "path",
    [*PYTHON, *sorted((TOP / "tests").rglob("*.py"))],
    ids=lambda path: str(path.relative_to(TOP)),
)
def test_what_is_ignored_says_why(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if re.search(r"#\s*(type:\s*ignore|noqa)", line) and path != Path(__file__):
            assert re.search(
                r"#\s*(type:\s*ignore\[[\w-]+(,\s*[\w-]+)*\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s*#?\s*\S.{6,}$", line
            ), f"{path.name}:{number}"


def tracked() -> Iterator[Path]:
    """The files that are part of the project, as far as they are text somebody wrote."""
    for name in ("src", "tests", "docs", "benchmarks", ".ci", "fixtures"):
        for path in sorted((TOP / name).rglob("*")):
            if path.suffix in (".py", ".md", ".toml", ".tcss", ".css", ".csv", ".sh", "") and path.is_file():
                yield path
    for path in sorted(TOP.iterdir()):
        if path.is_file() and path.suffix in (".py", ".md", ".toml", ".cfg", ".yml", ""):
            yield path


PRIVATE = re.compile(r"(?<![\w.~])/(work|tmp|root|home)/\w")
REGISTRIES = re.compile(
    r"\b(pypi\.(org|python\.org)|files\.pythonhosted\.org|registry\.npmjs\.org|mirrors?\.\w+\.\w+|\w+\.artifactory\.\w+)"
)


def test_no_machine_and_no_registry_is_named() -> None:
    found = [
        f"{path.relative_to(TOP)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PRIVATE.search(line) or REGISTRIES.search(line)
    ]
    assert found == []


# The words


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("key", sorted(words()))
def test_every_sentence_is_there_in_both_languages_with_the_same_facts(key: str) -> None:
    row = words()[key]
    assert set(row) == {"zh", "en"}
    assert all(said.strip() for said in row.values())
    assert facts(row["zh"]) == facts(row["en"])


def test_no_sentence_is_written_twice() -> None:
    keys = [
        f"{section}.{name}"
        for path in WORDS
        for section, rows in tomllib.loads(path.read_text("utf-8")).items()
        for name in rows
    ]
    assert sorted(keys) == sorted(set(keys))


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
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in expression.values
        )


@each_python
def test_every_sentence_that_is_said_is_written(path: Path) -> None:
    for line, argument in called(path, {"say", "Term"}):
        for pattern in patterns(argument):
            assert "." in pattern or path.name == "typed.py", f"{path.name}:{line}: {pattern}"
            assert any(re.fullmatch(pattern, key) for key in words()), f"{path.name}:{line}: {pattern}"


def keys_of_classes(path: Path) -> Iterator[tuple[int, str]]:
    """`key = "error.x"` in a class."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and [getattr(t, "id", "") for t in line.targets] == ["key"]:
                    assert isinstance(line.value, ast.Constant)
                    yield line.lineno, line.value.value


@each_python
def test_every_refusal_has_its_sentence(path: Path) -> None:
    for line, key in keys_of_classes(path):
        assert key in words(), f"{path.name}:{line}: {key}"


@each_python
def test_every_reason_given_has_its_sentence(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        home = {"FileRefused": "file", "InvalidValue": "reason", "bad": "csv"}.get(node.func.id)
        given = [keyword.value for keyword in node.keywords if keyword.arg == "reason"]
        if node.func.id == "bad":
            given = node.args[3:4]
        for pattern in (pattern for value in given for pattern in patterns(value)):
            assert not home or any(re.fullmatch(rf"{home}\.{pattern}", key) for key in words()), (
                f"{path.name}:{node.lineno}: {home}.{pattern}"
            )


@each_python
def test_every_problem_of_a_check_has_its_sentence(path: Path) -> None:
    for line, text in strings(path):
        if re.fullmatch(r"(check|error|reason|file|cli|explain|column|table|choice|field)\.[a-z_]+", text):
            assert text in words(), f"{path.name}:{line}: {text}"


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

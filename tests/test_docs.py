"""The documents say what the program does: every verb, every option, every key of every shape."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click import Context, Option

from pilot_tui.cli.rooms import ROOMS
from pilot_tui.cli.verbs import Verbs
from pilot_tui.store import opening, schema
from pilot_tui.tables import SCHEMA
from raw import ask
from shell import ACTUAL, Shell

DOCS = Path(__file__).resolve().parents[1] / "docs"
SHELL = (DOCS / "shell.md").read_text("utf-8")
FORMAT = (DOCS / "file-format.md").read_text("utf-8")
COMMON = {"-f", "--file", "--lang", "--viewer", "--author"}


def section(title: str) -> str:
    """What stands under a heading, down to the next of its rank."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,3}} |\Z)", SHELL, re.MULTILINE | re.DOTALL)
    assert found, f"docs/shell.md lacks “{title}”"
    return found[2]


def options(name: str) -> set[str]:
    command = Verbs("pilot-tui").get_command(Context(Verbs("pilot-tui")), name)
    assert command is not None
    return {text for one in command.params if isinstance(one, Option) for text in one.opts}


@pytest.mark.parametrize("name", ROOMS)
def test_every_verb_and_every_option_is_documented(name: str) -> None:
    said = section(name)
    assert name in said
    for option in options(name) - COMMON:
        assert re.search(rf"{option}\b", said), f"{name} {option}"


@pytest.mark.parametrize("name", ROOMS)
def test_no_option_is_made_up(name: str) -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", section(name))) <= options(name) | {"--from"}


def test_the_options_of_every_verb_are_documented() -> None:
    said = section("Options of every verb")
    for option in COMMON:
        assert f"`{option}`" in said
    for variable in ("$PILOT_DB", "$PILOT_LANG", "$PILOT_AUTHOR", "$PILOT_VIEWER"):
        assert f"`{variable}`" in said


def form(data: Any) -> Any:
    """The keys of a shape, all rows of a list laid over each other."""
    if isinstance(data, dict):
        return {key: form(value) for key, value in data.items() if key != "states"}
    if isinstance(data, list):
        laid: Any = None
        for one in map(form, data):
            laid = {**laid, **_deeper(laid, one)} if isinstance(laid, dict) and isinstance(one, dict) else one
        return [laid]
    return None


def _deeper(laid: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    return {key: laid.get(key) if value in (None, [None]) else value for key, value in one.items()}


def documented(title: str) -> Any:
    [example] = re.findall(r"```json\n(.*?)```", section(title), re.DOTALL)
    return json.loads(example)


@pytest.mark.parametrize(
    ("title", "arguments"),
    [
        ("show programmes", ("show", "programmes")),
        ("show counties", ("show", "counties")),
        ("show scorecard", ("show", "scorecard")),
        ("show review", ("show", "review")),
        ("show firms", ("show", "firms", "--programme", "P5")),
        ("show industries", ("show", "industries", "--programme", "P6")),
        ("show rectification", ("show", "rectification", "--programme", "P8")),
        ("show facts", ("show", "facts", "--programme", "P6")),
        ("show owners", ("show", "owners")),
        ("explain", ("explain", ACTUAL)),
        ("log", ("log",)),
    ],
)
def test_every_shape_is_documented(shell: Shell, desk: Path, title: str, arguments: tuple[str, ...]) -> None:
    if title == "log":
        shell("set", ACTUAL, "118")
    assert form(documented(title)) == form(shell(*arguments, "--json").json)


def test_the_shape_of_milestones_is_documented(shell: Shell, desk: Path) -> None:
    rows = [
        row
        for programme in ("P2", "P3", "P4")
        for row in shell("show", "milestones", "--programme", programme, "--json").json
    ]
    rows += shell("show", "milestones", "--programme", "P4", "--year", "2018", "--json").json
    rows += shell("show", "milestones", "--programme", "P1", "--year", "2020", "--json").json
    assert form(documented("show milestones")) == form(rows)


def test_the_example_at_the_top_runs_as_printed(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PILOT_DB", "demo.db")
    monkeypatch.setenv("PILOT_AUTHOR", "lin")
    [example] = re.findall(r"```console\n(.*?)```", SHELL, re.DOTALL)
    ran = 0
    for line, said in re.findall(r"^\$ (pilot-tui .*)\n((?:[^$].*\n)*)", example, re.MULTILINE):
        if "|" not in line:
            answer = shell(*(part.strip('"') for part in line.split()[1:]))
            assert answer.out + answer.err == said
            ran += 1
    assert ran == 3


def test_the_settings_of_the_file_are_those_documented(desk: Path) -> None:
    assert f"`{schema.APPLICATION_ID:#x}`".lower() in FORMAT.lower()
    assert f"| `user_version` | {SCHEMA} |" in FORMAT
    assert f"{opening.CHECKED_BELOW // 1_000_000} MB" in FORMAT


def test_every_column_of_the_log_is_documented(desk: Path) -> None:
    for table in ("change", "head"):
        for (name,) in ask(desk, "SELECT name FROM pragma_table_info(?)", table):
            assert f"`{name}`" in FORMAT or f"{name}, " in FORMAT

"""The pages for people: what is generated is fresh, what is named exists, both languages say the same."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Context
from textual.binding import Binding

from pilot_tui.cli.verbs import Verbs
from pilot_tui.screens.main import MainScreen
from pilot_tui.widgets.grid import Grid
from pilot_tui.words import both
from shell import Shell

TOP = Path(__file__).resolve().parents[1]
DOCS = TOP / "docs"
SOURCE = TOP / "src" / "pilot_tui"
READMES = (TOP / "README.md", TOP / "README.zh.md")
TUTORIALS = (DOCS / "tutorial.md", DOCS / "tutorial.zh.md")
PAGES = sorted([*TOP.glob("*.md"), *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))


def read(path: Path) -> str:
    return path.read_text("utf-8")


def code() -> str:
    return "\n".join(read(path) for path in sorted(SOURCE.rglob("*.py")))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made by the usual renderers."""
    headings = re.findall(r"^#+ (.*)$", re.sub(_BLOCK, "", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(page: Path) -> list[tuple[str, str]]:
    """The code blocks of a page, with their languages."""
    return _BLOCK.findall(read(page))


# What is generated


def test_the_keys_page_is_as_generated() -> None:
    made = runpy.run_path(str(DOCS / "make_keys.py"))["page"]()
    assert read(DOCS / "keys.md") == made, "make it with: python docs/make_keys.py"


def verbs() -> Iterator[str]:
    declared = Binding.make_bindings([*Grid.BINDINGS, *MainScreen.BINDINGS])
    return (binding.id for binding in declared if binding.id)


@pytest.mark.parametrize("id", sorted(set(verbs())))
def test_every_verb_of_the_desk_is_in_the_keys_in_both_languages(id: str) -> None:
    [row] = [line for line in read(DOCS / "keys.md").splitlines() if line.endswith(f"| `{id}` |")]
    words = both(f"verb.{id}")
    assert words
    assert all(f"| {word} |" in row for word in words)


# What the code reads


@pytest.mark.parametrize(
    "name", sorted({*re.findall(r"\bPILOT_[A-Z]+\b", code()), "LC_ALL", "LC_MESSAGES", "LANG"})
)
def test_every_environment_variable_is_told(name: str) -> None:
    assert f"`{name}`" in read(DOCS / "settings.md")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\bprefer(?:ence)?\(\"(\w+)\"", code()))))
def test_every_setting_is_told(name: str) -> None:
    assert f"| `{name}` |" in read(DOCS / "settings.md")


@pytest.mark.parametrize("rule", sorted(path.name for path in (SOURCE / "rules").glob("[a-z]*.py")))
def test_every_rule_is_told(rule: str) -> None:
    assert f"`{rule}`" in read(DOCS / "scoring.md")


@pytest.mark.parametrize("number", sorted(set(re.findall(r"\bF\d\d\b", code()))))
def test_every_source_of_a_rule_is_listed(number: str) -> None:
    assert f"\n| {number} |" in read(DOCS / "scoring.md")


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_every_verb_of_the_shell_is_named(page: Path) -> None:
    said, group = read(page), Verbs("pilot-tui")
    names = group.list_commands(Context(group))
    assert [name for name in names if not re.search(rf"[`\s]{name}[`\s]", said)] == []


# What is named


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(re.sub(_BLOCK, "", read(page))):
        if link.startswith(("https://", "http://")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@each_page
def test_every_module_named_exists(page: Path) -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.py)`", read(page)))
    assert [name for name in named if not (TOP / name).exists() and not (SOURCE / name).exists()] == []


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_readme_shows_pictures_that_exist(page: Path) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((docs/pictures/[\w.]+)\)", read(page))
    assert pictures
    assert [name for name in pictures if not (TOP / name).is_file()] == []


def test_every_picture_is_drawn_by_the_script() -> None:
    named = re.findall(r'Scene\(\s*f?"([\w{}]+)"', read(DOCS / "pictures.py"))
    drawn = {name.replace("{language}", language) for name in named for language in ("zh", "en")}
    sheets = set(re.findall(r'Sheet\("(\w+)"', read(DOCS / "picture_sheets.py")))
    assert sheets
    assert {path.stem for path in (DOCS / "pictures").iterdir()} == drawn | sheets


def test_no_picture_of_a_sheet_is_heavy() -> None:
    assert [path.name for path in (DOCS / "pictures").glob("*.png") if path.stat().st_size > 200_000] == []


@pytest.mark.parametrize("target", re.findall(r"\bmake ([a-z]+)`", "".join(map(read, PAGES))))
def test_what_is_to_be_made_can_be_made(target: str) -> None:
    assert re.search(rf"^{target}:", read(TOP / "Makefile"), re.MULTILINE)


# Both languages


@pytest.mark.parametrize(("english", "chinese"), [READMES, TUTORIALS], ids=["README", "tutorial"])
def test_both_languages_have_the_same_parts(english: Path, chinese: Path) -> None:
    def parts(page: Path) -> list[str]:
        return [line.split(" ")[0] for line in read(page).splitlines() if line.startswith(("#", "| `", "- "))]

    assert parts(english) == parts(chinese)


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = map(commands, READMES)
    assert english == chinese
    assert "make run" in english[0][1]


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.name)
def test_the_commands_of_the_tutorial_do_what_they_should(
    page: Path, shell: Shell, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    desk.rename(tmp_path / "data" / "desk.db")
    for line in "".join(block for language, block in commands(page) if language == "sh").splitlines():
        name, *arguments = shlex.split(line)
        if name == "export":
            for variable, _, value in (given.partition("=") for given in arguments):
                monkeypatch.setenv(variable, value)
        else:
            assert name == "pilot-tui"
            assert shell(*arguments).code == 0, line


# Decisions


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_short_and_numbered(page: Path) -> None:
    lines = read(page).splitlines()
    assert len(lines) <= 25
    assert lines[0].startswith(f"# {page.name[:4]} ")


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))

"""The guide: the pages of the project as web pages that need no network, with their pictures."""

from __future__ import annotations

import re
import shutil
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  margin: 0 auto; max-width: 56rem; padding: 1rem 1.5rem 4rem; }
nav { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; padding-bottom: .5rem; }
nav p { margin: .3rem 0; }
nav a { margin-right: 1rem; white-space: nowrap; }
nav a[aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
pre { background: var(--soft); overflow-x: auto; padding: .7rem 1rem; }
code { font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", Consolas, Menlo, monospace; font-size: .92em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top; }
img { height: auto; max-width: 100%; }
h2 { border-bottom: 1px solid var(--line); }
@media print { nav { display: none; } pre { white-space: pre-wrap; } }
"""
_FIRST = ("README.zh.md", "README.md", "docs/tutorial.zh.md", "docs/tutorial.md")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|#|//", re.IGNORECASE)


def pages(project: Path) -> list[str]:
    """The pages of the guide, what a person reads first at the front."""
    others = sorted(f"docs/{path.name}" for path in (project / "docs").glob("*.md"))
    return [*_FIRST, *(name for name in others if name not in _FIRST), "CHANGELOG.md"]


def write_guide(project: Path, folder: Path) -> None:
    """Write the guide into a folder: `index.html`, a page for each document, the pictures."""
    names = pages(project)
    folder.mkdir(parents=True)
    for name in names:
        text = (project / name).read_text("utf-8")
        (folder / _page(name)).write_text(_render(name, text, project, names), "utf-8", newline="\n")
    shutil.copy(folder / _page(names[0]), folder / "index.html")
    shutil.copytree(project / "docs" / "pictures", folder / "pictures")
    for picture in sorted((project / "docs").glob("*.svg")):
        shutil.copy(picture, folder / picture.name)


def _page(name: str) -> str:
    return Path(name).name.removesuffix(".md") + ".html"


def title(text: str) -> str:
    """What the first heading says."""
    found = re.search(r"^# (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def _render(name: str, text: str, project: Path, names: list[str]) -> str:
    body = _markdown(text, name, names)
    links = "".join(
        f'<p lang="{language}">{_links([one for one in names if _language(one) == language], name, project)}'
        for language in ("zh-CN", "en")
    )
    return (
        f'<!doctype html>\n<html lang="{_language(name)}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title(text))}</title>\n'
        f"<style>{_STYLE}</style>\n<nav>{links}</nav>\n<main>\n{body}</main></html>\n"
    )


def _language(name: str) -> str:
    return "zh-CN" if ".zh." in name else "en"


def _links(names: list[str], here: str, project: Path) -> str:
    """To pages of one language; the one that is open is marked."""
    return " ".join(
        f'<a href="{_page(one)}"{" aria-current=page" if one == here else ""}>'
        f"{escape(title((project / one).read_text('utf-8')))}</a>"
        for one in names
    )


def _markdown(text: str, name: str, names: list[str]) -> str:
    """The page's body; headings can be led to, and what leads to another page of the guide leads there."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            before.attrSet("id", anchor(token.content))
        for one in token.children or []:
            _lead(one, name, names)
    return str(reader.renderer.render(tokens, reader.options, {}))


def anchor(heading: str) -> str:
    """The name of a heading, as the usual renderers make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _lead(token: Token, name: str, names: list[str]) -> None:
    """Let a link or a picture lead to what is in the guide; what is not becomes plain text."""
    attribute = {"link_open": "href", "image": "src"}.get(token.type)
    if attribute is None:
        return
    link = str(token.attrGet(attribute))
    if _OUTSIDE.match(link):
        return
    file, _, part = link.partition("#")
    at = _from_top(name, file)
    if at in names:
        token.attrSet(attribute, _page(at) + (f"#{part}" if part else ""))
    elif token.type == "image":
        token.attrSet(attribute, at.removeprefix("docs/"))
    else:
        del token.attrs[attribute]


def _from_top(name: str, link: str) -> str:
    """A link of a page, as a path from the top of the project."""
    parts: list[str] = []
    for part in [*Path(name).parent.parts, *link.split("/")]:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)

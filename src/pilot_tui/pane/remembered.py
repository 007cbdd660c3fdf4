"""How each pane's table was shaped last, in the user's settings. What cannot be read counts as not chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pilot_tui.places import kept, prefer
from pilot_tui.widgets.dressing import NARROWEST, WIDEST
from pilot_tui.widgets.shape import Shape, Sort

SETTING = "panes"
_MOST, _LONGEST = 64, 64
"""Columns remembered of a pane, and characters of a column's key."""


def remembered(pane: str) -> Shape:
    """The pane's shape: its sort, its columns and their widths. Filter and folds last for one session."""
    said = _mapping(_mapping(kept(SETTING)).get(pane))
    return Shape(
        sort=next((Sort(key, said.get("falling") is True) for key in _keys([said.get("sort")])), None),
        hidden=_keys(said.get("hidden")),
        added=_keys(said.get("added")),
        widths=dict(list(_widths(said.get("widths")))[:_MOST]),
    )


def remember(pane: str, shape: Shape) -> None:
    """Keep the pane's shape for the next time; a pane as it was drawn leaves nothing behind."""
    said: dict[str, object] = {}
    if shape.sort is not None:
        said |= {"sort": shape.sort.column, "falling": shape.sort.falling}
    said |= {name: sorted(keys) for name in ("hidden", "added") if (keys := getattr(shape, name))}
    if shape.widths:
        said["widths"] = dict(shape.widths)
    before = _mapping(kept(SETTING))
    if said != before.get(pane, {}):
        others = {name: each for name, each in before.items() if name != pane}
        prefer(SETTING, {**others, pane: said} if said else others)


def _mapping(said: object) -> Mapping[str, object]:
    return said if isinstance(said, dict) else {}


def _keys(said: object) -> frozenset[str]:
    given = said[:_MOST] if isinstance(said, list) else []
    return frozenset(key for key in given if isinstance(key, str) and 0 < len(key) <= _LONGEST)


def _widths(said: object) -> Iterator[tuple[str, int]]:
    for key, cells in _mapping(said).items():
        if _keys([key]) and type(cells) is int and NARROWEST <= cells <= WIDEST:  # True is no width
            yield key, cells

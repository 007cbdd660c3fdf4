"""A library of the extra `office`, or a clear sentence."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from pilot_tui.errors import NoLibrary, NoSheetLibrary


def library(form: str, name: str) -> ModuleType:
    """The module of that name; raises `NoLibrary` where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise NoLibrary(form=form, name=name) from error


def refuse_without_sheets() -> None:
    """Raise `NoSheetLibrary` where what writes sheets to be filled in is not installed."""
    try:
        library("xlsx", "xlsxwriter")
    except NoLibrary as error:
        raise NoSheetLibrary(**error.facts) from error

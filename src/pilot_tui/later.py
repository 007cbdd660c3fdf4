"""What Textual imports for other programs is put off until something of it is asked for.

To be imported Textual takes its palette with every widget in it, tables and panels, and asyncio takes TLS: a
seventh of a start, for what the desk does after its first key or never. While Textual is imported a stand-in
lies in the place of each. What was taken from it by name finds the module when it is called; whoever imports
the module later gets the module.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

PUT_OFF = (
    "difflib",
    "mimetypes",
    "pickle",
    "platformdirs",
    "rich.markup",
    "rich.panel",
    "rich.table",
    "textual.canvas",
    "textual.command",
    "textual.css._help_text",
    "textual.markup",
    "urllib.parse",
    "uuid",
)
"""Modules of which only functions and classes are taken, to be called one day."""
BY_WRITING = ("click", "dateutil")
"""Modules sqlite-utils imports for its own shell and for dates it is to guess at: three MiB."""
DONE_WITHOUT = "ssl"
"""asyncio asks for it and does without where there is none."""
_TYPES = "typing_extensions"
"""Textual asks it for names that `typing` has itself; pydantic, later, for the others."""


class Later:
    """Stands for a function or a class of a module that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *given: object, **named: object) -> object:
        """What the function returns, or an object of the class."""
        return self._itself()(*given, **named)

    def __getattr__(self, name: str) -> object:
        return getattr(self._itself(), name)

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        """A class built upon it is built upon nothing: Textual's choice of themes, which the desk has not."""
        return ()

    def _itself(self) -> typing.Any:  # noqa: ANN401  # whatever it stands for
        if isinstance(sys.modules.get(self._module), _StandIn):
            del sys.modules[self._module]
        module = import_module(self._module)
        if not hasattr(module, self._name):  # a module of that package
            import_module(f"{self._module}.{self._name}")
        return getattr(module, self._name)


class _StandIn(ModuleType):
    """A module in which every name is there, and nothing has been imported."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(self.__name__, name)


class _Types(ModuleType):
    """The names `typing` has; where it lacks one, the module itself."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if hasattr(typing, name):
            return getattr(typing, name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)


@contextmanager
def put_off(names: Sequence[str] = (*PUT_OFF, _TYPES, DONE_WITHOUT)) -> Iterator[None]:
    """Import something without what it may never need; afterwards every module can be had again."""
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None: not to be had
    put = {name: _stand(name) for name in names if name not in modules}
    modules.update(put)
    try:
        yield
    finally:
        for name, stand in put.items():
            if modules.get(name, modules) is stand:
                del modules[name]


def _stand(name: str) -> ModuleType | None:
    if name == DONE_WITHOUT:
        return None
    return _Types(name) if name == _TYPES else _StandIn(name)

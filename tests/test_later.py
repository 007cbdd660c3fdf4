"""Modules that are put off: not there at the first screen, themselves when something of them is asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pilot_tui.later import DONE_WITHOUT, PUT_OFF
from shell import process

_START = """
import json, sys
from pilot_tui.later import Later, put_off
with put_off():
    import pilot_tui.cli.opening
with put_off():
    import pilot_tui.app, textual.drivers.linux_driver
"""


def _found(code: str) -> Any:
    return json.loads(process(code=f"{_START}\nprint(json.dumps({code}))").out)


def test_at_the_first_screen_none_of_them_is_there() -> None:
    loaded = _found("sorted(sys.modules)")
    assert not {*PUT_OFF, DONE_WITHOUT, "textual.types", "textual.widgets._input", "tempfile"} & set(loaded)


@pytest.mark.parametrize("name", [*PUT_OFF, DONE_WITHOUT, "typing_extensions"])
def test_whoever_imports_it_afterwards_gets_the_module(name: str) -> None:
    code = "(lambda m: [m.__file__, [n for n in dir(m) if type(getattr(m, n)) is Later]])"
    file, stands = _found(f"{code}(__import__('importlib').import_module({name!r}))")
    assert name.rpartition(".")[2] in file
    assert stands == []


def test_every_name_that_was_taken_is_one_of_the_module() -> None:
    taken = (
        "[[m, v._module, v._name] for m in list(sys.modules) for v in list(vars(sys.modules[m]).values())"
        " if type(v) is Later]"
    )
    here = "[[*one, hasattr(__import__('importlib').import_module(one[1]), one[2])] for one in {}]"
    names = _found(here.format(taken))
    assert len(names) > 10
    assert [one for one in names if not one[-1]] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("len(sys.modules['textual.notifications'].Notification('said').identity)", 36),
        ("sys.modules['textual.suggestions'].get_suggestion('gird', ['grid', 'row'])", "grid"),
        ("sys.modules['rich.console'].render_markup('[bold]said').plain", "said"),
        ("str(sys.modules['pathlib'].PurePosixPath('/县').as_uri())", "file:///%E5%8E%BF"),
        ("sys.modules['textual.app'].CommandPalette.__name__", "CommandPalette"),
        ("__import__('pilot_tui.palette').palette.Palette.__mro__[1].__module__", "textual.command"),
    ],
)
def test_what_was_put_off_is_found_when_it_is_called(code: str, said: object) -> None:
    assert _found(code) == said


def test_a_module_that_is_there_already_stays() -> None:
    code = "import uuid, ssl, sys\nfrom pilot_tui.later import put_off\nbefore = uuid, ssl\n"
    code += "with put_off():\n    import uuid as one, ssl as two\nprint((one, two) == before)"
    assert process(code=code).out.strip() == "True"


FAILED = """
from pilot_tui.later import put_off
try:
    with put_off():
        import textual.nothing
except ImportError:
    import ssl, textual.command
    print(ssl.SSLContext, textual.command.Hit)
"""


def test_a_failed_import_leaves_nothing_behind() -> None:
    assert "textual.command.Hit" in process(code=FAILED).out


def test_writing_is_made_ready_without_the_shell_of_its_library() -> None:
    code = (
        "[__import__('pilot_tui.workbook').workbook.Workbook.warm(),"
        " sorted({'click', 'dateutil', 'sqlite_utils'} & set(sys.modules)),"
        " sys.modules['sqlite_utils.recipes'].parsedate('2019-06-30'),"
        " __import__('click').Group.__name__]"
    )
    assert _found(code) == [None, ["sqlite_utils"], "2019-06-30", "Group"]

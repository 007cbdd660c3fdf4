"""Compiles the words into the wheel: reading JSON at start costs a tenth of parsing TOML."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileWords(BuildHookInterface[Any]):
    """Writes a `.json` beside each `words.toml` and `lexicon.toml`, and puts it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before anything is packed."""
        package = Path(self.root) / "src" / "pilot_tui"
        for written in [*package.rglob("words.toml"), package / "lexicon.toml"]:
            compiled = written.with_suffix(".json")
            parsed = tomllib.loads(written.read_text("utf-8"))
            compiled.write_text(json.dumps(parsed, ensure_ascii=False), "utf-8")
            build_data["artifacts"].append(str(compiled.relative_to(self.root)))

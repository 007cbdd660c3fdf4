"""What the file holds: every table and every field, declared once.

The schema, the CSV shape of `fixtures/`, the allow-list of addresses, the checks on what is typed and the
documentation all follow from `declared`.
"""

from pilot_tui.tables.declared import TABLES
from pilot_tui.tables.holding import holds
from pilot_tui.tables.kinds import SCHEMA, Field, Kind, Table
from pilot_tui.tables.vocabulary import LIGHTS, OPERATORS, PROVENANCE

__all__ = ["LIGHTS", "OPERATORS", "PROVENANCE", "SCHEMA", "TABLES", "Field", "Kind", "Table", "holds"]

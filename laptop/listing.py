"""The list of packages that the archive holds, with versions, licences and what they are for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from wheels import Wheel, licence

COLUMNS = ("package", "version", "licence", "files", "summary")


def listing(held: Iterable[Wheel]) -> str:
    """A CSV, one row a package, by name."""
    rows: dict[tuple[str, str], list[Wheel]] = {}
    for one in held:
        rows.setdefault((one.name, one.version), []).append(one)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for (name, version), files in sorted(rows.items()):
        metadata = files[0].metadata
        names = " ".join(sorted(one.path.name for one in files))
        writer.writerow([name, version, licence(metadata), names, str(metadata["Summary"] or "")])
    return "\ufeff" + text.getvalue()  # the mark by which a spreadsheet knows UTF-8

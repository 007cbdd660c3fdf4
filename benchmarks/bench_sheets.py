"""Reading a workbook of 100,000 rows against openpyxl's read-only way and against calamine, in turn.

Each run is a process of its own. openpyxl comes with `.[readers]`; python-calamine is not asked for anywhere
else: `pip install python-calamine` beside it. What is not installed is left out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from figures import Figure, ratio, spread

ROWS = 100_000
GOAL = 0.15
_OURS = """
from pathlib import Path
from pilot_tui.exchange.sheets.opening import read_file
leaf = read_file(Path(FILE)).sheets[0].read()
assert len(leaf.rows) == ROWS + 1
"""
_OPENPYXL = """
from openpyxl import load_workbook
sheet = load_workbook(FILE, read_only=True, data_only=True).worksheets[0]
assert len([row for row in sheet.iter_rows(values_only=True)]) == ROWS + 1
"""
_CALAMINE = """
from python_calamine import CalamineWorkbook
assert len(CalamineWorkbook.from_path(FILE).get_sheet_by_index(0).to_python()) == ROWS + 1
"""
_TIMED = """
import time
started = time.perf_counter()
{work}
print(time.perf_counter() - started)
"""


def measure(runs: int) -> Iterator[Figure]:
    """The three in turn, on a sheet of text, figures, a percentage and a day."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rows.xlsx"
        write(file)
        for name, work in (("openpyxl read-only", _OPENPYXL), ("calamine", _CALAMINE)):
            if find_spec(name.split()[0].replace("calamine", "python_calamine")) is None:
                continue
            pairs = [(seconds(_OURS, file), seconds(work, file)) for _ in range(runs)]
            ours, theirs = [mine for mine, _ in pairs], [other for _, other in pairs]
            goal = GOAL if "openpyxl" in name else None
            told = f"{spread([one * 1000 for one in ours])}, {spread([one * 1000 for one in theirs])}"
            yield Figure(f"{ROWS:,} rows of xlsx read, against {name}", ratio(ours, theirs), "×", goal, told)
        yield Figure(f"{ROWS:,} rows of xlsx read", median(ours) * 1000, "ms", None, f"{runs} runs")


def seconds(work: str, file: Path) -> float:
    """How long one way takes, imports included."""
    code = _TIMED.format(work=work).replace("FILE", repr(str(file))).replace("ROWS", str(ROWS))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def write(file: Path) -> None:
    """A workbook as spreadsheets write them: shared texts, plain numbers, two number formats."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kinds = {"worksheet": "worksheets/sheet1", "styles": "styles", "sharedStrings": "sharedStrings"}
    related = "".join(
        f'<Relationship Id="rId{nth}" Type="{office}/{kind}" Target="{target}.xml"/>'
        for nth, (kind, target) in enumerate(kinds.items(), 1)
    )
    texts = [f"county {nth}" for nth in range(ROWS)]
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package.replace("relationships", "content-types")}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(map(_typed, ("workbook.xml", "worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml")))
        + "</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Rows" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}">{related}</Relationships>',
        "xl/styles.xml": f'{head}<styleSheet xmlns="{main}"><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}">'
        + "".join(f"<si><t>{escape(one)}</t></si>" for one in texts)
        + "</sst>",
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>'
        + "".join(map(_row, range(1, ROWS + 2)))
        + "</sheetData></worksheet>",
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _typed(part: str) -> str:
    """What kind of part it is."""
    kind = {"workbook.xml": "sheet.main", "worksheets/sheet1.xml": "worksheet"}.get(part, part[:-4])
    whole = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    return f'<Override PartName="/xl/{part}" ContentType="{whole}"/>'


def _row(nth: int) -> str:
    shared = "".join(f'<c r="{letter}{nth}" t="s"><v>{nth % ROWS}</v></c>' for letter in "ABCD")
    plain = f'<c r="E{nth}"><v>{nth * 7 % 9973}.5</v></c><c r="F{nth}"><v>{nth % 977}</v></c>'
    percent, day = f"0.{nth % 1000:03}", 43_000 + nth % 999
    shown = f'<c r="G{nth}" s="1"><v>{percent}</v></c><c r="H{nth}" s="2"><v>{day}</v></c>'
    return f'<row r="{nth}">{shared}{plain}{shown}</row>'

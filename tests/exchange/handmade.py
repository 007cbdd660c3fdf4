"""Workbooks made by hand, part by part: what a spreadsheet writes, and what none ever would."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PERCENT, DAY, PER_MILLE_TEXT = 1, 2, 3
"""Styles of every handmade workbook."""
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="171" formatCode="0.0&quot;%&quot;"/></numFmts><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)


class Raw(str):
    """The XML of a cell as it stands, `{at}` for its name."""


class Styled(tuple[int, object]):
    """A style and a number."""


def styled(style: int, value: object) -> Styled:
    return Styled((style, value))


def error(text: str) -> Raw:
    return Raw(f'<c r="{{at}}" t="e"><v>{text}</v></c>')


def formula(said: str, result: str = "") -> Raw:
    value = f"<v>{result}</v>" if result else ""
    return Raw(f'<c r="{{at}}"><f>{escape(said)}</f>{value}</c>')


Row = Sequence[object]


def letters(at: int) -> str:
    name, at = "", at + 1
    while at:
        at, one = divmod(at - 1, 26)
        name = chr(65 + one) + name
    return name


def cell(at: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Raw):
        return value.replace("{at}", at)
    if isinstance(value, Styled):
        return f'<c r="{at}" s="{value[0]}"><v>{value[1]}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet(
    rows: Sequence[Row], before: str = "", after: str = "", about: Mapping[int, str] | None = None
) -> str:
    """A sheet; `about` are attributes of rows, counted from 1."""
    body = "".join(
        f'<row r="{nth}"{(about or {}).get(nth, "")}>'
        + "".join(cell(f"{letters(at)}{nth}", one) for at, one in enumerate(row))
        + "</row>"
        for nth, row in enumerate(rows, 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'


def parts(sheets: Mapping[str, str], states: Mapping[str, str] | None = None) -> dict[str, str | bytes]:
    """The parts of a workbook with these sheets."""
    named = "".join(
        f'<sheet name="{escape(name)}" sheetId="{nth}" r:id="rId{nth}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for nth, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{nth}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{nth}.xml"/>'
        for nth in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    found: dict[str, str | bytes] = {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    for nth, xml in enumerate(sheets.values(), 1):
        found[f"xl/worksheets/sheet{nth}.xml"] = xml
    return found


def packed(given: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    return out.getvalue()


def write(path: Path, rows: Sequence[Row], name: str = "成绩", **rest: object) -> Path:
    """A workbook of one sheet."""
    path.write_bytes(packed(parts({name: sheet(rows, **rest)})))  # type: ignore[arg-type]  # handed on
    return path

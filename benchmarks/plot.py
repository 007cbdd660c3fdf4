"""Draw what `run.py growth` measured: writes docs/growth.md and its picture anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from math import log10
from pathlib import Path

from bench_growth import KEPT, UNITS, exponent

from pilot_tui.colours import PAPER

DOCS = Path(__file__).resolve().parents[1] / "docs"
PANEL, HEIGHT, LEFT, TOP, BOTTOM = 220, 250, 24, 64, 40
FONT = "font-family='ui-sans-serif, system-ui, sans-serif'"


def main() -> None:
    """Table and picture."""
    found = {int(size): row for size, row in json.loads(KEPT.read_text("utf-8")).items()}
    (DOCS / "growth.svg").write_text("\n".join(picture(found)) + "\n", "utf-8")
    (DOCS / "growth.md").write_text(page(found), "utf-8")


def picture(found: dict[int, dict[str, float]]) -> Iterator[str]:
    """One panel for each figure, rows to the right on logarithmic paper, figures from nought up."""
    width = PANEL * len(UNITS) + LEFT
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}">'
    yield f'<rect width="{width}" height="{HEIGHT}" fill="{PAPER["background"]}"/>'
    for at, (what, unit) in enumerate(UNITS.items()):
        yield from panel(LEFT + at * PANEL, what, unit, [(size, row[what]) for size, row in found.items()])
    yield "</svg>"


def panel(left: int, what: str, unit: str, points: list[tuple[int, float]]) -> Iterator[str]:
    """One figure at every size."""
    most = 1.25 * max(value for _, value in points)
    low, high = log10(points[0][0]), log10(points[-1][0])
    floor = HEIGHT - BOTTOM
    places = [
        (
            left + 8 + (PANEL - 56) * (log10(size) - low) / (high - low or 1),
            floor - (floor - TOP) * value / most,
        )
        for size, value in points
    ]
    yield text(left, 28, f"{what}, {unit}", PAPER["foreground"], 14, "600")
    yield text(left, 46, f"grows as rows to the {exponent(points):+.3f}", PAPER["ink-muted"], 11)
    right, hairline = left + PANEL - 32, PAPER["hairline"]
    yield f'<line x1="{left}" y1="{floor}" x2="{right}" y2="{floor}" stroke="{hairline}"/>'
    track = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{track}" fill="none" stroke="{PAPER["primary"]}" stroke-width="2"/>'
    for (x, y), (size, value) in zip(places, points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{PAPER["primary"]}"/>'
        yield text(x, y - 9, f"{value:.3g}", PAPER["foreground"], 12, anchor="middle")
        yield text(x, floor + 18, short(size), PAPER["ink-muted"], 11, anchor="middle")


def text(
    x: float, y: float, said: str, ink: str, size: int, weight: str = "400", anchor: str = "start"
) -> str:
    """A line of text."""
    look = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{ink}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {FONT} {look}>{said}</text>'


def short(size: int) -> str:
    """`1k`, `5M`."""
    return f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1000}k"


PAGE = """# Speed does not depend on the size of the file

The desk itself, with all its panes, on synthetic countries of growing size: medians on a terminal of
120 × 40 cells, keys at the milestones of all counties. How it is measured stands in `benchmarks/README.md`;
this page and its picture are written anew by `python benchmarks/plot.py`.

![Time and memory at growing sizes](growth.svg)

{table}

Measured {day}. An exponent of 0 does not grow at all, one of 1 as fast as the rows.
"""


def page(found: dict[int, dict[str, float]]) -> str:
    """The table in its page."""
    rows = {f"{size:,}": [f"{row[what]:.3g}" for what in UNITS] for size, row in found.items()}
    grown = {what: exponent([(size, row[what]) for size, row in found.items()]) for what in UNITS}
    rows["exponent"] = [f"{one:+.3f}" for one in grown.values()]
    head = ["milestones", *(f"{what}, {unit}" for what, unit in UNITS.items())]
    lines = [head, ["---:"] * len(head), *([name, *row] for name, row in rows.items())]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return PAGE.format(table=table, day=f"{datetime.now(UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()

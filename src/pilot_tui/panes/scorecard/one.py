"""The scorecard of one county: indicators by dimension, with subtotals and the total."""

from __future__ import annotations

from collections.abc import Sequence

from pilot_tui.model import DimensionScore, Rule
from pilot_tui.pane.fields import extra_slots
from pilot_tui.pane.lasting import Lasting
from pilot_tui.pane.slots import UNKNOWN, Cells, completion, lamp, line, meter, provenance, score
from pilot_tui.panes.scorecard.columns import EXTRAS
from pilot_tui.report.figures import percent, points
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import Column, Line, Listed, Run, Slot, slot
from pilot_tui.words import pick, say, spoken
from pilot_tui.workbook import Workbook
from pilot_tui.workbook.cards import Card, CardLine
from pilot_tui.workbook.rows import Row, absence, address, text


def source(
    book: Workbook,
    card: Card,
    columns: Sequence[Column],
    wide: bool,
    added: frozenset[str] = frozenset(),
    before: Lasting | None = None,
) -> Listed:
    """Every indicator under its dimension, then the total; of `before`, whatever still says the same."""
    rule, cells = book.rule(card.programme), Cells(book, added)
    lasting = before or Lasting()
    lasting.begin((card.county, card.year, tuple(columns), rule, added, spoken()))
    book.disputes_ahead("value", [each.value_id for each in card.lines])

    def made(each: CardLine) -> Line:
        key = f"{card.county}.{each.indicator['code']}"
        title = name(each.indicator, wide)
        return lasting.line(key, each, cells, lambda: indicator(columns, cells, each, rule, key, title))

    lines: list[Line] = []
    for row, scored in card.dimensions:
        lines.append(_heading(columns, row, scored, rule))
        lines += [made(each) for each in card.lines if each.indicator["dimension"] == row["code"]]
    rank = book.ranks(card.programme, card.year).get(card.county)
    return Listed(columns, lines, _total(card, rule, rank) if lines else None)


def name(row: Row, wide: bool = False) -> str:
    """The short name, or the full one where there is room."""
    return one_line((pick(row, "short") if not wide else "") or pick(row, "name"))


def indicator(
    columns: Sequence[Column], cells: Cells, each: CardLine, rule: Rule, key: str, title: str
) -> Line:
    """One indicator of one county."""
    value, id, scored = each.value, each.value_id, each.score
    unit = one_line(pick(each.indicator, "unit_short") or pick(each.indicator, "unit"))
    shown = points(scored.score, rule)
    return line(
        columns,
        key,
        {
            **extra_slots(cells, "value", id, value, EXTRAS),
            "mark": provenance(value),
            "name": slot(title),
            "unit": slot(unit, "faint"),
            "baseline": cells.figure("value", id, "baseline", value, ink="muted"),
            "operator": cells.word("value", id, "operator", value, say(f"sign.{scored.reading.operator}")),
            "target": cells.figure("value", id, "target", value, absence(value, "target")),
            "actual": cells.figure("value", id, "actual", value, absence(value, "actual")),
            "bar": meter(scored.completion, scored.light),
            "completion": completion(scored.completion)._replace(about=address("value", id, "completion")),
            "light": lamp(scored.light, _word(each)),
            "score": score(shown, weight(each.indicator), scored.score)._replace(
                about=address("value", id, "score")
            ),
        },
    )


def weight(row: Row) -> str:
    """A weight without trailing zeros."""
    stored = text(row, "weight") or "0"
    return stored.rstrip("0").rstrip(".") if "." in stored else stored


def _word(each: CardLine) -> str:
    why = absence(each.value, "actual")
    return say(f"absence.{why}" if why and why != "no_target" else f"light.{each.score.light}")


def _heading(columns: Sequence[Column], row: Row, scored: DimensionScore, rule: Rule) -> Line:
    lead = [Run("▾ ", "faint"), Run(one_line(pick(row, "name")), "bold foreground")]
    if scored.missing:
        lead.append(Run("  " + say("scorecard.missing", count=scored.missing), "warning"))
    share = percent(scored.score / scored.weight * 100) if scored.weight and not scored.missing else ""
    runs = (
        Run(str(points(scored.score, rule)), "bold foreground"),
        Run(" / ", "faint"),
        Run(f"{weight(row):>2}", "muted"),
    )
    slots = {"completion": slot(str(share), "muted"), "score": Slot(runs)}
    return line(columns, f"group.{row['code']}", slots, "group", tuple(lead))


def _total(card: Card, rule: Rule, rank: int | None) -> Line:
    sheet = card.sheet
    have = len(card.lines) - sheet.missing
    place = say("scorecard.rank", rank=rank) if rank else say("scorecard.unranked")
    lead = [
        Run(say("scorecard.total"), "bold foreground"),
        Run(f"  {place}", "primary" if rank else "warning"),
        Run(
            "   " + say("scorecard.reported", have=have, of=len(card.lines)),
            "warning" if sheet.missing else "muted",
        ),
    ]
    total = points(sheet.total_rescaled, rule)
    tail = [Run(total or UNKNOWN.runs[0].text, "bold foreground"), Run(" /100", "muted")]
    if sheet.missing:
        lead.append(
            Run("   " + say("scorecard.zero", zero=points(sheet.total_missing_as_zero, rule)), "muted")
        )
        tail.insert(0, Run(say("scorecard.rescaled") + "  ", "faint"))
    return Line("total", kind="total", lead=tuple(lead), tail=tuple(tail))

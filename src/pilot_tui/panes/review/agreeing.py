"""How far the experts of a round agree, statistic by statistic, and how ranks change without each of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from pilot_tui.pane.sheets import Sheet
from pilot_tui.pane.slots import UNKNOWN, line
from pilot_tui.panes.review.leaning import coefficient, left_out, undefined
from pilot_tui.safe import one_line
from pilot_tui.widgets.sheet import OPENED, Column, Line, Listed, Run, Slot, Source, slot
from pilot_tui.words import pick, say
from pilot_tui.workbook.influence import Agreement, Influence
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address

if TYPE_CHECKING:
    from pilot_tui.panes.review.pane import ReviewPane

_GROUPS = {
    "icc": ("icc_a1", "icc_ak", "icc_c1", "icc_ck", "icc_11", "icc_1k"),
    "alpha": ("alpha_interval", "alpha_ordinal", "alpha_nominal", "alpha_ratio"),
    "kendall": ("kendall_w", "chi_square", "df"),
}
_PLACES = 3
_NAMED = 12
"""Counties whose ranks are told one by one."""


class AgreementSheet(Sheet):
    """Groups that fold: correlations, alpha, concordance, leave-one-out."""

    NAME, TABLES, HOME = "agreement", ("agreement",), "value"

    def source(self) -> Source:
        """Every statistic with what it says."""
        pane = cast("ReviewPane", self.pane)
        round = pane.round
        found = pane.influence(round) if round is not None else None
        if round is None or found is None:
            return Listed((), ())
        columns = _columns()
        return Listed(
            columns, [*_statistics(round, columns, found.agreement), *self._without(round, columns, found)]
        )

    def _without(self, round: Round, columns: list[Column], found: Influence) -> Iterator[Line]:
        lead = (Run(f"{OPENED} ", "faint"), Run(say("agreement.without"), "bold foreground"))
        yield Line("group.without", kind="group", lead=lead)
        for expert in round.experts:
            code = str(expert["code"])
            moved = found.shifts.get(code, [])
            said = [
                f"{self._county(one.county)} {one.before or '–'} → {one.after or '–'}"
                for one in moved[:_NAMED]
            ]
            if len(moved) > _NAMED:
                said.append(say("explain.more_counties", count=len(moved) - _NAMED))
            value = Slot(
                (Run(str(len(moved)), "foreground" if moved else "faint"),),
                value=len(moved),
                about=address("leaning", f"{round.id}.{code}", "moved"),
            )
            meaning = say("explain.comma").join(said) or say("agreement.nobody")
            slots = {
                "name": slot(one_line(pick(expert, "name"))),
                "value": value,
                "meaning": slot(meaning, "foreground" if moved else "faint"),
            }
            yield line(columns, f"without.{code}", slots)

    def _county(self, id: str) -> str:
        row = self.book.place(self.view.programme, id)[1]
        return one_line(pick(row, "short") or pick(row, "name"))


def _columns() -> list[Column]:
    return [
        Column("name", say("agreement.name"), 14, stop=False, frozen=True, least=12, most=22),
        Column("value", say("agreement.value"), 8, "right", computed=True),
        Column("meaning", say("agreement.meaning"), 40, stop=False, gap=2, least=20, most=110),
    ]


def _statistics(round: Round, columns: list[Column], of: Agreement) -> Iterator[Line]:
    values = of.values()
    for group, names in _GROUPS.items():
        lead = [Run(f"{OPENED} ", "faint"), Run(say(f"agreement.{group}"), "bold foreground")]
        lead.append(Run("  " + _over(of, group), "muted"))
        yield Line(f"group.{group}", kind="group", lead=tuple(lead))
        for name in names:
            value = values[name]
            meaning = say(f"agreement.{name}_means") if value is not None else undefined(of)
            slots = {
                "name": slot(say(f"agreement.{name}")),
                "value": _value(round, name, value),
                "meaning": slot(meaning, "muted" if value is not None else "warning"),
            }
            yield line(columns, name, slots)


def _value(round: Round, name: str, value: Fraction | None) -> Slot:
    about = address("agreement", round.id, name)
    if value is None:
        return UNKNOWN._replace(about=about)
    said = str(value) if name == "df" else coefficient(value, _PLACES)
    return Slot((Run(said, "bold foreground"),), value=value, about=about)


def _over(of: Agreement, group: str) -> str:
    """What it is taken over."""
    if group == "alpha":
        return say("agreement.paired", count=of.disagreements["interval"].values)
    return say("review.over", counties=of.complete, experts=len(of.experts)) + left_out(of)

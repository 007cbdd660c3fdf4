"""Agreement of a round's experts, and how each of them leans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from pilot_tui.model import Cell
from pilot_tui.rules.working import Working
from pilot_tui.workbook.influence import Agreement, Influence
from pilot_tui.workbook.reading import Reader
from pilot_tui.workbook.reviews import Round
from pilot_tui.workbook.rows import address, text
from pilot_tui.workbook.workings.given import declared

MOST = 64
"""Counties whose totals stand in a tree one by one; of more only how many there are."""


def agreement_working(book: Reader, cell: Cell) -> Working | None:
    """Of `agreement/<round>/…`: `icc_a1` … `icc_1k`, `alpha_interval` …, `kendall_w`, `chi_square`, `df`."""
    found = _influence(book, cell.id)
    if cell.field not in AGREED:
        raise ValueError(cell.field)
    made = AGREED[cell.field](found[1].agreement) if found else None
    return None if made is None else made._replace(what=cell.field, at=str(cell))


def leaning_working(book: Reader, cell: Cell) -> Working | None:
    """Of `leaning/<round>.<expert>/…`: `severity`, `spread`, `apart`, `moved`."""
    round, _, expert = cell.id.rpartition(".")
    found = _influence(book, round)
    if found is None:
        return None
    if expert not in found[1].leanings:
        raise ValueError(expert)
    made = _LEANING[cell.field](found[0], found[1], expert)
    return None if made is None else made._replace(at=str(cell), name=expert)


def _influence(book: Reader, id: str) -> tuple[Round, Influence] | None:
    row = book.row("round", id)
    round = book.round(text(row, "programme"), id) if row else None
    if round is None:
        raise ValueError(id)
    found = book.influence_known(round)
    return None if found is None else (round, found)


def _squares(one: Agreement, names: str) -> tuple[Working, ...]:
    """The mean squares of a formula by their first letter, n and k, and what was left out."""
    if one.squares is None:
        return ()
    n, k, b, j, e, w = one.squares
    given = {
        **{letter: Working(f"{letter}ms", value) for letter, value in zip("bjew", (b, j, e, w), strict=True)},
        "n": declared("counties_complete", n),
        "k": declared("experts_sitting", k),
    }
    return (*(given[name] for name in names), *_left_out(one))


def _left_out(one: Agreement) -> tuple[Working, Working]:
    """How many counties and experts are no part of the table without gaps."""
    return (
        declared("counties_left_out", one.counties - one.complete),
        declared("experts_left_out", len(one.without)),
    )


def _icc(name: str, operation: str, parts: str) -> Callable[[Agreement], Working | None]:
    def made(one: Agreement) -> Working | None:
        value = getattr(one.correlations, name) if one.correlations is not None else None
        return None if value is None else Working("", value, operation, _squares(one, parts))

    return made


def _alpha(level: str) -> Callable[[Agreement], Working | None]:
    def made(one: Agreement) -> Working | None:
        of = one.disagreements[level]
        parts = (
            Working("observed", of.observed),
            Working("expected", of.expected),
            declared("values_paired", of.values),
        )
        return None if of.alpha is None else Working("", of.alpha, "alpha", parts)

    return made


def _kendall(one: Agreement) -> Working | None:
    found = one.concordance
    if found is None:
        return None
    parts = (
        Working("rank_spread", found.spread),
        declared("counties_complete", found.df + 1),
        declared("experts_sitting", found.experts),
        declared("ties", found.ties),
        *_left_out(one),
    )
    return Working("kendall_w", found.w, "concordance", parts)


def _chi_square(one: Agreement) -> Working | None:
    w = _kendall(one)
    if w is None or one.concordance is None:
        return None
    return Working("", one.concordance.chi_square, "chi_square", (w.parts[2], w.parts[1], w))


def _df(one: Agreement) -> Working | None:
    w = _kendall(one)
    return (
        None
        if w is None
        else Working("", w.parts[1].value and w.parts[1].value - 1, "one_less", (w.parts[1],))
    )


AGREED: Mapping[str, Callable[[Agreement], Working | None]] = {
    "icc_a1": _icc("a1", "icc_a1", "bjenk"),
    "icc_ak": _icc("ak", "icc_ak", "bjen"),
    "icc_c1": _icc("c1", "icc_c1", "bek"),
    "icc_ck": _icc("ck", "icc_ck", "be"),
    "icc_11": _icc("one1", "icc_c1", "bwk"),
    "icc_1k": _icc("onek", "icc_ck", "bw"),
    "alpha_interval": _alpha("interval"),
    "alpha_ordinal": _alpha("ordinal"),
    "alpha_nominal": _alpha("nominal"),
    "alpha_ratio": _alpha("ratio"),
    "kendall_w": _kendall,
    "chi_square": _chi_square,
    "df": _df,
}
"""Every statistic of agreement, in the order it is read."""


def _severity(round: Round, found: Influence, expert: str) -> Working | None:
    """The mean of total − plain mean of the panel, over the counties the expert counts for."""
    value = found.leanings[expert].severity
    if value is None:
        return None
    given = {county: of for county, of in found.panel.items() if expert in of}
    if len(given) > MOST:
        return Working("severity", value, parts=(declared("counties_marked", len(given)),))
    parts: list[Working] = []
    for county, of in given.items():
        mean = sum(of.values(), Fraction()) / len(of)
        own = _total(round, county, expert, of[expert])
        pair = (own, Working("plain_mean", mean, name=county))
        parts += [
            Working("distance", of[expert] - mean, "difference", pair, name=county),
            declared("importance", 1),
        ]
    return Working("severity", value, "mean", tuple(parts))


def _spread(round: Round, found: Influence, expert: str) -> Working | None:
    """The sample standard deviation of the expert's totals."""
    value = found.leanings[expert].spread
    if value is None:
        return None
    given = {county: of[expert] for county, of in found.panel.items() if expert in of}
    if len(given) > MOST:
        return Working("spread", Fraction(value), parts=(declared("counties_marked", len(given)),))
    parts = tuple(_total(round, county, expert, total) for county, total in given.items())
    return Working("spread", Fraction(value), "deviation", parts)


def _apart(round: Round, found: Influence, expert: str) -> Working:
    """How many totals of the expert stand apart, each with its modified z-score."""
    scores = found.apart[expert]
    parts = [
        Working("z", score, at=address("review", f"{round.id}.{county}", expert), name=county)
        for county, score in list(scores.items())[:MOST]
    ]
    whole = len(parts) == len(scores)
    return Working("apart", Fraction(len(scores)), "count" if whole else "given", tuple(parts))


def _moved(round: Round, found: Influence, expert: str) -> Working:
    """How many counties have another rank without the expert, each with that rank."""
    moved = found.shifts[expert]
    parts = [
        Working(
            "rank_without",
            Fraction(one.after or 0),
            at=address("review", f"{round.id}.{one.county}", "rank"),
            stored=f"{one.before or '–'} → {one.after or '–'}",
            name=one.county,
        )
        for one in moved[:MOST]
    ]
    whole = len(parts) == len(moved)
    return Working("moved", Fraction(len(moved)), "count" if whole else "given", tuple(parts))


def _total(round: Round, county: str, expert: str, total: Fraction) -> Working:
    return Working("expert_total", total, at=address("review", f"{round.id}.{county}", expert), name=county)


_LEANING: Mapping[str, Callable[[Round, Influence, str], Working | None]] = {
    "severity": _severity,
    "spread": _spread,
    "apart": _apart,
    "moved": _moved,
}

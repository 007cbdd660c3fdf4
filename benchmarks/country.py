"""A synthetic country to measure the desk on: counties, years of values, marks, milestones and a long log.

    python benchmarks/country.py OUT.db --milestones 1000000 --edits 200000

Seeded: the same parameters give the same rows and the same hashes. Every row is `illustrative`, every name
invented. `file()` hands out a kept copy from `benchmarks/out/`.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pilot_tui.tables import SCHEMA

OUT = Path(__file__).resolve().parent / "out"
COUNTIES, PER_COUNTY, EDITS = 2850, 351, 200_000
"""Of the whole country; a smaller one keeps as many milestones a county and edits a milestone."""


@dataclass(frozen=True)
class Size:
    """How large a country is."""

    milestones: int = 1_000_000
    edits: int = EDITS
    counties: int = COUNTIES
    years: int = 10
    rounds: int = 3
    experts: int = 7
    seed: int = 1

    @classmethod
    def of(
        cls, milestones: int, edits: int | None = None, counties: int | None = None, seed: int = 1
    ) -> Size:
        """The country of that many milestones: fewer counties rather than empty ones."""
        return cls(
            milestones,
            min(EDITS, milestones // 5) if edits is None else edits,
            min(COUNTIES, max(3, -(-milestones // PER_COUNTY))) if counties is None else counties,
            seed=seed,
        )

    @property
    def name(self) -> str:
        """Of the file it is kept in."""
        figures = "-".join(f"{key[0]}{value}" for key, value in asdict(self).items())
        return f"country-v{SCHEMA}-{figures}.db"


def file(size: Size) -> Path:
    """The country of that size in `benchmarks/out/`, built at the first asking; never write to it."""
    kept = OUT / size.name
    if not kept.exists():
        build(kept, size)
    return kept


def build(path: Path, size: Size) -> None:
    """Write the country to `path`, over whatever is there; it appears whole or not at all."""
    from country_file import write

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        write(fresh, size)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", nargs="?", type=Path, help="the file to make; benchmarks/out/ without it")
    parser.add_argument("--milestones", type=int, default=1_000_000)
    parser.add_argument(
        "--edits", type=int, help="changes in the log; a fifth of the milestones, 200,000 at most"
    )
    parser.add_argument("--counties", type=int, help="2,850, or as many as have 351 milestones each")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    size = Size.of(told.milestones, told.edits, told.counties, told.seed)
    start = time.perf_counter()
    if told.out:
        build(told.out, size)
    path = told.out or file(size)
    print(f"{path}  {path.stat().st_size / 1e6:,.0f} MB  {time.perf_counter() - start:.0f} s  {size}")


if __name__ == "__main__":
    main()

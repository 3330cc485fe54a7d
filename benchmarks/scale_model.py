"""What jobs of `synbib bulk` cost at sizes that nobody has measured here, from those that were.

    python benchmarks/scale_model.py                  # what follows from benchmarks/bulk.json
    python benchmarks/scale_model.py build/bulk.json  # from another run of benchmarks/bulk.py
    python benchmarks/scale_model.py --write FILE     # takes that run over: benchmarks/bulk.json, docs/scale.md

Seconds of the processor are taken to be ``a + b·n``, or ``a + b·n·log₂ n``. Each of the two is fitted to all sizes but
one, the least squares of the relative errors, and held against the one that was left out. Bytes are in proportion to
the items, by the largest size.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

REPO: Final = Path(__file__).parents[1]
MEASURED: Final = REPO / "benchmarks" / "bulk.json"
PAGE: Final = REPO / "docs" / "scale.md"
HELD_OUT: Final = 300_000
GOAL: Final = 250_000_000
CLUSTER: Final = 64  # cores
BESIDE: Final = "citeproc-py apa"
_GIGA: Final = 1_000_000_000
_MEGA: Final = 1_000_000
_STRETCH: Final = re.compile(
    r"(<!-- begin (?P<name>\w+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL
)

# What the seconds grow with.
GROWTHS: Final[Mapping[str, Callable[[float], float]]] = {
    "n": lambda n: n,
    "n log n": lambda n: n * math.log2(n),
}


@dataclass(frozen=True)
class Measured:
    """A job that was run.

    Attributes:
        step: What it did: ``format apa``.
        jobs: How many processes it had.
        items: How many items.
        wall: Seconds of the clock.
        cpu: Seconds of the processors, of all its processes.
        driver: The most memory of the first process, bytes.
        worker: The most memory of any other, bytes; 0 if there is none.
        read: Bytes of the inputs.
        written: Bytes of the output.
        between: The most bytes of rows on their way between the two stages of a job that has two.
    """

    step: str
    jobs: int
    items: int
    wall: float
    cpu: float
    driver: int = 0
    worker: int = 0
    read: int = 0
    written: int = 0
    between: int = 0


@dataclass(frozen=True)
class Fit:
    """Seconds after the number of items.

    Attributes:
        growth: A name of `GROWTHS`.
        start: Seconds that are there whatever the number is.
        each: Seconds for each unit of the growth.
    """

    growth: str
    start: float
    each: float

    def seconds(self, number: float) -> float:
        """Return the seconds for so many items."""
        return self.start + self.each * GROWTHS[self.growth](number)


def fitted(points: Sequence[tuple[float, float]], growth: str) -> Fit:
    """Return the fit with the least squares of relative errors; no start is below nothing.

    Args:
        points: Items, and seconds, which are not 0.
        growth: A name of `GROWTHS`.
    """
    of = GROWTHS[growth]
    # With u = 1/t and v = f(n)/t each error is start·u + each·v - 1.
    pairs = [(1 / seconds, of(number) / seconds) for number, seconds in points]
    uu, uv, vv = (sum(a * b for a, b in each) for each in _products(pairs))
    u, v = (sum(column) for column in zip(*pairs, strict=True))
    if determinant := uu * vv - uv * uv:
        start, each = (u * vv - v * uv) / determinant, (v * uu - u * uv) / determinant
        if start >= 0:
            return Fit(growth, start, each)
    return Fit(growth, 0.0, v / vv)


def _products(pairs: Sequence[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    yield [(u, u) for u, _ in pairs]
    yield [(u, v) for u, v in pairs]
    yield [(v, v) for _, v in pairs]


@dataclass(frozen=True)
class Step:
    """All that was measured of one step."""

    name: str
    measured: Sequence[Measured]

    def of(self, jobs: int) -> dict[int, Measured]:
        """Return items → what was measured with so many processes, the fewest items first."""
        return dict(sorted((each.items, each) for each in self.measured if each.jobs == jobs))

    @property
    def largest(self) -> Measured:
        """One process, the most items."""
        return list(self.of(1).values())[-1]

    @property
    def between(self) -> float:
        """The bytes of an item between the two stages, the most of all sizes."""
        return max(each.between / each.items for each in self.measured)

    @property
    def speed_up(self) -> float:
        """How many times as fast two processes are as one, by the clock, at the largest size."""
        two = self.of(2).get(self.largest.items)
        return self.largest.wall / two.wall if two else math.nan

    def fits(self) -> list[Fit]:
        """Return a fit for each of `GROWTHS`, without the size that is held out."""
        points = [(n, each.cpu) for n, each in self.of(1).items() if n != HELD_OUT]
        return [fitted(points, growth) for growth in GROWTHS]

    def error(self, fit: Fit) -> float:
        """Return how far a fit is from what was held out, as a share of that; NaN if nothing was."""
        held = self.of(1).get(HELD_OUT)
        return fit.seconds(HELD_OUT) / held.cpu - 1 if held else math.nan


def steps(measured: Iterable[Measured]) -> list[Step]:
    """Return the steps of which there are two sizes or more besides the one that is held out."""
    by_name: dict[str, list[Measured]] = {}
    for each in measured:
        by_name.setdefault(each.step, []).append(each)
    found = [Step(name, each) for name, each in by_name.items() if name != BESIDE]
    return [step for step in found if len(step.of(1).keys() - {HELD_OUT}) > 1]


def loaded(path: Path) -> tuple[dict[str, Any], list[Measured]]:
    """Return the machine, and what `benchmarks/bulk.py` measured on it."""
    told = json.loads(path.read_text("utf-8"))
    return told["machine"], [Measured(**each) for each in told["measured"]]


# --- the tables -------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _known(value: float, form: str) -> str:
    """Return a number as a text; nothing for one that was not measured."""
    return "" if math.isnan(value) else format(value, form)


def speed(found: Sequence[Step], measured: Sequence[Measured]) -> str:
    """Return what was measured at the largest size."""
    rows = [
        [
            step.name,
            f"{step.largest.items:,}",
            f"{step.largest.items / step.largest.wall:,.0f}",
            _known(step.speed_up, ".2f"),
            f"{step.largest.written / step.largest.items:,.0f}",
            f"{step.between:,.0f}",
        ]
        for step in found
    ]
    rows += [
        [each.step, f"{each.items:,}", f"{each.items / each.wall:,.0f}", "", "", ""]
        for each in measured
        if each.step == BESIDE
    ]
    return _table(
        ["step", "items", "items/s, one core", "two cores", "bytes an item", "between the stages"],
        rows,
    )


def memory(found: Sequence[Step]) -> str:
    """Return the most memory of a process at each size, of jobs with two processes, else with one."""
    held = {step.name: step.of(2) or step.of(1) for step in found}
    sizes = sorted({n for of in held.values() for n in of})
    rows = []
    for step in found:
        of = held[step.name]
        cells = [
            f"{of[n].driver / _MEGA:.0f}, {of[n].worker / _MEGA:.0f}" if n in of else ""
            for n in sizes
        ]
        rows.append([step.name, *cells])
    return _table(["MB of the driver, of a worker", *[f"{n:,}" for n in sizes]], rows)


def growth(found: Sequence[Step]) -> str:
    """Return how the time of an item grows, and how well each fit foretells what was held out."""
    sizes = sorted({n for step in found for n in step.of(1)})
    rows = []
    for step in found:
        of = step.of(1)
        each = [f"{of[n].cpu / n * _MEGA:,.0f}" if n in of else "" for n in sizes]
        rows.append([step.name, *each, *[_known(step.error(fit), "+.1%") for fit in step.fits()]])
    held = f"{HELD_OUT:,}"
    return _table(
        ["µs of a core an item", *[f"{n:,}" for n in sizes], *[f"{name}, at {held}" for name in GROWTHS]],
        rows,
    )  # fmt: skip


def forecast(found: Sequence[Step]) -> str:
    """Return what each step takes for `GOAL` works."""
    rows = []
    for step in found:
        hours = sorted(fit.seconds(GOAL) / 3600 for fit in step.fits())
        largest = step.largest
        times = GOAL / largest.items
        busy = 1.0 if math.isnan(step.speed_up) else step.speed_up / 2
        cores = [_span(hour / CLUSTER / busy for hour in hours)]
        rows.append(
            [
                step.name,
                _span(hours),
                *cores,
                f"{largest.read * times / _GIGA:,.0f}",
                f"{largest.written * times / _GIGA:,.0f}",
                f"{step.between * GOAL / _GIGA:,.0f}",
            ]
        )
    return _table(
        [f"{GOAL:,} works", "core-hours", f"hours of {CLUSTER} cores", "GB read", "GB written", "GB between"],
        rows,
    )  # fmt: skip


def _span(values: Iterable[float]) -> str:
    low, high = (f"{value:,.2g}" if value < 10 else f"{value:,.0f}" for value in values)
    return low if low == high else f"{low} to {high}"


def stretches(path: Path) -> dict[str, str]:
    """Return what the page shows of a run: the name of a stretch → Markdown."""
    machine, measured = loaded(path)
    found = steps(measured)
    return {
        "machine": (
            f"{machine['cores']} cores, {machine['memory'] / _GIGA:.0f} GB, CPython {machine['python']}; "
            f"the load of other programs when the run began: {machine['load']}.\n"
        ),
        "speed": speed(found, measured),
        "memory": memory(found),
        "growth": growth(found),
        "forecast": forecast(found),
    }


def filled(page: str, path: Path) -> str:
    """Return a page with what follows from a run between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``."""
    made = stretches(path)
    return _STRETCH.sub(lambda match: f"{match[1]}{made[match['name']]}{match[3]}", page)


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, nargs="?", default=MEASURED, metavar="FILE")
    parser.add_argument("--write", action="store_true", help="into docs/scale.md, and keep the run")
    chosen = parser.parse_args()
    if chosen.write:
        MEASURED.write_bytes(chosen.run.read_bytes())
        PAGE.write_text(filled(PAGE.read_text("utf-8"), MEASURED), encoding="utf-8", newline="\n")
    else:
        print("\n".join(stretches(chosen.run).values()))


if __name__ == "__main__":
    main()

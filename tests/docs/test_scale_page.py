"""The figures of docs/scale.md are those of the run that is kept, and the model can be trusted with known growths."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from scale_model import (
    GROWTHS,
    HELD_OUT,
    MEASURED,
    PAGE,
    Fit,
    Measured,
    Step,
    filled,
    fitted,
    steps,
    stretches,
)


def test_the_page_shows_what_follows_from_the_run_that_is_kept() -> None:
    page = PAGE.read_text("utf-8")
    assert filled(page, MEASURED) == page, (
        "python benchmarks/scale_model.py --write benchmarks/bulk.json"
    )
    assert all(f"<!-- begin {name} -->" in page for name in stretches(MEASURED))


@pytest.mark.parametrize("growth", GROWTHS)
def test_a_growth_is_found_again_from_three_sizes(growth: str) -> None:
    known = Fit(growth, start=2.0, each=0.0001)
    fit = fitted([(n, known.seconds(n)) for n in (10_000, 100_000, 1_000_000)], growth)
    assert fit.start == pytest.approx(2)
    assert fit.seconds(250_000_000) == pytest.approx(known.seconds(250_000_000))


def test_what_a_growth_is() -> None:
    assert Fit("n", 1.0, 2.0).seconds(8) == 17
    assert Fit("n log n", 1.0, 2.0).seconds(8) == 49


def test_no_job_starts_before_it_is_started() -> None:
    fit = fitted([(10, 0.5), (100, 10.0)], "n")
    assert fit.start == 0
    assert 0.05 < fit.each < 0.1


def test_what_is_held_out_is_no_part_of_the_fit() -> None:
    measured = [Measured("format", 1, n, n / 1000, n / 1000) for n in (10_000, 100_000, 1_000_000)]
    step = Step("format", [*measured, Measured("format", 1, HELD_OUT, 400, 400)])
    linear, _ = step.fits()
    assert step.error(linear) == pytest.approx(-0.25)


def test_a_step_with_one_size_is_left_out() -> None:
    assert steps([Measured("format", 1, 10_000, 1, 1)]) == []


def test_a_page_without_room_for_a_table_stays_as_it_is(tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    one = [asdict(Measured("format", jobs, n, n, n)) for jobs in (1, 2) for n in (10, 100)]
    machine = {"cores": 2, "memory": 16_000_000_000, "python": "3.13.1", "load": 0.5}
    run.write_text(json.dumps({"machine": machine, "measured": one}), "utf-8")
    assert filled("# Page\n", run) == "# Page\n"
    assert filled("<!-- begin machine -->\nold\n<!-- end machine -->\n", run) == (
        "<!-- begin machine -->\n2 cores, 16 GB, CPython 3.13.1; "
        "the load of other programs when the run began: 0.5.\n<!-- end machine -->\n"
    )

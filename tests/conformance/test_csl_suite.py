"""The fixtures of the CSL test suite, as far as they are at hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from csl_suite import Fixture, run

SUITE = Path(__file__).parents[3] / "shared" / "csl-suite"
FIXTURES = sorted(SUITE.glob("*.txt"))
EXPECTED_FAILURES: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("expected_failures.toml").read_text(encoding="utf-8")
)

if not FIXTURES:
    pytest.skip(f"the CSL test suite is not at {SUITE}", allow_module_level=True)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("generate", [True, False], ids=["generated", "interpreted"])
def test_a_fixture_gives_what_the_suite_expects(path: Path, generate: bool) -> None:
    fixture = Fixture.read(path)
    got = run(fixture, generate=generate).strip()
    if path.stem in EXPECTED_FAILURES:
        assert got != fixture.expected, "passes now: take it off the list of expected failures"
    else:
        assert got == fixture.expected


def test_what_is_expected_to_fail_is_there() -> None:
    assert {path.stem for path in FIXTURES} >= EXPECTED_FAILURES.keys()
    assert len(EXPECTED_FAILURES) <= 4

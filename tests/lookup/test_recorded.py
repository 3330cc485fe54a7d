"""Recorded answers of the services, and beside each the entries that a careful scholar makes of it.

``expected/SERVICE/NAME.bib`` is the store that the answer ``NAME`` gives when it is imported into an empty one. The
answers are not part of the project; without them these tests skip. What they hold of the works themselves is in
``tests/lookup/test_SERVICE.py``, with answers of our own.
"""

from pathlib import Path

import pytest

from synbib.incoming import merge_into
from synbib.library import read_text
from synbib.lookup import read_answer

RECORDED = Path(__file__).parents[3] / "shared" / "lookup"
EXPECTED = Path(__file__).parent / "expected"

CASES = sorted(path.relative_to(EXPECTED) for path in EXPECTED.glob("*/*.bib"))


def recorded(case: Path) -> bytes:
    """Return the recorded answer of a case; its ending is not in the name of the expected file."""
    found = [
        path
        for folder in (case.parent, "other")
        for path in (RECORDED / folder).glob(f"{case.stem}.*")
    ]
    if not found:
        pytest.skip("the recorded answers are not at hand")
    return found[0].read_bytes()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_answer_becomes_the_entries_of_a_careful_scholar(case: Path) -> None:
    works = read_answer(case.parent.name, recorded(case))
    assert merge_into(read_text(""), works).text == (EXPECTED / case).read_text("utf-8")

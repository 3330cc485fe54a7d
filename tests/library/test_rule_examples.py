"""Each rule finds what its example shows, and nothing in the example as it should be."""

import pytest

from synbib.diagnostics import RULES
from synbib.library import read_text
from synbib.library.rules import CHECKS, check_library

WITH_EXAMPLES = [check for check in CHECKS if check.wrong]


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_a_rule_finds_what_is_wrong_in_its_example_and_nothing_in_the_right_one(check) -> None:  # type: ignore[no-untyped-def]
    assert [each.code for each in check_library(read_text(check.wrong))] == [check.code]
    assert check_library(read_text(check.right)) == []


def test_each_rule_has_its_row() -> None:
    assert {check.code for check in CHECKS} <= RULES.keys()

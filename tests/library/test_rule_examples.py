"""Each rule finds what its example shows, and nothing in the example as it should be."""

import pytest

from synbib.diagnostics import RULES
from synbib.library import read_text
from synbib.library.rules import CHECKS, check_library, fix_library

WITH_EXAMPLES = [check for check in CHECKS if check.wrong]


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_a_rule_finds_what_is_wrong_in_its_example_and_nothing_in_the_right_one(check) -> None:  # type: ignore[no-untyped-def]
    assert [each.code for each in check_library(read_text(check.wrong))] == [check.code]
    assert check_library(read_text(check.right)) == []


def test_each_rule_has_its_row() -> None:
    assert {check.code for check in CHECKS} <= RULES.keys()


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_a_fix_makes_the_right_example_of_the_wrong_one_or_leaves_it(check) -> None:  # type: ignore[no-untyped-def]
    fixed = fix_library(read_text(check.wrong))
    mends = [each.code for each in fixed.done]
    assert (fixed.text, mends) in ((check.right, [check.code]), (check.wrong, []))


def test_a_fix_touches_nothing_but_what_it_mends() -> None:
    text = """\
% A comment, of 50 % & more.
@string{jml = "J. Mach. Learn. & Res."}
@Article{roe2020,
  AUTHOR = "Roe, Ann; Poe, Ben et al.",
  title  = {Q&A with 100% <i>BERT</i> &amp; friends},   journal = jml,
  pages  = 1-9,
  PAGES2 = {1-9}, doi={https://doi.org/10.1000/a_b},
  url    = {https://doi.org/10.1000/a_b},
  year   = 2020
}
% synbib: ignore bare-character
@misc{b, title = {R&D}}
"""
    fixed = fix_library(read_text(text))
    assert (
        fixed.text
        == """\
% A comment, of 50 % & more.
@string{jml = "J. Mach. Learn. & Res."}
@Article{roe2020,
  AUTHOR = "Roe, Ann and Poe, Ben and others",
  title  = {Q\\&A with 100\\% \\emph{BERT} \\& friends},   journal = jml,
  pages  = 1-9,
  PAGES2 = {1-9}, doi={10.1000/a_b},
  year   = 2020
}
% synbib: ignore bare-character
@misc{b, title = {R&D}}
"""
    )
    assert fix_library(read_text(fixed.text)) == (fixed.text, ())

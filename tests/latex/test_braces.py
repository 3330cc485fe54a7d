"""Which brace closes which."""

from __future__ import annotations

import pytest

from synbib.latex import closing_brace


@pytest.mark.parametrize(
    ("text", "at", "closing"),
    [
        ("{}", 0, 1),
        ("{a{b}c}d", 0, 6),
        ("{a{b}c}d", 2, 4),
        ("x{a}{b}", 1, 3),
        # To BibTeX an escaped brace is one.
        (r"{\{a\}}", 0, 6),
        ("{a{b}", 0, None),
    ],
)
def test_the_brace_that_closes_a_group(text: str, at: int, closing: int | None) -> None:
    assert closing_brace(text, at) == closing

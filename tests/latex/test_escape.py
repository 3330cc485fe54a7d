from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex.edit import check_content
from synbib.latex import decode
from synbib.latex.escape import escape
from synbib.text import strip
from synbib.text.marks import scrub


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("R&D at 50% for $5, C# and snake_case", r"R\&D at 50\% for \$5, C\# and snake\_case"),
        (
            r"{~x^2\}",
            r"{\textbraceleft}{\textasciitilde}x{\textasciicircum}2{\textbackslash}{\textbraceright}",
        ),
        ("a--b ''c'' d,, it's", "a-{}-b '{}'c'{}' d,{}, it's"),
        ("`ls`", r"{\textasciigrave}ls{\textasciigrave}"),
        ("Müller’s “数据” 😀", "Müller’s “数据” 😀"),
    ],
)
def test_what_means_something_to_tex_becomes_a_macro(text: str, latex: str) -> None:
    assert escape(text) == latex


@given(
    st.text(st.sampled_from("aB1 -`',.?!\"&%$#_{}~^\\[]()<>=|@é中") | st.characters(), max_size=40)
)
def test_what_was_escaped_reads_back_as_it_was_and_can_stand_in_a_file(text: str) -> None:
    text = " ".join(scrub(text).split())
    check_content(escape(text), "the value")
    assert strip(decode(escape(text))) == text

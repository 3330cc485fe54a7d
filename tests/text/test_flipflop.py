from __future__ import annotations

import pytest

from synbib.text import flip_flop, link, writer
from synbib.text.marks import BOLD, ITALIC


@pytest.mark.parametrize(
    ("marked", "html"),
    [
        (ITALIC.wrap(f"a {ITALIC.wrap('b')} c"), "<i>a </i>b<i> c</i>"),
        (ITALIC.wrap(f"a{BOLD.wrap(ITALIC.wrap('b') + 'c')}"), "<i>a</i><b>b</b><i><b>c</b></i>"),
        (ITALIC.wrap(ITALIC.wrap(ITALIC.wrap("a"))), "<i>a</i>"),
        (f"{ITALIC.wrap('a')} {ITALIC.wrap('b')}", "<i>a</i> <i>b</i>"),
        (
            ITALIC.wrap(link("https://e.org", f"a{ITALIC.wrap('b')}")),
            '<a href="https://e.org"><i>a</i>b</a>',
        ),
    ],
)
def test_formatting_within_the_same_formatting_is_turned_off(marked: str, html: str) -> None:
    written = writer("html").inline(flip_flop(marked))
    assert written.replace("<i></i>", "") == html

from __future__ import annotations

import pytest

from synbib.text import flip_flop, link, writer
from synbib.text.flipflop import flipping
from synbib.text.marks import BOLD, ITALIC, NO_DECORATION, UPRIGHT

UPRIGHT_IN_HTML = '<span style="font-style:normal;">'


@pytest.mark.parametrize(
    ("marked", "html", "markdown"),
    [
        (
            ITALIC.wrap(f"a {ITALIC.wrap('b')} c"),
            f"<i>a {UPRIGHT_IN_HTML}b</span> c</i>",
            "*a* b *c*",
        ),
        (
            ITALIC.wrap(f"a{BOLD.wrap(ITALIC.wrap('b') + 'c')}"),
            f"<i>a<b>{UPRIGHT_IN_HTML}b</span>c</b></i>",
            "<em>a</em><strong>b</strong><em>**c**</em>",
        ),
        (
            ITALIC.wrap(ITALIC.wrap(ITALIC.wrap("a"))),
            f"<i>{UPRIGHT_IN_HTML}<i>a</i></span></i>",
            "*a*",
        ),
        (f"{ITALIC.wrap('a')} {ITALIC.wrap('b')}", "<i>a</i> <i>b</i>", "*a* *b*"),
        (
            ITALIC.wrap(link("https://e.org", f"a{ITALIC.wrap('b')}")),
            f'<i><a href="https://e.org">a{UPRIGHT_IN_HTML}b</span></a></i>',
            "[*a*b](https://e.org)",
        ),
        (UPRIGHT.wrap("a"), "a", "a"),
        (
            ITALIC.wrap(f"A {NO_DECORATION.wrap('v.')} B"),
            f"<i>A {UPRIGHT_IN_HTML}v.</span> B</i>",
            "*A* v. *B*",
        ),
    ],
)
def test_formatting_within_the_same_formatting_is_turned_off(
    marked: str, html: str, markdown: str
) -> None:
    flipped = flip_flop(flipping(marked))
    assert writer("html").inline(flipped) == html
    assert writer("markdown").inline(flipped) == markdown


def test_formatting_that_is_not_flipping_means_what_it_says() -> None:
    nested = flip_flop(ITALIC.wrap(f"a {ITALIC.wrap('b')} c"))
    assert writer("html").inline(nested) == "<i>a <i>b</i> c</i>"
    assert writer("markdown").inline(nested) == "*a b c*"

"""Tokens in Markdown, and what a converted page shows of them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from synbib.mkdocs.scanning import Where, scan
from synbib.mkdocs.tokens import TOKEN, Keys, Kind, Tokens, hold, number_of

MARKERS = {r"\bibliography": Kind.REFERENCES}
KEYS = Keys({"roe", "poe", "a key"}.__contains__, lambda name: name.startswith("r"))
PIECES = st.sampled_from(
    [
        "@roe", "[@poe, p. 3]", "[see @roe; -@poe]", "@{a key}", "@rot", "@nobody", r"\@roe", r"\bibliography", "`", "```",
        "~~~", "\n", "\n\n", "    ", "> ", "- ", "[", "]", "(x)", "[^1]", "[^1]: ", "$", "<!--", "-->", "<pre>", "</pre>",
        "# ", "!!! note", "text", "*", "; ", ", ", "|",
    ]
)  # fmt: skip


def held(text: str, *, in_text: bool = True) -> tuple[str, Tokens]:
    tokens = Tokens()
    return hold(text, tokens, KEYS._replace(in_text=in_text), MARKERS), tokens


def sources(text: str, tokens: Tokens) -> str:
    return re.sub(TOKEN, lambda token: f"<<{tokens[number_of(token[0])].source}>>", text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_is_lost_and_nothing_else_changes(text: str) -> None:
    text = text.replace(
        "\\bibliography", "x \\bibliography"
    )  # alone on a line it gets lines of its own
    with_tokens, tokens = held(text)
    assert re.sub(TOKEN, lambda token: tokens[number_of(token[0])].source, with_tokens) == text


def test_citations_and_markers_are_held_and_fenced_code_is_not() -> None:
    text = """\
By @roe [p. 1] and [@poe;
@roe], @nobody, \\@roe, \\@nobody.

!!! note

    Indented [@roe].

    ~~~ md
    [@roe]
    ~~~

``` md
[@roe] \\bibliography
```
- \\bibliography
  \\bibliography
"""
    assert (
        sources(*held(text))
        == """\
By <<@roe [p. 1]>> and <<[@poe;
@roe]>>, @nobody, <<\\@>>roe, \\@nobody.

!!! note

    Indented <<[@roe]>>.

    ~~~ md
    [@roe]
    ~~~

``` md
[@roe] \\bibliography
```
- <<\\bibliography>>

  <<\\bibliography>>

"""
    )


def test_at_signs_in_the_text_are_left_alone_on_wish() -> None:
    assert sources(*held("@roe and [@roe]", in_text=False)) == "@roe and <<[@roe]>>"


def test_a_page_shows_its_citations_once_and_its_code_as_it_is() -> None:
    with_tokens, tokens = held("[@roe], [@poe], @roe, \\@roe")
    one, two, three, sign = re.findall(TOKEN, with_tokens)
    page = scan(
        f'<div class="toc"><a href="#h">{one}</a></div><h1 id="h" title="{two}">{one}</h1>'
        f"<pre><b>{two}</b></pre><!-- {two} --><a>{three}</a>{sign}",
        tokens,
    )
    assert page.html == (
        f'<div class="toc"><a href="#h">{one}</a></div><h1 id="h" title="{two}">{one}</h1>'
        f"<pre><b>[@poe]</b></pre><!-- [@poe] --><a>{three}</a>@"
    )
    assert [(each.number, each.where) for each in page.cites] == [
        (1, Where.ATTRIBUTE),
        (0, Where.TEXT),
        (2, Where.LINK),
    ]
    assert [(each.number, each.where) for each in page.copies] == [(0, Where.LINK)]


def test_characters_that_look_like_a_token_are_no_token() -> None:
    assert scan("a\U00100000\U00100013\U00100001b", Tokens()).html == "ab"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from synbib.text import link, markdown, strip
from synbib.text.marks import BOLD, CODE, ITALIC, NOCASE, SUPERSCRIPT, UNDERLINE

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SPAN_TOKENS = {"em_open": ITALIC, "strong_open": BOLD}
# Text that a title may hold, heavy with the characters that mean something to Markdown.
TEXT = st.text(
    st.one_of(st.sampled_from(list("ab1 *_`~[]()<>!&|\\#+-.:=$^\"'")), st.sampled_from("é漢😀—“”")),
    max_size=30,
).map(lambda text: " ".join(text.split()))


def shown(source: str) -> str:
    """Return the characters that a reader sees where CommonMark renders ``source``."""
    return _text_of(COMMONMARK.parse(source)).strip()


def _text_of(tokens: list[Token]) -> str:
    text = ""
    for token in tokens:
        if token.children is not None:
            text += _text_of(token.children)
        elif token.type in ("text", "code_inline", "text_special"):
            text += token.content
        elif token.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif token.type in ("html_block", "fence", "code_block", "hr"):
            text += f"<{token.type}>"
    return text


@given(TEXT)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    assert shown(markdown.inline(text)) == text


@given(TEXT)
def test_escaped_text_is_one_paragraph_in_a_bullet(text: str) -> None:
    tokens = COMMONMARK.parse(f"- {markdown.inline(text)}")
    blocks = [token.type for token in tokens if token.type.endswith("_open")]
    assert blocks in (
        ["bullet_list_open", "list_item_open", "paragraph_open"],
        ["bullet_list_open", "list_item_open"],
    )


@given(TEXT.filter(bool))
def test_a_link_keeps_its_text_and_its_target(text: str) -> None:
    url = "https://doi.org/10.1007/JHEP07(2022)115"
    source = markdown.inline(link(url, text))
    (paragraph,) = [t for t in COMMONMARK.parse(source) if t.type == "inline"]
    assert paragraph.children is not None
    opened = [t for t in paragraph.children if t.type == "link_open"]
    assert [t.attrGet("href") for t in opened] == [url]
    assert shown(source) == text


@given(st.lists(st.tuples(st.sampled_from([ITALIC, BOLD, None]), TEXT), max_size=5))
def test_formatting_never_shows_as_characters(pieces: list[tuple[object, str]]) -> None:
    marked = "".join(span.wrap(text) if span in (ITALIC, BOLD) else text for span, text in pieces)
    assert " ".join(shown(markdown.inline(marked)).split()) == " ".join(strip(marked).split())


@given(TEXT)
def test_a_table_cell_holds_the_whole_text(text: str) -> None:
    row = f"| {markdown.cell(markdown.inline(text))} | end |"
    tokens = COMMONMARK.parse(f"| a | b |\n|---|---|\n{row}")
    cells = [t for t in tokens if t.type == "inline"]
    assert len(cells) == 4
    assert _text_of([cells[2]]).strip() == text
    assert cells[3].content == "end"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A survey[J]. arXiv", "A survey[J]. arXiv"),
        ("In practice[C]//Proceedings", "In practice[C]//Proceedings"),
        ("snake_case and _emphasis_", r"snake_case and \_emphasis\_"),
        ("f(x)[0](1)", r"f(x)[0\](1)"),
        ("a < b, <b>", "a < b, &lt;b>"),
        ("AT&T &amp; co", "AT&T &amp;amp; co"),
        ("C* and 5 * 3", r"C\* and 5 \* 3"),
        ("1. Introduction", r"1\. Introduction"),
        ("2020) x", r"2020\) x"),
        ("# not a heading", r"\# not a heading"),
        ("[x] not a task", r"\[x] not a task"),
        ("- not a list", r"\- not a list"),
        ("$5 and $6", r"\$5 and \$6"),
        ("line\nbreak", "line break"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, expected: str) -> None:
    assert markdown.inline(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"In {ITALIC.wrap('Proceedings')}, pages", "In *Proceedings*, pages"),
        (f"{BOLD.wrap('A')}b", "**A**b"),
        (f"x{ITALIC.wrap('(y)')}z", "x<em>(y)</em>z"),
        (f"a{ITALIC.wrap(' b ')}c", "a *b* c"),
        (ITALIC.wrap(BOLD.wrap("both")), "<em>**both**</em>"),
        (f"x{SUPERSCRIPT.wrap('2')}", "x<sup>2</sup>"),
        (NOCASE.wrap("<") + NOCASE.wrap("b>"), "&lt;b>"),
        (UNDERLINE.wrap("u"), "<ins>u</ins>"),
        (CODE.wrap("a`b_c"), "``a`b_c``"),
        (link("https://e.org/a b|c", "T [J] |"), "[T [J] |](https://e.org/a%20b%7Cc)"),
        (link("https://e.org", "T ]["), r"[T \]\[](https://e.org)"),
        (link("https://e.org", f"`{CODE.wrap('[')}]"), r"[\``[`\]](https://e.org)"),
    ],
)
def test_formatting_in_markdown(marked: str, expected: str) -> None:
    assert markdown.inline(marked) == expected


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("RAG and Other Tools", "rag-and-other-tools"),
        ("Fine-Tuning", "fine-tuning"),
        ("What? (And why!)", "what-and-why"),
        ("C++ & more", "c--more"),
        ("数据 合成", "数据-合成"),
        ("🚀 Start", "-start"),
        ("snake_case", "snake_case"),
    ],
)
def test_slugs_are_those_of_github(heading: str, slug: str) -> None:
    assert markdown.heading_slug(heading) == slug

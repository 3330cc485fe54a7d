"""What every writer makes of hostile text: shown as it is, and nothing of it runs or becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from github import PAYLOADS, Page
from hypothesis import given
from hypothesis import strategies as st

from synbib.text import link, markdown, strip, writer
from synbib.text.marks import BOLD, CODE, ITALIC, SUPERSCRIPT, Span

TOKENS = [
    *(
        "https://",
        "http://e.org",
        "ftp://",
        "www.",
        "e.org",
        "/",
        "javascript:",
        "data:",
        "mailto:",
    ),
    *("<img src=x onerror=alert(1)>", "<b>", "</", "<!--", "-->", "<", ">", "&lt;", "&#60;", "&"),
    *("[a](b)", "![", "](", "[^1]", "]:", "[", "]", "(", ")", "!", "`", "``", "*", "**", "_", "~"),
    *("$", "$$", ":smile:", ":de", "|", "\\", *":;.,#-+='\"@", "a", "b1", "1", " ", "  "),
    *"\N{NO-BREAK SPACE}é漢。（）“”😀",
]
TEXT = st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)
SPANS = [ITALIC, BOLD, SUPERSCRIPT, CODE]
# Rich text: pieces, some of them formatted or linked, glued together.
RICH = st.lists(
    st.one_of(
        TEXT,
        st.builds(Span.wrap, st.sampled_from(SPANS), TEXT),
        st.builds(link, st.just("https://e.org/?a=_&copy;(~"), TEXT),
    ),
    max_size=5,
).map("".join)
OURS = {"p", "a", "span", "em", "strong", "sup", "code"}
SAFE = ("http://", "https://", "ftp://", "mailto:")


def folded(text: str) -> str:
    return " ".join(text.split())


def leads_where_it_says(shown: str, target: str) -> bool:
    """Whether a link to itself has the target that its text is."""
    return unquote(target) in {unquote(f"{prefix}{shown}") for prefix in ("", "http://", "mailto:")}


@pytest.mark.parametrize("text", PAYLOADS)
def test_github_shows_a_payload_as_it_is(text: str) -> None:
    page = Page(markdown.inline(text))
    assert page.words == folded(text)
    assert page.elements <= {"p", "a", "span"}
    assert page.comments == []
    assert [unquote(target) for _, target in page.links] == PAYLOADS[text]


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize(
    "around",
    [
        "- {}",
        "1. {}",
        "# {}",
        "> {}",
        "| a | b |\n|---|---|\n| {} | c |",
        "<details>\n<summary>a</summary>\n\n{}\n\n</details>",
    ],
)
def test_github_shows_a_payload_as_it_is_in_every_block(around: str, text: str) -> None:
    shown = markdown.inline(text)
    page = Page(around.format(markdown.cell(shown) if "|" in around else shown))
    bare = Page(around.format("z"))
    assert [tag for tag, _ in page.tags if tag not in ("a", "span")] == [
        tag for tag, _ in bare.tags
    ]
    assert page.words == bare.words.replace("z", folded(text))
    assert [unquote(target) for _, target in page.links] == PAYLOADS[text]


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize("by_template", [False, True])
def test_github_shows_a_payload_as_it_is_in_a_link(text: str, by_template: bool) -> None:
    if by_template:
        source = f"[{markdown.inline(text, makes_links=False)}](https://e.org/)"
    else:
        source = markdown.link(markdown.escape(text), "https://e.org/")
    page = Page(f"a {source}")
    assert page.words == folded(f"a {text}")
    assert page.elements <= {"p", "a", "span"}
    assert page.links == [(page.text[2:].rstrip("\n"), "https://e.org/")]


@pytest.mark.parametrize("text", PAYLOADS)
def test_html_shows_a_payload_as_it_is(text: str) -> None:
    class Reader(HTMLParser):
        shown = ""

        def handle_data(self, data: str) -> None:
            self.shown += data

    reader = Reader(convert_charrefs=True)
    reader.feed(writer("html").inline(text))
    reader.close()
    assert reader.shown == text


# What LaTeX's special characters become (text/writers/latex.py), and what is left where it has none.
_ESCAPES = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar)\{\}"
    r"|\\[{}$&#%_]|(?<=.)~|~|\{\}(?=[-'`])"
)


@pytest.mark.parametrize("text", [*PAYLOADS, "\\input{/etc/passwd}", "\\write18{ls}", "^^5cinput"])
def test_latex_runs_nothing_of_a_payload(text: str) -> None:
    assert re.search(r"[\\{}$&#%_^~]", _ESCAPES.sub("", writer("latex").inline(text))) is None


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("a!" + link("https://e.org/", "b"), r"a\![b](https://e.org/)"),
        ("a\\!" + link("https://e.org/", "b"), r"a\\\![b](https://e.org/)"),
        ("[a]" + link("https://e.org/", "b"), r"[a\][b](https://e.org/)"),
        ("https://e.org/" + ITALIC.wrap("a"), "<https://e.org/>*a*"),
        ("https://e.org/ " + ITALIC.wrap("a"), "https://e.org/ *a*"),
        (ITALIC.wrap("https://e.org/_") + "b", r"<em><https://e.org/>\_</em>b"),
        ("https://e.org/" + CODE.wrap("<b>"), "<https://e.org/>`<b>`"),
        (link("https://e.org/a", "https://e.org/a"), "[https://e.org/a](https://e.org/a)"),
        (link("https://e.org/~a", "https://e.org/~a"), "<https://e.org/~a>"),
        (link("https://e.org/", "at www.e.org/_"), r"[at www\.e.org/\_](https://e.org/)"),
        (link("u:a&lt;", "a&lt;"), "[a&amp;lt;](u:a&amp;lt;)"),
        (CODE.wrap("a") + CODE.wrap("b"), "`ab`"),
        ("[a" + CODE.wrap("]:"), r"\[a`]:`"),
        (ITALIC.wrap("a/") + "😀", "<em>a/</em>😀"),
    ],
)
def test_what_is_glued_together_stays_apart(marked: str, source: str) -> None:
    assert markdown.inline(marked) == source
    page = Page(source)
    assert page.words == strip(marked)
    assert page.elements <= OURS


@given(TEXT)
def test_github_shows_any_text_as_it_is(text: str) -> None:
    page = Page(markdown.inline(text))
    assert page.words == folded(text)
    assert page.elements <= {"p", "a", "span"}
    assert page.comments == []
    for shown, target in page.links:
        assert target.lower().startswith(SAFE)
        assert leads_where_it_says(shown, target)


@given(RICH)
def test_github_shows_any_rich_text_as_it_is(marked: str) -> None:
    page = Page(markdown.inline(marked))
    assert page.words == folded(strip(marked))
    assert page.elements <= OURS
    assert page.comments == []
    for shown, target in page.links:
        assert leads_where_it_says(shown, target) or target == "https://e.org/?a=_&copy;(~"


@given(TEXT)
def test_github_shows_any_text_as_it_is_within_a_link(text: str) -> None:
    page = Page(f"[{markdown.inline(text, makes_links=False)}](https://e.org/)")
    assert page.words == folded(text)
    assert [target for _, target in page.links] == ["https://e.org/"]


@given(TEXT, TEXT)
def test_github_shows_any_text_as_it_is_in_a_cell(text: str, other: str) -> None:
    row = " | ".join(markdown.cell(markdown.inline(each)) for each in (text, other))
    page = Page(f"| a | b |\n|---|---|\n| {row} |")
    assert page.words == folded(f"a b {text} {other}")
    assert page.elements <= {"table", "thead", "tbody", "tr", "th", "td", "a", "span"}


@given(TEXT)
def test_any_target_stays_what_it_is(text: str) -> None:
    url = f"https://e.org/{''.join(text.split())}"
    (found,) = Page(markdown.link("a", url)).links
    assert unquote(found[1]) == unquote(url)
    ((shown, target),) = Page(markdown.autolink(url)).links
    assert unquote(target) == unquote(shown) == unquote(url)

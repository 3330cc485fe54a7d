"""A store by a stranger: whatever its fields hold, each kind of block shows it as text."""

from __future__ import annotations

import re

import pytest
from github import PAYLOADS, Page
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.library import Library, read_text
from synbib.readme import KINDS, write_blocks
from synbib.text import strip

FIELDS = (
    "author", "title", "journal", "booktitle", "publisher", "note", "year", "volume", "pages", "doi", "eprint",
    "eprinttype", "abstract", "keywords", "groups", "language", "howpublished", "url", "code", "project", "slides",
    "video", "dataset", "website", "demo", "model", "poster", "blog", "pdf", "month", "address", "edition", "series",
)  # fmt: skip
BLOCKS = [
    "list",
    "list badges=yes stars=yes details=both own-name='Roe, Jane' numbering=all level=3",
    "list group-by=keyword,author style=apa links=paper,code",
    "list group-by=venue,language style=ieee",
    "recent",
    "table",
    "table columns=title,authors,published,links,note,key,type,year,venue,code,slides group-by=keyword",
    "table badges='paper=<b>[x](y):b31b1b' stars=yes numbering=all headings=no",
    "toc",
    "bibliography style=apa own-name='Roe, Jane'",
    "bibliography style=ieee",
    "count",
    "stats",
    "stats by=year,type,venue,group,author,language,keyword,added",
]
# Elements that the blocks write, those within them, and what GitHub makes of addresses.
OURS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "img", "em", "strong", "sup", "sub", "ins", "code", "pre", "span", "details", "summary"),
}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "align", "class", "start"}
# A target without a scheme stays on the page's own site: GitHub makes some of what looks like two e-mail addresses.
HARMLESS = re.compile(r"(?:https?|ftp)://|(?:mailto|xmpp):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
MARKERS = re.compile(r"synbib:(start .*|end checksum=[0-9a-f]{8})", re.DOTALL)


def readme(block: str) -> str:
    return f"# List\n\n<!-- synbib:start {block} -->\n<!-- synbib:end -->\n\n## End\n"


def store(payload: str) -> Library:
    """Return an entry that has ``payload`` in each of its fields, beside one that has nothing."""
    value = payload.replace("{", "").replace("}", "")
    fields = "".join(f"  {name} = {{{value}}},\n" for name in FIELDS)
    return read_text(f"@article{{a,\n{fields}}}\n@misc{{b, title = {{Z}}, groups = {{G}}}}\n")


def assert_nothing_runs(page: Page) -> None:
    assert page.elements <= OURS
    for tag, attributes in page.tags:
        assert attributes.keys() <= ATTRIBUTES
        if tag == "img":
            assert attributes["src"].startswith("https://img.shields.io/")
    for target in page.targets:
        assert HARMLESS.match(target)
    assert all(MARKERS.fullmatch(comment.strip()) for comment in page.comments)
    assert page.words.startswith("List")
    assert page.words.endswith("End")


@pytest.fixture(scope="module", params=BLOCKS, ids=lambda block: re.sub(r"\W+", "-", block)[:40])
def block(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_each_kind_of_block_is_tried() -> None:
    assert {block.partition(" ")[0] for block in BLOCKS} == set(KINDS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_any_field_becomes_markup(block: str, payload: str) -> None:
    library = store(payload)
    page = Page(write_blocks(readme(block), library))
    assert_nothing_runs(page)
    if block.startswith(("list", "table")):
        assert " ".join(strip(library["a"].marked_title).split()) in page.words


TARGETS = [
    r"javascript:alert(1)",
    r"\href{javascript:alert(1)}{a}",
    r"a\href{data:text/html,<script>alert(1)</script>}{b} \url{vbscript:x}",
    r"!\href{https://evil.example/a.png}{a}",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "https://e.org/) ![a](https://evil.example/a.png",
    'https://e.org/"onmouseover="alert(1)',
    "https://e.org/' onmouseover='alert(1)",
    "//evil.example",
    "10.1/a) [b](javascript:alert(1)",
    "10.1/<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("payload", TARGETS)
def test_no_target_in_any_field_does_harm(block: str, payload: str) -> None:
    assert_nothing_runs(Page(write_blocks(readme(block), store(payload))))


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*PAYLOADS, *TARGETS, " ", "", "\n", "<b>", "]("]), max_size=4))
def test_nothing_in_a_mixture_becomes_markup(block: str, pieces: list[str]) -> None:
    assert_nothing_runs(Page(write_blocks(readme(block), store("".join(pieces)))))

"""Links of the documentation: within the project they lead somewhere; those out of it have the shape of one.

`mkdocs build --strict` looks at links between pages of the site. Here are those that it does not see: of the README and
its like, which are read on GitHub, and addresses, of which nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt

from synbib.readme import anchored, toc

REPO = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(REPO).as_posix()
    for path in [*REPO.glob("*.md"), *REPO.glob("docs/**/*.md"), REPO / "benchmarks/README.md"]
)


def links(text: str) -> Iterator[str]:
    """Yield where the links and pictures of a page lead."""
    for block in MarkdownIt("commonmark").enable("table").parse(text):
        for token in block.children or []:
            for name in ("href", "src"):
                if name in token.attrs:
                    yield str(token.attrs[name])


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    return set(re.findall(r"\]\(#([^)]+)\)", toc(anchored(page.read_text("utf-8")))))


def astray(page: Path, link: str) -> str:
    """Return what is wrong with a link; ``""`` if nothing is."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        if parts.scheme == "mailto":
            return "" if "@" in parts.path else "no address of mail"
        if parts.scheme not in {"https", "http"}:
            return "neither https nor http"
        return "" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", parts.netloc) else "no host"
    target = (page.parent / parts.path).resolve() if parts.path else page
    if not target.is_relative_to(REPO):
        return "leads out of the project"
    if not target.exists():
        return "leads nowhere"
    # The site makes other anchors of some headings, `--watch`; MkDocs holds those of its own pages.
    on_github = target.suffix == ".md" and page.parent.name != "docs"
    if parts.fragment and on_github and parts.fragment not in anchors(target):
        return "has no such heading"
    return ""


@pytest.mark.parametrize("name", PAGES)
def test_each_link_leads_somewhere(name: str) -> None:
    page = REPO / name
    found = {link: astray(page, link) for link in links(page.read_text("utf-8"))}
    assert {link: why for link, why in found.items() if why} == {}


def test_a_link_that_leads_nowhere_is_told() -> None:
    page = REPO / "README.md"
    assert astray(page, "docs/none.md") == "leads nowhere"
    assert astray(page, "docs/install.md#none") == "has no such heading"
    assert astray(page, "docs/install.md#extras") == ""
    assert astray(page, "../elsewhere.md") == "leads out of the project"
    assert astray(page, "https:/example.org/one-slash") == "no host"
    assert astray(page, "ftp://example.org") == "neither https nor http"

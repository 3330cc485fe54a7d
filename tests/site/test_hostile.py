"""What somebody may write into a store puts no element on a page, no link to run, and no file elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

import lxml.html
import pytest
from github import PAYLOADS
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import synbib
from synbib.site import Site, SiteOptions, build

URL: Final = "https://roe.github.io/papers/"
Pages = dict[str, bytes]
HOSTILE: Final = [
    *PAYLOADS,
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% for a in b %} {# c #}",
    "{{ site.library }}",
    "</pre></code><iframe src=//evil.example>",
    "]]> <![CDATA[ --> <!-- ",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil\N{POP DIRECTIONAL FORMATTING}",
    "a\N{LINE SEPARATOR}b\N{PARAGRAPH SEPARATOR}c",
    "\x00\x01\x1b[31m\x7f\x85",
    "😀" * 50 + "漢字",
    "x" * 20_000,
    "\\href{javascript:alert(1)}{click}",
    "\\url{javascript:alert(1)}",
    "\\texttt{<b>} $<i>$ \\verb|<u>|",
    "&lt;script&gt; &#60;b&#62; &amp;lt;",
]
# What writes formatting, or a link to the web: the only elements that a text may make.
_OF_TEXTS: Final = {"a", "b", "code", "em", "i", "span", "sub", "sup"}
_SAFE_LINK: Final = re.compile(
    r"https?://|mailto:|\.\./|(?:entries|assets|data)/|#|data:,$"
    r"|(?:index\.html|refs\.bib|feed\.xml|rss\.xml|feed\.json)(?:#|$)"
)
_INLINE_CODE: Final = re.compile(r"on\w+|style|srcdoc|formaction|action|background")


FIELDS: Final = (
    *("title", "author", "abstract", "keywords", "groups", "note", "publisher", "journal", "url", "code"),
    *("pdf", "doi", "eprint", "isbn", "issn", "pages", "volume", "language", "related", "year", "ids"),
)  # fmt: skip
# What a page has only where a work has it: a link, an abstract, keywords.
_OPTIONAL: Final = {"br", "dd", "div", "dl", "dt", "h2", "li", "p", "section", "ul"}


def entry(key: str, text: str) -> str:
    """An entry that says a text wherever one can stand; braces that balance, and no at sign, which may begin another."""
    text = text.replace("{", "\\{").replace("}", "\\}").replace("@", " ")
    fields = "".join(f"  {name} = {{{text}}},\n" for name in FIELDS)
    return f"@article{{{key},\n{fields}}}\n"


def made(store: str, **options: object) -> Pages:
    return dict(build(Site(synbib.read_text(store), SiteOptions().set(url=URL, **options))))


def elements(page: bytes) -> list[lxml.html.HtmlElement]:
    return [each for each in lxml.html.fromstring(page).iter() if isinstance(each.tag, str)]


def scripts(page: bytes) -> list[str]:
    return [str(e.get("src") or e.get("type")) for e in elements(page) if e.tag == "script"]


def check(files: Pages, plain: Pages) -> None:
    """Make sure that pages have the scripts and the kinds of elements of ones where nothing is hostile."""
    for path, data in files.items():
        if path.endswith(".html"):
            like = plain["entries/plain.html" if path.startswith("entries/") else path]
            found = elements(data)
            assert scripts(data) == scripts(like), path
            assert {e.tag for e in found} <= {e.tag for e in elements(like)} | _OF_TEXTS | _OPTIONAL
            for name, value in ((n, v) for each in found for n, v in each.attrib.items()):
                assert not _INLINE_CODE.fullmatch(str(name)), (path, name)
                if name in ("href", "src"):
                    assert _SAFE_LINK.match(str(value)), (path, value)
            for each in found:
                if each.get("type") == "application/ld+json":
                    json.loads(str(each.text))
        elif path.endswith(".xml"):
            etree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)


@cache
def _plain() -> Pages:
    return made(entry("plain", "https://example.org/a.pdf"), title="T", description="D")


@pytest.fixture(scope="module")
def plain() -> Pages:
    return _plain()


@pytest.fixture(scope="module")
def hostile() -> Pages:
    return made("".join(entry(f"k{n}", text) for n, text in enumerate(HOSTILE)))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_text_puts_nothing_on_its_page(plain: Pages, hostile: Pages, number: int) -> None:
    path = f"entries/k{number}.html"
    check({path: hostile[path]}, plain)


def test_all_texts_together_put_nothing_on_the_first_page_or_into_feeds(
    plain: Pages, hostile: Pages
) -> None:
    check({path: data for path, data in hostile.items() if "/" not in path}, plain)


@pytest.mark.parametrize("text", HOSTILE[len(PAYLOADS) :])
def test_a_title_of_the_site_puts_nothing_on_pages(plain: Pages, text: str) -> None:
    check(made(entry("plain", "A"), title=text, description=text), plain)


def test_what_looks_like_a_template_is_not_run(hostile: Pages) -> None:
    page = hostile[f"entries/k{HOSTILE.index('{{ 7*7 }} {% for a in b %} {# c #}')}.html"].decode()
    assert "{{ 7*7 }}" in page


@settings(max_examples=30)
@given(text=st.text(st.sampled_from("<>&\"'{}\\$%#/ab:;=()\n\x00\u2028\u202e😀"), max_size=60))
def test_no_text_of_signs_that_mean_something_does(text: str) -> None:
    check(made(entry("plain", text), styles=("apa",)), _plain())


@pytest.mark.parametrize(
    "key",
    ["../../x", "/etc/passwd", "<script>alert(1)</script>", "javascript:alert(1)", "a\"b'c", "CON", "x" * 3000, "王小明", "😀",
     "a#b?c", "%2e%2e%2f", ".git", "index", "-main", "main", "a\\b", "..", "refs.bib"],
)  # fmt: skip
def test_a_key_names_no_file_elsewhere_and_its_page_is_linked(key: str) -> None:
    store = f"@misc{{{key}, title = {{A work}}, author = {{Roe, J}}, year = 2020}}"
    files = dict(build(Site(synbib.read_text(store), SiteOptions().set(url=URL))))
    for path in files:
        pure = PurePosixPath(path)
        assert not pure.is_absolute()
        assert ".." not in pure.parts
        assert path.isascii()
        assert len(path) < 200
    [page] = [path for path in files if path.startswith("entries/")]
    index = lxml.html.fromstring(files["index.html"])
    assert page in index.xpath("//a/@href")
    [anchor] = [
        link.partition("#")[2]
        for link in lxml.html.fromstring(files[page]).xpath("//header//a/@href")
        if "#" in link
    ]
    from urllib.parse import unquote

    [_] = index.xpath("//*[@id=$name]", name=unquote(anchor))


def test_keys_that_differ_in_letter_case_have_pages_that_differ_where_it_does_not_count() -> None:
    store = "@misc{Doe, title = {A}}\n@misc{doe, title = {B}}\n@misc{DOE, title = {C}}"
    files = dict(build(Site(synbib.read_text(store))))
    pages = [path.lower() for path in files if path.startswith("entries/")]
    assert len(set(pages)) == 3


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "vbscript:x", "ftp://e.org/a",
                                 "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)"])  # fmt: skip
def test_links_lead_to_the_web_alone(url: str) -> None:
    store = f"@misc{{a, title = {{\\href{{{url}}}{{T}}}}, url = {{{url}}}, code = {{{url}}}, note = {{\\href{{{url}}}{{N}}}}}}"
    files = dict(build(Site(synbib.read_text(store), SiteOptions().set(styles=("apa",)))))
    for path, data in files.items():
        if path.endswith(".html"):
            for link in lxml.html.fromstring(data).xpath("//@href | //@src"):
                assert not re.match(
                    r"\s*(?!https?:|mailto:|data:,$)[a-z]+:", link, re.IGNORECASE
                ), (path, link)
    assert "application/ld+json" in files["entries/a.html"].decode()
    [script] = lxml.html.fromstring(files["entries/a.html"]).xpath(
        "//script[@type='application/ld+json']"
    )
    assert "url" not in json.loads(script.text)


def test_the_policy_of_each_page_allows_nothing_in_the_page_and_nothing_from_elsewhere(
    make_site: Callable[..., Pages],
) -> None:
    for path, data in make_site("@misc{a, title = {A}}", accent="#123456").items():
        if path.endswith(".html"):
            document = lxml.html.fromstring(data)
            [policy] = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
            assert rules == {
                "default-src": "'none'",
                "script-src": "'self'",
                "style-src": "'self'",
                "img-src": "'self' data:",
                "base-uri": "'none'",
                "form-action": "'none'",
            }
            assert not document.xpath(
                "//script[not(@src) and not(@type='application/ld+json')] | //style | //@style"
            )
            assert all(
                not re.match("[a-z]+:|//", link)
                for link in document.xpath(
                    "//script/@src | //img/@src | //link[@rel='stylesheet']/@href"
                )
            )


def test_pages_are_html_that_a_parser_finds_nothing_wrong_with(
    make_site: Callable[..., Pages], refs_bib: Path
) -> None:
    for path, data in make_site(refs_bib.read_text("utf-8"), url=URL).items():
        if path.endswith(".html"):
            parser = etree.HTMLParser()
            etree.fromstring(data, parser)
            # libxml2 knows the elements of HTML 4 alone.
            wrong = [
                str(each.message)
                for each in parser.error_log
                if each.type_name != "HTML_UNKNOWN_TAG"
            ]
            assert wrong == [], path

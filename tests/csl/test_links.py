"""Addresses in references: shown as they were typed, and leading where they say."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import pytest

from synbib.choices import OutputFormat
from synbib.csl import Processor, Style
from synbib.csl.phases import Engine
from synbib.csl.run import compile_style
from synbib.text import writer

WILEY = "10.1002/(SICI)1099-1476(199902)22:3<267::AID-MMA40>3.0.CO;2-A"
WILEY_TARGET = "https://doi.org/10.1002/(SICI)1099-1476(199902)22:3%3C267::AID-MMA40%3E3.0.CO;2-A"
STYLES = ("apa", "ieee", "nature", "modern-language-association", "acl", "chicago-author-date")
URLS = [
    "http://adsabs.harvard.edu/abs/1955PThPS...1...24Y",
    "https://e.org/a::b;;c,,d??e!!f",
    "https://e.org/it's/'quoted'/\"twice\"/x--y",
    "https://e.org/<i>x</i>/a : b".replace(" ", ""),
]


def item(**variables: str) -> Mapping[str, Any]:
    """Return what is published on a page, so that every style shows its address."""
    person = {"family": "Roe", "given": "Jane"}
    date = {"date-parts": [[2001]]}
    return {"id": "a", "type": "webpage", "title": "T", "author": [person], "issued": date} | (
        variables
    )


def reference(style: str, data: Mapping[str, Any], format: OutputFormat, *, links: bool) -> str:
    processor = Processor(Style.load(style), [data], format=format, links=links)
    return processor.bibliography().entries[0][1]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("url", URLS)
def test_a_url_is_shown_as_it_was_typed_and_leads_there(style: str, url: str) -> None:
    shown = reference(style, item(URL=url), "text", links=False)
    assert url in shown
    linked = reference(style, item(URL=url), "html", links=True)
    (found,) = re.findall('<a href="(.*?)">(.*?)</a>', linked)
    target = url.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    assert html.unescape(found[0]) == target
    assert html.unescape(found[1]) == url


@pytest.mark.parametrize("style", [style for style in STYLES if style != "acl"])
def test_a_doi_leads_where_it_says(style: str) -> None:
    linked = reference(style, item(DOI=WILEY, type="article-journal"), "html", links=True)
    assert {html.unescape(found) for found in re.findall('href="(.*?)"', linked)} == {WILEY_TARGET}
    assert WILEY in html.unescape(re.sub("<[^>]*>", "", linked))


def test_a_doi_that_would_end_the_path_is_percent_encoded() -> None:
    linked = reference("apa", item(DOI="10.1/a#b?c%d%3C"), "html", links=True)
    assert '<a href="https://doi.org/10.1/a%23b%3Fc%25d%3C">' in linked


@pytest.mark.parametrize("generate", [True, False])
def test_neither_engine_lets_text_rules_at_a_target(generate: bool) -> None:
    style = Style.parse(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
          <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
          <macro name="address"><text variable="URL"/></macro>
          <citation><layout><text variable="title"/></layout></citation>
          <bibliography><layout suffix=".">
            <text variable="title" text-case="uppercase" suffix=". "/>
            <text macro="address" text-case="uppercase" strip-periods="true" quotes="true"/>
          </layout></bibliography>
        </style>"""
    )
    program = compile_style(style, None, generate=generate)
    ((_, text),) = Engine(program, {"a": item(URL=URLS[0])}, links=True).bibliography([])
    assert writer("html").inline(text) == (
        'T. “<a href="http://adsabs.harvard.edu/abs/1955PThPS...1...24Y">'
        "HTTP://ADSABSHARVARDEDU/ABS/1955PTHPS124Y</a>.”"
    )

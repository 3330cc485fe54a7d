"""What only some formats can have: a width, data for programs, labels that ``\\cite`` writes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs

import pytest

import synbib
from synbib.errors import ArgumentError, UnknownNameError

LIBRARY = synbib.read_text(
    '@article{a&b, author={Lee, Ann and Roe, Bob}, title={On "Ab" & {B}}, journal={J}, year=2024}\n'
    "@book{c, author={Roe, Bob}, title={Book}, publisher={P}, year=2020}\n"
)


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_coins_stands_in_each_entry() -> None:
    page = Elements(synbib.render(LIBRARY, "apa", "html", html_data="coins"))
    said = [given["title"] or "" for _, given in page.found if given.get("class") == "Z3988"]
    assert [parse_qs(title)["rft.au"] for title in said] == [["Ann Lee", "Bob Roe"], ["Bob Roe"]]
    assert parse_qs(said[0])["rft.atitle"] == ['On "ab" & B']


def test_rdfa_is_said_of_each_entry() -> None:
    page = Elements(synbib.render(LIBRARY, "apa", "html", html_data="rdfa"))
    assert [given["typeof"] for _, given in page.found if "typeof" in given] == [
        "ScholarlyArticle",
        "Book",
    ]
    names = [given["content"] for _, given in page.found if given.get("property") == "name"]
    assert names == ['On "ab" & B', "Book"]


def test_html_says_the_same_with_data_and_without() -> None:
    plain = synbib.render(LIBRARY, "ieee", "html", links=True)
    said = synbib.render(LIBRARY, "ieee", "html", links=True, html_data="coins")
    assert said.count("Z3988") == 2
    assert [each for each in Elements(said).found if each[1].get("class") != "Z3988"] == Elements(
        plain
    ).found


def test_latex_cites_by_names_where_the_style_does() -> None:
    written = synbib.render(LIBRARY, "apa", "latex")
    assert r"\bibitem[Lee \& Roe(2024)]{a&b} Lee, A." in written
    assert r"\bibitem[Roe(2020)]{c} Roe, B." in written


@pytest.mark.parametrize(
    ("style", "begins"),
    [
        ("ieee", "\\begin{thebibliography}{9}\n\\bibitem{a&b} A. Lee"),
        (
            "vancouver",
            "\\begingroup\n\\makeatletter\\renewcommand{\\@biblabel}[1]{#1.}\\makeatother\n"
            "\\begin{thebibliography}{9}\n\\bibitem{a&b} Lee A",
        ),
    ],
)
def test_latex_counts_where_the_style_does(style: str, begins: str) -> None:
    assert synbib.render(LIBRARY, style, "latex").startswith(begins)


def test_latex_has_no_environment_for_nothing() -> None:
    assert synbib.render(LIBRARY, "ieee", "latex", keys=[]) == ""


@pytest.mark.parametrize("format", ["text", "terminal"])
def test_lines_have_the_width_that_is_asked_for(format: Any) -> None:
    written = synbib.render(LIBRARY, "ieee", format, width=24)
    assert written.startswith("[1] A. Lee and B. Roe,\n    “On")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"format": "html", "width": 80}, "width: only text and terminal have one, not html"),
        ({"format": "text", "width": 3}, "width: 3 is too narrow; give 20 or more"),
        ({"format": "text", "html_data": "coins"}, "html_data: only html has it, not text"),
    ],
)
def test_what_does_not_go_with_the_format_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        synbib.render(LIBRARY, "apa", **given)
    assert str(caught.value) == message


def test_data_of_another_name_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown data of HTML 'coin'; did you mean coins"):
        synbib.render(LIBRARY, "apa", "html", html_data="coin")  # type: ignore[arg-type]

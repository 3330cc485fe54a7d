"""The first page as HTML: what stands in it before any script runs."""

from typing import TYPE_CHECKING

import lxml.html

from synbib.library import read_text
from synbib.site import Site, SiteOptions, build

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STORE = r"""
@article{one, author = {Boole, George}, title = {Laws of \emph{Thought}}, journal = {Mind}, year = 1854, abstract = {A & B.},
  url = {https://papers.example/one?a=1&b=2}, code = {https://code.example/one}, groups = {Logic, Algebra}}
@misc{two words, title = {No Group}, langid = {german}}
@misc{main, title = {Main}, groups = {Algebra}}
@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Mathematics\;0\;1\;\;\;\;;
2 StaticGroup:Logic\;0\;1\;\;\;\;;
2 StaticGroup:Algebra\;0\;1\;\;\;\;;
1 StaticGroup:Empty\;0\;1\;\;\;\;;
}
"""


def page(store: str = STORE) -> "HtmlElement":
    """The first page of a store's site."""
    files = dict(build(Site(read_text(store), SiteOptions().set(title="Ours"))))
    return lxml.html.document_fromstring(files["index.html"].decode())


def texts(elements: "list[HtmlElement]") -> list[str]:
    """The text of each element, with single spaces."""
    return [" ".join(each.text_content().split()) for each in elements]


def title_of(element: "HtmlElement") -> str:
    """The title of a work, or the text of a heading."""
    return texts(element.cssselect(".t") or [element])[0]


def test_works_stand_under_headings_of_their_depth_in_full_once() -> None:
    found = page()
    listed = found.cssselect(".works h2, .works h3, .works li")
    assert [
        (each.tag, each.get("id"), title)
        for each, title in zip(listed, map(title_of, listed), strict=True)
    ] == [
        ("li", "-two-words-a03f1d61", "No Group"),
        ("h2", "-group-Mathematics", "Mathematics"),
        ("h3", "-group-Mathematics-Logic", "Logic"),
        ("li", "one", "Laws of Thought"),
        ("h3", "-group-Mathematics-Algebra", "Algebra"),
        ("li", None, "Laws of Thought"),
        ("li", "-main", "Main"),
    ]


def test_a_work_has_its_title_people_place_links_and_abstract() -> None:
    (work,) = page().cssselect("#one")
    (title,) = work.cssselect(".t a")
    assert lxml.html.tostring(title, encoding="unicode").strip() == (
        '<a href="https://papers.example/one?a=1&amp;b=2">Laws of <i>Thought</i></a>'
    )
    assert texts(work.cssselect(".a, .m, summary, .abstract, .page")) == [
        "George Boole", "Mind 1854 Code", "Abstract, cite", "A & B.", "Citations"
    ]  # fmt: skip
    assert work.cssselect("a.page")[0].get("href") == "entries/one.html"


def test_a_work_without_a_link_leads_to_its_page() -> None:
    (link,) = page().cssselect("[data-n='3'] .t a")
    assert link.get("href") == "entries/main.html"


def test_the_tree_has_groups_with_works_and_their_counts() -> None:
    links = page().cssselect(".tree a")
    assert [(each.get("href"), each.get("data-path")) for each in links] == [
        ("#-group-Mathematics", "Mathematics"),
        ("#-group-Mathematics-Logic", "Mathematics/Logic"),
        ("#-group-Mathematics-Algebra", "Mathematics/Algebra"),
    ]
    assert texts(links) == ["Mathematics 2", "Logic 1", "Algebra 2"]


def test_a_store_without_groups_has_no_tree() -> None:
    found = page("@misc{a, title = {T}}")
    assert found.cssselect(".tree") == []
    assert texts(found.cssselect(".works li .t")) == ["T"]


def test_an_empty_store_is_a_page_too() -> None:
    found = page("")
    assert texts(found.cssselect("output")) == ["0 works"]
    assert texts(found.cssselect(".none .nothing")) == ["There is nothing here yet."]
    assert found.cssselect(".aside") == []


def test_an_entry_without_a_key_has_an_anchor_nevertheless() -> None:
    [work] = page("@misc{, title = {T}}").cssselect(".works li")
    assert work.get("id") == "-e3b0c442"


def test_of_many_authors_the_first_are_named() -> None:
    people = " and ".join(f"{chr(65 + n)}son, A." for n in range(15))
    found = page(f"@misc{{k, author = {{{people}}}, title = {{T}}}}")
    assert texts(found.cssselect(".a")) == [
        "A. Ason, A. Bson, A. Cson, A. Dson, A. Eson, A. Fson, A. Gson, A. Hson, A. Ison, A. Json and 5 others"
    ]


def test_languages_are_said() -> None:
    assert page().cssselect("li .t")[0].get("lang") == "de-DE"


def test_scripts_and_styles_are_files_of_the_site_alone() -> None:
    found = page()
    assert found.cssselect("style, [style], script:not([src])") == []
    assert [each.get("src") for each in found.cssselect("script")] == [
        "assets/theme.js", "assets/site.js", "data/index.js"
    ]  # fmt: skip


def test_the_page_of_many_works_stays_small() -> None:
    entries = "".join(
        f"@article{{key{n}, author = {{Person, A. and Other, B.}}, title = {{A Title of Some Eight Words Number {n}}},"
        f" journal = {{Journal}}, year = 2020, url = {{https://papers.example/{n}}}, abstract = {{{'word ' * 200}}}}}\n"
        for n in range(1000)
    )
    size = len(lxml.html.tostring(page(entries)))
    assert size < 1000 * 700

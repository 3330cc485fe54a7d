"""BibTeX's own styles wherever a style goes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import synbib
from synbib.bibliography import StyleChoice, cite, references, render
from synbib.bst import parser
from synbib.csl import Cite
from synbib.errors import StyleError, StyleWarning, UnknownKeyError
from synbib.library import Library, combine, read_text
from synbib.readme import Options
from synbib.readme.reference_list import reference_list

pytestmark = pytest.mark.usefixtures("styles")

LIBRARY = read_text(
    r"""@preamble{"\newcommand{\noopsort}[1]{}"}
@misc{tan2024llm,
  author = {Tan}, title = {Data {\&} models}, year = 2024, url = {https://a.b/c_d},
}
@misc{alvarez, author = {{\'A}lvarez}, title = {100\% of {\em it}}, year = {\noopsort{a}1999}}
""",
    "refs.bib",
)


# `\em` within `\em` is upright, as LaTeX sets it.


def test_a_bibliography_in_each_format_in_the_order_of_the_style() -> None:
    assert render(LIBRARY, "numbers.bst") == (
        "[1] Tan. *Data & models*, 2024. https://a.b/c_d.\n\n[2] Álvarez. *100% of* it, 1999."
    )
    assert render(LIBRARY, "numbers.bst", "text") == (
        "[1] Tan. Data & models, 2024. https://a.b/c_d.\n\n[2] Álvarez. 100% of it, 1999."
    )
    assert render(LIBRARY, "numbers.bst", "latex", keys=["tan2024llm"]) == (
        "\\begin{thebibliography}{9}\n"
        "\\bibitem{tan2024llm} Tan. \\textit{Data \\& models}, 2024. https://a.b/c\\_d.\n"
        "\\end{thebibliography}"
    )
    assert render(LIBRARY, "numbers.bst", "html", keys=["alvarez"]) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry" id="ref-alvarez">\n'
        '    <div class="csl-left-margin" style="float:left;min-width:2.5em;">[1]</div>'
        '<div class="csl-right-inline" style="margin-left:3em;">Álvarez. <i>100% of <span style="font-style:normal;">it</span></i>, 1999.</div>\n'
        "  </div>\n</div>"
    )


def test_labels_stand_before_references_and_those_of_authors_do_not() -> None:
    assert render(LIBRARY, "labels.bst", "text").splitlines()[0] == (
        "[Tan2024] Tan. Data & models, 2024. https://a.b/c_d."
    )
    assert render(LIBRARY, "authors.bst", "html", keys=["alvarez"]) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry" id="ref-alvarez" '
        'style="padding-left:2em;text-indent:-2em;">Álvarez. <i>100% of <span style="font-style:normal;">it</span></i>, 1999.</div>\n</div>'
    )


@pytest.mark.parametrize(
    ("of", "name", "text"),
    [
        ("authors.bst", "unsrtnat.bst", "[1] Álvarez. 100% of it, 1999."),
        ("authors.bst", "gbt7714-numerical.bst", "[1] Álvarez. 100% of it, 1999."),
        ("authors.bst", "IEEEtranN.bst", "[1] Álvarez. 100% of it, 1999."),
        ("authors.bst", "apsrev4-2.bst", "[1] Álvarez. 100% of it, 1999."),
        ("authors.bst", "plainnat.bst", "Álvarez. 100% of it, 1999."),
        ("labels.bst", "IEEEtranSA.bst", "[Álv1999] Álvarez. 100% of it, 1999."),
        ("labels.bst", "my-num.bst", "[Álv1999] Álvarez. 100% of it, 1999."),
    ],
)
def test_styles_that_go_with_numbers_have_them_though_their_labels_tell_authors(
    of: str, name: str, text: str, styles: Path
) -> None:
    (styles / of).rename(styles / name)
    assert render(LIBRARY, name, "text", keys=["alvarez"]) == text


def test_a_style_is_named_by_its_path_too(styles: Path) -> None:
    (styles / "styles").mkdir()
    (styles / "numbers.bst").rename(styles / "styles" / "house.bst")
    for named in ("styles/house.bst", styles / "styles" / "house.bst"):
        assert render(LIBRARY, named, "text", keys=["alvarez"]) == "[1] Álvarez. 100% of it, 1999."


def test_nothing_is_rendered_of_no_entries() -> None:
    assert render(LIBRARY, "numbers.bst", keys=[]) == ""
    assert cite([], "numbers.bst") == ("", "")


@pytest.mark.parametrize(
    ("style", "citation", "narrative"),
    [
        ("authors.bst", "(Tan, 2024; Álvarez, 1999)", "Tan (2024; Álvarez, 1999)"),
        ("labels.bst", "[Tan2024, Álv1999]", None),
        ("numbers.bst", "[1, 2]", None),
    ],
)
def test_entries_are_cited(style: str, citation: str, narrative: str | None) -> None:
    entries = LIBRARY.select(["tan2024llm", "alvarez"])
    cited, listed = cite(entries, style, "text")
    assert cited == citation
    assert listed == render(LIBRARY, style, "text")
    if narrative is not None:
        assert cite(entries, style, "text", narrative=True)[0] == narrative
    else:
        with pytest.raises(StyleError, match=f"{style}: it does not tell the authors"):
            cite(entries, style, narrative=True)


def test_a_locator_and_words_around_it_stand_as_natbib_sets_them() -> None:
    cites = [Cite("tan2024llm", locator="3-5", prefix="see ", suffix=" and more")]
    entries = LIBRARY.select(["tan2024llm"])
    assert (
        cite(entries, "authors.bst", "text", cites=cites)[0] == "(see Tan, 2024, pp. 3–5 and more)"
    )
    assert cite(entries, "numbers.bst", "text", cites=cites)[0] == "[see 1, pp. 3–5 and more]"
    with pytest.raises(UnknownKeyError, match="unknown citation key 'tan2024'"):
        cite(entries, "numbers.bst", cites=[Cite("tan2024")])


def test_in_a_list_each_reference_stands_for_itself() -> None:
    found = references(LIBRARY.values(), StyleChoice("authors.bst"), "text")
    assert found == {
        "tan2024llm": "Tan. Data & models, 2024. https://a.b/c_d.",
        "alvarez": "Álvarez. 100% of it, 1999.",
    }
    # They are numbered in the order of the list, not in the style's.
    numbered = references(
        LIBRARY.select(["alvarez", "tan2024llm"]), StyleChoice("numbers.bst"), "text"
    )
    assert list(numbered.values()) == [
        "[1] Álvarez. 100% of it, 1999.",
        "[2] Tan. Data & models, 2024. https://a.b/c_d.",
    ]


def test_one_label_that_says_nothing_changes_no_other_reference_of_a_list() -> None:
    library = read_text(
        "@misc{a, author = {}, title = {A}, year = {}}"
        "@misc{b, author = {B}, title = {B}, year = 1}"
        "@misc{c, author = {C}, title = {C}, year = 2}"
    )
    with pytest.warns(StyleWarning, match="no author in a"):
        found = references(library.values(), StyleChoice("authors.bst"), "text")
    assert found == {"a": "A, .", "b": "B. B, 1.", "c": "C. C, 2."}


def test_kinds_of_styles_stand_beside_each_other_in_a_list() -> None:
    options = Options().set("style", "acl").set("style-for", "misc=authors.bst")
    assert reference_list(LIBRARY, options.set("links", "")) == (
        "- Tan. *Data & models*, 2024. https://a.b/c_d.\n\n- Álvarez. *100% of* it, 1999."
    )


def test_links_are_those_of_a_csl_style() -> None:
    keys = ["tan2024llm"]
    assert render(LIBRARY, "authors.bst", links=True, keys=keys) == (
        "Tan. *Data & models*, 2024. [https://a.b/c_d](https://a.b/c_d)."
    )
    doi = read_text(
        "@misc{a, author={A}, title={On {\\em t} and {T}}, year=1, doi={10.1/2}, note={doi 10.1/2}}"
    )
    assert render(doi, "authors.bst", links=True) == (
        "A. *On* t *and T*, 1. doi [10.1/2](https://doi.org/10.1/2)."
    )
    title = read_text("@misc{a, author={A}, title={On {T}}, year=1, doi={10.1/2}}")
    assert render(title, "authors.bst", links=True) == "A. *[On T](https://doi.org/10.1/2)*, 1."
    assert render(title, "authors.bst") == "A. *On T*, 1."


def test_a_link_whose_text_is_no_address_stays_one() -> None:
    library = read_text(
        r"@misc{a, author={A}, title={T}, year=1, note={\href{https://a.b/c}{slides}}}"
    )
    assert render(library, "authors.bst") == "A. *T*, 1. [slides](https://a.b/c)."


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"locale": "de"}, "a style of BibTeX's has one language, its own; leave out --locale"),
        ({"engine": "citeproc-py"}, "citeproc-py runs CSL styles; leave out --engine"),
        ({"bold": bool}, "a style of BibTeX's sets no names in bold; leave out --own-name"),
    ],
)
def test_what_such_a_style_cannot_do_is_said(wishes: dict[str, Any], why: str) -> None:
    with pytest.raises(StyleError) as raised:
        render(LIBRARY, "numbers.bst", **wishes)
    assert raised.value.message == f"numbers.bst: {why}"


def test_a_document_needs_a_csl_style() -> None:
    with pytest.raises(
        StyleError, match=r"numbers\.bst: a style of BibTeX's makes bibliographies, lists"
    ):
        synbib.Processor("numbers.bst", [])


def test_a_style_that_writes_no_latex_is_refused(styles: Path) -> None:
    (styles / "html.bst").write_text(
        'ENTRY { title } { } { }\nFUNCTION { misc } { "<p>" title * write$ newline$ }\nREAD\nITERATE { call.type$ }\n'
    )
    with pytest.raises(
        StyleError, match=r"html\.bst: it writes no bibliography for LaTeX \(no \\bibitem\)"
    ):
        render(LIBRARY, "html.bst")


def test_warnings_tell_where_the_entry_is() -> None:
    library = read_text(
        "\n@misc{a, title = {\\foo{T}}, year = 1}\n@skipped{b, title = {T}, year = 2}", "refs.bib"
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert render(library, "numbers.bst") == "[1] *T*, 1."
    assert [str(each.message).replace(":2:1:", ":2:") for each in caught] == [
        "refs.bib:2: no author in a",
        "refs.bib:2: numbers.bst: \\foo is not known; what it is given stays as text",
        "refs.bib:3: numbers.bst makes no reference of 'b'",
    ]
    assert all(isinstance(each.message, StyleWarning) for each in caught)
    refused = pytest.raises(
        StyleError, match="makes no reference of 'b', so that it cannot be cited"
    )
    with pytest.warns(StyleWarning), refused:
        cite([library["b"]], "numbers.bst")


def test_a_character_that_a_style_cuts_in_two_is_told() -> None:
    library = read_text(
        "@misc{a, author = {李雷}, title = {T}, year = 1}\n"
        "@misc{b, author = {Ann}, title = {T �}, year = 2}",
        "refs.bib",
    )
    with pytest.warns(StyleWarning) as caught:
        assert render(library, "initials.bst", "text") == "[1] � T, 1.\n\n[2] A T �, 2."
    assert [str(each.message) for each in caught] == [
        "refs.bib:1: initials.bst cuts a character of 'a' in two, as BibTeX counts bytes; "
        "put the whole name into double braces"
    ]


def test_a_style_that_is_named_as_in_latex_is_pointed_out() -> None:
    with pytest.raises(StyleError) as error:
        render(LIBRARY, "numbers")
    assert str(error.value).endswith(" (BibTeX's style of this name is numbers.bst)")
    with pytest.raises(StyleError, match=r"^unknown style 'nonesuch'(?!.*BibTeX)"):
        render(LIBRARY, "nonesuch")


def test_entries_of_several_files_and_of_none() -> None:
    other = read_text("@misc{other, author = {Roe}, title = {T}, year = 2000}", "other.bib")
    both = combine([LIBRARY, other])
    assert render(both, "unsorted.bst", "text").endswith("[3] Roe. T, 2000.")
    made = Library.of(
        [synbib.Entry("misc", "made", {"author": "Poe", "title": "T", "year": "1999"})]
    )
    assert render(made, "unsorted.bst", "text") == "[1] Poe. T, 1999."


def test_a_style_is_read_once_however_long_the_list(
    styles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (styles / "numbers.bst").rename(styles / "another.bst")
    read: list[str] = []
    parse = parser._Parser.parse

    def counted(self: parser._Parser) -> Iterator[parser.Command]:
        read.append(self.source.name)
        return parse(self)

    monkeypatch.setattr(parser._Parser, "parse", counted)
    references(LIBRARY.values(), StyleChoice("another.bst"))
    assert read == ["another.bst"]

"""Documents with their citations resolved: what pandoc makes of the same is what is expected, but where it says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib import Wishes, process_files, process_text
from synbib.documents import find_clusters, pieces
from synbib.errors import SynbibError

STORE = synbib.read_text(
    """
@book{doe2020, author = {Doe, Jane}, title = {A Book}, publisher = {Pub}, year = {2020}, ids = {doe}}
@article{roe2019, author = {Roe, R. and Poe, E. and Moe, M. and Goe, N.}, title = {An article}, journal = {Journal},
  volume = {3}, pages = {10--20}, year = {2019}}
@misc{anon2018, title = {Some page}, year = {2018}, url = {https://e.org/x}}
""",
    "refs.bib",
)
NOTES = "chicago-note-bibliography"


def body(text: str, style: str = "apa", **wishes: object) -> str:
    """The document as it becomes, without its bibliography."""
    document = f"---\nsuppress-bibliography: true\n---\n{text}"
    done = process_text(document, STORE, "paper.md", Wishes(style=style, **wishes))  # type: ignore[arg-type]
    return done.text.partition("\n---\n")[2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A [@doe2020].", "A (Doe, 2020)."),
        ("@doe2020 says", "Doe (2020) says"),
        ("@doe2020 [and elsewhere] says", "Doe (2020, and elsewhere) says"),
        ("[@doe2020{ii, A}, too]", "(Doe, 2020, ii, A, too)"),
        ("@roe2019 [p. 12] says", "Roe et al. (2019, p. 12) says"),
        ("[-@doe2020] -@doe2020", "(2020) (2020)"),
        (
            "[see @roe2019, pp. 12-13; also @doe2020, chap. 2]",
            "(see Roe et al., 2019, pp. 12–13; also Doe, 2020, Chapter 2)",
        ),
        ("[@roe2019; @doe2020]", "(Doe, 2020; Roe et al., 2019)"),
        ("@doe2020 [see @roe2019]", "Doe (2020; see Roe et al., 2019)"),
        ("@anon2018 says", "*Some Page* (2018) says"),
        ("[@doe] and [@doe2020]", "(Doe, 2020) and (Doe, 2020)"),
        ("[@doe2020, $x^2$ and `a;b` and *so*]", "(Doe, 2020, $x^2$ and `a;b` and *so*)"),
    ],
)
def test_a_style_with_authors_and_dates(source: str, expected: str) -> None:
    assert body(source) == expected


def test_numbers_are_those_of_the_bibliography() -> None:
    text = "A [@roe2019], B @doe2020, C [@roe2019; @doe2020, p. 3]."
    assert body(text, "ieee") == "A [1], B [2], C [1], [2, p. 3]."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[@roe2019]: a", r"\[1\]: a"),
        ("![x][@roe2019]", r"![x]\[1\]"),
        ("[@roe2019] b\n\n[1]: https://e.org", "\\[1\\] b\n\n[1]: https://e.org"),
        ("[@roe2019][@doe2020]", r"[[1]]\[2\]"),
    ],
)
def test_numbers_in_brackets_are_no_links(source: str, expected: str) -> None:
    assert body(source, "ieee") == expected


def test_a_raised_number_needs_no_blank() -> None:
    assert body("A [@roe2019]. - B [@doe2020]", "nature") == "A<sup>1</sup>. - B<sup>2</sup>"
    moved = process_text(
        "---\nnotes-after-punctuation: true\nsuppress-bibliography: true\n---\nA [@roe2019].",
        STORE,
        wishes=Wishes(style="nature"),
    )
    assert moved.text.endswith("\nA.<sup>1</sup>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A [@doe2020].", "A.[^1]\n\n[^1]: Doe, *A Book*.\n"),
        ("A [@doe2020], b", "A,[^1] b\n\n[^1]: Doe, *A Book*.\n"),
        ("(A [@doe2020]) b", "(A)[^1] b\n\n[^1]: Doe, *A Book*.\n"),
        ('"A" [@doe2020].', '"A."[^1]\n\n[^1]: Doe, *A Book*.\n'),
        ('"Is it?" [@doe2020].', '"Is it?"[^1]\n\n[^1]: Doe, *A Book*.\n'),
        ("'A' [@doe2020], b", "'A,'[^1] b\n\n[^1]: Doe, *A Book*.\n"),
        ("the Does' [@doe2020], b", "the Does',[^1] b\n\n[^1]: Doe, *A Book*.\n"),
        ("A\n[@doe2020]", "A[^1]\n\n[^1]: Doe, *A Book*.\n"),
        ("# A\n[@doe2020] b", "# A\n[^1] b\n\n[^1]: Doe, *A Book*.\n"),
        ("- [@doe2020]", "- [^1]\n\n[^1]: Doe, *A Book*.\n"),
        ("| a | [@doe2020] |", "| a | [^1] |\n\n[^1]: Doe, *A Book*.\n"),
        ("A @doe2020 says", "A Doe[^1] says\n\n[^1]: *A Book*.\n"),
        ("By @roe2019.", "By Roe et al.[^1]\n\n[^1]: “An Article.”\n"),
        ("[see @doe2020, p. 3]", "[^1]\n\n[^1]: See Doe, *A Book*, 3.\n"),
        (
            "A.[^1] B [@doe2020].\n\n[^1]: See [@roe2019]. As @doe2020 [p. 3].\n",
            "A.[^1] B.[^2]\n\n[^1]: See (Roe et al., “An Article”). As Doe, *A Book*, 3.\n\n"
            "[^2]: Doe, *A Book*.\n",
        ),
        ("A^[See [@doe2020].]", "A^[See (Doe, *A Book*).]"),
        ("By @anon2018", "By “Some Page”"),
    ],
)
def test_a_style_in_notes(source: str, expected: str) -> None:
    assert body(source, NOTES) == expected


def test_notes_are_numbered_as_they_are_read() -> None:
    text = "A[^x] [@doe2020].\n\n[^x]: First @doe2020 [3].\n"
    assert body(text, "chicago-notes-bibliography").endswith(
        "\n\n[^x]: First Jane Doe, *A Book* (Pub, 2020), 3.\n\n[^1]: Doe, *A Book*.\n"
    )


REFERENCES = "Doe, J. (2020). *A book*. Pub."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[@doe2020]", f"(Doe, 2020)\n\n{REFERENCES}\n"),
        ("[@doe2020]\n\n# References\n", f"(Doe, 2020)\n\n# References\n\n{REFERENCES}\n"),
        (
            "[@doe2020]\n\nLiteratur\n---------\n\n# Appendix\n",
            f"(Doe, 2020)\n\nLiteratur\n---------\n\n{REFERENCES}\n\n# Appendix\n",
        ),
        (
            "::: {#refs}\n:::\n\n[@doe2020]\n",
            f"::: {{#refs}}\n\n::: {{#ref-doe2020 .csl-entry}}\n{REFERENCES}\n:::\n\n:::\n\n(Doe, 2020)\n",
        ),
        (
            "---\nreference-section-title: Works\n---\n[@doe2020]",
            f"---\nreference-section-title: Works\n---\n(Doe, 2020)\n\n# Works\n\n{REFERENCES}\n",
        ),
        ("---\nnocite: '@doe2020'\n---\nA", f"---\nnocite: '@doe2020'\n---\nA\n\n{REFERENCES}\n"),
        ("nothing", "nothing"),
    ],
)
def test_the_bibliography_goes_where_the_document_has_a_place_for_it(
    source: str, expected: str
) -> None:
    assert process_text(source, STORE, wishes=Wishes(style="apa")).text == expected


def test_nocite_takes_all_entries() -> None:
    text = process_text("---\nnocite: '@*'\n---\n", STORE, wishes=Wishes(style="apa")).text
    assert [part[:3] for part in text.split("\n\n")] == ["---", "Doe", "Roe", "*So"]


def test_citations_link_to_their_references() -> None:
    text = process_text(
        "---\nlink-citations: true\n---\n@doe2020", STORE, wishes=Wishes("apa")
    ).text
    assert text.endswith(
        "---\n[Doe](#ref-doe2020) ([2020](#ref-doe2020))\n\n"
        f'<span id="ref-doe2020"></span>{REFERENCES}\n'
    )
    latex = Wishes("apa", format="latex", link_citations=True)
    assert process_text("[@doe2020]", STORE, wishes=latex).text == (
        r"(\hyperlink{ref-doe2020}{Doe, 2020})"
        "\n\n"
        r"\hypertarget{ref-doe2020}{}Doe, J. (2020). \textit{A book}. Pub."
        "\n"
    )


def test_the_language_of_the_document_is_that_of_terms_and_locators() -> None:
    text = process_text("---\nlang: de\n---\n[@roe2019, S. 3]", STORE, wishes=Wishes("apa")).text
    assert "(Roe et al., 2019, S. 3)" in text
    assert process_text(
        "[@roe2019, S. 3]", STORE, wishes=Wishes("apa", locale="de")
    ).text.startswith("(Roe et al., 2019, S. 3)")


def test_items_may_stand_in_the_metadata() -> None:
    text = (
        "---\ncsl: apa.csl\nreferences:\n- id: moe\n  type: book\n  title: Mine\n"
        "  author: [{family: Moe}]\n  issued: 2021\n---\n[@moe]"
    )
    assert process_text(text).text.endswith("---\n(Moe, 2021)\n\nMoe. (2021). *Mine*.\n")


def test_commands_of_latex_in_place_of_texts() -> None:
    text = "[see @doe2020, p. 3; also @roe2019, chap. 2] @doe2020 [3] [-@doe2020]\n"
    natbib = process_text(text, STORE, wishes=Wishes(cite_commands="natbib")).text
    assert natbib == (
        r"\citetext{\citealp[see][p.~3]{doe2020}; \citealp[also][chap.~2]{roe2019}} "
        r"\citet[3]{doe2020} \citeyearpar{doe2020}" + "\n\n\\bibliography{refs}\n"
    )
    biblatex = process_text(text, STORE, wishes=Wishes(cite_commands="biblatex")).text
    assert biblatex == (
        r"\autocites[see][3]{doe2020}[also][chap.~2]{roe2019} "
        r"\textcite[3]{doe2020} \autocite*{doe2020}" + "\n\n\\printbibliography\n"
    )


def test_html_and_plain_text_cite_in_braces() -> None:
    page = "<p>{{citet doe2020, p. 3}}, {{cite see roe2019}}</p>\n<!-- {{cite x}} -->\n</body>\n"
    html = process_text(page.replace("see roe", "see @roe"), STORE, "page.html", Wishes("apa")).text
    assert html.startswith("<p>Doe (2020, p. 3), (see Roe et al., 2019)</p>\n<!-- {{cite x}} -->\n")
    assert html.endswith("20.</div>\n</div>\n\n</body>\n")
    text = process_text("{{cite doe2020}}\n{{bibliography}}", STORE, "page.txt", Wishes("apa")).text
    assert text == "(Doe, 2020)\n\nDoe, J. (2020). A book. Pub.\n"


# --- What is no citation -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, @someone!",
        "See @fig:one and [@tbl:two; @sec:three], @eq-4.",
        "@types/node, npm i @scope/pkg, `@doe2020`, roe@example.org",
        "\\@doe2020 <a href='@doe2020'>x</a> $@doe2020$",
    ],
)
def test_mentions_labels_and_code_stay(text: str) -> None:
    done = process_text(text, STORE, wishes=Wishes("apa"))
    assert (done.text, done.missing) == (text, ())


def test_a_missing_key_is_reported_with_its_place_and_shown_as_pandoc_shows_it() -> None:
    done = process_text("A [@doe2021; @doe2020]\n\n  @roe2018 says", STORE, wishes=Wishes("apa"))
    assert done.text.startswith("A (Doe, 2020; **doe2021?**)\n\n  (**roe2018?**) says\n\n")
    assert [str(finding) for finding, _ in done.missing] == [
        "paper.md:1:5: no entry has the key 'doe2021'; did you mean doe2020 or roe2019?",
        "paper.md:3:4: no entry has the key 'roe2018'; did you mean roe2019 or anon2018?",
    ]


def test_a_citation_after_a_mention_is_one() -> None:
    assert body("@someone [see @doe2020]") == "@someone (see Doe, 2020)"


# --- Files -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text("".join(document.text for document in STORE.documents))
    (tmp_path / "a.md").write_text("---\nbibliography: refs.bib\ncsl: ieee\n---\n[@roe2019]\n")
    (tmp_path / "b.md").write_text("[@doe2020] [@roe2019]\n\n# References\n")
    return tmp_path


def test_several_documents_have_one_numbering_and_one_bibliography(folder: Path) -> None:
    one, two = process_files(["a.md", "b.md"])
    assert one.text == "---\nbibliography: refs.bib\ncsl: ieee\n---\n[1]\n"
    assert two.text.startswith("[2] [1]\n\n# References\n\n[1] R. Roe, ")
    assert (folder / "a.md").read_text().endswith("[@roe2019]\n")


def test_files_are_replaced_if_that_is_wanted(folder: Path) -> None:
    process_files(["a.md"], write=True)
    assert (
        (folder / "a.md")
        .read_text()
        .startswith("---\nbibliography: refs.bib\ncsl: ieee\n---\n[1]\n")
    )


def test_what_a_document_names_lies_in_the_folder(folder: Path) -> None:
    (folder / "a.md").write_text("---\nbibliography: /etc/passwd\n---\n[@a]\n")
    with pytest.raises(
        SynbibError, match=r"^a\.md: bibliography: '.*' is outside of this folder; give"
    ):
        process_files(["a.md"])
    with pytest.raises(SynbibError, match=r"^paper\.md: no bibliography; name one in the metadata"):
        process_text("[@a]")


# --- Properties --------------------------------------------------------------------------------------------

PROSE = st.text("ab \n*_`#>|-$<&:.(){}\\@[];^", max_size=40)
CITATIONS = st.sampled_from(
    ["[@doe2020]", "@roe2019", "[see @doe2020, p. 3; -@roe2019]", "@doe2020 [p. 3]", "[-@anon2018]"]
)
DOCUMENTS = st.lists(PROSE | CITATIONS, max_size=8).map("\n\n".join)


def kept(document: str) -> list[str]:
    """What stands between the citations of a document."""
    return list(pieces(document, find_clusters(document).clusters))[::2]


@given(DOCUMENTS, st.sampled_from(["apa", "ieee"]))
def test_nothing_but_citations_changes(text: str, style: str) -> None:
    document = f"---\nsuppress-bibliography: true\n---\n{text}"
    done = process_text(document, STORE, wishes=Wishes(style)).text
    at = 0
    for piece in (parts := kept(document)):
        at = done.index(piece, at) + len(piece)
    assert done.startswith(parts[0])
    assert done.endswith(parts[-1])


@given(DOCUMENTS)
def test_with_notes_nothing_changes_but_blanks_and_punctuation_beside_them(text: str) -> None:
    document = f"---\nsuppress-bibliography: true\n---\n{text}"
    done = re.sub(r"\W", "", process_text(document, STORE, wishes=Wishes(NOTES)).text)
    at = 0
    for piece in kept(document):
        words = re.sub(r"\W", "", piece)
        at = done.index(words, at) + len(words)


def test_a_line_in_which_many_keys_are_missing_is_not_copied_for_each_of_them() -> None:
    text = f"---\nnocite: '{'@b ' * 100}'\n---\n"
    missing = process_text(text, STORE, wishes=Wishes(style="apa")).missing
    assert len(missing) == 100
    assert len({id(line) for _, line in missing}) == 1


def test_a_key_with_signs_of_tex_leads_to_its_reference_in_latex_too() -> None:
    store = synbib.read_text("@book{a%b, author = {Doe, Jane}, title = {A book}, year = {2020}}")
    wishes = Wishes("apa", format="latex", link_citations=True)
    done = process_text("[@{a%b}]\n", store, "paper.md", wishes).text
    assert done.startswith(r"(\hyperlink{ref-aux25b}{Doe, 2020})")
    assert r"\hypertarget{ref-aux25b}{}Doe, J. (2020)." in done


def test_plain_text_has_no_places_of_references() -> None:
    wishes = Wishes("apa", format="text", link_citations=True)
    done = process_text("[@doe2020]\n", STORE, "paper.md", wishes).text
    assert "<span" not in done

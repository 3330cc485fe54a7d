"""The key that somebody is writing."""

import pytest

from synbib.documents import BegunKey, begun_key, named_stores, own_keys
from synbib.documents.definitions import Command


@pytest.mark.parametrize(
    ("syntax", "text", "begun"),
    [
        ("latex", r"\cite{", BegunKey("", 6, "{")),
        ("latex", r"\cite{foo,", BegunKey("", 10, ",")),
        ("latex", r"\parencite[see][p.~3]{foo, ro", BegunKey("ro", 27, " ")),
        ("latex", r"\cites{a}[p. 3]{b,c", BegunKey("c", 18, ",")),
        ("latex", "\\cite{%\n  a,\n  ro", BegunKey("ro", 15, " ")),
        ("latex", r"\emph{ro", None),
        ("latex", r"\cite{roe} and", None),
        ("latex", r"% \cite{ro", None),
        ("latex", r"\verb|\cite{ro", None),
        ("markdown", "see [@ro", BegunKey("ro", 6, "@")),
        ("markdown", "[-@", BegunKey("", 3, "@")),
        ("markdown", "[@a; @{key with b", BegunKey("key with b", 7, "{")),
        ("markdown", "{cite:p}`a,b", BegunKey("b", 11, ",")),
        ("markdown", "---\nnocite: '@ro", BegunKey("ro", 14, "@")),
        ("markdown", "me@exam", None),
        ("markdown", "```\n[@ro", None),
        ("markdown", "text\n\n" * 3000 + "```\n\n" + "[@code]\n\n" * 3000 + "[@ro", None),
        ("rst", ":cite:p:`a,ro", BegunKey("ro", 11, ",")),
        ("rst", "``a`` `ro", None),
        ("typst", "@ro", BegunKey("ro", 1, "@")),
        ("typst", "#cite(<ro", BegunKey("ro", 7, "<")),
        ("typst", '#cite(label("a:b', BegunKey("a:b", 13, '"')),
        ("aux", r"\citation{ro", None),
    ],
)
def test_the_end_of_a_text_tells_which_key_is_begun(
    syntax: str, text: str, begun: BegunKey | None
) -> None:
    assert begun_key(text, syntax) == begun


def test_a_long_document_is_read_from_its_last_paragraphs() -> None:
    text = "Text [@a].\n\n" * 3000 + "[@ro"
    assert begun_key(text, "markdown") == BegunKey("ro", len(text) - 2, "@")


def test_a_command_of_ones_own_cites_where_it_is_defined_or_known() -> None:
    known = {"mine": Command(other="cite")}
    assert begun_key(r"\mine{ro", "latex") is None
    assert begun_key(r"\mine{ro", "latex", known) == BegunKey("ro", 6, "{")
    defined = r"\newcommand{\my}[1]{\cite{#1}}\my{ro"
    assert begun_key(defined, "latex") == BegunKey("ro", len(defined) - 2, "{")


@pytest.mark.parametrize(
    ("syntax", "text", "stores"),
    [
        (
            "latex",
            r"\addbibresource[x=y]{a.bib} \bibliography{b, c.bib}",
            ("a.bib", "b.bib", "c.bib"),
        ),
        ("latex", "% \\bibliography{a}\n", ()),
        ("markdown", "---\nbibliography: [a.bib, b.json]\n---\n", ("a.bib",)),
        ("markdown", "---\nbibliography: [a.bib\n", ()),
        ("typst", '#bibliography("a.bib", style: "apa")', ("a.bib",)),
        ("typst", '#bibliography(("a.bib", "b.yml"))', ("a.bib",)),
        ("rst", ":cite:`a`", ()),
    ],
)
def test_the_stores_that_a_document_names(syntax: str, text: str, stores: tuple[str, ...]) -> None:
    assert named_stores(text, syntax, "x") == stores


def test_works_that_a_document_has_itself() -> None:
    latex = "\\begin{thebibliography}{9}\n\\bibitem[Roe(2020)]{roe} R.\n\\bibitem{poe} P.\n"
    assert own_keys(latex, "latex", "x") == {"roe", "poe"}
    markdown = "---\nreferences:\n- id: roe\n  type: book\n---\n"
    assert own_keys(markdown, "markdown", "x") == {"roe"}

r"""Entries as BibTeX reads them for a style: what the styles here write is what the program `bibtex` wrote."""

from collections.abc import Callable

import pytest

from synbib.bst import BstStyle, Formatted, run
from synbib.library import Entry, Library, combine, read_text

Runs = Callable[..., Formatted]

# Writes all that a style knows of an entry.
SHOW = """
ENTRY { author title year month } { } { label }
MACRO {jan} {"the style's January"}
FUNCTION {show} {
  duplicate$ missing$ { pop$ "-" } { "<" swap$ * ">" * } if$ write$ " " write$
}
FUNCTION {entry} {
  type$ write$ " " write$ cite$ write$ ": " write$
  author show title show year show month show crossref show newline$
}
FUNCTION {article} { entry }
FUNCTION {book} { entry }
FUNCTION {default.type} { "default: " write$ entry }
READ
ITERATE {call.type$}
"""


def test_values_have_their_macros_and_one_blank_for_many(runs: Runs) -> None:
    formatted = runs(
        SHOW,
        """
        @string{ foo = "  st  r " }
        @Article{K, Title = "  x   y " # " z" # FOO, author = {}, year = 2020, month = 1 # "~" # jan, other = {o}}
        """,
    )
    assert formatted.bbl == "article K: <> <x y z st r> <2020> <1~the style's January> -\n"
    assert formatted.warnings == ()


def test_a_macro_is_known_where_it_is_defined_and_else_empty(runs: Runs) -> None:
    formatted = runs(
        SHOW,
        '@string{jan = "own"}\n@book{a, month = jan, title = late # "!"}\n@string{late = "late"}',
    )
    assert formatted.bbl == "book a: - <!> - <own> -\n"
    assert [str(warning) for warning in formatted.warnings] == [
        "refs.bib:2:1: there is no macro 'late' here; to BibTeX it is empty"
    ]


def test_of_two_fields_or_entries_with_one_name_the_first_counts(runs: Runs) -> None:
    formatted = runs(SHOW, "@book{a, year = 1, YEAR = 2}\n@book{A, year = 3}")
    assert formatted.bbl == "book a: - - <1> - -\n"
    assert [str(warning) for warning in formatted.warnings] == [
        "refs.bib:2:1: to BibTeX 'A' is a key that another entry has"
    ]


def test_an_entry_of_an_unknown_type_is_of_the_default_type(runs: Runs) -> None:
    formatted = runs(SHOW, "@dataset{a, year = 1}")
    assert formatted.bbl == "default:  a: - - <1> - -\n"
    assert [(str(w), w.key) for w in formatted.warnings] == [
        ("refs.bib:1:1: the style has no function for '@dataset'", "a")
    ]


def test_entries_come_in_the_order_of_citation_whatever_the_case_of_keys(runs: Runs) -> None:
    formatted = runs(SHOW, "@book{a, }@book{B, }@book{c, }", ["c", "b", "c", "none"])
    assert formatted.bbl == "book c: - - - - -\nbook b: - - - - -\n"
    assert [(str(w), w.key) for w in formatted.warnings] == [("there is no entry 'none'", "none")]


def test_no_keys_are_no_entries(runs: Runs) -> None:
    assert runs(SHOW, "@book{a, }", []).bbl == ""


def test_biblatex_does_not_show(runs: Runs) -> None:
    formatted = runs(
        SHOW.replace("title year", "title booktitle year"),
        "@xdata{x, year = 2020}@book{a, xdata = {x}, crossref = {m}}@mvbook{m, title = {Whole}}",
        ["a"],
    )
    assert formatted.bbl == "book a: - <Whole> - - -\n"


CROSSREFS = """
@article{P0, title={from P0}}
@article{c0, crossref = {p0}}
@article{c1, crossref = {p}, title={its own}}
@article{c2, crossref = {P}}
@article{P, title={from P}, crossref={PP}}
@article{c3, crossref = {q}}
@article{Q, title={from Q}}
@article{PP, year=2000}
"""


def test_fields_come_from_the_parent_one_step_and_parents_are_listed_from_two_children_on(
    runs: Runs,
) -> None:
    formatted = runs(SHOW, CROSSREFS, ["c0", "c1", "c2", "c3"])
    assert formatted.bbl == (
        "article c0: - - - - -\n"
        "article c1: - <its own> - - <P>\n"
        "article c2: - <from P> - - <P>\n"
        "article c3: - <from Q> - - -\n"
        "article P: - <from P> <2000> - -\n"
    )
    assert [(str(warning), warning.key) for warning in formatted.warnings] == [
        (
            "refs.bib:3:1: it refers to 'p0', which does not exist, or stands before it and is not cited",
            "c0",
        ),
        ("refs.bib:4:1: it refers to 'P', which refers to another", "c1"),
        ("refs.bib:5:1: it refers to 'P', which refers to another", "c2"),
        ("there is no entry 'p0'", "p0"),
    ]


def test_a_parent_that_is_cited_may_stand_before_its_children(runs: Runs) -> None:
    assert runs(SHOW, CROSSREFS, ["P0", "c0"]).bbl == (
        "article P0: - <from P0> - - -\narticle c0: - <from P0> - - <P0>\n"
    )


@pytest.mark.parametrize("keys", [None, ["c3", "*"]])
def test_of_all_entries_each_has_its_parent(runs: Runs, keys: list[str] | None) -> None:
    lines = runs(SHOW, CROSSREFS, keys).bbl.splitlines()
    assert "article c3: - <from Q> - - <Q>" in lines
    assert len(lines) == 8


def test_a_preamble_is_what_all_of_them_say(runs: Runs) -> None:
    formatted = runs(
        'ENTRY { } { } { } READ FUNCTION {f} { "[" preamble$ * "]" * write$ newline$ } EXECUTE {f}',
        '@preamble{ "  pre  " # "x\n y " } @preamble{"second"}',
    )
    assert formatted.bbl == "[ pre x y second]\n"


def test_files_are_read_one_after_the_other() -> None:
    both = combine(
        [read_text('@string{s = "S"}', "one.bib"), read_text("@book{a, title = s}", "two.bib")]
    )
    assert run(BstStyle("own.bst", SHOW), both, None).bbl == "book a: - <S> - - -\n"


def test_entries_of_no_file_can_be_listed() -> None:
    library = Library.of([Entry("book", "k", {"title": "A  {B}"})])
    assert run(BstStyle("own.bst", SHOW), library, ["K"]).bbl == "book K: - <A {B}> - - -\n"


def test_macros_that_double_each_other_stay_as_they_are(runs: Runs) -> None:
    doubling = "@string{a0 = {" + "x" * 100 + "}}"
    doubling += "".join(f"@string{{a{n + 1} = a{n} # a{n}}}" for n in range(40))
    formatted = runs(SHOW, f"{doubling}@book{{k, title = a40}}")
    assert len(formatted.bbl) < 2_000_000

"""Each rule finds what its example shows, and nothing in the example as it should be."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from synbib.diagnostics import RULES
from synbib.library import read_text
from synbib.library.rules import CHECKS, check_library, fix_library

HEAD = "@misc{a, title = {T}, "

WITH_EXAMPLES = [check for check in CHECKS if check.wrong]


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_a_rule_finds_what_is_wrong_in_its_example_and_nothing_in_the_right_one(check) -> None:  # type: ignore[no-untyped-def]
    assert [each.code for each in check_library(read_text(check.wrong))] == [check.code]
    assert check_library(read_text(check.right)) == []


def test_each_rule_has_its_row() -> None:
    assert {check.code for check in CHECKS} <= RULES.keys()


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_a_fix_makes_the_right_example_of_the_wrong_one_or_leaves_it(check) -> None:  # type: ignore[no-untyped-def]
    fixed = fix_library(read_text(check.wrong))
    mends = [each.code for each in fixed.done]
    assert (fixed.text, mends) in ((check.right, [check.code]), (check.wrong, []))


def test_a_fix_touches_nothing_but_what_it_mends() -> None:
    text = """\
% A comment, of 50 % & more.
@string{jml = "J. Mach. Learn. & Res."}
@Article{roe2020,
  AUTHOR = "Roe, Ann; Poe, Ben et al.",
  title  = {Q&A with 100% <i>BERT</i> &amp; friends},   journal = jml,
  pages  = 1-9,
  PAGES2 = {1-9}, doi={https://doi.org/10.1000/a_b},
  url    = {https://doi.org/10.1000/a_b},
  year   = 2020
}
% synbib: ignore bare-character
@misc{b, title = {R&D}}
"""
    fixed = fix_library(read_text(text))
    assert (
        fixed.text
        == """\
% A comment, of 50 % & more.
@string{jml = "J. Mach. Learn. & Res."}
@Article{roe2020,
  AUTHOR = "Roe, Ann and Poe, Ben and others",
  title  = {Q\\&A with 100\\% \\emph{BERT} \\& friends},   journal = jml,
  pages  = 1-9,
  PAGES2 = {1-9}, doi={10.1000/a_b},
  year   = 2020
}
% synbib: ignore bare-character
@misc{b, title = {R&D}}
"""
    )
    assert fix_library(read_text(fixed.text)) == (fixed.text, ())


def found(fields: str) -> list[tuple[str, str]]:
    """The code and the message of each finding in an entry with these fields."""
    return [(each.code, each.message) for each in check_library(read_text(f"{HEAD}{fields}}}"))]


def fixed(fields: str) -> str:
    """The fields afterwards."""
    return fix_library(read_text(f"{HEAD}{fields}}}")).text.removeprefix(HEAD)[:-1]


def test_all_bare_characters_of_a_field_are_named_and_mended_at_once() -> None:
    fields = "note = {R&D of 50% C# a_b $5 & {\\%}}"
    assert found(fields) == [
        ("bare-character", "'&', '%', '#', '_', '$' in the field 'note' are not escaped")
    ]
    assert fixed(fields) == r"note = {R\&D of 50\% C\# a\_b \$5 \& {\%}}"


@pytest.mark.parametrize("text", ["x^2", "a_{1}", "of%\n  two lines", "10%"])
def test_what_may_be_meant_as_mathematics_or_as_a_comment_is_left_to_a_person(text: str) -> None:
    assert [code for code, _ in found(f"note = {{{text}}}")] == ["bare-character"]
    assert fixed(f"note = {{{text}}}") == f"note = {{{text}}}"


def test_an_ampersand_in_a_name_in_braces_is_a_bare_one() -> None:
    assert found("author = {{Roe & Sons}}") == [
        (
            "bare-character",
            "'&' in the field 'author' is not escaped: LaTeX takes it for the end of a cell",
        )
    ]
    assert [code for code, _ in found("author = {Roe & Poe}")] == ["names-not-separated"]


def test_an_entity_in_a_name_separates_no_names() -> None:
    fields = "author = {M&uuml;ller, Ann; Poe, Ben}"
    assert [code for code, _ in found(fields)] == ["html"]
    assert fixed(fields) == "author = {Müller, Ann and Poe, Ben}"


@pytest.mark.parametrize("names", ["A. Roe, B. Poe", "A. B. Roe, B. Poe and C. Doe"])
def test_initials_before_a_comma_begin_another_name(names: str) -> None:
    assert [code for code, _ in found(f"author = {{{names}}}")] == ["names-not-separated"]


@pytest.mark.parametrize(
    "names",
    [
        "Roe, A. B. and Poe, B.",
        "de la Roe, A. Bea",
        "Roe, Jr., A.",
        "family=Roe, given=Ann, prefix=de, useprefix=true",
    ],
)
def test_a_family_name_before_a_comma_is_one_name(names: str) -> None:
    assert found(f"author = {{{names}}}") == []


def test_bodies_of_capitals_are_not_persons() -> None:
    assert found("author = {IETF and W3C}") == []


@pytest.mark.parametrize("names", ["ROE, ANN and POE, BEN", "ROE, ANN and others"])
def test_and_is_no_name_where_all_are_in_capitals(names: str) -> None:
    assert [code for code, _ in found(f"author = {{{names}}}")] == ["names-in-capitals"]


@pytest.mark.parametrize(
    ("doi", "code", "mended"),
    [
        ("https://doi.org/10.1000/x", "doi-with-resolver", "10.1000/x"),
        ("doi: 10.1000/x", "doi-with-resolver", "10.1000/x"),
        ("10.1000/x.", "doi-with-resolver", "10.1000/x"),
        ("10.1000/a b", "malformed-doi", "10.1000/a b"),
        ("https://doi.org/10.1000/a b", "malformed-doi", "https://doi.org/10.1000/a b"),
        ("10.1000/x 10.1000/y", "malformed-doi", "10.1000/x 10.1000/y"),
    ],
)
def test_a_doi_loses_what_stands_around_it_and_nothing_of_its_own(
    doi: str, code: str, mended: str
) -> None:
    assert [each for each, _ in found(f"doi = {{{doi}}}")] == [code]
    assert fixed(f"doi = {{{doi}}}") == f"doi = {{{mended}}}"


def test_pages_with_blanks_around_the_hyphen_are_mended() -> None:
    assert fixed("pages = {1 - 5, 7-9, A-1, 1--2}") == "pages = {1--5, 7--9, A-1, 1--2}"


def test_a_number_in_the_wrong_field_is_said_to_be_of_the_other() -> None:
    [isbn] = check_library(read_text(f"{HEAD}isbn = {{0378-5955 (Print)}}}}"))
    [issn] = check_library(read_text(f"{HEAD}issn = {{0-306-40615-2}}}}"))
    assert (isbn.message, isbn.hint) == (
        "'0378-5955' is not an ISBN",
        "it is an ISSN; write it into 'issn'",
    )
    assert (issn.message, issn.hint) == (
        "'0-306-40615-2' is not an ISSN",
        "it is an ISBN; write it into 'isbn'",
    )


def test_a_letter_that_a_wrong_encoding_has_lost_is_left_to_a_person() -> None:
    assert [code for code, _ in found("note = {Mï¿½nchen}")] == ["wrong-encoding"]
    assert fixed("note = {Mï¿½nchen}") == "note = {Mï¿½nchen}"


def test_a_date_of_no_calendar_is_reported_once() -> None:
    assert [code for code, _ in found("date = {2020-13-45}")] == ["impossible-date"]


def test_a_field_that_would_come_from_a_parent_that_is_not_there_is_not_missing() -> None:
    text = "@inproceedings{a, author = {Roe, Ann}, title = {T}, crossref = {b}}"
    assert [each.code for each in check_library(read_text(text))] == ["unknown-parent"]
    parent = "@proceedings{b, booktitle = {B}, title = {B}, year = 2020}"
    assert check_library(read_text(f"{text}\n{parent}")) == []


def test_a_thesis_of_bibtex_needs_a_school_and_one_of_biblatex_an_institution() -> None:
    thesis = "@phdthesis{a, author = {Roe, Ann}, title = {T}, "
    messages = [
        check_library(read_text(thesis + date))[0].message
        for date in ("year = 1999}", "date = 1999}")
    ]
    assert messages == [
        "an entry '@phdthesis' needs 'school'",
        "an entry '@phdthesis' needs 'institution'",
    ]


PIECES = (
    "\\", "&", "%", "#", "_", "$", "^", ";", ",", "{", "}", "<i>", "</i>", "&amp;", r"\&", "and", " and ", "others",
    " et al.", "$x$", "10.1000/x", "https://doi.org/", "1-9", "BERT", "Ü", "Ã¼", "\n", " ",
)  # fmt: skip
CONTENT = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@given(
    st.dictionaries(st.sampled_from(["title", "author", "doi", "url", "pages", "note"]), CONTENT)
)
def test_a_fix_is_stable_and_changes_nothing_but_fields(fields: dict[str, str]) -> None:
    entry = "".join(f"  {name} = {{{content}}},\n" for name, content in fields.items())
    library = read_text(f"% before\n@misc{{a,\n{entry}}}\n@misc{{b, title = {{B}}}}\n% after\n")
    assume(library.document.text.startswith("% before") and list(library) == ["a", "b"])
    once = fix_library(library)
    again = read_text(once.text)
    assert fix_library(again) == (once.text, ())
    assert list(again) == ["a", "b"]
    assert again["b"].fields == {"title": "B"}
    assert again["a"].fields.keys() <= library["a"].fields.keys()
    assert once.text.startswith("% before\n@misc{a,")
    assert once.text.endswith("@misc{b, title = {B}}\n% after\n")

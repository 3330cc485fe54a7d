"""Each rule finds what its example shows, and nothing in the example as it should be."""

import pytest
from growth import in_proportion
from hypothesis import assume, example, given
from hypothesis import strategies as st

from synbib.diagnostics import RULES
from synbib.latex.html import MACROS
from synbib.library import read_data, read_text
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
@string{jml = "J. Mach. Learn. \\& Res."}
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


# Code → what its finding in the example is about, where that is not the whole field or the type of the entry.
MARKED = {
    "uncitable-key": "%",
    "unknown-related": "roe2002",
    "misspelt-field": "titel",
    "names-not-separated": ";",
    "et-al-in-names": "et al.",
    "others-inside": "others",
    "bare-character": "&",
    "html": "&eacute;",
    "wrong-encoding": "MÃ¼ller",
    "bare-acronym": "BERT",
    "inverted-title": "Conference on",
    "doi-with-resolver": "https://doi.org/10.1000/x",
    "malformed-url": "https:/",
    "wrong-isbn": "0-306-40615-3",
    "wrong-issn": "0378-5954",
    "wrong-orcid": "0000-0002-1825-0098",
    "year-out-of-range": "20200",
    "single-hyphen": "1-9",
    "malformed-pages": "pp.",
    "missing-field": "@article",
    "unknown-type": "@artcle",
    "volume-and-number": "7",
    "empty-field": "{}",
    "malformed-name": "{Roe, Ann and and Poe, Ben}",
    "names-in-capitals": "{ROE, ANN}",
    "protected-title": "{{A Title}}",
    "malformed-doi": "{1000/x}",
    "malformed-arxiv": "{2020.1}",
    "url-of-the-doi": "{https://doi.org/10.1000/x}",
    "unreadable-date": "{soon}",
    "unused-string": "s",
}


@pytest.mark.parametrize("check", WITH_EXAMPLES, ids=lambda check: str(check.code))
def test_the_finding_of_an_example_stands_at_what_is_meant(check) -> None:  # type: ignore[no-untyped-def]
    library = read_text(check.wrong)
    [finding] = check_library(library)
    line = library.document.line(finding.line)
    assert line[finding.column - 1 :][: finding.length] == MARKED[check.code]


def marked(text: str) -> list[tuple[str, str]]:
    """The code of each finding, and what of the text it is about."""
    library = read_text(text)
    return [
        (each.code, library.document.line(each.line)[each.column - 1 :][: each.length])
        for each in check_library(library)
    ]


def places(text: str) -> list[str]:
    return [f"{each.line}:{each.column} {each.code}" for each in check_library(read_text(text))]


def test_a_character_is_found_where_it_is_bare_and_not_where_it_is_escaped() -> None:
    assert places("@misc{a, note = {R\\&D, $x_1$ and a_b}}") == ["1:35 bare-character"]


def test_what_reading_finds_is_marked_as_a_whole() -> None:
    text = """\
@misc{a b, title = {T}, note = foo, note = {N}}
@misc{c, title = {U}, crossref = {nobody}}
@string{}
"""
    assert marked(text) == [
        ("key-with-blanks", "a b"),
        ("undefined-macro", "foo"),
        ("duplicate-field", "note"),
        ("unknown-parent", "{nobody}"),
    ]


def test_what_goes_over_lines_is_found_where_it_begins_and_told_in_one() -> None:
    text = "@misc{a, title = {T}, author = {Roe, Ann and Poe, Ben,\n  Doe, Cid}}"
    [finding] = check_library(read_text(text))
    assert (finding.line, finding.column) == (1, 46)
    assert marked(text) == [("names-not-separated", "Poe, Ben,")]
    assert "\n" not in check_library(read_text("@misc{a, doi = {10.1000/x\ny}}"))[0].message


def test_the_text_of_a_macro_is_judged_once_where_it_is_defined() -> None:
    text = """\
@string{aa = {A & A}}
@misc{a, title = {T}, journal = aa}
@misc{b, title = {U}, journal = aa # " & " # aa}
"""
    assert [(each.message, each.line) for each in check_library(read_text(text))] == [
        ("'&' in the macro 'aa' is not escaped: LaTeX takes it for the end of a cell", 1),
        ("'&' in the field 'journal' is not escaped: LaTeX takes it for the end of a cell", 3),
    ]
    assert fix_library(read_text(text)).text == text.replace("A & A", r"A \& A")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@string{aa = "https://a.org/?b&c"}\n@misc{a, url = aa}', []),
        (
            '@string{aa = "https://a.org/?b&c"}\n@misc{a, url = aa, note = aa}',
            ["1:31 bare-character"],
        ),
        ('@string{aa = "A & A"}', ["1:17 bare-character"]),
        ('@string{aa = "<i>A</i>"}', ["1:15 html"]),
        (
            '@string{b = {&}}\n@string{aa = b # " \\& "}\n@misc{a, note = aa}',
            ["1:14 bare-character"],
        ),
    ],
)
def test_a_macro_for_addresses_alone_may_hold_any_character(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_macros_and_entries_take_time_in_proportion() -> None:
    def inspected(n: int) -> None:
        strings = (f"@string{{s{i} = {{A & {i}}}}}\n" for i in range(n))
        entries = (f"@misc{{k{i}, title = {{T{i}}}, note = s{i}}}\n" for i in range(n))
        check_library(read_text("".join((*strings, *entries))))

    assert in_proportion(inspected, 1_000)


def test_a_macro_that_is_defined_twice_is_left_to_a_person() -> None:
    text = "@string{aa = {A & A}}\n@string{aa = {B & B}}\n@misc{a, title = {T}, journal = aa}\n"
    assert fix_library(read_text(text)).text == text


def test_macros_of_a_file_without_entries_are_for_others() -> None:
    assert places("@string{aa = {A}}\n@string{b = {B}}\n") == []
    assert places("@string{aa = {A}}\n@misc{a, title = {T}}\n") == ["1:9 unused-string"]


def test_what_the_encoding_of_a_file_lacks_is_left_and_the_rest_is_mended() -> None:
    text = "@misc{a, title = {Caf\N{LATIN SMALL LETTER E WITH ACUTE} &#8727; x}, pages = {1-9}}"
    library = read_data(text.encode("cp1252"), "refs.bib")
    fixed_text = fix_library(library).text
    assert fixed_text == text.replace("1-9", "1--9")
    library.encode(fixed_text)


def test_what_was_mended_is_told_at_its_place_in_the_file_as_it_was() -> None:
    text = """\
@misc{a,
  doi = {10.1000/x},
  url = {https://doi.org/10.1000/x},
  title = {A &#38; B &amp; <i>C</i>},
  author = {Roe, Ann et al.},
}
"""
    done = fix_library(read_text(text)).done
    assert [f"{each.line}:{each.column} {each.code}" for each in done] == [
        "3:9 url-of-the-doi",
        "4:14 html",
        "5:22 et-al-in-names",
    ]
    # What only comes of mending stands at the field.
    text = "@misc{a,\n  doi = {10.1/x},\n  note = {},\n  title = {<i>A &amp; B_C</i>},\n}\n"
    done = fix_library(read_text(text)).done
    assert [f"{each.line} {each.code}" for each in done] == [
        "3 empty-field",
        "4 html",
        "4 bare-character",
    ]


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


@pytest.mark.parametrize("text", ["x^2", "a_{1}", "U(1)_A", "of%\n  two lines", "10%"])
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


def codes(fields: str) -> list[str]:
    return [code for code, _ in found(fields)]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("John Roe, Ann Poe and Ben Doe", "names-not-separated"),
        ("Roe J, Poe A", "names-not-separated"),
        ("Roe, J., Poe, A., and Doe, B.", "names-not-separated"),
        ("张三；李四", "names-not-separated"),
        ("张三，李四", "names-not-separated"),
        ("Roe, Ann, others", "names-not-separated"),
        ("King, Martin Luther, Jr.", "malformed-name"),
        ("Sammy Davis, Jr.", "malformed-name"),
        ("Roe, J., et al.", "et-al-in-names"),
        ("Roe, J. {\\it et al.}", "et-al-in-names"),
        ("Roe, J. {et al.}", "et-al-in-names"),
        ("Roe [et al.]", "et-al-in-names"),
        ("Roe \\& al.", "et-al-in-names"),
        ("Roe, J. and et alii", "et-al-in-names"),
        ("Иванов, И. и др.", "et-al-in-names"),
        ("Roe, J. and others.", "et-al-in-names"),
        ("Apereo Foundation y otros", "et-al-in-names"),
        ("SPARC International, Inc", "malformed-name"),
        ("SMITH, J.", "names-in-capitals"),
        ("JOHN SMITH and JANE DOE", "names-in-capitals"),
    ],
)
def test_a_list_of_names_with_one_fault_has_one_finding(names: str, code: str) -> None:
    assert codes(f"author = {{{names}}}") == [code]


@pytest.mark.parametrize(
    "names",
    [
        "García Márquez, Gabriel José",
        "García Márquez, Gabriel and Roe, Ann",
        "King, Jr., Martin Luther",
        "Alexander, DC and Arridge, SR and Petrov, IV",
        "family=Roe, given=Ann, orcid=0000-0002-1825-0097",
        "uniquename=false, given={Henry}, family={Jones}",
        "R. {Alur} and T. A. {Henzinger}",
        "LI, Wei and WANG, Fang",
        "IEEE COMPUTER SOCIETY and ACM",
        "{OECD} and {IMF}",
        "Etal, Jane",
        "{Roe, Poe, and Sons}",
    ],
)
def test_names_as_they_have_to_be_have_no_finding(names: str) -> None:
    assert codes(f"author = {{{names}}}") == []


@pytest.mark.parametrize(
    ("names", "mended"),
    [
        ("Roe, J. {\\it et al.}", "Roe, J. and others"),
        ("Roe, J. {et al.}", "Roe, J. and others"),
        ("Roe, J.,\n et al.", "Roe, J. and others"),
        ("张三；李四", "张三 and 李四"),
        ("Roe, A., University of Oxford; Centre for Functional Imaging of the Brain",) * 2,
        # What would become `and others and`, and braces that would not close, are left to a person.
        ("Roe, J. et al. and Poe, B.", "Roe, J. et al. and Poe, B."),
        ("{Roe, J. et al.}", "{Roe, J. et al.}"),
    ],
)
def test_and_others_takes_the_place_of_et_al_at_the_end(names: str, mended: str) -> None:
    assert fixed(f"author = {{{names}}}") == f"author = {{{mended}}}"


def test_two_full_names_with_a_comma_are_two_where_a_file_writes_names_without() -> None:
    pair = "@misc{z, author = {Paul Jaquays, Brian Hook}}\n"
    others = "".join(f"@misc{{k{i}, author = {{Ann Roe}}, title = {{T{i}}}}}\n" for i in range(5))
    assert [each.code for each in check_library(read_text(others + pair))] == [
        "names-not-separated"
    ]
    assert check_library(read_text(pair)) == []
    assert check_library(read_text(others.replace("Ann Roe", "Roe, Ann") + pair)) == []


def test_a_suffix_that_stands_last_has_its_place_named() -> None:
    [finding] = check_library(read_text(f"{HEAD}author = {{King, Martin Luther, Jr.}}}}"))
    assert finding.hint == "write 'King, Jr., Martin Luther'"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (r"{\textless}i{\textgreater}A{\textless}/i{\textgreater} b", r"\emph{A} b"),
        ("$<$sub$>$2$<$/sub$>$", r"\textsubscript{2}"),
        ("A&nbsp;B &lt; &eacute; &alpha; &#8211; C", r"A~B {\textless} é $\alpha$ -- C"),
        ("a <p> b", "a <p> b"),
    ],
)
def test_html_becomes_what_every_latex_prints(text: str, mended: str) -> None:
    assert codes(f"note = {{{text}}}") == ["html"]
    assert fixed(f"note = {{{text}}}") == f"note = {{{mended}}}"


@pytest.mark.parametrize("tag", sorted(MACROS))
def test_each_tag_that_is_read_as_latex_is_mended_as_that(tag: str) -> None:
    macro = MACROS[tag]
    assert fixed(f"note = {{a <{tag}>b</{tag}> c}}") == f"note = {{a \\{macro}{{b}} c}}"


@pytest.mark.parametrize("text", ["a < b", "a<b and c>d", "if <i> then", "List<String>", "$a<b$"])
def test_signs_of_a_text_are_not_html(text: str) -> None:
    assert "html" not in codes(f"note = {{{text}}}")


@pytest.mark.parametrize(
    "text", ["caf\N{REPLACEMENT CHARACTER}", "a {\\^a}\x80\x9cb", "graphsâ\x80Â\x80b"]
)
def test_a_letter_that_was_lost_is_found_and_left(text: str) -> None:
    assert codes(f"note = {{{text}}}") == ["wrong-encoding"]
    assert fixed(f"note = {{{text}}}") == f"note = {{{text}}}"


@pytest.mark.parametrize("title", [r"{\em A Title}", "{中文 标题}", "{BERT}", "{A} {Title}"])
def test_a_title_whose_case_no_brace_protects_or_that_has_none_is_not_told(title: str) -> None:
    assert marked(f"@misc{{a, title = {{{title}}}}}") == []


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("BERT", "{BERT}"),
        ("EEG and MRI", "{EEG} and {MRI}"),
        ("Proc. AAMAS 2010", "Proc. {AAMAS} 2010"),
        ("{S}ageMath and {B}IG words", "{S}ageMath and {B}IG words"),
        ("GPT-4: a Report", "{GPT}-4: a Report"),
        (
            "HIERARCHICAL TEMPORAL MEMORY including HTM",
            "HIERARCHICAL TEMPORAL MEMORY including HTM",
        ),
        ("A TITLE IN CAPITALS", "A TITLE IN CAPITALS"),
    ],
)
def test_a_title_in_capitals_has_no_acronyms_to_tell(title: str, mended: str) -> None:
    text = f"@misc{{a, title = {{{title}}}}}"
    assert fix_library(read_text(text)).text == f"@misc{{a, title = {{{mended}}}}}"


@pytest.mark.parametrize(
    ("pages", "code", "mended"),
    [
        ("A1-A5", "single-hyphen", "A1--A5"),
        ("8:1-8:6", "single-hyphen", "8:1--8:6"),
        ("iv-xii", "single-hyphen", "iv--xii"),
        ("1\N{NON-BREAKING HYPHEN}5", "single-hyphen", "1--5"),
        ("2226-30.", "single-hyphen", "2226--30."),
        ("p. 3", "malformed-pages", "3"),
        ("1--", "malformed-pages", "1--"),
        ("12--10", "malformed-pages", "12--10"),
    ],
)
def test_pages_that_styles_print_wrong(pages: str, code: str, mended: str) -> None:
    assert codes(f"pages = {{{pages}}}") == [code]
    assert fixed(f"pages = {{{pages}}}") == f"pages = {{{mended}}}"


@pytest.mark.parametrize(
    "pages",
    [
        "1--5",
        "1–5",
        "123--9",
        "12--9",
        "S12",
        "A-1",
        "xx-xx",
        "1-5-9",
        "25-1 -- 25-26",
        "e1004",
        "1.1-1.12",
    ],
)
def test_pages_as_they_have_to_be(pages: str) -> None:
    assert codes(f"pages = {{{pages}}}") == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("year", "20024", "year-out-of-range"),
        ("date", "20024", "year-out-of-range"),
        ("date", "2919-05-04", "year-out-of-range"),
        ("year", "2019a", "unreadable-date"),
        ("urldate", "yesterday", "unreadable-date"),
        ("month", "Janaury", "unreadable-date"),
        ("isbn", "ISBN 0-306-40615-3", "wrong-isbn"),
        ("isbn", "03064O6152", "wrong-isbn"),
        ("issn", "0378-5955/1234-5678", "wrong-issn"),
        ("orcid", "0000000218250098", "wrong-orcid"),
        ("orcid", "0000-0002-1825-009", "wrong-orcid"),
        ("url", "htp://a.org", "malformed-url"),
        ("url", "http:a.org", "malformed-url"),
        ("url", "http:///a.org", "malformed-url"),
        ("url", "https://https://a.org", "malformed-url"),
        ("url", "http://a.org http://b.org", "malformed-url"),
        ("url", "a.org:80/x", "malformed-url"),
        ("doi", "10.1000%2Fx", "malformed-doi"),
    ],
)
def test_values_that_cannot_be(field: str, value: str, code: str) -> None:
    assert codes(f"{field} = {{{value}}}") == [code]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "in press"),
        ("year", "c. 1900"),
        ("year", "[1900]"),
        ("year", "1890 (2019)"),
        ("year", "1865（清同治四年）"),
        ("year", "410 BC"),
        ("year", r"{\noopsort{1973a}}{\switchargs{--90}{1968}}"),
        ("sorttitle", "Roe & Poe"),
        ("date", "/2019"),
        ("date", "-0409"),
        ("date", "1723~"),
        ("month", "July--August"),
        ("isbn", "978–0–306–40615–7"),
        ("isbn", "none"),
        ("url", "{http://a.org}"),
        ("url", "http://web.archive.org/web/2010/http://a.org/x"),
        ("url", "http://localhost:80"),
        ("url", "urn:nbn:de:1"),
    ],
)
def test_values_that_are_meant_so(field: str, value: str) -> None:
    assert codes(f"{field} = {{{value}}}") == []


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("2013.00001", ""),  # a month that no year has
        ("1501.0001", ""),  # too short since 2015
        ("8912.00001", ""),  # a month that is to come
        ("https://arxiv.org/pdf/2001.00001.pdf", "write '2001.00001'"),
        ("2001.00001 [cs.CL]", "write '2001.00001'"),
        ("arXiv:2001.00001v2", "write '2001.00001v2'"),
        ("ARXIV:hep-th/9901001", "write 'hep-th/9901001'"),
    ],
)
def test_a_number_that_arxiv_cannot_have_given(number: str, hint: str) -> None:
    [finding] = check_library(
        read_text(f"{HEAD}eprint = {{{number}}}, archiveprefix = {{arXiv}}}}")
    )
    assert (finding.code, finding.hint) == ("malformed-arxiv", hint)


def test_the_name_of_the_archive_before_its_number_goes() -> None:
    archive = "archiveprefix = {arXiv}, eprint ="
    assert fixed(f"{archive} {{arXiv:2001.00001v2}}") == f"{archive} {{2001.00001v2}}"


def test_an_address_copied_from_html_is_mended() -> None:
    assert codes("url = {https://a.org/?b=1&amp;c=2}") == ["malformed-url"]
    assert fixed("url = {https://a.org/?b=1&amp;c=2}") == "url = {https://a.org/?b=1&c=2}"
    assert codes("url = {https://a.org/?b=1&c=2}") == []


def test_an_old_number_of_arxiv_gets_its_archive_from_the_class() -> None:
    of_class = "archiveprefix = {arXiv}, primaryclass = {hep-ex}"
    assert fixed(f"eprint = {{9803011}}, {of_class}") == f"eprint = {{hep-ex/9803011}}, {of_class}"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://DOI.ORG/10.1000/X\\_1", True),
        (r"\url{https://doi.org/10.1000/x_1}", True),
        ("doi:10.1000/x_1", True),
        ("https://dx.doi.org/10.1000%2Fx_1?nosfx=y", True),
        ("https://doi.org/10.1000/x_1 https://a.org", False),
        ("https://doi.org/10.1000/x_1.pdf", False),
        ("https://a.org/10.1000/x_1", False),
    ],
)
def test_an_address_says_the_doi_again_if_it_says_nothing_else(url: str, same: bool) -> None:
    assert ("url-of-the-doi" in codes(f"doi = {{10.1000/x_1}}, url = {{{url}}}")) is same


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("dio = {10.1000/x}", [("misspelt-field", "dio")]),
        ("author = {Roe, Ann}, auhtor = {Poe, Ben}", [("misspelt-field", "auhtor")]),
        ("note = {A}, notes = {B}", []),
        ("author2 = {A}, isbn13 = {B}, tag = {C}", []),
    ],
)
def test_a_field_is_misspelt_if_it_is_near_to_one_that_is_not_there(
    fields: str, expected: list[tuple[str, str]]
) -> None:
    assert marked(f"{HEAD}{fields}}}") == expected


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        ("05.04.2019", "write '2019-04-05'"),
        ("May 2019", "write '2019-05'"),
        ("2019/05/04", "write '2019-05-04'"),
    ],
)
def test_a_date_that_biber_leaves_out_has_its_form_named(date: str, hint: str) -> None:
    [finding] = check_library(read_text(f"{HEAD}urldate = {{{date}}}}}"))
    assert (finding.code, finding.hint) == ("unreadable-date", hint)


@pytest.mark.parametrize(
    "date",
    [
        "2019",
        "2019-05-04",
        "2019/2020",
        "2019-05/..",
        "../2019",
        "199X",
        "1723~",
        "2019-21",
        "2019-05-04T12:00:00Z",
    ],
)
def test_a_date_of_biblatex_is_one(date: str) -> None:
    assert codes(f"date = {{{date}}}") == []


@pytest.mark.parametrize("title", ["Robotics (ICRA), IEEE Conference on}", "IEEE\n Symposium on."])
def test_a_title_that_ends_with_its_beginning_is_turned_round(title: str) -> None:
    title = "{" + title if title.endswith("}") else title
    assert codes(f"booktitle = {{{title}}}") == ["inverted-title"]
    assert codes(f"booktitle = {{{title.rstrip('.}')} Things{'}' * title.count('}')}}}") == []


def test_a_type_of_three_letters_has_its_nearest() -> None:
    [finding] = check_library(read_text("@bok{a, title = {T}}"))
    assert finding.hint == "did you mean '@book'?"


def test_entries_to_which_one_is_related_have_to_be_there() -> None:
    entries = (
        "@misc{a, title = {T}, related = {b, c}, xref = {d}}\n@misc{c, title = {U}, ids = {d}}"
    )
    assert marked(entries) == [("unknown-related", "b")]


def test_data_that_lead_back_to_themselves_are_a_circle() -> None:
    text = "@xdata{a, xdata = {b}}\n@xdata{b, xdata = {c}}\n@xdata{c, xdata = {b}}\n"
    assert places(text) == ["2:19 crossref-circle", "3:19 crossref-circle"]


def test_the_name_of_a_month_without_braces_is_to_be_its_macro() -> None:
    [finding] = check_library(read_text("@misc{a, year = 2020, month = January}"))
    assert (finding.code, finding.hint) == ("undefined-macro", "write jan")


@pytest.mark.parametrize(
    "definition", [r"\newcommand{\foo}{x}", r"\def\foo#1{x}", r"\providecommand*\foo{x}"]
)
def test_a_macro_that_the_preamble_defines_is_known(definition: str) -> None:
    preamble = f'@preamble{{ "{definition}" # "\\relax" }}\n'
    assert places(preamble + "@misc{a, title = {A \\foo{} B}}") == []
    assert places(preamble + "@misc{a, title = {A \\quux{} B}}") == ["2:21 unknown-latex-macro"]


def test_a_note_on_a_preprint_does_not_date_its_entry() -> None:
    of_2010 = r"note = {\url{http://arxiv.org/abs/1002.4392}}"
    assert codes(f"howpublished = {{[online]}}, year = 2007, {of_2010}") == []
    assert codes("eprint = {1002.4392}, archiveprefix = {arXiv}, year = {2007--2010}") == []


PIECES = (
    "\\", "&", "%", "#", "_", "$", "^", ";", ",", "{", "}", "<i>", "</i>", "&amp;", r"\&", "and", " and ", "others",
    " et al.", "$x$", "10.1000/x", "https://doi.org/", "1-9", "BERT", "Ü", "Ã¼", "\n", " ",
)  # fmt: skip
CONTENT = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@given(
    st.dictionaries(st.sampled_from(["title", "author", "doi", "url", "pages", "note"]), CONTENT)
)
@example({"title": "&}\n#"})
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

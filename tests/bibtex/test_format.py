"""One form for every file: idempotent, and nothing that the file says is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synbib.bibtex import Broken, Document
from synbib.bibtex.format import FormatOptions, format_document, meaning, says_the_same
from synbib.bibtex.format.values import names_of, title_case, without_braces


def fmt(text: str, **options: object) -> str:
    return format_document(Document.parse(text), FormatOptions(**options)).text  # type: ignore[arg-type]


def test_the_default_form() -> None:
    text = """\
@String(acl="Annual  Meeting")
% About the first.
@Article ( Key2024 ,
   TITLE = "A   long title of an article, which is long enough that its words have to go on a second line",
  Author={Doe, Jane
     and Roe, Richard and Miles, Margaret and A Society of {Authors and Editors} and One, Another},
  month = "January",
  year = 2024 , pages = "1-10", journal = acl # " of  All",
  URL = {https://example.org/a_very_long_path/that_is_never_broken/whatever_its_length_may_be/and_so_on.html}
)@Misc{b,
Title={B}} % after
"""
    assert (
        fmt(text)
        == """\
@string{acl = {Annual Meeting}}
% About the first.
@article{Key2024,
  author        = {Doe, Jane and Roe, Richard and Miles, Margaret and
                   A Society of {Authors and Editors} and One, Another},
  title         = {A long title of an article, which is long enough that its words have to go on a
                   second line},
  journal       = acl # { of All},
  pages         = {1--10},
  year          = {2024},
  month         = jan,
  url           = {https://example.org/a_very_long_path/that_is_never_broken/whatever_its_length_may_be/and_so_on.html},
}

@misc{b,
  title         = {B},
} % after
"""
    )


def test_our_own_store_has_this_form(refs_bib: Path) -> None:
    text = refs_bib.read_bytes().decode("utf-8")
    document = Document.parse(text)
    assert format_document(document).text == text
    assert format_document(document).warnings == ()


def body(text: str, **options: object) -> str:
    """The fields of the first entry, formatted without alignment."""
    return fmt(text, **{"align": 0, **options}).split(",\n", 1)[1].removesuffix("}\n")


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        ("x = 12", {}, "x = {12},"),
        ("x = 12", {"numeric": True}, "x = 12,"),
        ("x = {12}", {"numeric": True}, "x = 12,"),
        ('x = "12"', {"curly": False}, 'x = "12",'),
        ('x = "a {"} b"', {}, 'x = {a {"} b},'),
        ('x = "a "b" c"', {}, 'x = {a "b" c},'),
        ("x = ", {}, "x = {},"),
        ("x = m", {}, "x = m,"),
        ('x = "a " # m#" b"', {}, "x = {a } # m # { b},"),
        ("X = {a}", {}, "x = {a},"),
        ("X = {a}", {"lowercase": False}, "X = {a},"),
        ("x = { a \n\t b }", {}, "x = {a b},"),
        ("x = {a\\ }", {}, "x = {a\\ },"),
        ("url = { a  b }", {}, "url = { a  b },"),
        ("bdsk-url-1 = { a  b }", {}, "bdsk-url-1 = { a  b },"),
        (
            "abstract = {a\n\n b\r\n \r\nc\nd}",
            {},
            "abstract = {a\n\n              b\n\n              c d},",
        ),
        ("x = {a\n\nb}", {}, "x = {a b},"),
        ("x = {a}", {"trailing_commas": False}, "x = {a}"),
        # months and pages
        ("month = {Sept.}", {}, "month = sep,"),
        ("month = 07", {}, "month = jul,"),
        ("month = JAN", {}, "month = jan,"),
        ("month = {July 4}", {}, "month = {July 4},"),
        ("month = {4~} # jul", {}, "month = {4~} # jul,"),
        ("month = {May}", {"months": False}, "month = {May},"),
        ("pages = {1 - 10, 12–15, 7}", {}, "pages = {1--10, 12--15, 7},"),
        ("pages = {S1---S10}", {}, "pages = {S1--S10},"),
        ("pages = {2-1--2-10}", {}, "pages = {2-1--2-10},"),
        ("pages = {e12-a-b}", {}, "pages = {e12-a-b},"),
        ("pages = {1-10}", {"page_ranges": False}, "pages = {1-10},"),
        # what is asked for
        ("x = {{A} {B}}", {"strip_enclosing_braces": True}, "x = {{A} {B}},"),
        ("x = {{{A b}}}", {"strip_enclosing_braces": True}, "x = {A b},"),
        ("x = {{\\'E}}", {"strip_enclosing_braces": True}, "x = {{\\'E}},"),
        ("title = {A b}", {"enclosing_braces": ("title",)}, "title = {{A b}},"),
        ("title = {{A b}}", {"enclosing_braces": ("title",)}, "title = {{A b}},"),
        (
            "title = {{A} \\emph{b} {\\'e}}",
            {"remove_braces": ("title",)},
            "title = {A \\emph{b} {\\'e}},",
        ),
        (
            "title = {A TALE OF {TWO} CITIES II}",
            {"drop_all_caps": True},
            "title = {A Tale of {TWO} Cities II},",
        ),
        ("title = {NASA}", {"drop_all_caps": True}, "title = {NASA},"),
        (
            "url = {http://a.b/ü c\\_d%20}",
            {"encode_urls": True},
            "url = {http://a.b/%C3%BC%20c\\_d%20},",
        ),
        ("author = {A and B and C}", {"max_authors": 2}, "author = {A and B and others},"),
        ("author = {A and B and others}", {"max_authors": 2}, "author = {A and B and others},"),
        ("author = {A and {B and C}}", {"max_authors": 2}, "author = {A and {B and C}},"),
        ("x = {}, y = { }, z = {1}", {"remove_empty_fields": True}, "z = {1},"),
        ("x = {1}, y = {2}", {"omit": ("x",)}, "y = {2},"),
        # repeated fields
        ("x = {1}, x = {2}", {}, "x = {1},\n  x = {2},"),
        ('x = {1}, X = "1"', {}, "x = {1},"),
        ("x = {1}, x = {1}", {"remove_duplicate_fields": False}, "x = {1},\n  x = {1},"),
    ],
)
def test_a_value_by_the_rules(value: str, options: dict[str, object], expected: str) -> None:
    once = body(f"@misc{{k, {value}}}", **options)
    assert once == f"  {expected}\n"
    assert body(f"@misc{{k,\n{once}}}", **options) == once


def test_a_month_that_the_file_defines_itself_stays() -> None:
    text = "@string{jan = {Jänner}}\n\n@misc{k,\n  month         = {January},\n}\n"
    assert fmt(text) == text


def test_layout_options() -> None:
    text = "@misc{k, title = {A b c}, x = {1}}\n@misc{l}"
    assert fmt(text, space=4, align=8, wrap=20) == (
        "@misc{k,\n    title   = {A b\n               c},\n    x       = {1},\n}\n\n@misc{l,\n}\n"
    )
    assert fmt(text, tab=True, align=0, blank_lines=False) == (
        "@misc{k,\n\ttitle = {A b c},\n\tx = {1},\n}\n@misc{l,\n}\n"
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("key",), "b c a"),
        (("-key",), "c b a"),
        (("year",), "c b a"),
        (("-year",), "b c a"),
        (("author",), "c b a"),
        (("type", "-key"), "c b a"),
        (("nothing",), "c b a"),
        (("volume",), "b c a"),
    ],
)
def test_entries_are_sorted_and_those_that_others_inherit_from_come_last(
    order: tuple[str, ...], expected: str
) -> None:
    text = """\
% head

@comment{top}

% about c
@misc{c, author = {Zoe Adams}, year = 2001, volume = 10}
@book{a, author = {Ärnst}, year = 1990}
@string{m = {x}}
@misc{b, author = {Bea Bo}, year = 2020, volume = 9, crossref = {A}}

% foot
"""
    result = fmt(text, sort=order)
    assert " ".join(re.findall(r"^@(?:misc|book)\{(\w+)", result, re.MULTILINE)) == expected
    assert result.startswith("% head\n\n@comment{top}\n\n@string{m = {x}}\n\n")
    assert "% about c\n@misc{c" in result
    assert result.endswith("\n\n% foot\n")
    assert fmt(result, sort=order) == result


def test_a_file_with_errors_or_a_macro_that_changes_is_not_sorted() -> None:
    for text in (
        "@misc{b,\n}\n\n@misc{a,\n}\n\n@misc{c, x = {\n",
        "@string{m = {1}}\n\n@misc{b,\n  x             = m,\n}\n\n@string{m = {2}}\n\n@misc{a,\n}\n",
    ):
        formatted = format_document(Document.parse(text), FormatOptions(sort=("key",)))
        assert formatted.text == text
        assert any("not sorted" in warning.message for warning in formatted.warnings)


def test_fields_are_sorted_by_the_entrys_type_or_as_asked_or_not() -> None:
    text = "@{type}{{k, year = 1, editor = {{E}}, booktitle = {{B}}, title = {{T}}, zzz = {{z}}, groups = {{g}}, doi = {{d}}}}"

    def names(type: str, **options: object) -> list[str]:
        return re.findall(r"^  (\w+)", fmt(text.format(type=type), **options), re.MULTILINE)

    rest = ["year", "doi", "zzz", "groups"]
    assert names("inproceedings") == ["title", "booktitle", "editor", *rest]
    assert names("proceedings") == ["editor", "title", "booktitle", *rest]
    assert names("misc", sort_fields=("doi", "zzz"))[:3] == ["doi", "zzz", "editor"]
    unsorted = ["year", "editor", "booktitle", "title", "zzz", "groups", "doi"]
    assert names("misc", sort_fields=None) == unsorted


def test_comments_inside_an_entry_stay_with_their_fields() -> None:
    text = """\
@misc{k, % the key
  % about the year
  year = 1, % this year
  title = {T} % no comma
  , , author = {A}
  % the end
}
"""
    assert (
        fmt(text)
        == """\
@misc{k, % the key
  author        = {A},
  title         = {T}, % no comma
  % about the year
  year          = {1}, % this year
  % the end
}
"""
    )
    assert "% this year" in fmt(text, omit=("year",))
    assert "%" not in fmt(text, strip_comments=True)


def test_comments_between_a_name_and_its_value_go_above_the_field() -> None:
    text = """\
@string{m = % the macro
  {M}}

@misc(k, title % one
  = % "two
  ",%", year = 1)
"""
    assert (
        fmt(text)
        == """\
@string{m = % the macro
  {M}}

@misc{k,
  % one
  % "two
  title         = {,%},
  year          = {1},
}
"""
    )


def test_what_cannot_be_read_for_certain_is_kept_with_a_warning() -> None:
    for kept in (
        "@misc{k, x = {a} b, Y = 2}",
        "@misc{ title = {no key}}",
        "% @misc{k, X = 1}",
        "@misc{k, x = {open}\n  y = {\n",
    ):
        formatted = format_document(Document.parse(f"@misc{{a}}\n{kept}\n\n@misc{{b}}\n"))
        assert f"\n{kept.rstrip()}\n" in formatted.text
        assert formatted.text.startswith("@misc{a,\n}\n\n")
        assert formatted.text.endswith("@misc{b,\n}\n")
        assert [w.code for w in formatted.warnings] == ["not-formatted"]
        assert "kept as it is" in formatted.warnings[0].message


@pytest.mark.parametrize(
    "kept",
    ["@String{a = {A}, b = {B}}", '@string{a = b = "B"}', "@string{a = {A} # }", "@STRING{}"],
)
def test_a_definition_in_which_something_else_stands_is_kept(kept: str) -> None:
    assert fmt(f"{kept}\n") == f"{kept}\n"


def test_free_text_keeps_its_lines_and_jabrefs_metadata_its_bytes() -> None:
    text = "one \n\n\n two\n@Comment{jabref-meta: x:\n  y ;\n\n}\n@comment{x}\n\nthree"
    assert fmt(text) == (
        "one\n\n two\n@Comment{jabref-meta: x:\n  y ;\n\n}\n@comment{x}\n\nthree\n"
    )
    assert fmt(text, tidy_comments=False).startswith("one \n\n\n two\n")
    assert fmt(text, strip_comments=True) == "@Comment{jabref-meta: x:\n  y ;\n\n}\n"


def test_what_is_told_to_synbib_above_an_entry_moves_with_it_and_is_no_comment_to_leave_out() -> (
    None
):
    text = """\
% about b
% synbib: ignore late-macro
@misc{b,
}

% synbib: ignore duplicate b
@misc{a,
}
"""
    assert fmt(text) == text
    assert (
        fmt(text, sort=("key",))
        == """\
% synbib: ignore duplicate b
@misc{a,
}

% about b
% synbib: ignore late-macro
@misc{b,
}
"""
    )
    assert fmt(text, strip_comments=True) == text.replace("% about b\n", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_endings_stay(newline: str) -> None:
    text = "\ufeff% x\n\n\n@misc{k, abstract = {a\n\nb}}\n"
    expected = "\ufeff% x\n\n@misc{k,\n  abstract      = {a\n\n                   b},\n}\n"
    assert fmt(text.replace("\n", newline)) == expected.replace("\n", newline)


def test_an_empty_file_stays_empty() -> None:
    assert fmt("") == fmt("\n \n") == ""
    assert fmt("\ufeff") == "\ufeff"


def test_characters_are_escaped_by_the_given_encoder_but_not_in_verbatim_fields() -> None:
    document = Document.parse("@misc{k, title = {é}, url = {é}}")
    formatted = format_document(
        document, FormatOptions(escape=True, align=0), lambda text: text.replace("é", "\\'e")
    )
    assert formatted.text == "@misc{k,\n  title = {\\'e},\n  url = {é},\n}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{A}} $x_{1}$", "A $x_{1}$"),
        (r"\frac{a}{b} {C}", r"\frac{a}{b} C"),
        (r"{\"o} {O}", r"{\"o} O"),
        (r"\emph{a {B} c} {d}", r"\emph{a {B} c} d"),
        (r"\{ {a} \}", r"\{ a \}"),
    ],
)
def test_braces_are_taken_out_but_for_those_of_macros(text: str, expected: str) -> None:
    assert without_braces(text) == expected
    assert without_braces(expected) == expected


def test_names_are_divided_outside_braces_only() -> None:
    assert names_of("A and {B and C} AND D\n and  E") == ["A", "{B and C}", "D", "E"]
    assert (
        title_case("ON THE ORIGIN OF SPECIES: THE TRUTH") == "On the Origin of Species: the Truth"
    )


# --- for every file -------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "a",
        "B",
        "{c}",
        "{D",
        "e}",
        "\\o",
        "\\",
        '"q"',
        "%",
        "#",
        "@x{y}",
        "and",
        ",",
        "=",
        '{\\"u}',
        "12",
        "Jan\xa0x",
        "é",
        "\n\n",
        "longer-word-here",
    ]
)
VALUES = st.one_of(
    st.lists(WORDS, max_size=30).map(lambda words: f"{{{' '.join(words)}}}"),
    st.sampled_from(['"a b"', '" a"', "12", "jan", 'm # " x"', '"{"}"', '"a "b" c"', "", "{1-2}"]),
)
SPACE = st.sampled_from(["", " ", "\n", "\r\n", "\t", " % c\n", ",", "\n\n"])
NAMES = st.sampled_from(
    ["title", "author", "year", "URL", "month", "pages", "abstract", "x", "crossref", "Note"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    pieces = []
    for number in range(draw(st.integers(0, 5))):
        kind = draw(
            st.sampled_from(["entry", "entry", "entry", "string", "comment", "text", "broken"])
        )
        if kind == "entry":
            fields = ",".join(
                f"{draw(SPACE)}{draw(NAMES)} ={draw(st.sampled_from(['', ' ', chr(10)]))}{draw(VALUES)}{draw(SPACE)}"
                for _ in range(draw(st.integers(0, 5)))
            )
            opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
            pieces.append(f"@Misc{opening}k{number},{fields}{draw(SPACE)}{closing}")
        elif kind == "string":
            pieces.append(
                draw(st.sampled_from(['@string{m = "a  b"}', "@STRING(m={ x})", "@string{}"]))
            )
        elif kind == "comment":
            pieces.append("@comment{jabref-meta: a;\n\n b;}")
        elif kind == "text":
            pieces.append(
                draw(st.sampled_from(["% c", "text  ", "% @misc{z, x = 1}", ", }", "\n\n % d"]))
            )
        else:
            pieces.append(
                draw(
                    st.sampled_from(
                        ["@misc{open, x = {", "@misc{u, x = {1}\n", "@misc", "@misc{k x y}"]
                    )
                )
            )
        pieces.append(draw(st.sampled_from(["\n", "\n\n", "\n\n\n", " ", "", "\r\n", "\r"])))
    return "".join(pieces)


OPTIONS = [
    FormatOptions(),
    FormatOptions(sort=("-year", "author"), blank_lines=False),
    FormatOptions(wrap=40, tab=True, align=0, curly=False, tidy_comments=False, sort_fields=None),
    FormatOptions(
        numeric=True,
        strip_enclosing_braces=True,
        enclosing_braces=("title",),
        remove_braces=("abstract", "title"),
        drop_all_caps=True,
        encode_urls=True,
        remove_empty_fields=True,
        max_authors=2,
        sort=("key",),
    ),
]


def in_one_form(text: str, options: FormatOptions) -> tuple[Document, Document]:
    """Return a text before and after formatting, which must say the same, and stay so when it is formatted again."""
    before = Document.parse(text)
    formatted = format_document(before, options).text
    after = Document.parse(formatted)
    assert format_document(after, options).text == formatted
    assert says_the_same(before, after, options)
    return before, after


@given(files(), st.sampled_from(OPTIONS))
@example("@misc{k0,}% @misc{z, x = 1}\n", OPTIONS[0])
def test_formatting_again_changes_nothing_and_nothing_is_lost(
    text: str, options: FormatOptions
) -> None:
    in_one_form(text, options)


# Each ends with something broken, or has it in the middle, that reads differently on other lines.
BROKEN = [
    "\n@a{\r@",
    "\r@misc{k, x = {\n#",
    "@t(}\n)",
    '@misc{k, n="""',
    "\ufeff\n@misc{",
    "@misc{e={\n@misc{a}}\n\x0c@misc{b,",
    "@misc{e={\n@misc{a}}\n{",
    "=@misc{,\ni",
    "@misc{,{},\r@comment{\n@",
    "\n\ufeff",
    "\n\ufeff@comment{",
]


@pytest.mark.parametrize("options", [*OPTIONS, FormatOptions(strip_comments=True)])
@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_has_one_form_too_and_what_is_broken_stays(
    text: str, options: FormatOptions
) -> None:
    before, after = in_one_form(text, options)
    assert broken(after) == broken(before)


def broken(document: Document) -> list[str]:
    return [b.source.rstrip() for b in document.blocks if isinstance(b, Broken)]


def test_a_file_in_which_a_blank_line_decides_what_is_broken_is_kept_whole() -> None:
    formatted = format_document(
        Document.parse("@misc{e={\n@misc{a}}\n\x0c@misc{b,", "refs.bib"), FormatOptions()
    )
    assert formatted.text == "@misc{e={\n@misc{a}}\n\x0c@misc{b,"
    assert list(map(str, formatted.warnings)) == [
        "refs.bib:1:1: the file is kept as it is: something in it would be read in another way; "
        "mend what synbib check reports"
    ]


def test_a_key_that_can_stand_in_parentheses_only_is_kept_there() -> None:
    formatted = format_document(Document.parse("@misc(a}, X = 1)\n@misc(b,X=1)\n"))
    assert formatted.text == "@misc(a}, X = 1)\n\n@misc{b,\n  x             = {1},\n}\n"
    assert [warning.message for warning in formatted.warnings] == [
        "kept as it is: the key 'a}' can stand in parentheses only"
    ]


def test_no_free_text_is_left_out_of_a_file_with_errors() -> None:
    text = "% c\n@misc{k, x = {1}\nand more}\n"
    formatted = format_document(Document.parse(text), FormatOptions(strip_comments=True))
    assert formatted.text == text
    assert "comments are not left out: the file has errors" in [
        warning.message for warning in formatted.warnings
    ]


@pytest.mark.slow
@pytest.mark.parametrize("options", OPTIONS)
def test_real_files_have_one_form_that_says_the_same(shared: Path, options: FormatOptions) -> None:
    seen = 0
    for path in sorted((shared / "bib").rglob("*.bib")):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        seen += 1
        before = Document.parse(text, path.name)
        formatted = format_document(before, options).text
        after = Document.parse(formatted, path.name)
        assert format_document(after, options).text == formatted, path
        assert says_the_same(before, after, options), path
        if options == FormatOptions():
            assert meaning(before) == meaning(after), path
            assert comments(before) == comments(after), path
    assert seen > 300


def comments(document: Document) -> Counter[str]:
    """The comments inside entries that are read."""
    found = [
        document.text[problem.at :].splitlines()[0].rstrip()
        for problem in (p for entry in document.entries for p in entry.problems)
        if problem.code == "comment-in-entry"
    ]
    return Counter(found)


@pytest.mark.parametrize(
    "field", ["url", "urlraw", "bdsk-url", "bdsk-url-1", "local-url", "code", "project", "website"]
)
def test_a_field_that_is_a_url_is_percent_encoded(field: str) -> None:
    value = f"{field} = {{https://e.org/ü}}"
    expected = f"{field} = {{https://e.org/%C3%BC}},"
    assert " ".join(body(f"@misc{{k, {value}}}", encode_urls=True).split()) == expected


def test_of_two_empty_fields_one_is_left_however_they_are_written() -> None:
    options = FormatOptions(remove_duplicate_fields=True)
    once = format_document(Document.parse("@Misc{k,title ={},title =}\n"), options).text
    assert once.count("title") == 1
    assert format_document(Document.parse(once), options).text == once

from __future__ import annotations

import pytest

from synbib.bibtex import MONTH_MACROS, Document, expand
from synbib.library import read_text


@pytest.mark.parametrize(
    ("value", "expected", "unknown"),
    [
        ("{a {b} c}", "a {b} c", ()),
        ('"a {"} b"', 'a {"} b', ()),
        ('jun # "~5"', "June~5", ()),
        ("12", "12", ()),
        ("12 # {--} # 13", "12--13", ()),
        ("acl # { 2020}", "acl 2020", ("acl",)),
        ("{a # b}", "a # b", ()),
        ("{{{{{{{{deep}}}}}}}} # {!}", "{{{{{{{deep}}}}}}}!", ()),
        ("{unclosed", "unclosed", ()),
        ("", "", ()),
    ],
)
def test_values_are_expanded(value: str, expected: str, unknown: tuple[str, ...]) -> None:
    assert expand(value, MONTH_MACROS) == (expected, unknown)


def titles(text: str) -> dict[str, str]:
    return {key: entry.fields["title"] for key, entry in read_text(text).items()}


def messages(text: str) -> list[str]:
    return [str(diagnostic) for diagnostic in read_text(text, "a.bib").diagnostics]


def test_a_macro_may_use_those_before_it_and_capitals_do_not_count() -> None:
    text = '@string{A = "x"} @string{b = a # "y"} @misc{k, title = B # { z}}'
    assert titles(text) == {"k": "xy z"}
    assert messages(text) == []


def test_a_block_may_define_several_macros() -> None:
    assert titles('@string{a = "x", b = a # "y"} @misc{k, title = b}') == {"k": "xy"}


def test_of_two_definitions_the_later_counts_from_there_on() -> None:
    text = '@string{a="1"}@misc{k, title=a}\n@string{a="2"}@misc{l, title=a}'
    assert titles(text) == {"k": "1", "l": "2"}
    assert messages(text) == [
        "a.bib:2:9: the @string 'a' is defined again; entries from here on have the new value; "
        "give one of them another name"
    ]


def test_a_macro_defined_further_down_is_taken_with_a_warning() -> None:
    text = '@misc{k, title=a}\n@string{a="1"}'
    assert titles(text) == {"k": "1"}
    assert messages(text) == [
        "a.bib:1:16: the @string 'a' is defined only further down, where BibTeX does not see it; move it up"
    ]


def test_months_are_defined_until_the_file_defines_them_itself() -> None:
    text = '@misc{k, title=jan}@string{jan="Jänner"}@misc{l, title=jan}'
    assert titles(text) == {"k": "January", "l": "Jänner"}
    assert messages(text) == []


def test_what_is_not_defined_stands_for_itself() -> None:
    text = "@misc{k, title = nope # { x}}"
    assert titles(text) == {"k": "nope x"}
    assert messages(text) == [
        "a.bib:1:18: 'nope' is not an @string of this file and stands for itself; define it, or write {nope}"
    ]


def test_a_macro_that_uses_itself_is_not_defined_yet() -> None:
    assert titles('@string{a = a # "x"}@misc{k, title=a}') == {"k": "ax"}
    assert len(messages('@string{a = a # "x"}@misc{k, title=a}')) == 1


def test_an_unprotected_quote_inside_a_value_is_kept() -> None:
    document = Document.parse('@misc{k, title = "a "b" c",\n year=1}')
    assert titles(document.text) == {"k": 'a "b" c'}

r"""Functions of strings; what each gives is what the program `bibtex` printed. Beyond ASCII a character is a byte."""

import pytest

from synbib.bst.octets import octets, text_of
from synbib.bst.strings import (
    add_period,
    change_case,
    purify,
    substring,
    text_length,
    text_prefix,
    width,
)


@pytest.mark.parametrize(
    ("text", "mode", "changed"),
    [
        (
            r"{\i} {\ss } {\aa b} {\O} {\'E} {\foo Bar}",
            "u",
            r"{I} {SS} {\AA B} {\O} {\'E} {\foo BAR}",
        ),
        (
            r"{\i} {\ss } {\aa b} {\O} {\'E} {\foo Bar}",
            "l",
            r"{\i} {\ss } {\aa b} {\o} {\'e} {\foo bar}",
        ),
        (r"A{\'E} B: {\'E}C D:{X}", "t", r"A{\'e} b: {\'E}c d:{X}"),
        ("A: B:  C: {D}E", "t", "A: B:  C: {D}e"),
        ("{A} B", "t", "{A} b"),
        (r"{\'E}A", "t", r"{\'E}a"),
        (r"A {{\'E}} B", "l", r"a {{\'E}} b"),
        ("É Ö", "l", "É Ö"),
        ("a}B{c", "u", "A}B{c"),
    ],
)
def test_the_case_of_letters_outside_braces_changes(text: str, mode: str, changed: str) -> None:
    assert text_of(change_case(octets(text), mode)) == changed


@pytest.mark.parametrize(
    ("text", "purified"),
    [
        (r"éab-c~d.e{\'e}{\oe}{\OE x}{\foo\bar baz}{é}", "éab c deeoeOExbazé"),
        (r"The {\TeX book \noop}: a+b", "The book ab"),
        (r"{\ss}{\aa}{\AA}{\l}{\O}", "ssaAlO"),
        (r"{a{\'e}}", "ae"),
        ("", ""),
    ],
)
def test_of_a_purified_text_letters_digits_and_blanks_are_left(text: str, purified: str) -> None:
    assert text_of(purify(octets(text))) == purified


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("é", 0),
        (r"{ab}{\'e}", 2500),
        (r"{\ae b}{\'{e}}", 1722),
        (r"{\'\{}}", 500),  # a brace after a backslash opens nothing; the last one is set
        ("a|W", 500 + 1000 + 1028),
    ],
)
def test_a_text_is_as_wide_as_in_cmr10(text: str, wide: int) -> None:
    assert width(octets(text)) == wide


@pytest.mark.parametrize(
    ("text", "length"), [("é", 2), (r"{ab}{\'e}", 3), ("a}b{", 2), (r"{\x{y}", 1), (r"{{\x}}", 2)]
)
def test_a_length_is_in_bytes_and_without_braces(text: str, length: int) -> None:
    assert text_length(octets(text)) == length


@pytest.mark.parametrize(
    ("text", "length", "prefix"),
    [
        (r"{ab}{\'e}", 2, "{ab}"),
        (r"{ab}{\'e}c", 3, r"{ab}{\'e}"),
        ("{abc", 2, "{ab}"),
        ("abc", 0, ""),
        ("abc", 9, "abc"),
    ],
)
def test_a_prefix_closes_the_braces_that_it_opens(text: str, length: int, prefix: str) -> None:
    assert text_prefix(text, length) == prefix


@pytest.mark.parametrize(
    ("start", "length", "part"),
    [
        (1, 3, "abc"),
        (2, 99, "bcdef"),
        (7, 1, ""),
        (0, 3, ""),
        (-1, 2, "ef"),
        (-2, 7, "abcde"),
        (-7, 1, ""),
        (1, -1, ""),
    ],
)
def test_a_part_is_counted_from_either_end(start: int, length: int, part: str) -> None:
    assert substring("abcdef", start, length) == part


@pytest.mark.parametrize(
    ("text", "ended"),
    [("a", "a."), ("a?}}", "a?}}"), ("a}}", "a}}."), ("}}", "}}."), ("", ""), ("a!", "a!")],
)
def test_a_full_stop_is_added_where_none_is_before_the_last_braces(text: str, ended: str) -> None:
    assert add_period(text) == ended

"""Names taken apart and put together; what each gives is what the program `bibtex` printed."""

from collections.abc import Callable

import pytest

from synbib.bst.names import format_name, split_names
from synbib.bst.octets import octets, text_of

WHOLE = "{ff}|{vv}|{ll}|{jj}"


@pytest.mark.parametrize(
    ("names", "split"),
    [
        ("A. Doe and B. Roe", ["A. Doe ", " B. Roe"]),
        ("A AND {B and C} and others", ["A ", " {B and C} ", " others"]),
        ("X and and Y", ["X ", " ", " Y"]),
        ("Anderson and", ["Anderson and"]),
        ("", []),
    ],
)
def test_names_stand_between_and_outside_braces(names: str, split: list[str]) -> None:
    assert list(split_names(names)) == split


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Donald E. Knuth", "Donald~E.||Knuth|"),
        ("Charles de la Vall{\\'e}e Poussin", "Charles|de~la|Vall{\\'e}e~Poussin|"),
        ("de la Cruz, Jr., Ana Maria", "Ana~Maria|de~la|Cruz|Jr."),
        ("Hung-yi Lee", "Hung|yi|Lee|"),
        ("A-b B C D-E F", "A|b|B~C D-E~F|"),
        ("Ming Chang-Lee", "Ming||Chang-Lee|"),
        ("{Barnes and Noble}", "||{Barnes and Noble}|"),
        ("Éva {\\'e}t Doe", "|Éva~{\\'e}t|Doe|"),  # the first letter with a case is a small one
        ("Doe, John,", "John||Doe|"),
        ("", "|||"),
    ],
)
def test_a_name_has_its_parts_by_commas_and_small_letters(name: str, parts: str) -> None:
    text, problems = format_name(octets(name), WHOLE)
    assert (text_of(text), problems) == (parts, ())


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("Jean-Pierre van Hansen", "{f.~}{vv~}{ll}{, jj}", "J.-P. van Hansen"),
        ("Jean-Pierre Hansen", "{ll}{, f{.}.}", "Hansen, J.P."),
        ("Di Zhang", "{ff~}{ll}", "Di~Zhang"),
        ("Ana Zhang", "{ff~}{ll}", "Ana Zhang"),
        ("Di Zhang", "{ff~~}{ll}", "Di~Zhang"),
        ("F. Phidias Phony-Baloney", "{v{}}{l{}}", "PB"),
        ("{A} B C D E F", "{ff}", "{A} B C D~E"),  # here braces count as characters
        ("{\\'E}mile Zola", "{f. }{ll}", "{\\'E}. Zola"),
        ("John Doe", "{ll}{{, }ff{!}}", "Doe{, }John"),
    ],
)
def test_a_format_abbreviates_and_ties(name: str, form: str, text: str) -> None:
    assert format_name(name, form) == (text, ())


@pytest.mark.parametrize(
    ("form", "text", "problem"),
    [
        (
            "{fl}{ll}",
            "Doe",
            "the format of names '{fl}{ll}' has wrong letters outside its inner braces",
        ),
        ("{xx}!", "!", "the format of names '{xx}!' has wrong letters outside its inner braces"),
        ("{ll}}", "Doe", "the braces of the format of names '{ll}}' are not balanced"),
        ("{ll}{ff", "Doe", "the braces of the format of names '{ll}{ff' are not balanced"),
    ],
)
def test_a_wrong_part_of_a_format_is_left_out(form: str, text: str, problem: str) -> None:
    assert format_name("John Doe", form) == (text, (problem,))


@pytest.mark.parametrize("part", ["{ff~}{l}", "{v}", "}", "{xx}", "{}", "~", "{f~}"])
def test_a_long_format_takes_time_in_proportion_to_its_length(
    part: str, grows_in_proportion: Callable[[Callable[[int], object], int], bool]
) -> None:
    assert grows_in_proportion(lambda count: format_name("Ada Lovelace", part * count), 20_000)


def test_what_is_wrong_with_a_format_is_said_once_and_in_short() -> None:
    assert format_name("Ada Lovelace", "é}{xx}".encode().decode("latin-1") * 1000)[1] == (
        "the braces of the format of names '" + "é}{xx}" * 9 + "é}{xx…' are not balanced",
        "the format of names '"
        + "é}{xx}" * 9
        + "é}{xx…' has wrong letters outside its inner braces",
    )

"""The parts of records that all sources have."""

from typing import Any

import pytest

from synbib.formats.parts import (
    date,
    doi,
    edition,
    inverted,
    isbn,
    iso,
    iso_date,
    issn,
    langid,
    language,
    link,
    organization,
    pages,
    people,
    person,
    publisher,
    spoken,
    standard_numbers,
    told_edition,
)
from synbib.incoming import OTHERS, Date, Person


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("van der Berg", "Jan"), "van der Berg, Jan"),
        (("Beethoven", "Ludwig van"), "van Beethoven, Ludwig"),
        (("Smith Jr.", "John"), "Smith, Jr., John"),
        (("Smith", "John", "III"), "Smith, III, John"),
        (("With", "Peter", "", "de"), "de With, Peter"),
        (("Ehtisham-ul-Haq",), "Ehtisham-ul-Haq"),
        (("", "Plato"), "Plato"),
        (("Doe, PhD", "J."), "Doe, J."),
    ],
)
def test_a_name_in_parts_is_put_together_as_bibtex_has_it(parts: Any, name: str) -> None:
    assert person(*parts) == Person(name)


def test_who_is_written_for_is_a_group_of_its_own() -> None:
    group = Person("ABC Investigators", whole=True)
    assert person("ABC Investigators", "on behalf of the") == group
    assert organization("for the ABC Investigators") == group


def test_particles_of_names_in_capitals_get_small_letters() -> None:
    shouted = [person("VAN DER BERG", "JAN"), person("DE LA CRUZ", "J.")]
    assert [each.name for each in people(shouted)] == ["van der Berg, Jan", "de la Cruz, J."]


def test_one_word_in_capitals_is_an_acronym() -> None:
    assert people([organization("NASA")]) == (Person("NASA"),)


@pytest.mark.parametrize(
    ("given", "number"),
    [("3rd ed.", "3"), (2, "2"), ("2nd edition", "2"), ("1", ""), ("1st ed", ""), ("Revised", "Revised"), (None, "")],
)  # fmt: skip
def test_an_edition_is_its_number_and_the_first_is_none(given: Any, number: str) -> None:
    assert edition(given) == number


def test_a_publisher_has_no_acronym_after_it_and_no_capitals_throughout() -> None:
    assert publisher("Public Library of Science (PLoS)") == "Public Library of Science"
    assert publisher("OXFORD UNIVERSITY PRESS") == "Oxford University Press"
    assert publisher("IOP PUBLISHING") == "IOP PUBLISHING"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Peter H. N. de With", Person("Peter H. N. de With")),
        ("Doe, Jane", Person("Doe, Jane")),
        ("Martin Luther King Jr.", Person("King, Jr., Martin Luther")),
        ("B. C. Roe, Jr.", Person("Roe, Jr., B. C.")),
        ("King, Jr., Martin Luther", Person("King, Jr., Martin Luther")),
        ("ATLAS Collaboration", Person("ATLAS Collaboration", whole=True)),
        ("et al.", OTHERS),
        ("", None),
    ],
)
def test_a_name_as_it_is_spoken_is_read(name: str, expected: Person | None) -> None:
    assert spoken(name) == expected


def test_an_organization_is_never_taken_apart() -> None:
    assert organization("Smith, Jones & Co") == Person("Smith, Jones & Co", whole=True)
    assert organization("CERN") == Person("CERN")
    assert organization("(Particle Data Group)") == Person("Particle Data Group", whole=True)


def test_names_in_capitals_get_small_letters_where_all_are() -> None:
    shouted = [person("MCDONALD", "J. R."), person("MÜLLER-LÜDENSCHEID", "E"), OTHERS]
    assert people(shouted) == (Person("McDonald, J. R."), Person("Müller-Lüdenscheid, E"), OTHERS)
    mixed = [
        person("LI", "X."),
        person("Wu", "Y."),
        person("CHANG", "MING-WEI"),
        person("DUPONT", "JP"),
    ]
    assert people(mixed) == (
        Person("LI, X."),
        Person("Wu, Y."),
        Person("Chang, Ming-Wei"),
        Person("Dupont, JP"),
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("1-11",), "1–11"),
        (("60-60",), "60"),
        (("443", "447"), "443–447"),
        (("pp. 3--5",), "3–5"),
        (("26:1-26:4",), "26:1–26:4"),
        (("S-12",), "S-12"),
        (("i-xii",), "i–xii"),
        (("n/a-n/a",), ""),
        (("no-no",), ""),
        (("-",), ""),
        (("e45-e49",), "e45–e49"),
        (("117701",), "117701"),
        ((None,), ""),
    ],
)
def test_pages_are_a_range_or_one_page(given: Any, expected: str) -> None:
    assert pages(*given) == expected


def test_dates_are_as_much_as_can_be() -> None:
    assert date(2018, 3, 13) == Date(2018, 3, 13)
    assert date("2018", "13", "1") == Date(2018)
    assert date(None, 3) == date("n.d.") == date(10**9) == Date()
    assert iso_date("2020-02-29T12:00:00Z") == Date(2020, 2, 29)
    assert iso_date("2019/2020") == Date(2019)
    assert iso_date("soon") == Date()


def test_numbers_and_addresses_are_taken_only_if_they_are_such() -> None:
    assert isbn(["", "http://id.crossref.org/isbn/9783642331909", "0"]) == "9783642331909"
    assert issn(["none", "0031900X"]) == "0031-900X"
    assert [langid(each) for each in ("de", "en-GB", "pt-br", "jpn", "xx")] == ["ngerman", "", "brazilian", "japanese", ""]  # fmt: skip
    assert doi("https://doi.org/10.1000/Abc/pdf") == "10.1000/Abc/pdf"
    assert doi("10.1000/{abc") == doi("n/a") == ""
    assert link("javascript:alert(1)") == ""
    assert link("https://example.org/a b") == "https://example.org/ab"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1532-1827 (Electronic)\r0007-0920 (Linking)", {"issn": "1532-1827, 0007-0920"}),
        ("0801486394 (pbk.); 978-0-08-044212-9", {"isbn": "0801486394, 978-0-08-044212-9"}),
        ("978-0-08-044212-9 1234567x", {"isbn": "978-0-08-044212-9", "issn": "1234-567X"}),
        ("1234-5678 1234-5678", {"issn": "1234-5678"}),
        ("TR-12", {}),
    ],
)
def test_numbers_of_books_and_serials_are_told_apart(text: str, numbers: dict[str, str]) -> None:
    assert standard_numbers(text) == numbers


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ("German", {"langid": "ngerman"}),
        ("ger", {"langid": "ngerman"}),
        ("spanish", {"langid": "spanish"}),
        ("es-MX", {"langid": "mexican"}),
        ("English", {"langid": "english"}),
        ("en-US", {"langid": "american"}),
        ("Klingon", {"language": "Klingon"}),
        ("", {}),
    ],
)
def test_a_language_that_is_told_has_a_field(told: str, fields: dict[str, str]) -> None:
    assert language(told) == fields


@pytest.mark.parametrize(
    ("name", "somebody"),
    [
        ("Doe, Jane, Jr.", Person("Doe, Jr., Jane")),
        ("van Doe, Jane", Person("van Doe, Jane")),
        ("Sleep Group,", Person("Sleep Group", whole=True)),
        ("University of California,, Berkeley", Person("University of California, Berkeley", whole=True)),
        ("Jane Doe", Person("Jane Doe")),
    ],
)  # fmt: skip
def test_a_name_is_read_as_managers_sort_it(name: str, somebody: Person) -> None:
    assert inverted(name) == somebody


def test_the_first_edition_is_one_where_somebody_tells_it() -> None:
    assert [told_edition(each) for each in ("1st ed.", "2nd ed.", "")] == ["1", "2", ""]


def test_a_date_is_written_as_far_as_it_is_told() -> None:
    assert [iso(each) for each in (Date(2020, 3, 7), Date(2020, 3), Date())] == ["2020-03-07", "2020-03", ""]  # fmt: skip

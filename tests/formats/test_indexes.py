"""What indexes of literature write in a way of their own: names, dates and pages."""

import pytest

from synbib.formats.indexes import date, indexed, place, signed, with_periods
from synbib.incoming import OTHERS, Person


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("LoPresti PJ", "LoPresti, P. J."),
        ("Hambrick GW Jr", "Hambrick, Jr, G. W."),
        ("Tsuji T.", "Tsuji, T."),
        ("Smith, J.A.", "Smith, J. A."),
        ("van der Berg J-P", "van der Berg, J.-P."),
        ("Martial Sankar", "Martial Sankar"),
    ],
)
def test_initials_after_a_family_name_are_the_given_names(written: str, name: str) -> None:
    assert indexed(written) == Person(name)


def test_a_group_in_an_index_is_an_organization() -> None:
    assert indexed("ASTRO-CM Team") == Person("ASTRO-CM Team", whole=True)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Paul E. Alexander, PhD", "Paul E. Alexander"),
        ("William Makis, MD, FRCPC", "William Makis"),
        ("Казаков Михаил Анатольевич", "Казаков, Михаил Анатольевич"),
        ("Smith, John, Jr.", "Smith, Jr., John"),
        ("Smith, Jr., John", "Smith, Jr., John"),
        ("., S. N. Agbo", "S. N. Agbo"),
    ],
)
def test_a_name_is_kept_without_what_is_not_of_it(written: str, name: str) -> None:
    assert signed(written) == Person(name)


def test_dots_in_the_place_of_a_name_stand_for_others() -> None:
    assert signed(". . .") == OTHERS
    assert signed("") is None


@pytest.mark.parametrize(
    ("given", "dotted"),
    [("Paul M", "Paul M."), ("GW", "G. W."), ("J-P", "J.-P."), ("Li", "Li"), ("T. C.", "T. C.")],
)
def test_each_initial_gets_a_period(given: str, dotted: str) -> None:
    assert with_periods(given) == dotted


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("1965 Aug", 1965, 8),
        ("2020 Jul 24", 2020, 7),
        ("March 5, 2024", 2024, 3),
        ("5 March 2024", 2024, 3),
        ("2014-02-11T00:00:00Z", 2014, 2),
        ("1971-10-00", 1971, 10),
        ("2018 Apr-Jun", 2018, None),
        ("1998 Dec-1999 Jan", 1998, None),
        ("2008 Winter", 2008, None),
        ("soon", None, None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(
    written: str, year: int | None, month: int | None
) -> None:
    assert date(written) == (year, month, None)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("188-91", "", {"pages": "188–191"}),
        ("5795-813", "", {"pages": "5795–5813"}),
        ("S1-12", "", {"pages": "S1–S12"}),
        ("123A-7A", "", {"pages": "123A–127A"}),
        ("2832", "2841", {"pages": "2832–2841"}),
        ("145 - 145", "", {"pages": "145"}),
        ("e01567", "e01567", {"eid": "e01567"}),
        ("010201", "", {"eid": "010201"}),
        ("101372", "", {"eid": "101372"}),
        ("xii", "", {"pages": "xii"}),
        ("", "", {}),
    ],
)
def test_the_last_page_is_written_in_full_and_a_number_of_an_article_told_from_a_page(
    first: str, last: str, field: dict[str, str]
) -> None:
    assert place(first, last) == field


def test_what_is_one_number_is_an_articles_where_there_is_no_print() -> None:
    assert place("103", electronic=True) == {"eid": "103"}
    assert place("103") == {"pages": "103"}

"""An entry on its way out: what a writer takes, and what is lost."""

import pytest

from synbib.formats.outgoing import KEY, Loss, Outgoing, inverted
from synbib.incoming import Date
from synbib.library import Entry, read_text

ENTRY = r"""
@article{doe,
  author = {Jane van Doe and {The Group}},
  title = {On {\emph{E. coli}} \& Others},
  journal = {Journal of Things},
  year = 2021, month = may,
  doi = {10.1000/a_b},
  code = {https://e.org/x},
}
"""


def outgoing() -> Outgoing:
    return of_a_format_with_keys_and_types(read_text(ENTRY)["doe"])


def of_a_format_with_keys_and_types(entry: Entry) -> Outgoing:
    work = Outgoing(entry)
    work.key()
    work.becomes(entry.type)
    return work


@pytest.mark.parametrize(
    ("kind", "became", "lost"),
    [
        ("online", "misc", "entry type (online becomes misc)"),
        ("online", "", "entry type (online)"),
        ("mastersthesis", "phdthesis", "entry type (mastersthesis becomes phdthesis)"),
        # By another name it is the same.
        ("conference", "inproceedings", ""),
        ("thesis", "phdthesis", ""),
    ],
)
def test_a_type_that_is_read_as_another_is_lost(kind: str, became: str, lost: str) -> None:
    work = Outgoing(Entry(kind, "", {}))
    work.becomes(became)
    assert "".join(map(str, work.losses())) == lost


def test_a_key_is_lost_where_nobody_asks_for_it_or_nobody_reads_it() -> None:
    work = Outgoing(Entry("misc", "2020doe", {}))
    work.becomes("misc")
    assert list(work.losses()) == [Loss("2020doe", KEY)]
    assert work.key(str.isalpha) == "2020doe"
    assert list(work.losses()) == [Loss("2020doe", KEY)]
    assert work.key() == "2020doe"
    assert list(work.losses()) == []


def test_what_nobody_asks_for_is_lost() -> None:
    work = outgoing()
    assert work.text("journaltitle") == "Journal of Things"
    assert work.people("author") == [
        {"family": "Doe", "given": "Jane", "non-dropping-particle": "van"},
        {"literal": "The Group"},
    ]
    assert [str(loss) for loss in work.losses()] == ["title", "year", "month", "doi", "code"]


def test_a_date_takes_the_fields_of_its_parts() -> None:
    work = outgoing()
    assert work.date() == Date(2021, 5)
    assert [loss.field for loss in work.losses()] == ["author", "title", "journal", "doi", "code"]


def test_plain_text_loses_formatting() -> None:
    work = outgoing()
    assert work.text("title") == "On E. coli & Others"
    assert Loss("doe", "title", "its formatting") in list(work.losses())


def test_an_address_and_an_identifier_are_no_latex() -> None:
    assert outgoing().text("doi") == "10.1000/a_b"


def test_what_is_left_can_be_kept_as_text() -> None:
    work = outgoing()
    work.take("author", "title", "journal", "year", "month")
    assert work.left == {"doi": "10.1000/a_b", "code": "https://e.org/x"}
    work.take(*work.left)
    assert list(work.losses()) == []


def test_keywords_stand_between_commas_that_no_braces_protect() -> None:
    work = of_a_format_with_keys_and_types(
        Entry("misc", "a", {"keywords": "sleep; {Aged, 80 and over}, {DNA}-chip, "})
    )
    assert work.keywords() == ["sleep", "Aged, 80 and over", "DNA-chip"]
    assert list(work.losses()) == []


def test_a_range_of_dates_loses_its_end_where_a_format_has_one_date() -> None:
    work = of_a_format_with_keys_and_types(Entry("misc", "a", {"date": "2020-05/2021"}))
    assert work.one_date() == Date(2020, 5)
    assert list(work.losses()) == [Loss("a", "date", "the end of the range")]


def test_a_name_is_sorted_by_the_family() -> None:
    people = Outgoing(
        Entry("misc", "a", {"author": "van Doe, Jr., Jane and {The Group} and {A, B} and others"})
    ).people("author")
    assert [inverted(each) for each in people] == [
        "van Doe, Jane, Jr.",
        "The Group,",
        "A,, B",
        "et al.",
    ]

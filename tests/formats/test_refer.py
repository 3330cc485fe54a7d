"""Refer, BibIX and EndNote's tagged format: records, and the whole entry of each; entries, and the whole record."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read
from synbib.formats.data import FormatError
from synbib.formats.formats import format_of, write
from synbib.formats.outgoing import Loss
from synbib.library import read_text


def entries(text: str) -> list[dict[str, str]]:
    return [
        {"@": work.entry().type, **work.entry().fields}
        for work in read(text.encode(), "refer", "x")
    ]


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            "%0 Journal Article\n%A Doe, Jane\n%A Roe, R.\n%T On balloons\n%J Journal of Things\n%V 12\n%N 3\n"
            "%P 188-91\n%D 2013\n%8 April 18, 2013\n%R 10.1000/b.1\n%@ 1234-5679\n%U https://e.org/b\n%[ 2019-03-28\n"
            "%G fre\n%K balloons; flight\n%X Of balloons.\nAnd flight.\n%Z Read it.\n%F doe2013\n%+ Rome\n%! Balloons\n",
            {"@": "article", "author": "Doe, Jane and Roe, R.", "title": "On balloons", "journal": "Journal of Things",
             "volume": "12", "number": "3", "pages": "188--191", "year": "2013", "month": "apr", "day": "18",
             "doi": "10.1000/b.1", "issn": "1234-5679", "url": "https://e.org/b", "urldate": "2019-03-28",
             "langid": "french", "keywords": "balloons, flight", "abstract": "Of balloons. And flight.",
             "annotation": "Read it.", "shorttitle": "Balloons"},
        ),
        (
            "%0 Book Section\n%A Doe, J.\n%T One\n%B The Book\n%E Roe, R.\n%Y Poe, E.\n%? Lee, A.\n%S Studies\n%I Press\n"
            "%C Rome\n%7 2nd\n%& 3\n%6 4\n%P 1-20\n%D 2000",
            {"@": "incollection", "author": "Doe, J.", "editor": "Roe, R.", "editora": "Poe, E.",
             "translator": "Lee, A.", "title": "One", "booktitle": "The Book", "series": "Studies", "publisher": "Press",
             "address": "Rome", "edition": "2", "chapter": "3", "volumes": "4", "pages": "1--20", "year": "2000"},
        ),
        (
            "%0 Book\n%A Doe, J.\n%T The Book\n%E Roe, R.\n%Y Lee, A.\n%B Studies\n%P 173 s.\n%L 6H 12\n%= 20151125\n",
            {"@": "book", "author": "Doe, J.", "editor": "Roe, R.", "translator": "Lee, A.", "title": "The Book",
             "series": "Studies", "pagetotal": "173", "library": "6H 12"},
        ),
        (
            "%0 Conference Proceedings\n%T One\n%B Conference on Things\n",
            {"@": "inproceedings", "title": "One", "booktitle": "Conference on Things"},
        ),
        (
            "%0 Thesis\n%T One\n%9 Masters thesis\n%I University of Rome\n",
            {"@": "mastersthesis", "title": "One", "school": "University of Rome"},
        ),
        ("%0 Thesis\n%T One\n%J Ph.D. Thesis\n", {"@": "phdthesis", "title": "One"}),
        ("%0 Podcast\n%T One\n", {"@": "audio", "title": "One"}),
        ("%0 Television Episode\n%T One\n", {"@": "movie", "title": "One"}),
        ("%0 Social Media\n%T One\n", {"@": "online", "title": "One"}),
        ("%0 Web Page\n%T One\n%U http://e.org\n", {"@": "online", "title": "One", "url": "http://e.org"}),
        ("%0 Magazine Article\n%T One\n%J M\n", {"@": "article", "title": "One", "journal": "M", "entrysubtype": "magazine"}),
        ("%0 Miscellaneous\n%T One\n%= eprint: ascl:1706.009\n",
         {"@": "misc", "title": "One", "eprint": "1706.009", "eprinttype": "ascl"}),
        # Without a type, as Unix' refer has it.
        (
            "%A Brian W. Kernighan\n%T One\n%J Software\n%O in press\n",
            {"@": "article", "author": "Brian W. Kernighan", "title": "One", "journal": "Software",
             "annotation": "in press"},
        ),
        ("%T One\n%R CSTR 12\n%I Bell Labs\n",
         {"@": "techreport", "title": "One", "institution": "Bell Labs", "number": "CSTR 12"}),
        ("%T One\n%R 10.1000/b.1\n%I Press\n", {"@": "book", "title": "One", "publisher": "Press", "doi": "10.1000/b.1"}),
        ("%0 Film or Broadcast\n%T One\n%A Roe, R.\n%? Poe, E.\n",
         {"@": "movie", "title": "One", "director": "Roe, R.", "performer": "Poe, E."}),
        ("%T One\n%R CSTR 12\n", {"@": "techreport", "title": "One", "number": "CSTR 12"}),
        ("%T One\n%B The Book\n", {"@": "incollection", "title": "One", "booktitle": "The Book"}),
        ("%T One\n%B A Journal\n%V 1\n%N 2\n", {"@": "article", "title": "One", "journal": "A Journal", "volume": "1", "number": "2"}),
    ],
)  # fmt: skip
def test_a_record_becomes_an_entry(record: str, entry: dict[str, str]) -> None:
    assert format_of(record.encode()) == "refer"
    assert entries(record) == [entry]


def test_records_are_told_apart_by_blank_lines_and_by_their_type() -> None:
    text = (
        "%T One\n%X First.\n\nSecond.\n%V 1\n\n\n%A Doe, J.\n%0 Book\n%T Two\n%0 Book\n%T Three\n"
    )
    assert entries(text) == [
        {"@": "misc", "title": "One", "abstract": "First. Second.", "volume": "1"},
        {"@": "book", "author": "Doe, J.", "title": "Two"},
        {"@": "book", "title": "Three"},
    ]


def test_a_comment_of_tex_is_not_a_record() -> None:
    assert format_of(b"%A comment of TeX\n\\documentclass{article}\n\\begin{document}\n") is None
    assert format_of(b"%A Doe, Jane") == "refer"
    assert format_of(b"%A Doe, Jane\n%T A title\nof two lines\n") == "refer"


def test_a_percent_sign_in_a_text_is_not_a_tag() -> None:
    assert entries("%T One\n%X Some\n%, of all\n50 % of\n%of\n")[0]["abstract"] == (
        r"Some \%, of all 50 \% of \%of"
    )


def test_what_is_not_known_is_told() -> None:
    notes: list[Diagnostic] = []
    works = read(b"%0 Xxx\n%T One\n%J J\n\n%0 Book\n", "refer", "x.enw", notes.append)
    assert [work.entry().type for work in works] == ["article"]
    assert list(map(str, notes)) == [
        "x.enw:1: the type 'Xxx' is not known; the other tags tell it",
        "x.enw:5: a record that says nothing of a work; it is left out",
    ]
    with pytest.raises(
        FormatError, match=r"^x:1:1: not Refer, of which a record begins with '%0 '"
    ):
        read(b"Hello.\n", "refer", "x")


STORE = r"""
@inproceedings{doe,
  author = {van Doe, Jr., Jane and {The Balloon Group}}, editor = {Roe, R.},
  title = {On Balloons}, booktitle = {Proceedings of Things}, series = {Studies},
  volume = 12, pages = {188--191}, date = {2013-04-18},
  isbn = {978-0-306-40615-7}, issn = {1234-5679}, doi = {10.1000/b.1}, url = {https://e.org/a_b},
  keywords = {balloons, flight}, publisher = {Press}, address = {Rome}, eventtitle = {Things 2013},
}
"""

RECORD = """\
%0 Conference Proceedings
%F doe
%T On Balloons
%A van Doe, Jane, Jr.
%A The Balloon Group,
%E Roe, R.
%B Proceedings of Things
%S Studies
%D 2013
%8 April 18, 2013
%V 12
%P 188-191
%I Press
%C Rome
%@ 978-0-306-40615-7
%@ 1234-5679
%R 10.1000/b.1
%U https://e.org/a_b
%K balloons
%K flight
%Z event-title: Things 2013

"""


def test_an_entry_becomes_a_record_and_comes_back() -> None:
    losses: list[Loss] = []
    assert b"".join(write(read_text(STORE).values(), "refer", losses.append)).decode() == RECORD
    assert losses == []
    assert entries(RECORD) == [
        {
            "@": "inproceedings",
            "author": "van Doe, Jr., Jane and {The Balloon Group}",
            "editor": "Roe, R.",
            "title": "On Balloons",
            "booktitle": "Proceedings of Things",
            "series": "Studies",
            "volume": "12",
            "pages": "188--191",
            "year": "2013",
            "month": "apr",
            "day": "18",
            "isbn": "978-0-306-40615-7",
            "issn": "1234-5679",
            "doi": "10.1000/b.1",
            "url": "https://e.org/a_b",
            "keywords": "balloons, flight",
            "publisher": "Press",
            "address": "Rome",
            "eventtitle": "Things 2013",
        }
    ]

"""Scopus: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "ar": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "ar", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "cp-proc": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "Proceedings of CatConf", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "cp", "prism:aggregationType": "Conference Proceeding", "prism:isbn": [{"@_fa": "true", "$": "9783319245737"}]},
        {"": "inproceedings", "author": "Lovelace, A. and others", "title": "Cats", "booktitle": "Proceedings of CatConf", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "isbn": "9783319245737", "issn": "1234-5679"},
    ),
    "cp-series": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "Lecture Notes in Computer Science", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "cp", "prism:aggregationType": "Book Series"},
        {"": "inproceedings", "author": "Lovelace, A. and others", "title": "Cats", "series": "Lecture Notes in Computer Science", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "cp-journal": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "Procedia Computer Science", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "cp", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "Procedia Computer Science", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "bk": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "bk", "prism:aggregationType": "Book", "prism:isbn": "[9783319245737, 9783319245744]"},
        {"": "book", "author": "Lovelace, A. and others", "title": "Cats", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "isbn": "9783319245737"},
    ),
    "ch": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "Big Book", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "ch", "prism:aggregationType": "Book"},
        {"": "incollection", "author": "Lovelace, A. and others", "title": "Cats", "booktitle": "Big Book", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "re": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "re", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "er": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "er", "prism:aggregationType": "Journal", "article-number": "e123"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "eid": "e123", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "tb": (
        {"dc:title": "RETRACTED: Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "tb", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679", "note": "Retracted"},
    ),
    "le": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "le", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "ed": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "ed", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "rp": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "rp", "prism:aggregationType": "Report"},
        {"": "techreport", "author": "Lovelace, A. and others", "title": "Cats", "number": "2", "series": "J. Cats", "volume": "3", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "dp": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "dp", "prism:aggregationType": "Journal"},
        {"": "article", "author": "Lovelace, A. and others", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "authors": (
        {"dc:title": "Cats", "dc:creator": "Lovelace A.", "prism:publicationName": "J. Cats", "prism:issn": "12345679", "prism:volume": "3", "prism:issueIdentifier": "2", "prism:pageRange": "1-9", "prism:coverDate": "2020-05-04", "prism:coverDisplayDate": "4 May 2020", "prism:doi": "10.1000/x", "subtype": "ar", "prism:aggregationType": "Journal", "author": [{"authname": "Lovelace A.", "surname": "Lovelace", "given-name": "Ada", "initials": "A."}, {"authname": "van der Berg J.", "surname": "van der Berg", "given-name": "J.", "initials": "J."}]},
        {"": "article", "author": "Lovelace, Ada and van der Berg, J.", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "abstract": (
        {"abstracts-retrieval-response": {"coredata": {"dc:title": "Cats", "subtype": "ar", "prism:publicationName": "J", "prism:coverDate": "2020-05-01", "prism:doi": "10.1/x", "prism:startingPage": "1", "prism:endingPage": "9", "dc:publisher": "E"}, "authors": {"author": [{"ce:surname": "Lovelace", "ce:given-name": "Ada", "ce:initials": "A."}]}, "language": {"@xml:lang": "ger"}}},
        [
            {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "pages": "1--9", "year": "2020", "month": "may", "langid": "ngerman"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"search-results": {"entry": [record]}}
    assert entries("scopus", answer) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("scopus", answer) == found

"""Unpaywall: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "journal-article": (
        {"genre": "journal-article", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "proceedings-article": (
        {"genre": "proceedings-article", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "book-chapter": (
        {"genre": "book-chapter", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "book": (
        {"genre": "book", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "book", "author": "Lovelace, Ada", "title": "Cats", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "monograph": (
        {"genre": "monograph", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "book", "author": "Lovelace, Ada", "title": "Cats", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "posted-content": (
        {"genre": "posted-content", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "report": (
        {"genre": "report", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Cats", "institution": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "dissertation": (
        {"genre": "dissertation", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Cats", "school": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "dataset": (
        {"genre": "dataset", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "dataset", "author": "Lovelace, Ada", "title": "Cats", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "reference-entry": (
        {"genre": "reference-entry", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "standard": (
        {"genre": "standard", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "standard", "author": "Lovelace, Ada", "title": "Cats", "organization": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "peer-review": (
        {"genre": "peer-review", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "component": (
        {"genre": "component", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "other": (
        {"genre": "other", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "journal-issue": (
        {"genre": "journal-issue", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "book-section": (
        {"genre": "book-section", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "report-series": (
        {"genre": "report-series", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "none": (
        {"genre": None, "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "howpublished": "J", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "caps-pub": (
        {"genre": "journal-article", "title": "CATS <i>X</i> &amp; Y", "z_authors": None, "published_date": None, "year": 2020, "publisher": "Public Library of Science (PLoS)", "journal_name": "J", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "article", "title": "Cats \\textit{x} \\& y", "journal": "J", "year": "2020", "publisher": "Public Library of Science", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "org": (
        {"genre": "journal-article", "title": "Cats", "z_authors": [{"name": "The CONSORT Group"}, {"family": "Plato"}], "published_date": "2020-01-01", "year": 2020, "publisher": "P", "journal_name": "J", "journal_issn_l": "1234-5679", "best_oa_location": {"url": "https://x", "url_for_pdf": "https://x/a.pdf"}, "doi": "10.1000/x"},
        {"": "article", "author": "{The CONSORT Group} and Plato", "title": "Cats", "journal": "J", "year": "2020", "month": "jan", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679", "pdf": "https://x/a.pdf"},
    ),
    "book-same": (
        {"genre": "book-chapter", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "P", "journal_name": "Lecture Notes in Computer Science", "journal_issn_l": "1234-5679", "doi": "10.1000/x"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "Cats", "series": "Lecture Notes in Computer Science", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "arxiv": (
        {"doi": "10.48550/arxiv.2001.00001", "genre": "posted-content", "title": "Cats", "z_authors": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "published_date": "2020-05-04", "year": 2020, "publisher": "Cornell University", "journal_name": "arXiv (Cornell University)", "journal_issn_l": "1234-5679"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "year": "2020", "month": "may", "doi": "10.48550/arxiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("unpaywall", record) == [entry]

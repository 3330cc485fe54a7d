"""Fatcat: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "article-journal": (
        {"title": "Cats", "release_type": "article-journal", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "container": {"name": "J. Cats", "issnl": "1234-5679", "publisher": "Elsevier"}, "release_date": "2020-05-04", "release_year": 2020, "volume": "3", "issue": "2", "pages": "1-9", "publisher": "P", "language": "en", "ident": "abc", "ext_ids": {"doi": "10.1000/x"}},
        {"": "article", "author": "Lovelace, Ada and J. von Neumann", "editor": "Jane Doe", "title": "Cats", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "paper-conference": (
        {"title": "Cats", "release_type": "paper-conference", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "container": {"name": "J. Cats", "issnl": "1234-5679", "publisher": "Elsevier"}, "release_date": "2020-05-04", "release_year": 2020, "volume": "3", "issue": "2", "pages": "1-9", "publisher": "P", "language": "en", "ident": "abc", "ext_ids": {"doi": "10.1000/x"}},
        {"": "inproceedings", "author": "Lovelace, Ada and J. von Neumann", "title": "Cats", "booktitle": "J. Cats", "editor": "Jane Doe", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "chapter": (
        {"title": "Cats", "release_type": "chapter", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "container": {"name": "J. Cats", "issnl": "1234-5679", "publisher": "Elsevier"}, "release_date": "2020-05-04", "release_year": 2020, "volume": "3", "issue": "2", "pages": "1-9", "publisher": "P", "language": "en", "ident": "abc", "ext_ids": {"doi": "10.1000/x"}},
        {"": "incollection", "author": "Lovelace, Ada and J. von Neumann", "title": "Cats", "booktitle": "J. Cats", "editor": "Jane Doe", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "publisher": "P", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "post-weblog": (
        {"title": "Cats", "release_type": "post-weblog", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "container": {"name": "J. Cats", "issnl": "1234-5679", "publisher": "Elsevier"}, "release_date": "2020-05-04", "release_year": 2020, "volume": "3", "issue": "2", "pages": "1-9", "publisher": "P", "language": "en", "ident": "abc", "ext_ids": {"doi": "10.1000/x"}},
        {"": "online", "author": "Lovelace, Ada and J. von Neumann", "editor": "Jane Doe", "title": "Cats", "howpublished": "J. Cats", "publisher": "P", "volume": "3", "number": "2", "year": "2020", "month": "may", "pages": "1--9", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "arxiv": (
        {"title": "Cats", "release_type": "article", "release_stage": "submitted", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "ext_ids": {"arxiv": "2001.00001v2"}, "release_year": 2020, "version": "v2", "ident": "abc"},
        {"": "misc", "author": "Lovelace, Ada and J. von Neumann", "editor": "Jane Doe", "title": "Cats", "year": "2020", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "retracted": (
        {"title": "Cats", "release_type": "article-journal", "withdrawn_status": "retracted", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "J. von Neumann", "role": "author"}, {"index": None, "raw_name": "Jane Doe", "role": "editor"}], "container": {"name": "J"}, "release_year": 2020, "original_title": "Katzen", "subtitle": "a long story", "ident": "abc", "ext_ids": {"doi": "10.1000/x"}},
        {"": "article", "author": "Lovelace, Ada and J. von Neumann", "editor": "Jane Doe", "title": "Cats: a long story", "journal": "J", "year": "2020", "doi": "10.1000/x", "note": "Retracted"},
    ),
    "article-without-container": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "Cats", "release_type": "article-journal", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "release_year": 2020},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "year": "2020", "doi": "10.1000/x"},
    ),
    "extra-container-name": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "Cats", "release_type": "article-journal", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "release_year": 2020, "extra": {"container_name": "Journal of Cats"}},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "Journal of Cats", "year": "2020", "doi": "10.1000/x"},
    ),
    "pmid-and-pmcid": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x", "pmid": "123", "pmcid": "PMC456"}, "title": "Cats", "release_type": "letter", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "container": {"name": "The Lancet", "issnl": "0140-6736"}, "release_year": 2020},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "The Lancet", "year": "2020", "doi": "10.1000/x", "issn": "0140-6736", "pmid": "123", "pmcid": "PMC456"},
    ),
    "thesis": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "On Cats", "release_type": "thesis", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "publisher": "University of Oslo", "release_date": "2019-11-01", "language": "no"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On Cats", "school": "University of Oslo", "year": "2019", "month": "nov", "doi": "10.1000/x", "langid": "norsk"},
    ),
    "report": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "Counting Cats", "release_type": "report", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "publisher": "RAND Corporation", "number": "RR-12", "release_year": 2001},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Counting Cats", "institution": "RAND Corporation", "number": "RR-12", "year": "2001", "doi": "10.1000/x"},
    ),
    "book": (
        {"ident": "abc", "ext_ids": {"isbn13": "978-3-319-24573-7"}, "title": "The Book of Cats", "release_type": "book", "contribs": [{"index": 0, "raw_name": "Doe, Jane", "role": "editor"}], "publisher": "Springer", "release_year": 2015},
        {"": "book", "editor": "Doe, Jane", "title": "The Book of Cats", "publisher": "Springer", "year": "2015", "isbn": "978-3-319-24573-7", "url": "https://fatcat.wiki/release/abc"},
    ),
    "standard": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "Sizes of Cats", "release_type": "standard", "contribs": [], "publisher": "ISO", "release_year": 1999},
        {"": "standard", "title": "Sizes of Cats", "organization": "ISO", "year": "1999", "doi": "10.1000/x"},
    ),
    "group-among-authors": (
        {"ident": "abc", "ext_ids": {"doi": "10.1000/x"}, "title": "Cats", "release_type": "article-journal", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}, {"index": 1, "raw_name": "The CAT Consortium", "role": "author"}], "container": {"name": "Journal of Cats"}, "release_year": 2020},
        {"": "article", "author": "Lovelace, Ada and {The CAT Consortium}", "title": "Cats", "journal": "Journal of Cats", "year": "2020", "doi": "10.1000/x"},
    ),
    "withdrawn": (
        {"ident": "abc", "ext_ids": {"arxiv": "2001.00002v3"}, "title": "Cats", "release_type": "article", "withdrawn_status": "withdrawn", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "release_year": 2020},
        {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "year": "2020", "eprint": "2001.00002", "archiveprefix": "arXiv", "note": "Withdrawn"},
    ),
    "no-identifier": (
        {"ident": "abc", "ext_ids": {}, "title": "Cats", "release_type": "article-newspaper", "contribs": [{"index": 0, "raw_name": "Ada Lovelace", "given_name": "Ada", "surname": "Lovelace", "role": "author"}], "container": {"name": "The Times"}, "release_date": "1931-02-03"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "The Times", "year": "1931", "month": "feb", "url": "https://fatcat.wiki/release/abc"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("fatcat", record) == [entry]

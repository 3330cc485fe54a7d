"""Zenodo: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "article": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Cats", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-05-04", "resource_type": {"type": "publication", "subtype": "article"}, "journal": {"title": "J. Cats", "volume": "1", "issue": "2", "pages": "3-4"}, "doi": "10.5281/zenodo.123", "imprint": {"publisher": "P"}}},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J. Cats", "volume": "1", "number": "2", "pages": "3--4", "year": "2020", "month": "may", "doi": "10.5281/zenodo.123"},
    ),
    "new-api": (
        {"id": "123", "doi": None, "metadata": {"title": "Cats", "creators": [{"person_or_org": {"type": "personal", "name": "Lovelace, Ada", "given_name": "Ada", "family_name": "Lovelace"}}, {"person_or_org": {"type": "organizational", "name": "Ad Hoc"}}], "publication_date": "2020-05-04", "resource_type": {"id": "publication-article", "title": {"en": "Journal article"}}, "publisher": "Zenodo", "languages": [{"id": "deu"}], "contributors": [{"person_or_org": {"name": "Doe, J"}, "role": {"id": "editor"}}]}, "pids": {"doi": {"identifier": "10.5281/zenodo.123"}}},
        {"": "misc", "author": "Lovelace, Ada and {Ad Hoc}", "editor": "Doe, J", "title": "Cats", "howpublished": "Zenodo", "year": "2020", "month": "may", "doi": "10.5281/zenodo.123", "langid": "ngerman"},
    ),
    "new-api-cf": (
        {"id": "123", "doi": None, "metadata": {"title": "Cats", "creators": [{"person_or_org": {"type": "personal", "name": "Lovelace, Ada"}}], "publication_date": "2020-05-04", "resource_type": {"id": "publication-article"}, "publisher": "Zenodo"}, "pids": {"doi": {"identifier": "10.5281/zenodo.123"}}, "custom_fields": {"journal:journal": {"title": "J. Cats", "volume": "1", "issue": "2", "pages": "3-4"}, "imprint:imprint": {"title": "Book", "isbn": "9783319245737", "place": "Berlin"}, "thesis:thesis": {"university": "ETH"}, "meeting:meeting": {"title": "CatConf", "place": "Rome"}}},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J. Cats", "volume": "1", "number": "2", "pages": "3--4", "year": "2020", "month": "may", "doi": "10.5281/zenodo.123"},
    ),
    "thesis": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Cats", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020", "resource_type": {"type": "publication", "subtype": "thesis"}, "thesis": {"university": "MIT", "supervisors": []}}},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Cats", "school": "MIT", "year": "2020", "doi": "10.5281/zenodo.123"},
    ),
    "section": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Cats", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020", "resource_type": {"type": "publication", "subtype": "section"}, "imprint": {"publisher": "LangSci", "isbn": "9783319245737", "place": "Berlin"}, "part_of": {"title": "The Book", "pages": "1-20"}, "contributors": [{"name": "Doe, J", "type": "Editor"}]}},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "The Book", "editor": "Doe, J", "year": "2020", "pages": "1--20", "publisher": "LangSci", "address": "Berlin", "doi": "10.5281/zenodo.123", "isbn": "9783319245737"},
    ),
    "book": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Cats", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020", "resource_type": {"type": "publication", "subtype": "book"}, "imprint": {"publisher": "LangSci", "isbn": "978-3-319-24573-7", "place": "Berlin"}}},
        {"": "book", "author": "Lovelace, Ada", "title": "Cats", "publisher": "LangSci", "address": "Berlin", "year": "2020", "doi": "10.5281/zenodo.123", "isbn": "978-3-319-24573-7"},
    ),
    "conf": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Cats", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02", "resource_type": {"type": "publication", "subtype": "conferencepaper"}, "meeting": {"title": "CatConf 2020", "acronym": "CC", "place": "Rome", "dates": "x"}}},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "CatConf 2020", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "software": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "a/b: v1", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "software"}, "version": "v1", "related_identifiers": [{"identifier": "https://github.com/a/b/tree/v1", "relation": "isSupplementTo"}]}},
        {"": "software", "author": "Lovelace, Ada", "title": "a/b: v1", "version": "v1", "publisher": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123", "code": "https://github.com/a/b/tree/v1"},
    ),
    "dataset": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Data <i>x</i>", "creators": [{"name": "NASA"}], "publication_date": "2020-02-01", "resource_type": {"type": "dataset"}, "version": "1"}},
        {"": "dataset", "author": "NASA", "title": "Data \\textit{x}", "version": "1", "publisher": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "image": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Fig", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "image", "subtype": "figure"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Fig", "howpublished": "Image", "publisher": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "video": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Vid", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "video"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Vid", "howpublished": "Video", "publisher": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "other": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Vid", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "other"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Vid", "howpublished": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "proposal": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Vid", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "proposal"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Vid", "howpublished": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "preprint-arxiv": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Vid", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "preprint"}, "related_identifiers": [{"identifier": "arXiv:2001.00001", "relation": "isIdenticalTo", "scheme": "arxiv"}, {"identifier": "10.1000/p", "relation": "isPreprintOf"}]}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Vid", "howpublished": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "foreign-doi": (
        {"id": 123, "doi": "10.1000/real", "metadata": {"title": "Vid", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "workingpaper"}}},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Vid", "institution": "Zenodo", "year": "2020", "month": "feb", "doi": "10.1000/real"},
    ),
    "report": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Rep", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "report"}}},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Rep", "institution": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "annot": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Rep", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "annotationcollection"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Rep", "howpublished": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "peerreview": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Rep", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "publication", "subtype": "peerreview"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Rep", "howpublished": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
    "poster": (
        {"id": 123, "doi": "10.5281/zenodo.123", "metadata": {"title": "Rep", "creators": [{"name": "Lovelace, Ada", "affiliation": "X", "orcid": "0"}], "publication_date": "2020-02-01", "resource_type": {"type": "poster"}}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Rep", "howpublished": "Poster", "publisher": "Zenodo", "year": "2020", "month": "feb", "doi": "10.5281/zenodo.123"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("zenodo", record) == [entry]

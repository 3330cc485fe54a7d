"""Records in which every text is hostile, and records of which any part is something else than it should be."""

import copy
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from harmless import EVIL, LINK, check

from synbib.formats.data import FormatError
from synbib.lookup import read_answer

# A record of each service with all that is read of it.
SAMPLES: dict[str, Any] = {
    "ads": {"response": {"docs": [{"bibcode": "2013A&A...552A.143S", "doctype": "inbook", "title": ["T"], "author": ["A, B"], "editor": ["C, D"], "pub": "P", "pub_raw": "P. Dordrecht: K, 2003., p.1-2", "volume": "1", "page": ["1"], "doi": ["10.1000/x"], "identifier": ["arXiv:1302.6362"], "pubdate": "2013-04-00", "isbn": ["9780553804577"]}]}},
    "biorxiv": {"collection": [{"doi": "10.1101/1", "title": "T", "authors": "A, B.; C, D.", "date": "2020-01-02", "version": "1", "type": "new results", "published": "10.1000/x", "server": "bioRxiv"}]},
    "citeseerx": {"paper": {"id": "7", "title": "T", "authors": ["A B"], "venue": "V", "year": "1989", "source": "https://example.org/x.pdf"}},
    "europepmc": {"resultList": {"result": [{"source": "MED", "pmid": "1", "pmcid": "PMC1", "doi": "10.1000/x", "title": "T.", "authorList": {"author": [{"firstName": "A", "lastName": "B"}, {"collectiveName": "G"}]}, "journalInfo": {"volume": "1", "issue": "2", "dateOfPublication": "2020 Jan", "journal": {"title": "J", "isoabbreviation": "J", "issn": "1234-5679"}}, "pageInfo": "1-2", "language": "ger", "pubTypeList": {"pubType": ["x"]}}]}},
    "fatcat": {"title": "T", "subtitle": "a b", "release_type": "chapter", "publisher": "P", "volume": "1", "issue": "2", "pages": "1-2", "language": "pt", "version": "v", "release_date": "2011-09-09", "contribs": [{"index": 0, "raw_name": "A B", "role": "author"}], "container": {"name": "C", "issnl": "1234-5679"}, "ext_ids": {"doi": "10.1000/x", "arxiv": "1302.6362", "isbn13": "9780553804577", "pmid": "1", "pmcid": "PMC1"}},
    "google-books": {"items": [{"id": "a", "volumeInfo": {"title": "T", "subtitle": "S", "authors": ["A B"], "publisher": "P", "publishedDate": "2005-11", "industryIdentifiers": [{"type": "ISBN_13", "identifier": "9780553804577"}], "pageCount": 7, "language": "de"}}]},
    "hal": {"response": {"docs": [{"docType_s": "ART", "title_s": ["T"], "subTitle_s": ["S"], "authFullName_s": ["A B"], "journalTitle_s": "J", "volume_s": "1", "issue_s": ["2"], "page_s": "1-2", "doiId_s": "10.1000/x", "producedDate_s": "2014", "language_s": ["fr"], "uri_s": "https://hal.science/1", "fileMain_s": "https://hal.science/1.pdf"}]}},
    "inspire": {"hits": {"hits": [{"metadata": {"document_type": ["article"], "titles": [{"title": "T $x$", "subtitle": "S"}], "authors": [{"full_name": "A, B", "inspire_roles": ["author"]}], "collaborations": [{"value": "C"}], "dois": [{"value": "10.1000/x"}], "publication_info": [{"journal_title": "Phys.Rev.D", "journal_volume": "1", "journal_issue": "2", "artid": "3", "year": 2018}], "arxiv_eprints": [{"value": "1805.00001", "categories": ["hep-ex"]}], "imprints": [{"publisher": "P", "place": "Q", "date": "2018-01"}]}}]}},
    "openalex": {"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/x", "title": "T", "type": "article", "publication_date": "2020-05-01", "language": "de", "biblio": {"volume": "1", "issue": "2", "first_page": "3", "last_page": "4"}, "authorships": [{"raw_author_name": "A. B", "author": {"display_name": "Al B"}, "institutions": [{"display_name": "U"}]}], "primary_location": {"landing_page_url": "https://example.org", "source": {"display_name": "J", "type": "journal", "issn_l": "1234-5679", "host_organization_name": "P"}}, "locations": [{"landing_page_url": "http://arxiv.org/abs/1905.00001"}], "best_oa_location": {"pdf_url": "https://example.org/x.pdf"}},
    "openlibrary": {"ISBN:1": {"title": "T", "subtitle": "S", "authors": [{"name": "A B"}], "publishers": [{"name": "P"}], "publish_places": [{"name": "Q"}], "publish_date": "1988", "by_statement": "by A B", "edition_name": "2nd ed.", "identifiers": {"isbn_13": ["9780140328721"]}, "key": "/books/OL1M"}},
    "openreview": {"notes": [{"id": "AbC", "forum": "AbC", "content": {"title": {"value": "T"}, "authors": {"value": ["A B"]}, "venue": {"value": "ICLR 2024 poster"}, "venueid": {"value": "ICLR.cc/2024/Conference"}, "pdf": {"value": "https://example.org/x.pdf"}, "code": {"value": "https://example.org/c"}, "_bibtex": {"value": "@inproceedings{k, title={T}, booktitle={B}, year={2024}}"}}}]},
    "pubmed": {"result": {"uids": ["1"], "1": {"uid": "1", "pubdate": "1965 Aug", "source": "J", "authors": [{"name": "A BC", "authtype": "Author"}], "title": "T.", "volume": "1", "issue": "2", "pages": "188-91", "lang": ["ger"], "issn": "0003-987X", "pubtype": ["x"], "articleids": [{"idtype": "doi", "value": "10.1000/x"}], "fulljournalname": "J K", "booktitle": "B"}}},
    "rogue-scholar": {"title": "T", "authors": [{"family": "A", "given": "B"}, {"name": "C D"}], "blog_name": "B", "blog": {"issn": "2749-9952"}, "doi": "https://doi.org/10.59350/a", "published_at": 1215993600, "language": "pt", "url": "https://example.org/x"},
    "scopus": {"search-results": {"entry": [{"dc:title": "T", "dc:creator": "A B.", "prism:publicationName": "J", "prism:issn": "12345679", "prism:isbn": [{"$": "9780553804577"}], "prism:volume": "1", "prism:pageRange": "1-2", "prism:coverDisplayDate": "January 2021", "prism:doi": "10.1000/x", "subtype": "cp", "pubmed-id": "1"}]}},
    "semanticscholar": {"paperId": "1", "title": "T", "authors": [{"name": "A B"}], "year": 2019, "publicationDate": "2019-12-01", "venue": "V", "publicationVenue": {"name": "V", "type": "journal", "issn": "1234-5679"}, "journal": {"name": "J", "volume": "1", "pages": "1-2"}, "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1000/x", "ArXiv": "1912.00001", "DBLP": "journals/x/A20", "PubMed": "1"}, "openAccessPdf": {"url": "https://example.org/x.pdf"}, "url": "https://example.org"},
    "unpaywall": {"doi": "10.1000/x", "title": "T", "genre": "journal-article", "journal_name": "J", "publisher": "P", "published_date": "2020-05-01", "year": 2020, "journal_issn_l": "1234-5679", "z_authors": [{"given": "A", "family": "B"}, {"raw_author_name": "C D"}], "best_oa_location": {"url_for_pdf": "https://example.org/x.pdf"}, "oa_locations": [{"url_for_pdf": "https://example.org/y.pdf"}]},
    "zenodo": {"id": 7, "doi": "10.5281/zenodo.7", "metadata": {"title": "T", "creators": [{"name": "A, B"}], "contributors": [{"name": "C, D", "type": "Editor"}], "publication_date": "2020-05-01", "resource_type": {"type": "publication", "subtype": "section"}, "part_of": {"title": "B", "pages": "1-2"}, "imprint": {"publisher": "P", "isbn": "9780553804577", "place": "Q"}, "related_identifiers": [{"identifier": "https://github.com/a/b", "relation": "isSupplementTo"}], "language": "por"}},
}  # fmt: skip
TEXTS = {
    "nber": "@techreport{%s, title = {%s}, author = {%s}, url = {javascript:alert(1)}, note = {%s}}",
    "loc": '<r><record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245"><subfield code="a">%s</subfield>'
    '</datafield><datafield tag="100"><subfield code="a">%s</subfield></datafield><datafield tag="260">'
    '<subfield code="b">%s</subfield></datafield><datafield tag="856"><subfield code="u">javascript:%s</subfield></datafield></record></r>',
    "pubmed": "PMID- %s\nTI  - %s\nFAU - %s\nJT  - %s\n",
}
ELSE: tuple[Any, ...] = (
    None,
    [],
    {},
    -7.5,
    True,
    "x",
    "9" * 400,
    [{}],
    ["x", None, 3],
    {"value": 3},
)


def texts(data: Any) -> Any:
    """Return an answer with every text made hostile, after its own words so that its type is still told."""
    if isinstance(data, dict):
        return {name: texts(value) for name, value in data.items()}
    if isinstance(data, list):
        return [texts(each) for each in data]
    if isinstance(data, str):
        return LINK if data.startswith("https://example.org") else f"{data} {EVIL}"
    return data


def places(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of all that stands in an answer."""
    if path:
        yield path
    named = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for name, value in named:
        yield from places(value, (*path, name))


@pytest.mark.parametrize("service", SAMPLES)
def test_what_is_hostile_is_not_put_through(service: str) -> None:
    works = read_answer(service, json.dumps(texts(SAMPLES[service])).encode())
    assert works
    check(works)


@pytest.mark.parametrize("service", TEXTS)
def test_hostile_texts_in_other_formats_are_not_put_through(service: str) -> None:
    safe = re.sub(r"[\x00-\x1f]", "", EVIL).replace("<", "&lt;").replace("&#", "&amp;#")
    safe = (
        safe.replace("$&_", "$_")
        .replace("{", "")
        .replace("}", "")
        .replace("@", "")
        .replace(",", "")
    )
    check(read_answer(service, (TEXTS[service] % ((safe,) * 4)).encode()))


@pytest.mark.parametrize("service", SAMPLES)
def test_a_part_that_is_something_else_than_it_should_be_breaks_nothing(service: str) -> None:
    for path in places(SAMPLES[service]):
        for other in ELSE:
            answer = copy.deepcopy(SAMPLES[service])
            at = answer
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = other
            with suppress(FormatError):
                [work.entry() for work in read_answer(service, json.dumps(answer).encode())]


@pytest.mark.parametrize("service", [*SAMPLES, "loc"])
def test_bombs_and_long_texts_are_refused(service: str) -> None:
    for answer in ("[" * 200_000, "<a>" * 200_000, '{"a":' * 200_000):
        with pytest.raises(FormatError):
            read_answer(service, answer.encode())


def test_a_title_of_ten_megabytes_is_refused() -> None:
    answer = {**SAMPLES["openalex"], "title": "x" * 10_000_000}
    with pytest.raises(FormatError, match="LONGEST_RECORD_TEXT"):
        read_answer("openalex", json.dumps(answer).encode())

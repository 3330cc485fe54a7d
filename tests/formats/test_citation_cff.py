"""CITATION.cff: what a repository asks to cite."""

import pytest

from synbib.formats import read
from synbib.formats.data import FormatError
from synbib.incoming import Incoming

SOFTWARE = """\
cff-version: 1.2.0
message: Cite it.
title: "CFF is #1 & <i>more</i>"
type: software
version: 1.10
date-released: 2021-09-21
authors:
  - family-names: Spaaks
    given-names: Jurriaan H.
    name-particle: von der
    name-suffix: Jr.
  - name: The Research Software project
  - alias: jsp
identifiers:
  - {type: swh, value: "swh:1:dir:x"}
  - {type: doi, value: 10.5281/zenodo.1234}
repository-code: https://github.com/a/b
url: "javascript:alert(1)"
abstract: Long.
keywords: [a, b]
"""
SOFTWARE_ENTRY = {
    "": "software",
    "author": "von der Spaaks, Jr., Jurriaan H. and {The Research Software project} and jsp",
    "title": r"{CFF} is \#1 \& \textit{more}",
    "version": "1.10",
    "year": "2021",
    "month": "sep",
    "doi": "10.5281/zenodo.1234",
    "code": "https://github.com/a/b",
}


def entries(text: str) -> list[dict[str, str]]:
    def entry(work: Incoming) -> dict[str, str]:
        return {"": work.entry().type, **work.entry().fields}

    return [entry(work) for work in read(text.encode())]


def test_software_is_read_with_all_its_authors() -> None:
    assert entries(SOFTWARE) == [SOFTWARE_ENTRY]


@pytest.mark.parametrize(
    ("reference", "entry"),
    [
        (
            "{type: article, title: T, journal: J, volume: 3, issue: 4, start: 10, end: 19, year: 2020, month: 5, doi: 10.1000/a, url: 'https://doi.org/10.1000/A'}",
            {"": "article", "title": "T", "journal": "J", "volume": "3", "number": "4", "pages": "10--19", "year": "2020", "month": "may", "doi": "10.1000/a"},
        ),
        (
            "{type: conference-paper, title: T, collection-title: Proc. of X, conference: {name: X, city: Oslo, country: NO}, publisher: {name: ACM, city: New York}, editors: [{family-names: Doe}]}",
            {"": "inproceedings", "title": "T", "booktitle": "Proc. of X", "editor": "Doe", "publisher": "ACM", "address": "Oslo, NO"},
        ),
        (
            "{type: thesis, thesis-type: Master's thesis, title: T, institution: {name: MIT}, languages: [fr]}",
            {"": "mastersthesis", "title": "T", "school": "MIT", "langid": "french"},
        ),
        ("{type: report, title: T, number: 7, institution: {name: NASA}}", {"": "techreport", "title": "T", "number": "7", "institution": "NASA"}),
        ("{type: article, title: T, notes: Draft, url: 'https://arxiv.org/abs/2402.13446v2'}", {"": "misc", "title": "T", "note": "Draft", "eprint": "2402.13446", "archiveprefix": "arXiv"}),
        (
            "{type: conference-paper, title: T, journal: Advances in NeurIPS, volume: 30, year: 2017}",
            {"": "inproceedings", "title": "T", "booktitle": "Advances in NeurIPS", "volume": "30", "year": "2017"},
        ),
        (
            "{type: conference-paper, title: T, conference: {name: ICML 2021, date-start: 2021-07-18}, authors: [{family-names: de la Cruz, given-names: Ana}]}",
            {"": "inproceedings", "author": "de la Cruz, Ana", "title": "T", "booktitle": "ICML 2021", "year": "2021", "month": "jul"},
        ),
        (
            "{type: book, title: T, publisher: {name: O'Reilly, city: Sebastopol, region: CA, country: US}, edition: 2nd, pages: 520, number-volumes: 4, collection-title: S, isbn: 978-1491910399, translators: [{name: X Team}]}",
            {"": "book", "translator": "{X Team}", "title": "T", "edition": "2", "volumes": "4", "series": "S", "publisher": "O'Reilly", "address": "Sebastopol, CA, US", "pagetotal": "520", "isbn": "978-1491910399"},
        ),
        (
            "{type: book, title: T, collection-title: The Book, section: Chapter 3, start: 3, end: 9, editors: [{family-names: Doe}]}",
            {"": "incollection", "title": "T", "booktitle": "The Book", "editor": "Doe", "chapter": "3", "pages": "3--9"},
        ),
        ("{type: article, title: T, journal: arXiv, doi: 10.48550/arXiv.2201.00001}", {"": "misc", "title": "T", "doi": "10.48550/arXiv.2201.00001", "eprint": "2201.00001", "archiveprefix": "arXiv"}),
        ("{type: article, title: T, journal: 'arXiv preprint arXiv:2201.00001v2', year: 2022}", {"": "misc", "title": "T", "year": "2022", "eprint": "2201.00001", "archiveprefix": "arXiv"}),
        ("{type: unpublished, title: T, notes: 'arXiv:2201.00001 [cs.CL]'}", {"": "unpublished", "title": "T", "eprint": "2201.00001", "archiveprefix": "arXiv"}),
        ("{type: generic, title: T, notes: 'Extends arXiv:2201.00001'}", {"": "misc", "title": "T", "note": "Extends arXiv:2201.00001"}),
        ("{type: article, title: T, journal: Nature, status: in-press}", {"": "article", "title": "T", "journal": "Nature", "note": "In press"}),
        ("{type: magazine-article, title: T, journal: Wired, issue-date: May 2020}", {"": "article", "title": "T", "journal": "Wired", "year": "2020", "month": "may"}),
        ("{type: website, title: T, url: 'https://x.org', date-accessed: 2020-01-02}", {"": "online", "title": "T", "url": "https://x.org", "urldate": "2020-01-02"}),
        ("{type: blog, title: T, collection-title: A Blog, date-published: 2020-02-03, url: 'https://x.org/p'}", {"": "online", "title": "T", "howpublished": "A Blog", "year": "2020", "month": "feb", "url": "https://x.org/p"}),
        ("{type: thesis, thesis-type: Bachelor's thesis, title: T, institution: {name: MIT}}", {"": "phdthesis", "title": "T", "type": "Bachelor's thesis", "school": "MIT"}),
        ("{type: manual, title: T, institution: {name: Inst}}", {"": "manual", "title": "T", "organization": "Inst"}),
        ("{type: database, title: T, version: 3, database-provider: {name: EBI}}", {"": "dataset", "title": "T", "version": "3", "publisher": "EBI"}),
        ("{type: standard, title: T, number: 7, publisher: {name: ISO}}", {"": "standard", "title": "T", "number": "7", "organization": "ISO"}),
        ("{title: T, journal: J}", {"": "article", "title": "T", "journal": "J"}),
        ("{type: patent, title: T, number: US1, authors: ['Doe, Jane']}", {"": "patent", "author": "Doe, Jane", "title": "T", "number": "US1"}),
        ("{type: art, title: T, year: [1]}", {"": "misc", "title": "T"}),
    ],
)  # fmt: skip
def test_what_the_authors_prefer_comes_first(reference: str, entry: dict[str, str]) -> None:
    assert entries(f"{SOFTWARE}preferred-citation: {reference}\n") == [entry, SOFTWARE_ENTRY]


def test_software_without_another_place_is_where_its_code_is() -> None:
    text = "cff-version: 1.0.3\ntitle: T\nrepository-code: https://github.com/a/b\nauthors: [{alias: joe}]"
    assert entries(text) == [
        {"": "software", "author": "joe", "title": "T", "url": "https://github.com/a/b"}
    ]


def test_references_are_not_cited() -> None:
    text = "cff-version: 1.1.0\ntitle: T\nreferences: [{type: article, title: R}]\npreferred-citation: see R"
    assert entries(text) == [{"": "software", "title": "T"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cff-version: 1.2.0\ntitle: [a", "c.cff:3:1: not YAML: did not find expected ',' or ']'"),
        ("- cff-version: 1.2.0", "c.cff: no CITATION.cff, as it says no cff-version"),
        ("title: T", "c.cff: no CITATION.cff, as it says no cff-version"),
        ("404: Not Found", "c.cff: no CITATION.cff, as it says no cff-version"),
        ("cff-version: 1.2.0", "c.cff: no title; a CITATION.cff has one at its top"),
        ("cff-version: 1.2.0\ntitle: T: U", "c.cff:2:9: not YAML: mapping values are not allowed"),
        ("cff-version: 1\ntitle: &a [*b]", "c.cff:2:12: not YAML: found undefined alias"),
        ("a: " + "x" * 500_000, "c.cff: 500,003 bytes, more than LONGEST_CITATION_CFF, 500,000"),
    ],
)
def test_what_is_no_citation_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "citation-cff", "c.cff")
    assert str(raised.value).startswith(message)

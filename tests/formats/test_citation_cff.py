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
        ("{type: art, title: T, year: [1]}", {"": "misc", "title": "T"}),
    ],
)  # fmt: skip
def test_what_the_authors_prefer_comes_first(reference: str, entry: dict[str, str]) -> None:
    assert entries(f"{SOFTWARE}preferred-citation: {reference}\n") == [entry, SOFTWARE_ENTRY]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cff-version: 1.2.0\ntitle: [a", "c.cff:3:1: not YAML: did not find expected ',' or ']'"),
        ("- cff-version: 1.2.0", "c.cff: no CITATION.cff, as it says no cff-version"),
        ("title: T", "c.cff: no CITATION.cff, as it says no cff-version"),
        ("cff-version: 1\ntitle: &a [*b]", "c.cff:2:12: not YAML: found undefined alias"),
        ("a: " + "x" * 500_000, "c.cff: 500,003 bytes, more than LONGEST_CITATION_CFF, 500,000"),
    ],
)
def test_what_is_no_citation_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "citation-cff", "c.cff")
    assert str(raised.value).startswith(message)

"""CITATION.cff: what a repository asks to cite."""

import pytest

from synbib.formats import Loss, read, write
from synbib.formats.citation_cff import cited
from synbib.formats.data import FormatError
from synbib.incoming import Incoming
from synbib.library import read_text as read_library

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
  - {type: swh, value: "swh:1:dir:94a9ed024d3859793618152ea559a168bbcbb5e2"}
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

    return [entry(work) for work in cited(text.encode())]


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
        ("{type: grant, title: T, year: [1]}", {"": "misc", "title": "T"}),
    ],
)  # fmt: skip
def test_what_the_authors_prefer_comes_first(reference: str, entry: dict[str, str]) -> None:
    assert entries(f"{SOFTWARE}preferred-citation: {reference}\n") == [entry, SOFTWARE_ENTRY]


def test_software_without_another_place_is_where_its_code_is() -> None:
    text = "cff-version: 1.0.3\ntitle: T\nrepository-code: https://github.com/a/b\nauthors: [{alias: joe}]"
    assert entries(text) == [
        {"": "software", "author": "joe", "title": "T", "url": "https://github.com/a/b"}
    ]


def test_software_without_a_page_is_where_it_is_downloaded() -> None:
    text = "cff-version: 1.2.0\ntitle: T\nrepository-artifact: https://example.org/t.tgz"
    assert entries(text) == [{"": "software", "title": "T", "url": "https://example.org/t.tgz"}]


def test_references_are_not_cited() -> None:
    text = "cff-version: 1.1.0\ntitle: T\nreferences: [{type: article, title: R}]\npreferred-citation: see R"
    assert entries(text) == [{"": "software", "title": "T"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cff-version: 1.2.0\ntitle: [a", "c.cff:3:1: not YAML: did not find expected ',' or ']'"),
        ("- cff-version: 1.2.0", "c.cff:1:1: no CITATION.cff, as it says no cff-version"),
        ("title: T", "c.cff:1:1: no CITATION.cff, as it says no cff-version"),
        ("404: Not Found", "c.cff:1:1: no CITATION.cff, as it says no cff-version"),
        ("cff-version: 1.2.0", "c.cff:1:1: no 'authors', which each CITATION.cff has; add it"),
        (f"{SOFTWARE}title: U", "c.cff:21:1: the key 'title' stands twice; keep one of them"),
        (f"{SOFTWARE}extra: 45", "c.cff:21:1: a CITATION.cff has no key 'extra'; delete it"),
        (f"{SOFTWARE}licence: MIT", "c.cff:21:1: a CITATION.cff has no key 'licence'; did you mean 'license'?"),
        (f"{SOFTWARE}journal: J", "c.cff:21:1: a CITATION.cff has no key 'journal'; delete it"),
        (SOFTWARE.replace("2021-09-21", "2021-09-xx"), "c.cff:6:1: '2021-09-xx' is not a date; write 2024-05-31"),
        (SOFTWARE.replace("type: swh", "type: arxiv"), "c.cff:15:1: no identifier has the type 'arxiv'; write one of doi, url, swh, other"),
        (SOFTWARE.replace("alias: jsp", "nick: jsp"), "c.cff:13:1: somebody has no key 'nick'; delete it"),
        (SOFTWARE.replace("[a, b]", "a, b"), "c.cff:20:1: 'keywords' is a list; write '- ' before each of its items"),
        (SOFTWARE.replace("version: 1.10", "version: [1]"), "c.cff:5:1: 'version' is a text, not a list"),
        (f"{SOFTWARE}references:\n- type: book\n  isbnn: 1", "c.cff:23:1: a CITATION.cff has no key 'isbnn'; did you mean 'isbn'?"),
        (SOFTWARE.replace("dir:94", "dir:9"), "c.cff:15:1: 'swh:1:dir:9a9ed024d3859793618152ea559a1…' is no identifier of Software Heritage; write swh:1:rev: and the 40 digits of a hash"),
        (SOFTWARE.replace("10.5281/zenodo.1234", "zenodo"), "c.cff:16:1: 'zenodo' is not a DOI; write 10.1234/abc"),
        (SOFTWARE.replace("type: software", "type: softwares"), "c.cff:4:1: no work here has the type 'softwares'; did you mean 'software'?"),
        (f"{SOFTWARE}references:\n- type: journal\n  title: T", "c.cff:22:1: no work here has the type 'journal'; look it up in the guide of the format"),
        (f"{SOFTWARE}license:\n- MIT\n- {{a: b}}", "c.cff:21:1: 'license' is a list of texts; write each in a line"),
        (f"{SOFTWARE}preferred-citation: T", "c.cff:21:1: a reference is a mapping; write its 'type' and 'title' in it"),
        ("cff-version: 1.2.0\ntitle: T: U", "c.cff:2:9: not YAML: mapping values are not allowed"),
        ("cff-version: 1\ntitle: &a [*b]", "c.cff:2:12: not YAML: found undefined alias"),
        ("a: " + "x" * 500_000, "c.cff: 500,003 bytes, more than LONGEST_CITATION_CFF, 500,000"),
    ],
)  # fmt: skip
def test_what_is_no_citation_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "citation-cff", "c.cff")
    assert str(raised.value).startswith(message)


def test_a_file_that_is_imported_keeps_all_of_its_works_and_what_they_are_about() -> None:
    text = f"""{SOFTWARE}license: MIT
preferred-citation:
  type: conference-paper
  title: On CFF
  authors: [{{family-names: Doe}}]
  collection-title: Proc. of X
  conference: {{name: X 2020, city: Oslo, date-start: 2020-05-01, date-end: 2020-05-03}}
references:
- type: art
  title: Guernica
  authors: [{{family-names: Picasso}}]
  year: 1937
  medium: Oil on canvas
  location: {{name: Museo Reina Sofia, city: Madrid}}
"""
    works = read(text.encode(), "citation-cff", "c.cff")
    assert [({"": work.entry().type, **work.entry().fields}, work.line) for work in works] == [
        (
            {
                "": "inproceedings", "author": "Doe", "title": "On {CFF}", "booktitle": "Proc. of X",
                "eventtitle": "X 2020", "address": "Oslo", "eventdate": "2020-05-01/2020-05-03", "year": "2020",
                "month": "may",
            },
            23,
        ),
        (
            {
                **SOFTWARE_ENTRY, "day": "21", "abstract": "Long.", "keywords": "a, b", "annotation": "license: MIT",
                "swhid": "swh:1:dir:94a9ed024d3859793618152ea559a168bbcbb5e2",
            },
            1,
        ),
        (
            {
                "": "artwork", "author": "Picasso", "title": "Guernica", "year": "1937",
                "library": "Museo Reina Sofia, Madrid", "annotation": "medium: Oil on canvas",
            },
            29,
        ),
    ]  # fmt: skip


def test_every_identifier_and_every_license_is_kept() -> None:
    text = """\
cff-version: 1.2.0
message: Cite it.
title: Tool
authors:
- name: Somebody
identifiers:
- {type: doi, value: 10.5281/zenodo.1}
- {type: doi, value: 10.5281/zenodo.2}
- {type: url, value: "https://example.org/tool"}
- {type: swh, value: "swh:1:rel:22ece559cc7cc2364edc5e5593d63ae8bd229f9f"}
- {type: swh, value: "swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2"}
- {type: other, value: "ascl:2105.013"}
license: [MIT, Apache-2.0]
"""
    [work] = read(text.encode(), "citation-cff", "c.cff")
    assert work.entry().fields == {
        "author": "Somebody", "title": "Tool", "doi": "10.5281/zenodo.1", "url": "https://example.org/tool",
        "swhid": "swh:1:rel:22ece559cc7cc2364edc5e5593d63ae8bd229f9f",
        "annotation": (
            "license: MIT, Apache-2.0; doi: 10.5281/zenodo.2; swh: swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2; "
            "other: ascl:2105.013"
        ),
    }  # fmt: skip


ENTRIES = r"""
@article{paper, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA}}, journaltitle = {Nature}, volume = {7},
  number = {2}, pages = {1--68}, date = {2014-12-31}, doi = {10.1234/a}, keywords = {x, y}, shorthand = {z}}
@software{tool, author = {Doe, Jane}, title = {Tool}, version = {1.10}, date = {2021-09-21}, code = {https://github.com/a/b}}
@mastersthesis{thesis, title = {T}, school = {MIT}, address = {Cambridge}, year = {2001}, eprint = {2101.00001}, archiveprefix = {arXiv}}
"""


def test_software_is_at_the_top_and_the_first_paper_is_preferred() -> None:
    lost: list[Loss] = []
    written = b"".join(write(read_library(ENTRIES).values(), "citation-cff", lost.append)).decode()
    assert (
        written
        == """cff-version: "1.2.0"
message: "If you use this software, please cite the work under 'preferred-citation'."
type: software
title: Tool
authors:
- family-names: Doe
  given-names: Jane
version: "1.10"
repository-code: https://github.com/a/b
identifiers:
- type: other
  value: tool
  description: citation key
date-released: "2021-09-21"
preferred-citation:
  type: article
  title: On NASA
  authors:
  - family-names: Gogh
    given-names: Vincent
    name-particle: van
  - name: World Bank
  issue: "2"
  journal: Nature
  volume: "7"
  doi: "10.1234/a"
  identifiers:
  - type: other
    value: paper
    description: citation key
  year: 2014
  month: 12
  date-published: "2014-12-31"
  keywords:
  - x
  - "y"
  start: "1"
  end: "68"
references:
- type: thesis
  title: T
  authors:
  - name: anonymous
  identifiers:
  - type: other
    value: thesis
    description: citation key
  - type: other
    value: arXiv:2101.00001
  year: 2001
  institution:
    name: MIT
    city: Cambridge
  thesis-type: Master’s thesis
"""
    )
    assert [(each.key, each.field) for each in lost] == [("paper", "shorthand")]


def test_what_was_written_is_read_again() -> None:
    written = b"".join(write(read_library(ENTRIES).values(), "citation-cff"))
    works = read(written, "citation-cff")
    assert [{"": work.entry().type, **work.entry().fields} for work in works] == [
        {
            "": "article", "author": "van Gogh, Vincent and {World Bank}", "title": "On {NASA}", "journal": "Nature",
            "volume": "7", "number": "2", "pages": "1--68", "year": "2014", "month": "dec", "day": "31", "doi": "10.1234/a",
            "keywords": "x, y",
        },
        {"": "software", "author": "Doe, Jane", "title": "Tool", "version": "1.10", "year": "2021", "month": "sep", "day": "21", "url": "https://github.com/a/b"},
        {"": "mastersthesis", "title": "T", "school": "MIT", "address": "Cambridge", "year": "2001", "eprint": "2101.00001", "archiveprefix": "arXiv"},
    ]  # fmt: skip


def test_of_a_paper_alone_the_top_repeats_title_and_authors_and_is_no_work_of_its_own() -> None:
    written = b"".join(write([read_library(ENTRIES)["paper"]], "citation-cff"))
    assert b"\ntitle: On NASA\n" in written
    assert [work.title for work in read(written, "citation-cff")] == ["On NASA"]


def test_a_file_of_no_entries_is_refused() -> None:
    with pytest.raises(FormatError, match=r"^no entry; a CITATION.cff asks to cite at least one$"):
        b"".join(write([], "citation-cff"))

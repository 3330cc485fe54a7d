"""CSL-YAML: as pandoc, Better BibTeX and citation-js write it, and written as pandoc reads it."""

import json
from typing import Any

import pytest

from synbib.formats import FormatError, Loss, format_of, read, write
from synbib.incoming import Incoming
from synbib.library import read_text as read_library


def of(text: str) -> list[Incoming]:
    return read(text.encode(), "csl-yaml", "refs.yaml")


def entries(text: str) -> list[dict[str, str]]:
    return [{"": work.entry().type, **work.entry().fields} for work in of(text)]


ITEM = """\
- id: doe2020
  type: article-journal
  title: On *Escherichia coli* at 10^5^ [NASA]{.nocase} stations \\$5
  author:
  - family: Doe
    given: Jane
  container-title: Nature
  volume: 7
  issued:
  - year: 2020
    month: 5
  URL: https://example.org/a_b_c
"""
ENTRY = {
    "": "article",
    "author": "Doe, Jane",
    "title": r"On \textit{Escherichia coli} at 10\textsuperscript{5} {NASA} stations \$5",
    "journal": "Nature",
    "volume": "7",
    "year": "2020",
    "month": "may",
    "url": "https://example.org/a_b_c",
}


@pytest.mark.parametrize(
    "text",
    [
        f"references:\n{ITEM}",
        ITEM,
        f"---\nreferences:\n{ITEM}---\n",
        f"---\ntitle: A paper\nreferences:\n{ITEM}...\n\nIt is said [@doe2020]: so.\n",
        f"\ufeff# mine\nreferences:\n{ITEM}".replace("\n", "\r\n"),
    ],
    ids=["mapping", "list", "metadata", "document", "Windows"],
)
def test_items_stand_in_a_mapping_a_list_or_the_metadata_of_a_document(text: str) -> None:
    assert format_of(text.encode()) == "csl-yaml"
    assert entries(text) == [ENTRY]


def test_a_work_has_its_line_and_its_key() -> None:
    (work,) = of(f"references:\n{ITEM}")
    assert (work.key, work.line) == ("doe2020", 2)


@pytest.mark.parametrize(
    ("issued", "fields"),
    [
        ("issued: 2014", {"year": "2014"}),
        ("issued: 2014-05-03", {"year": "2014", "month": "may", "day": "3"}),
        ("issued: 2014-12/2015-01", {"date": "2014-12/2015-01"}),
        ("issued: 1850~", {"date": "1850~"}),
        ("issued: {year: 2014, month: 5}", {"year": "2014", "month": "may"}),
        ("issued: [{year: 2014, season: 1}]", {"date": "2014-21"}),
        ("issued: {year: 2014, season: Spring}", {"date": "2014-21"}),
        ("issued: [{year: 2014, season: 1}, {year: 2015, season: 2}]", {"date": "2014-21/2015-22"}),
        ("issued: [{year: -12}]", {"date": "-0011"}),
        ("issued: [{year: 2014, circa: true}]", {"date": "2014~"}),
        ("issued: [{literal: 2017-14/2017-15}]", {"year": "2017-14/2017-15"}),
        ("issued: {date-parts: [[2014, 5]]}", {"year": "2014", "month": "may"}),
        ("issued: []", {}),
        ("accessed: 2020-05-03", {"urldate": "2020-05-03"}),
    ],
)
def test_a_date_is_read_in_each_of_its_forms(issued: str, fields: dict[str, str]) -> None:
    assert entries(f"references:\n- id: a\n  title: T\n  {issued}\n") == [
        {"": "misc", "title": "T", **fields}
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b", "refs.yaml:1:1: no list of CSL items; write them under 'references:'"),
        ("references:\n- A title", "refs.yaml:1:1: item 1 of the list that begins here is not a mapping"),
        ("references:\n- id: a\n  type: book\n  type: map", "refs.yaml:4:3: the key 'type' stands twice; keep one of them"),
        ("references:\n- id: a", "refs.yaml:2:1: item 1 of the list is no item of CSL-JSON: it has neither type nor title"),
        ("references:\n- title: [", "refs.yaml:3:1: not YAML: did not find expected node content"),
        ("references: &x\n- *x", "refs.yaml:1:13: an alias that stands in what it is the alias of"),
        ("a: " + "["*150 + "]"*150, "refs.yaml:1:104: YAML that nests deeper than DEEPEST_YAML, 100"),
        ("- " * 2000, "refs.yaml:1:1999: not YAML: exceeded maximum nesting depth"),
        ("- title: a\0b", "refs.yaml:1:11: not YAML: the character U+0000 may not stand in it"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_items_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        of(text)
    assert str(raised.value) == message


def test_aliases_that_explode_are_refused() -> None:
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(
        FormatError, match=r"^refs.yaml:1:1: its aliases make 12,345,679,011 values of 21, "
    ):
        of("\n".join(lines))


def test_an_alias_may_stand_for_a_name() -> None:
    text = "references:\n- id: a\n  title: A\n  author: &who [{family: Doe}]\n- id: b\n  title: B\n  author: *who\n"
    assert [each["author"] for each in entries(text)] == ["Doe", "Doe"]


ENTRIES = r"""
@article{a, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA}, \emph{E. coli} and H\textsubscript{2}O: *no* \$5},
  journaltitle = {Nature}, date = {2014-12-31/2015-01-01}, pages = {1--68}, doi = {10.1234/a_b_c}, keywords = {1984, no}}
@inreference{b, title = {1. "Sleep" -- or not...}, booktitle = {An encyclopaedia}, annotator = {Roe, Rita}, year = {1990}}
"""


def test_an_entry_is_written_as_pandoc_has_it() -> None:
    assert (
        b"".join(write(read_library(ENTRIES).values(), "csl-yaml")).decode()
        == r"""references:
- id: a
  type: article-journal
  author:
  - family: Gogh
    given: Vincent
    non-dropping-particle: van
  - literal: World Bank
  DOI: "10.1234/a_b_c"
  keyword: "1984, no"
  title: "On NASA, *E. coli* and H~2~O: \\*no\\* \\$5"
  title-short: "On NASA, *E. coli* and H~2~O"
  container-title: Nature
  issued: "2014-12-31/2015-01-01"
  page: "1-68"
- id: b
  type: entry-encyclopedia
  title: "1\\. \\\"Sleep\\\" – or not\\..."
  container-title: An encyclopaedia
  issued: "1990"
  custom:
    entrytype: inreference
    annotator:
    - family: Roe
      given: Rita
"""
    )


def test_what_was_written_is_read_again() -> None:
    lost: list[Loss] = []
    works = of(b"".join(write(read_library(ENTRIES).values(), "csl-yaml", lost.append)).decode())
    assert not lost
    assert [(work.key, work.entry().type, dict(work.entry().fields)) for work in works] == [
        ("a", "article", {
            "author": "van Gogh, Vincent and {World Bank}",
            "title": r"On {NASA}, \textit{E. coli} and {H}\textsubscript{2}{O}: *no* \$5",
            "shorttitle": r"On NASA, \textit{E. coli} and H\textsubscript{2}O",
            "journal": "Nature", "date": "2014-12-31/2015-01-01", "pages": "1--68", "doi": "10.1234/a_b_c",
            "keywords": "1984, no",
        }),
        ("b", "inreference", {
            "title": '1. "Sleep" – or not...', "booktitle": "An encyclopaedia", "year": "1990", "annotator": "Roe, Rita",
        }),
    ]  # fmt: skip


def test_pandoc_reads_what_is_written() -> None:
    pypandoc = pytest.importorskip("pypandoc")
    written = b"".join(write(read_library(ENTRIES).values(), "csl-yaml")).decode()
    converted = pypandoc.convert_text(f"---\n{written}---\n", "csljson", "markdown")
    read_again: list[dict[str, Any]] = json.loads(converted)
    assert {item["id"]: (item["title"], item["issued"]) for item in read_again} == {
        "a": (
            "On NASA, <i>E. coli</i> and H<sub>2</sub>O: *no* $5",
            {"date-parts": [[2014, 12, 31], [2015, 1, 1]]},
        ),
        "b": ('1. "Sleep" – or not...', {"date-parts": [[1990]]}),
    }

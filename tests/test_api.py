"""The public interface: hard to misuse, and what goes wrong says what it is."""

from __future__ import annotations

import inspect
import os
import pickle
import re
from pathlib import Path
from threading import Barrier, Thread
from typing import get_args, get_type_hints

import pytest

import synbib
from synbib.choices import OutputFormat
from synbib.csl import (
    NAME_VARIABLES,
    Bibliography,
    CitationText,
    Cite,
    LocatorLabel,
    Processor,
    Style,
)
from synbib.csl.run import compile_style
from synbib.csl.style.data import SCHEMA
from synbib.csl.vocabulary import LOCATORS
from synbib.errors import (
    BibtexError,
    ConfigError,
    FileError,
    StyleError,
    SynbibError,
    UnknownKeyError,
    UnknownNameError,
)
from synbib.model import CslDate, CslItem, CslName
from synbib.model.fields import FIELDS
from synbib.office import DOCUMENTS
from synbib.text import WRITERS, BibliographyLayout

STORE = """
@misc{lee2023, author = {Lee, Ann}, title = {One {Sum}}, year = {2023}, groups = {Sums}}
@misc{roe2024, author = {Roe, Bob}, title = {Two | Sums}, year = {2024}}
"""
ITEMS = [
    {"id": "a", "type": "book", "title": "One", "author": [{"family": "Lee", "given": "Ann"}]},
    {"id": "b", "type": "book", "title": "Two", "author": [{"family": "Roe", "given": "Bob"}]},
]


@pytest.fixture
def library() -> synbib.Library:
    return synbib.read_text(STORE, "refs.bib")


def test_the_front_door_shows_all_that_it_has() -> None:
    assert set(synbib.__all__) <= set(dir(synbib))
    assert all(getattr(synbib, name) is not None for name in synbib.__all__)


# --- styles and processors --------------------------------------------------------------------------


def test_a_processor_takes_the_name_of_a_style() -> None:
    by_name, by_style = Processor("apa", ITEMS), Processor(Style.load("apa"), ITEMS)
    assert by_name.bibliography().entries == by_style.bibliography().entries


@pytest.mark.parametrize("engine", ["synbib", "citeproc-py"])
def test_a_bibliography_of_what_was_cited(engine: synbib.EngineName) -> None:
    processor = Processor("apa", ITEMS, format="text", engine=engine)
    processor.citation([Cite("b")])
    assert [key for key, _ in processor.bibliography(cited=True).entries] == ["b"]
    assert [key for key, _ in processor.bibliography().entries] == ["a", "b"]


def test_a_style_file_that_changed_is_another_style(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    source = Style.load("acl").xml
    path.write_bytes(source)
    first = Style.load(str(path))
    assert Style.load(str(path)) is first
    path.write_bytes(source.replace(b"ACL Anthology", b"Another"))
    os.utime(path, ns=(1, 1))
    assert (first.title, Style.load(str(path)).title) == ("ACL Anthology", "Another")


def test_a_style_is_compiled_once_for_a_locale() -> None:
    style = Style.load("apa")
    assert compile_style(style, "de-DE") is compile_style(style, "de-DE")
    assert compile_style(style, "de-DE") is not compile_style(style, "fr-FR")


def test_a_style_shows_no_more_of_itself_than_its_name() -> None:
    assert len(repr(Style.load("acl"))) < 300


def test_threads_that_share_a_style_do_not_meet() -> None:
    def references(results: list[list[str]]) -> None:
        results.append([text for _, text in Processor("apa", ITEMS).bibliography().entries])

    results: list[list[str]] = []
    threads = [Thread(target=references, args=(results,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == results[0] for result in results)


# --- libraries ----------------------------------------------------------------------------------------


def test_all_entries_are_rendered_by_default_and_none_where_none_is_asked_for(
    library: synbib.Library,
) -> None:
    render = synbib.render
    assert render(library, "acl", "text", keys=["roe2024"]) == "Bob Roe. 2024. Two | sums."
    assert render(library, "acl", "text", keys=[]) == ""
    assert render(library, "acl", "text").count("\n") >= 1


def test_a_group_narrows_keys_down(library: synbib.Library) -> None:
    assert [entry.key for entry in library.select(["roe2024", "lee2023"], "Sums")] == ["lee2023"]
    assert library.select([], "Sums") == []


def test_a_key_that_is_not_there_is_a_key_error_with_the_nearest(library: synbib.Library) -> None:
    with pytest.raises(KeyError) as error:
        library["lee2032"]
    assert str(error.value) == "unknown citation key 'lee2032'; did you mean lee2023?"
    assert library.get("lee2032") is None
    assert library.get("lee2032", 1) == 1


def test_a_library_gives_plain_records(library: synbib.Library) -> None:
    assert library.records() == [
        {
            "key": "lee2023",
            "type": "misc",
            "author": "Lee, Ann",
            "title": "One Sum",
            "year": "2023",
            "groups": "Sums",
        },
        {
            "key": "roe2024",
            "type": "misc",
            "author": "Roe, Bob",
            "title": "Two | Sums",
            "year": "2024",
            "groups": "",
        },
    ]


def test_a_notebook_shows_the_first_works_of_a_library(library: synbib.Library) -> None:
    assert library._repr_markdown_() == (
        "| key | title | year |\n|---|---|---|\n"
        "| lee2023 | One Sum | 2023 |\n| roe2024 | Two \\| Sums | 2024 |"
    )
    many = synbib.read_text("".join(f"@misc{{k{n}, title = {{T}}}}\n" for n in range(30)))
    assert many._repr_markdown_().endswith("\n\nand 10 more")


@pytest.mark.parametrize("number", [2, 30])
def test_a_notebook_shows_the_same_as_html(number: int) -> None:
    several = synbib.read_text(
        "".join(f"@misc{{k{n}, title = {{<T> {n}}}}}\n" for n in range(number))
    )
    shown = several._repr_html_()
    assert shown.startswith(
        "<table>\n<tr><th>key</th><th>title</th><th>year</th></tr>\n"
        "<tr><td>k0</td><td>&#60;T&#62; 0</td><td></td></tr>\n"
    )
    assert shown.endswith("</table><p>and 10 more</p>" if number == 30 else "</table>")


def test_a_notebook_shows_the_fields_of_an_entry(library: synbib.Library) -> None:
    entry = library["roe2024"]
    assert entry._repr_markdown_() == (
        "| misc | roe2024 |\n|---|---|\n| author | Roe, Bob |\n"
        "| title | Two \\| Sums |\n| year | 2024 |"
    )
    assert entry._repr_html_() == (
        "<table>\n<tr><td>misc</td><td>roe2024</td></tr>\n"
        "<tr><td>author</td><td>Roe, Bob</td></tr>\n"
        "<tr><td>title</td><td>Two | Sums</td></tr>\n<tr><td>year</td><td>2024</td></tr>\n</table>"
    )


def test_a_notebook_shows_a_bibliography_whatever_its_format_is() -> None:
    one = ITEMS[:1]
    by_format = {
        name: Processor("acl", one, format=name).bibliography() for name in get_args(OutputFormat)
    }
    assert str(by_format["markdown"]) == "Ann Lee. *One*."
    for shown in by_format.values():
        assert shown._repr_markdown_() == str(by_format["markdown"])
        assert shown._repr_latex_() == str(by_format["latex"])
    for name in ("html", "markdown"):
        assert by_format[name]._repr_html_() == str(by_format["html"])
    # Whoever asked for LaTeX wants to see LaTeX.
    assert by_format["latex"]._repr_html_() == f"<pre>{by_format['latex']}</pre>"
    assert by_format["text"]._repr_html_() == "<pre>Ann Lee. One.</pre>"


def test_a_notebook_shows_a_citation() -> None:
    one = [{"id": "a", "type": "book", "title": "A & B"}]
    for name in ("html", "markdown"):
        citation = Processor("apa", one, format=name).citation([Cite("a")])
        assert citation._repr_html_() == "(<i>A &#38; B</i>, n.d.)"
        assert citation._repr_markdown_() == "(*A & B*, n.d.)"
        assert citation._repr_latex_() == r"(\textit{A \& B}, n.d.)"
        assert citation == pickle.loads(pickle.dumps(citation))
    citation = Processor("apa", one, format="latex").citation([Cite("a")])
    assert citation._repr_html_() == r"<pre>(\textit{A \&amp; B}, n.d.)</pre>"


def test_what_is_not_written_from_marks_is_shown_in_its_own_format() -> None:
    shown = Bibliography([("a", "<i>A</i>")], BibliographyLayout(), "html")
    assert (shown._repr_html_(), shown._repr_markdown_(), shown._repr_latex_()) == (
        str(shown),
        None,
        None,
    )
    text = CitationText("(A)")
    assert (text._repr_html_(), text._repr_markdown_()) == ("<pre>(A)</pre>", None)


# --- what is shared between threads -------------------------------------------------------------------


def test_threads_may_share_a_library() -> None:
    entries = "".join(
        f"@inproceedings{{c{n}, crossref = {{p{n % 7}}}, author = {{Lee, A. and Roe, B{n}}}, "
        f"title = {{Title {n}}}, groups = {{G{n % 5}}}}}\n"
        for n in range(200)
    ) + "".join(
        f"@proceedings{{p{n}, title = {{Book {n}}}, year = {{20{n:02}}}}}\n" for n in range(7)
    )
    alone = synbib.render(synbib.read_text(entries), "acl", links=True)
    shared = synbib.read_text(entries)
    start = Barrier(8)
    results: list[tuple[str, int, int]] = []

    def read() -> None:
        start.wait()
        text = synbib.render(shared, "acl", links=True)
        found = synbib.find_entries(shared, "group:G1 title:title")
        results.append((text, len(found), len(shared.diagnostics)))

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [(alone, 40, 0)] * 8


# --- types and tables ---------------------------------------------------------------------------------


def test_the_types_of_words_are_the_tables_that_they_name() -> None:
    assert get_args(synbib.OutputFormat) == tuple(WRITERS)
    assert get_args(synbib.DocumentFormat) == tuple(DOCUMENTS)
    assert {*get_args(LocatorLabel)} == LOCATORS
    for engine in get_args(synbib.EngineName):
        assert Processor("acl", ITEMS, engine=engine).bibliography().entries


def test_an_item_has_every_variable_of_csl_and_of_its_data() -> None:
    rules = SCHEMA.with_name("csl-variables.rnc").read_text("utf-8")
    names, dates = (
        {*re.findall(r'"(.+?)"', rules.partition(f"variables.{kind} =")[2].partition("##")[0])}
        for kind in ("names", "dates")
    )
    every = {*re.findall(r'"([A-Za-z_-]+)"', rules)}
    kinds = get_type_hints(CslItem)
    assert (
        {name for name, kind in kinds.items() if kind == list[CslName]} == names == NAME_VARIABLES
    )
    assert {name for name, kind in kinds.items() if kind is CslDate} == dates
    assert {*kinds} - every == {
        "id",
        "type",
        "categories",
        "custom",
        "journalAbbreviation",
        "shortTitle",
    }
    assert every <= {*kinds}
    assert {field.variable for field in FIELDS.values() if field.variable} <= {*kinds}


def test_calls_that_format_agree_on_names_and_defaults() -> None:
    shared = {"locale": None, "engine": "synbib", "links": False}
    for call in (synbib.render, synbib.cite, Processor):
        parameters = inspect.signature(call).parameters
        assert {name: parameters[name].default for name in shared} == shared
    # A program that has CSL-JSON writes a page, a person with a store writes Markdown.
    formats = [
        inspect.signature(c).parameters["format"].default for c in (synbib.render, Processor)
    ]
    assert formats == ["markdown", "html"]
    assert [*inspect.signature(Processor).parameters][:4] == ["style", "items", "locale", "format"]


# --- errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "also"),
    [
        (UnknownNameError, LookupError),
        (UnknownKeyError, KeyError),
        (BibtexError, ValueError),
        (StyleError, ValueError),
        (ConfigError, ValueError),
        (FileError, OSError),
    ],
)
def test_each_error_is_what_python_has_for_it_and_can_be_hashed(
    error: type[SynbibError], also: type[Exception]
) -> None:
    one = error("what is wrong")
    assert isinstance(one, also)
    assert str(one) == "what is wrong"
    assert hash(one) == hash(one)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no such file; name a BibTeX file"):
        synbib.read(tmp_path / "refs.bib")

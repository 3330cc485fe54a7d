"""The public interface: hard to misuse, and what goes wrong says what it is."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

import synbib
from synbib.csl import Cite, Processor, Style
from synbib.csl.run import compile_style
from synbib.errors import (
    BibtexError,
    ConfigError,
    FileError,
    StyleError,
    SynbibError,
    UnknownKeyError,
    UnknownNameError,
)

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
def test_a_bibliography_of_what_was_cited(engine: str) -> None:
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

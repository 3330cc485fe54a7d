"""Arguments that are something else than what is wanted: each is told at once, as what it is."""

# mypy: disable-error-code="arg-type, list-item"

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import synbib
from synbib.csl import Cite, Processor
from synbib.errors import StyleError

LIBRARY = synbib.read_text(
    "@misc{lee2023, author = {Lee, Ann}, title = {One}}\n"
    "@misc{roe2024, author = {Roe, Bob}, title = {Two}}\n",
    "refs.bib",
)
ITEMS = [
    {"id": "a", "type": "book", "title": "One"},
    {"id": "b", "type": "book", "title": "Two"},
]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: synbib.render("refs.bib"),
            "library: the string 'refs.bib' where a Library is wanted; synbib.read(path) reads one",
        ),
        (
            lambda: synbib.find_entries(Path("refs.bib"), "year:2023"),
            "library: the path 'refs.bib' where a Library is wanted; synbib.read(path) reads one",
        ),
        (
            lambda: synbib.sync_text(LIBRARY, "# README"),
            "text: a Library where the text itself is wanted; "
            "synbib.sync_files([path], library) takes files",
        ),
        (
            lambda: synbib.render(LIBRARY, "acl", keys="lee2023"),
            "keys: the string 'lee2023' where several keys are wanted; put it in a list: ['lee2023']",
        ),
        (
            lambda: synbib.cite(LIBRARY, "acl"),
            "entries: the string 'lee2023' where entries are wanted; library.select(keys) gives some",
        ),
        (
            lambda: synbib.references(LIBRARY["lee2023"]),
            "entries: an Entry where several entries are wanted; put it in a list",
        ),
        (
            lambda: synbib.references(LIBRARY.select(), "acl"),
            "styles: the string 'acl' where a StyleChoice is wanted; write StyleChoice('acl')",
        ),
        (
            lambda: synbib.find_styles("nature"),
            "words: the string 'nature' where several words are wanted; put it in a list: ['nature']",
        ),
        (
            lambda: synbib.show_style("apa", "a.bib"),
            "library: the string 'a.bib' where a Library is wanted; synbib.read(path) reads one",
        ),
        (
            lambda: synbib.show_entry(LIBRARY, "roe2024"),
            "keys: the string 'roe2024' where several keys are wanted; put it in a list: ['roe2024']",
        ),
        (
            lambda: synbib.statistics("b.bib"),
            "library: the string 'b.bib' where a Library is wanted; synbib.read(path) reads one",
        ),
        (
            lambda: synbib.read_text("refs.bib"),
            "text: 'refs.bib' where the text itself is wanted; synbib.read(path) reads a file",
        ),
        (
            lambda: synbib.read(LIBRARY),
            "path: a Library where a string is wanted; synbib.read_text(text) takes text",
        ),
        (
            lambda: synbib.combine(LIBRARY),
            "libraries: a Library where several libraries are wanted; put it in a list",
        ),
        (lambda: synbib.combine([]), "libraries: none are given; synbib.read(path) reads one"),
        (
            lambda: Processor("apa", ITEMS[0]),
            "items: a dictionary where several CSL-JSON items are wanted; put it in a list",
        ),
        (
            lambda: Processor("apa", LIBRARY.select()),
            "items: an Entry where CSL-JSON items are wanted; entry.csl is one",
        ),
        (
            lambda: Processor("apa", [{"title": "One"}]),
            "items: {'title': 'One'} has no id; give it one",
        ),
        (
            lambda: Processor(None, ITEMS),
            "style: None where a string is wanted; give a name such as 'apa', a path, or Style.parse(xml)",
        ),
        (
            lambda: Processor("apa", ITEMS).citation(["a"]),
            "cites: the string 'a' where cites are wanted; synbib.Cite(key) makes one",
        ),
        (
            lambda: synbib.sync_text("# README", LIBRARY, options={"style": "acl"}),
            "options: a dictionary where an Options is wanted; "
            "write e.g. synbib.readme.Options().set('style', 'acl')",
        ),
        (
            lambda: synbib.write_entries([], options={"style": "acl"}),
            "options: a dictionary where an Options is wanted; "
            "write e.g. synbib.readme.Options().set('style', 'acl')",
        ),
        (
            lambda: synbib.import_text("# README", LIBRARY, form={"wrap": 80}),
            "form: a dictionary where a FormatOptions is wanted; write e.g. FormatOptions(wrap=80)",
        ),
        (
            lambda: synbib.format_text("", options={"wrap": 80}),
            "options: a dictionary where a FormatOptions is wanted; write e.g. FormatOptions(wrap=80)",
        ),
        (
            lambda: synbib.import_files(["README.md"], LIBRARY),
            "store: a Library where a string is wanted; name the BibTeX file",
        ),
        (
            lambda: synbib.verify_files("mine.bib", []),
            "paths: the string 'mine.bib' where several files are wanted; put it in a list: ['mine.bib']",
        ),
        (
            lambda: synbib.upgrade_files("old.bib", []),
            "paths: the string 'old.bib' where several files are wanted; put it in a list: ['old.bib']",
        ),
        (
            lambda: synbib.look_up("10.1000/182", []),
            "whats: the string '10.1000/182' where several identifiers or titles are wanted; "
            "put it in a list: ['10.1000/182']",
        ),
        (
            lambda: synbib.add_works(["10.1000/182"], "refs.bib"),
            "works: the string '10.1000/182' where works are wanted; synbib.look_up gives them",
        ),
        (
            lambda: synbib.format_files("refs.bib"),
            "paths: the string 'refs.bib' where several files are wanted; put it in a list: ['refs.bib']",
        ),
    ],
)
def test_an_argument_in_the_wrong_place_raises_at_once(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(TypeError) as error:
        call()
    assert isinstance(error.value, synbib.ArgumentError)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: synbib.render(LIBRARY, format="markdwn"),
            "unknown format 'markdwn'; did you mean markdown?",
        ),
        (
            lambda: synbib.references([], format="htm"),
            "unknown format 'htm'; did you mean html?",
        ),
        (
            lambda: Processor("apa", ITEMS, engine="citeproc"),
            "unknown engine 'citeproc'; did you mean citeproc-py?",
        ),
        (
            lambda: Processor("apa", ITEMS).citation([Cite("a", "3", label="pages")]),
            "unknown label of a locator 'pages'; did you mean page?",
        ),
        (
            lambda: synbib.render(LIBRARY, keys=["lee2032"]),
            "unknown citation key 'lee2032'; did you mean lee2023?",
        ),
    ],
)
def test_a_name_that_does_not_exist_raises_at_once_with_the_nearest(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(LookupError) as error:
        call()
    assert str(error.value) == said


def test_a_locale_that_does_not_exist_raises_at_once() -> None:
    with pytest.raises(StyleError, match="unknown locale 'xx-XX'"):
        Processor("apa", ITEMS, locale="xx-XX")

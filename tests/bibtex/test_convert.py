from __future__ import annotations

from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from bibtexparser.middlewares import BlockMiddleware

from synbib import library
from synbib.bibtex import Document
from synbib.bibtex.convert import (
    apply_middlewares,
    from_bibtexparser,
    load_middleware,
    to_bibtexparser,
)
from synbib.errors import BibtexError, ConfigError

TEXT = """\
Free text
@string{acl = "ACL"}
@preamble{"\\newcommand{\\x}{y}"}
@comment{kept}
@inproceedings{a, title = {One}, booktitle = acl, year = 2020}
@book
{b, title = {Not seen by bibtexparser}}
@misc{c, title = {broken
"""


class Shout(BlockMiddleware):  # type: ignore[misc, unused-ignore]
    """What a user's own middleware looks like."""

    def transform_entry(self, entry: Any, *args: Any, **kwargs: Any) -> Any:
        entry["title"] = entry["title"].upper()
        return entry


class NeedsMore(Shout):
    def __init__(self, more: str) -> None:
        super().__init__()


def test_a_document_becomes_bibtexparsers_library() -> None:
    found = to_bibtexparser(Document.parse(TEXT))
    assert {e.key: (e.entry_type, dict(e.items())) for e in found.entries} == {
        "a": (
            "inproceedings",
            {
                "ENTRYTYPE": "inproceedings",
                "ID": "a",
                "title": "One",
                "booktitle": "ACL",
                "year": "2020",
            },
        ),
        "b": (
            "book",
            {"ENTRYTYPE": "book", "ID": "b", "title": "Not seen by bibtexparser"},
        ),
    }
    assert [string.key for string in found.strings] == ["acl"]
    assert len(found.preambles) == 1
    assert [comment.comment for comment in found.comments] == ["Free text", "kept"]
    assert [block.start_line for block in found.failed_blocks] == [7]
    assert found.entries[0].fields[1].start_line == 4


def test_it_is_what_bibtexparser_reads_itself() -> None:
    text = '@string{acl = "ACL"}\n@misc{a, title = {One}, x = "a" # acl, year = 2020}\n'
    ours, theirs = to_bibtexparser(Document.parse(text)), bibtexparser.parse_string(text)
    assert [dict(e.items()) for e in ours.entries] == [dict(e.items()) for e in theirs.entries]


def test_of_two_entries_with_one_key_the_second_is_a_duplicate() -> None:
    document = Document.parse(
        "@misc{k, title = {One}}\n@misc{k, title = {Two}}\n@string{s={a}}\n@string{s={b}}"
    )
    library = to_bibtexparser(document)
    assert [entry["title"] for entry in library.entries] == ["One"]
    assert len(library.failed_blocks) == 2


def test_macros_that_would_make_a_library_too_long_are_an_error() -> None:
    entries = "\n".join(f"@misc{{k{n}, title = s}}" for n in range(200))
    document = Document.parse(f"@string{{s = {{{'x' * 100_000}}}}}\n{entries}")
    with pytest.raises(
        BibtexError, match=r"^<string>:\d+:\d+: the value of 'title' would be too long"
    ):
        to_bibtexparser(document)


def test_there_and_back_the_entries_are_the_same() -> None:
    document = Document.parse(TEXT.rsplit("@misc", 1)[0])
    again = from_bibtexparser(to_bibtexparser(document, parse_stack=[]))
    assert [(e.type, e.key) for e in again.entries] == [("inproceedings", "a"), ("book", "b")]
    again = from_bibtexparser(to_bibtexparser(document), "again.bib")
    assert again.name == "again.bib"
    assert [e.pairs[0] for e in again.entries] == [
        ("title", "{One}"),
        ("title", "{Not seen by bibtexparser}"),
    ]


def test_middlewares_change_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shouting.py").write_text(Path(__file__).read_text("utf-8"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "refs.bib"
    path.write_text('@string{x="y"}\n@misc{a, title = {One}, note = x # {z}}')
    read = library.read(path, middlewares=["shouting:Shout"])
    assert dict(read["a"].fields) == {"title": "ONE", "note": "yz"}
    document = Document.parse("@misc{a, title = {One}}")
    assert apply_middlewares(document, []) is document


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x", "'x' is not of the form package.module:Class"),
        ("no.such:Thing", "cannot import 'no.such': No module named 'no'"),
        ("json:Thing", "'json' has no 'Thing'"),
        ("json:JSONDecoder", "'json:JSONDecoder' is not a bibtexparser middleware"),
        ("json:loads", "'json:loads' is not a bibtexparser middleware"),
        (".json:JSONDecoder", "'.json:JSONDecoder' is not of the form package.module:Class"),
        ("json:JSONDecoder.decode", "is not of the form package.module:Class"),
    ],
)
def test_a_name_that_is_no_middleware_is_a_clear_error(name: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_middleware(name)


def test_a_middleware_that_needs_arguments_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shouting.py").write_text(Path(__file__).read_text("utf-8"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match=r"'shouting:NeedsMore' cannot be made: .*missing"):
        load_middleware("shouting:NeedsMore")

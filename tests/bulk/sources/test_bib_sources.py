"""BibTeX files in parts: the same is read as of the whole file, wherever it is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.bulk import sources
from synbib.bulk.items import from_batch, to_batch
from synbib.bulk.parts import Rejected

Reading = Callable[..., tuple[list[dict[str, Any]], list[Rejected]]]

KEYS = st.sampled_from(["a", "A", "b", "proc", "Proc", "data", "ü", "Ü"])
VALUES = st.sampled_from(["{One}", '"Two"', "name", "name # { more}", "other", "1999", "{Ünï}"])
STRINGS = st.builds(
    lambda name, value: f"@string{{{name} = {value}}}",
    st.sampled_from(["name", "other"]),
    st.sampled_from(["{Journal}", '"Press"', "other # {!}"]),
)
FIELDS = st.one_of(
    st.builds("title = {}".format, VALUES),
    st.builds("publisher = {}".format, VALUES),
    st.builds("crossref = {{{}}}".format, KEYS),
    st.builds("CrossRef = {{{}}}".format, KEYS),
    st.builds("xdata = {{{}}}".format, KEYS),
    st.builds("author = {{xdata={}-editor-1}}".format, KEYS),
    st.just("editor = {Doe, Jane and Roe, Richard}"),
    st.builds("ids = {{{}2}}".format, KEYS),
    st.builds("crossref = {{{}2}}".format, KEYS),
)
ENTRIES = st.builds(
    lambda kind, key, fields: f"@{kind}{{{key},\n  " + ",\n  ".join(fields) + "\n}",
    st.sampled_from(["book", "inproceedings", "PROCEEDINGS", "xdata", "set", "Article"]),
    KEYS,
    st.lists(FIELDS, min_size=1, max_size=4),
)
BETWEEN = st.sampled_from(["", "% a comment\n", "@comment{kept}\n", "words\n", '@preamble{"p"}\n'])
FILES = st.lists(st.builds("{}{}\n".format, BETWEEN, st.one_of(STRINGS, ENTRIES)), max_size=12)


def items_of(text: str) -> list[dict[str, Any]]:
    """The items that synbib reads of a whole file, as a table has them."""
    return from_batch(to_batch(synbib.read_text(text, "refs.bib").csl_items()))


@given(FILES.map("".join), st.integers(1, 400))
def test_however_a_file_is_cut_its_items_are_those_of_the_whole(
    reading: Reading, tmp_path_factory: pytest.TempPathFactory, text: str, size: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "refs.bib"
    path.write_text(text, "utf-8")
    items, rejected = reading([str(path)], size=size)
    assert items == items_of(text)
    assert [each.id for each in rejected] == [
        entry.key for entry in synbib.read_text(text, "refs.bib").repeated
    ]


REFERRING = """\
@string{press = "First Press"}
@inproceedings{paper, title = {A Paper}, crossref = {Volume}, note = late}
@string{press = "Second Press"}
@proceedings{volume, title = {The Volume}, publisher = press, xdata = {place}}
@xdata{place, location = {Here}}
@string{late = "Late"}
@string{press = "Third Press"}
@book{other, title = {Other}, publisher = press}
"""


def test_an_entry_takes_from_others_what_it_would_of_the_whole_file(
    tmp_path: Path, reading: Reading
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(REFERRING)
    assert len(list(sources.parts([str(path)], size=1))) == 7
    paper, _, other = reading([str(path)], size=1)[0]
    assert paper == {
        "id": "paper",
        "type": "paper-conference",
        "title": "A paper",
        "container-title": "The volume",
        "publisher": "Second Press",
        "publisher-place": "Here",
        "note": "Late",
    }
    assert other["publisher"] == "Third Press"


def test_a_file_in_which_fields_are_handed_on_over_many_entries_is_not_cut(
    tmp_path: Path, reading: Reading
) -> None:
    path = tmp_path / "refs.bib"
    chain = "".join(f"@book{{k{n}, crossref = {{k{n - 1}}}}}\n" for n in range(1, 60))
    path.write_text(f"@book{{k0, title = {{Handed on}}, publisher = {{P}}}}\n{chain}")
    assert len(list(sources.parts([str(path)], size=1000))) == 1
    items, rejected = reading([str(path)], size=1000)
    assert {item["publisher"] for item in items} == {"P"}
    assert (len(items), rejected) == (60, [])


def test_what_cannot_be_read_is_told_and_reading_goes_on(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(
        b"@book{one, title = {One \xc3\xa9\xc3\xa9}}\n"
        b"@book{two, title = {Two\n"
        b"@book{three, title = {Three \xff}}\n"
        b"@book{one, title = {Once More}}\n"
        b"@book{last, title = {Last}}\n"
    )
    for size in (1, 60, sources.PART_BYTES):
        items, rejected = reading([str(path)], size=size)
        assert [item["id"] for item in items] == ["one", "last"]
        assert sorted((each.line, each.id, each.reason, each.record) for each in rejected) == [
            (
                2,
                None,
                "cannot read @book{two: this brace is not closed; check that every { has its }",
                "@book{two, title = {Two\n",
            ),
            (
                3,
                "three",
                "bytes in it are not in the encoding of the file; save it in UTF-8",
                "@book{three, title = {Three \\xff}}",
            ),
            (
                4,
                "one",
                "the key 'one' is taken by an entry before it, which is the one that counts; "
                "give one of them another key",
                "@book{one, title = {Once More}}",
            ),
        ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16", "utf-16-le", "gb18030"])
def test_a_file_in_another_encoding_is_read_in_parts_too(
    tmp_path: Path, reading: Reading, encoding: str
) -> None:
    name = "数据合成与标注的方法研究" if encoding == "gb18030" else "Größenwahn Über Größe"
    text = "".join(f"@book{{n{number}, publisher = {{{name}}}}}\n" for number in range(50))
    path = tmp_path / "refs.bib"
    path.write_bytes(text.encode(encoding))
    expected = [{"id": f"n{number}", "type": "book", "publisher": name} for number in range(50)]
    for cut_packed in (True, False):
        assert reading([str(path)], size=200, cut_packed=cut_packed) == (expected, [])


def test_what_is_no_bibtex_and_a_conflict_are_told(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("words\nand words\n")
    (bad,) = reading([str(path)])[1]
    assert bad.reason.startswith("this is not a BibTeX file: it holds text")
    path.write_text("% a comment\n")
    assert reading([str(path)]) == ([], [])
    conflict = (
        "<<<<<<< ours\n@book{a, title = {A}}\n=======\n@book{b, title = {B}}\n>>>>>>> theirs\n"
    )
    path.write_text(conflict)
    items, rejected = reading([str(path)])
    assert [item["id"] for item in items] == ["a", "b"]
    assert [(each.line, each.reason.split(";")[0]) for each in rejected] == [
        (1, "a merge conflict that is not resolved")
    ]


def test_a_column_of_documents_is_a_field(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@book{a, title = {A}, list = {one}}\n@book{b, title = {B}}\n")
    (part,) = sources.parts([str(path)])
    batch: Any
    (batch,) = sources.read(part, document="list")
    assert batch.column("document").to_pylist() == ["one", None]


def test_a_corpus_is_the_same_in_parts(tmp_path: Path, reading: Reading, refs_bib: Path) -> None:
    """Our own store, and under its own keys once more: those of the second half are taken."""
    path = tmp_path / "refs.bib"
    path.write_bytes(refs_bib.read_bytes() * 2)
    items, rejected = reading([str(path)], size=5_000)
    assert items == items_of(refs_bib.read_text("utf-8"))
    assert [each.id for each in rejected] == [item["id"] for item in items]

"""BibTeX files in parts: the same is read as of the whole file, wherever it is cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
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

"""What is folded away under an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import Entry, Library, read_text
from synbib.readme import Options, reference_list
from synbib.readme.details import bibtex, details

STORE = r"""
@string{acl = {Association for Computational Linguistics}}
@inproceedings{tan, author = {Tan, Zhen}, title = {A {BERT}
    for All}, crossref = {acl24}, year = 2024, month = jun, groups = {Surveys}, code = {https://example.org}, file = {:a.pdf:PDF},
  abstract = {# We ask:

    is it <b>80\%</b> & \emph{more}?}}
@proceedings{acl24, booktitle = {ACL}, publisher = acl}
"""


def test_the_bibtex_to_copy_stands_for_itself() -> None:
    assert bibtex(read_text(STORE)["tan"]) == (
        "@inproceedings{tan,\n"
        "  author = {Tan, Zhen},\n"
        "  title = {A {BERT} for All},\n"
        "  year = {2024},\n"
        "  month = jun,\n"
        "  booktitle = {ACL},\n"
        "  publisher = {Association for Computational Linguistics},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("value", "summaries"),
    [
        ("no", []),
        ("abstract", ["Abstract"]),
        ("bibtex", ["BibTeX"]),
        ("both", ["Abstract", "BibTeX"]),
    ],
)
def test_what_is_folded_may_be_chosen(value: str, summaries: list[str]) -> None:
    text = reference_list(Library.of([read_text(STORE)["tan"]]), Options().set("details", value))
    found = [line[11:-10] for line in text.split("\n") if line.startswith("  <summary>")]
    assert found == summaries


def test_an_abstract_is_text_whatever_it_holds() -> None:
    [folded] = details(read_text(STORE)["tan"], ("abstract",))
    assert folded == (
        "<details>\n<summary>Abstract</summary>\n\n"
        r"\# We ask: is it **80%** & *more*?"
        "\n\n</details>"
    )


def test_an_entry_without_an_abstract_folds_none_away() -> None:
    assert list(details(read_text("@misc{a, title={A}}")["a"], ("abstract",))) == []


@given(
    st.lists(st.sampled_from(["`", "```", "~~~", "\n", "a", "</details>", "<!--", "-->"])).map(
        "".join
    )
)
def test_nothing_in_an_entry_ends_its_code(read_back: Callable[[str], Any], text: str) -> None:
    entry = Entry("misc", "k", {"title": "T", "note": text})
    written = reference_list(Library.of([entry]), Options().set("details", "bibtex"))
    [item] = [node for node in read_back(written).tree.walk() if node.type == "list_item"]
    assert [node.type for node in item.children] == [
        "paragraph",
        "html_block",
        "fence",
        "html_block",
    ]
    assert item.children[2].content == bibtex(entry) + "\n"

"""Lists with rubbish in them are imported as far as they go: nothing that stands in one ends the program."""

from __future__ import annotations

import pytest

from synbib.bibtex import Document
from synbib.incoming import merge_into
from synbib.library import read_text
from synbib.paperlist import collect, read_list
from synbib.paperlist.mentions.titles import clean_title
from synbib.paperlist.source import Item, read_html
from synbib.paperlist.source.spans import plain
from synbib.paperlist.works.incoming import incoming_works

# What a fuzzer found, made small.
RUBBISH = {"two blanks in a title before its authors": ") (http://t, *J Re*. ICLR"}


@pytest.mark.parametrize("syntax", ["markdown", "html", "rst"])
@pytest.mark.parametrize("text", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_imported_as_far_as_it_goes(text: str, syntax: str) -> None:
    papers = read_list(text, "list", syntax, everything=True)
    works = incoming_works(collect(papers.mentions, "list").works, "list")
    imported = merge_into(read_text(""), works, papers.headings, titled=papers.titled)
    assert not [
        each for each in Document.parse(imported.text).diagnostics if each.severity == "error"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- **On the Way Up** [paper](https://arxiv.org/abs/2305.07759){}\n",
        "| Title | Links |\n|---|---|\n| On the Way Up {} | [pdf](https://arxiv.org/abs/2305.07759) |\n",
    ],
)
def test_an_item_of_thousands_of_words_is_no_paper_and_is_reported(text: str) -> None:
    papers = read_list(text.format(2500 * " word"), "list", "markdown")
    assert papers.mentions == ()
    assert [(each.line, each.code) for each in papers.unread] == [
        (text.count("\n"), "unread-paper")
    ]


# With the square of their length these would take minutes.
@pytest.mark.parametrize("run", [" \u2022", ",", ":", "\u2192", " |", ":ab:", " .", "."])
def test_a_title_with_much_after_it_is_read_in_no_time(run: str) -> None:
    many = 200_000 // len(run) * run
    assert clean_title(f"On the Way Up{many}x").startswith("On the Way Up")
    assert clean_title(f"On the Way Up{many}").startswith("On the Way Up")


@pytest.mark.parametrize("run", ["a", "a ", "'", "=", "a=", "a='b' "])
def test_a_tag_with_much_in_it_is_read_in_no_time(run: str) -> None:
    many = 500_000 // len(run) * run
    (item,) = read_html(f"<p {many}>text</p>")
    assert isinstance(item, Item)
    assert plain(item.spans) == "text"

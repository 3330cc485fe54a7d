"""What `list` and `table` write is read back as the same entries, as far as it shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synbib
from synbib.bibliography import StyleChoice
from synbib.incoming import merge_into
from synbib.library import Entry, Library, read_text
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.incoming import incoming_works
from synbib.readme import Options, parse_columns, reference_list, table

STORE = Path(__file__).parents[2] / "refs.bib"


def imported(markdown: str) -> Library:
    """Return the store that a list makes."""
    found = read_list(markdown)
    assert found.unread == ()
    collected = collect(found.mentions)
    text = merge_into(
        read_text(""), incoming_works(collected.works, "README.md"), found.headings
    ).text
    library = read_text(text, "refs.bib")
    library.raise_on_errors()
    return library


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def in_table(entry: Entry) -> tuple[str, str, str, Mapping[str, str]]:
    links = {link.kind: link.url for link in entry.links}
    return entry.title, entry.published_in, links.pop("paper", ""), links


def groups_of(library: Library) -> dict[str, list[str]]:
    """Return the titles under each path of headings."""
    found: dict[str, list[str]] = {}

    def walk(group: synbib.library.Group, above: tuple[str, ...]) -> None:
        path = (*above, group.name) if group.name else above
        if group.keys:
            found["/".join(path)] = sorted(library[key].title for key in group.keys)
        for child in group.children:
            walk(child, path)

    walk(library.groups, ())
    return found


def test_the_tables_of_our_own_store_come_back_with_their_groups() -> None:
    library = synbib.read(STORE)
    columns = parse_columns("paper,published,links")
    options = Options(columns=columns).set(
        "group", "A Review for Data Synthesis and Augmentation for Large Models"
    )
    back = imported(table(library, options))
    shown = library.select(group="A Review for Data Synthesis and Augmentation for Large Models")
    assert sorted(map(in_table, back.values()), key=str) == sorted(map(in_table, shown), key=str)
    path = "A Review for Data Synthesis and Augmentation for Large Models/"
    assert groups_of(back) == {
        name.removeprefix(path): titles
        for name, titles in groups_of(library).items()
        if name.startswith(path)
    }


@pytest.mark.parametrize("style", ["syndata", "acl", "gb7714", "apa", "ieee", "nature"])
def test_the_list_of_our_own_store_comes_back_in(style: str) -> None:
    library = synbib.read(STORE)
    options = Options(styles=StyleChoice(style)).set("group", "SynData-Papers")
    back = imported(reference_list(library, options))
    shown = library.select(group="SynData-Papers")

    def seen(entry: Entry) -> tuple[str, str, str, list[tuple[str, str]]]:
        first = entry.csl["author"][0]
        links = [(link.kind, link.url) for link in entry.links]
        return letters(entry.title), letters(first.get("family", "")), entry.year, links

    assert sorted(map(seen, back.values())) == sorted(map(seen, shown))


# --- any entries -------------------------------------------------------------------------------------------

_WORDS = """
    Graph Retrieval Synthetic Language Models of for with a the Large Reasoning BERT GPT-4 Data-Free Self-Play Q:A
    and Prompting |pipes| a_b C++ 50% R&D $x$ [Re] naïve 语言模型 *stars* <b> `code` #1 ~tilde
"""
_WORD = st.sampled_from(_WORDS.split())
# What stands after a bar in another script is the title once more, translated.
_TITLES = (
    st.lists(_WORD, min_size=4, max_size=9)
    .map(lambda words: "Towards " + " ".join(words))
    .filter(lambda title: "| 语" not in title)
)
_PATHS = st.text("abcdefghij0123456789-_()", min_size=1, max_size=12)


@st.composite
def _stores(draw: st.DrawFn) -> Library:
    titles = draw(st.lists(_TITLES, min_size=1, max_size=6, unique_by=letters))
    entries = []
    for number, title in enumerate(titles):
        year = draw(st.integers(1990, 2026))
        fields = {
            "title": escaped(title),
            "venue": draw(
                st.sampled_from(["ACL", "ICML", "arXiv", "NeurIPS", "Findings of EMNLP"])
            ),
            "year": str(year),
            "url": f"https://example.org/{number}/{draw(_PATHS)}.pdf",
        }
        if draw(st.booleans()):
            fields["code"] = f"https://github.com/a/{number}{draw(_PATHS)}"
        entries.append(Entry("misc", f"key{number}", fields))
    return Library.of(entries)


def escaped(text: str) -> str:
    from synbib.latex.escape import escape

    return escape(text)


@given(_stores())
@settings(max_examples=60, deadline=None)
def test_any_table_comes_back(library: Library) -> None:
    back = imported(table(library))
    assert sorted(map(in_table, back.values()), key=str) == sorted(
        map(in_table, library.values()), key=str
    )

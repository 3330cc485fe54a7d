"""Any edit of one entry in a block, taken into the store: the store says it, and nothing changes after that."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

import synbib
from synbib.library import Library, read_text

ENTRIES: Final = {
    "tan2024": {
        "author": "Tan, Zhen and Beigi, Alimohammad and Wang, Song",
        "title": "{BERT} for Data {A}nnotation: a Survey",
        "booktitle": "Conference on Empirical Methods in Natural Language Processing (EMNLP)",
        "year": "2024",
        "url": "https://example.org/tan",
        "code": "https://github.com/tan/bert",
    },
    "roe2021": {
        "author": 'M{\\"u}ller, Jo and Roe, Ann',
        "title": "On Lists and Their {Trees}",
        "journal": "Journal of Arrays",
        "year": "2021",
        "url": "https://example.org/roe",
    },
    "doe2020": {
        "author": "Doe, Jane and Poe, John",
        "title": "Sums of Squares in Practice",
        "journal": "Annals of Sums",
        "year": "2020",
        "url": "https://example.org/doe",
        "project": "https://example.org/doe/project",
    },
}
TREE: Final = r"""
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:One\;0\;1\;\;\;\;;
1 StaticGroup:Two\;0\;1\;\;\;\;;
}
"""
BLOCKS: Final = (
    "list form=title-authors",
    "list form=bold-title",
    "list form=authors-first",
    "list form=two-line",
    "list form=numbered",
    "table form=year-table",
    "table form=badge-table",
    "list",
    "list style=acl",
    "table columns=paper,authors,venue,year,code",
)

words = st.sampled_from(["Zebra", "quick", "GPT-4", "Okapi", "of", "näive", "C++", "R&D"])


def store() -> str:
    entries = (
        f"@article{{{key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        + f"  groups = {{{'Two' if key == 'doe2020' else 'One'}}},\n}}\n\n"
        for key, fields in ENTRIES.items()
    )
    return "".join(entries) + TREE


def readme(block: str) -> str:
    kind, _, options = block.partition(" ")
    return "".join(
        f"## {group}\n\n<!-- synbib:start {kind} group={group} nested=no {options} -->\n<!-- synbib:end -->\n\n"
        for group in ("One", "Two")
    )


def is_stable(text: str, library: Library) -> bool:
    again = synbib.import_text(text, library)
    return not (synbib.sync_text(text, library).changed or again.store.changed or again.converted)


def absorbed(text: str, library: Library) -> Library:
    """Return the store that takes an edited README; after it nothing changes any more."""
    done = synbib.import_text(text, library)
    assert done.tally.not_taken == ()
    [after] = done.converted
    taken = read_text(done.store.text, "refs.bib")
    assert is_stable(after.text, taken)
    return taken


def replaced(text: str, old: str, new: str) -> str | None:
    """Return a text with one word of what is shown replaced; None if it does not stand there once."""
    places = [m.start() for m in re.finditer(rf"(?<![\w/.]){re.escape(old)}(?![\w/])", text)]
    if len(places) != 1:
        return None
    return text[: places[0]] + new + text[places[0] + len(old) :]


@settings(max_examples=60)
@given(st.sampled_from(BLOCKS), st.sampled_from(["Survey", "Lists", "Squares"]), words)
def test_a_word_of_a_title(block: str, old: str, new: str) -> None:
    library = read_text(store(), "refs.bib")
    text = synbib.sync_text(readme(block), library).text
    shown = next((each for each in (old, old.lower()) if f" {each}" in text), old)
    edited = replaced(text, shown, new)
    if edited is None:
        return
    taken = absorbed(edited, library)
    changed = [key for key in library if library[key].fields != taken[key].fields]
    assert len(changed) == 1
    assert new.casefold() in taken[changed[0]].title.casefold()
    kept = set(library[changed[0]].fields["title"].split()) - {old}
    assert {word for word in kept if "{" in word} <= set(taken[changed[0]].fields["title"].split())


@example("list", "Poe", "Lovelace")
@settings(max_examples=40)
@given(
    st.sampled_from(BLOCKS),
    st.sampled_from(["Beigi", "Müller", "Roe", "Poe"]),
    st.sampled_from(["Lovelace", "Noether", "Hopper"]),
)
def test_a_name(block: str, old: str, new: str) -> None:
    library = read_text(store(), "refs.bib")
    edited = replaced(synbib.sync_text(readme(block), library).text, old, new)
    if edited is None:
        return
    taken = absorbed(edited, library)
    [changed] = [key for key in library if library[key].fields != taken[key].fields]
    assert new in taken[changed].fields["author"]
    assert len(taken[changed].csl["author"]) == len(library[changed].csl["author"])


@settings(max_examples=30)
@given(st.sampled_from(BLOCKS), st.sampled_from(["tan", "roe", "doe"]), st.integers(1, 99))
def test_a_link(block: str, old: str, number: int) -> None:
    library = read_text(store(), "refs.bib")
    text = synbib.sync_text(readme(block), library).text
    url = f"https://example.org/{old}"
    edited = text.replace(f"{url})", f"{url}/{number})")
    if edited == text:
        return
    taken = absorbed(edited, library)
    assert f"{url}/{number}" in {link.url for entry in taken.values() for link in entry.links}


@settings(max_examples=30)
@given(st.sampled_from(BLOCKS), words)
def test_a_venue(block: str, word: str) -> None:
    library = read_text(store(), "refs.bib")
    edited = replaced(synbib.sync_text(readme(block), library).text, "Annals", word)
    if edited is None:
        return
    taken = absorbed(edited, library)
    assert taken["doe2020"].fields["journal"].replace("\\&", "&") == f"{word} of Sums"


@settings(max_examples=30)
@given(st.sampled_from(BLOCKS), st.booleans())
def test_an_entry_that_goes(block: str, first: bool) -> None:
    library = read_text(store(), "refs.bib")
    text = synbib.sync_text(readme(block), library).text
    gone = "tan2024" if first else "roe2021"
    kept = Library.of(entry for entry in library.values() if entry.key != gone)
    expected = synbib.sync_text(readme(block), read_text(without(gone), "refs.bib")).text
    old = re.findall(r"checksum=\w+", text)
    # The README as it is without the entry, but with the checksums of before.
    edited = re.sub(r"checksum=\w+", lambda _: old.pop(0), expected)
    assert [*absorbed(edited, library)] == [*kept]


@settings(max_examples=30)
@given(st.sampled_from(BLOCKS), words)
def test_an_entry_that_comes(block: str, word: str) -> None:
    """A line that is written as the others are: the store had it, somebody else has not."""
    text = store().replace("of Squares", f"of {word.replace('&', chr(92) + '&')}")
    whole = read_text(text, "refs.bib")
    there = read_text(without("doe2020").replace("{One}", "{Two}", 1), "refs.bib")
    has = synbib.sync_text(readme(block), there).text
    extended = re.sub(r"(groups = \{)One", r"\1Two", text, count=1)
    wanted = synbib.sync_text(readme(block), read_text(extended, "refs.bib")).text
    old = re.findall(r"checksum=\w+", has)
    edited = re.sub(r"checksum=\w+", lambda _: old.pop(0), wanted)
    taken = absorbed(edited, there)
    titles = {re.sub(r"\W", "", entry.title).casefold() for entry in taken.values()}
    assert re.sub(r"\W", "", whole["doe2020"].title).casefold() in titles


def without(key: str) -> str:
    """Return the store without an entry."""
    return re.sub(rf"@article\{{{key},.*?\n\}}\n\n", "", store(), flags=re.DOTALL)

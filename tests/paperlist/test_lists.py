"""Real lists, whole: brought into a store, and written again from it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import synbib
from synbib.bibliography import StyleChoice
from synbib.incoming import merge_into
from synbib.library import Entry, Library, read_text
from synbib.paperlist import PaperList, collect, read_list
from synbib.paperlist.works import convert, incoming_works
from synbib.readme import Options

# What the seeds have wrong, and the hand-made store has right.
SLIPS = {
    "metametbootstapyourown": "metamathbootstrapyourown",
    "metamethbootstapyourown": "metamathbootstrapyourown",
    "conmmon7b": "common7b",
    "wizardcodeempowering": "wizardcoderempowering",
}
YEARS = {"2309.12284": "2023", "2212.10560": "2022"}
PLACEHOLDER = "examplepaper"


def text_of(shared: Path, name: str) -> str:
    path = shared / name
    if not path.is_file():
        pytest.skip(f"the outside test data, ../shared/{name}, is not there")
    return path.read_text("utf-8")


def imported(text: str) -> tuple[PaperList, Library, str]:
    """Return a list, the store that it makes, and the list with blocks in place of its own stretches."""
    found = read_list(text)
    works = collect(found.mentions).works
    incoming = incoming_works(works, "README.md", venue_as_written=True)
    done = merge_into(read_text(""), incoming, found.headings, titled=found.titled)
    library = read_text(done.text, "refs.bib")
    library.raise_on_errors()
    # The seed has its one conference paper in the style of the ACL.
    options = Options(styles=StyleChoice("syndata", {"inproceedings": "acl"}))
    converted = convert(text, found, library, done.mentioned, "README.md", done.above, options)
    return found, library, converted.text


def letters(text: str) -> str:
    found = "".join(filter(str.isalnum, text.casefold()))
    for wrong, right in SLIPS.items():
        found = found.replace(wrong, right)
    return found


def arxiv(entry: Entry) -> str:
    return entry.fields.get("eprint", "")


def lines(text: str) -> list[str]:
    """Return what a file shows, but for its markers, its blanks and the leading bars of its tables."""
    shown = (line.strip().removeprefix("|").removesuffix("|") for line in text.splitlines())
    cells = ("|".join(cell.strip() for cell in line.split("|")) for line in shown)
    return [cell for cell in cells if cell.strip("-:|") and not cell.startswith("<!-- synbib:")]


def test_the_tables_of_a_review_come_back_line_by_line(shared: Path) -> None:
    text = text_of(shared, "seeds/data-synthesis-review.md")
    _, _, converted = imported(text)
    assert lines(converted) == lines(text)


def test_a_reference_list_comes_back_but_for_its_mojibake_and_the_case_of_titles(
    shared: Path,
) -> None:
    text = text_of(shared, "seeds/syndata-papers.md")
    _, _, converted = imported(text)
    mended = text.replace("177â€“198", "177–198")
    plain = converted.replace("*", "")  # the ACL's italics, which the seed has not
    assert [line.casefold() for line in lines(plain)] == [line.casefold() for line in lines(mended)]


def test_the_store_of_a_reference_list_is_the_one_made_by_hand(
    shared: Path, refs_bib: Path
) -> None:
    _, library, _ = imported(text_of(shared, "seeds/syndata-papers.md"))
    by_hand = synbib.read(refs_bib).select(group="SynData-Papers")

    def seen(entry: Entry) -> tuple[object, ...]:
        links = {link.kind: link.url for link in entry.links}
        families = [name.get("family") for name in entry.csl["author"][:3]]
        return letters(entry.title), entry.year, families, links, entry.group_names

    assert sorted(map(seen, library.values()), key=str) == sorted(map(seen, by_hand), key=str)


def test_the_store_of_a_review_is_the_one_made_by_hand(shared: Path, refs_bib: Path) -> None:
    _, library, _ = imported(text_of(shared, "seeds/data-synthesis-review.md"))
    top = "A Review for Data Synthesis and Augmentation for Large Models"
    by_hand = {letters(e.title): e for e in synbib.read(refs_bib).select(group=top)}
    found = {letters(entry.title): entry for entry in library.values()}
    del found[PLACEHOLDER]
    assert found.keys() == by_hand.keys()
    for title, entry in found.items():
        expected = by_hand[title]
        urls = {link.kind: link.url for link in expected.links}
        assert {link.kind: link.url for link in entry.links}["paper"] == urls["paper"]
        assert entry.venue.casefold() == expected.venue.casefold()
        assert YEARS.get(arxiv(entry), entry.year) == expected.year


def test_the_newest_list_of_the_review_has_every_row_again(shared: Path) -> None:
    name = "IRIP-BUAA__A-Survey-on-Data-Synthesis-and-Augmentation-for-Large-Language-Models.md"
    text = text_of(shared, f"readmes/{name}")
    found, library, converted = imported(text)
    assert len(found.mentions) == 249
    titles = {letters(paper.title) for paper in found.mentions}
    assert len(titles) - 6 <= len(library) <= len(titles)

    def rows(papers: PaperList) -> Counter[tuple[tuple[str, ...], str]]:
        return Counter((p.groups, title_of[letters(p.title)]) for p in papers.mentions)

    # By the entry that it became: a row may come back under the better of two titles.
    works = collect(found.mentions).works
    title_of = {letters(m.title): letters(w.paper.title) for w in works for m in w.mentions}
    before, after = rows(found), rows(read_list(converted))
    assert set(after) == set(before)
    assert before == after

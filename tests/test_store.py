"""refs.bib is what a careful scholar would keep.

Two outside parsers read it, and it is held against the lists that it stores and the checked
metadata of their papers, which lie in ../shared; without them, the tests that need them skip.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string as parse_library
from bibtexparser.library import Library
from bibtexparser.model import ExplicitComment
from pybtex.database import BibliographyData, Person, parse_string

Record = dict[str, Any]

TREE = [
    (1, "SynData-Papers"),
    (2, "Survey Papers"),
    (2, "Research Papers"),
    (2, "Analysis Papers"),
    (1, "A Review for Data Synthesis and Augmentation for Large Models"),
    (2, "Types of Data Synthesis and Augmentation"),
    (2, "Applications"),
    (3, "Data preparation"),
    (3, "Pretraining"),
    (3, "Fine-Tuning"),
    (3, "Prompt"),
    (3, "Alignment with Human Preferences"),
    (3, "Knowledge Base"),
    (3, "RAG and Other Tools"),
    (3, "Evaluation"),
    (3, "Optimization and Deployment"),
    (3, "Applications"),
    (3, "Agent"),
    (2, "Dataset"),
    (3, "Dataset Examples"),
]


@pytest.fixture(scope="module")
def text(refs_bib: Path) -> str:
    return refs_bib.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def library(text: str) -> Library:
    """The store as bibtexparser reads it."""
    return parse_library(text)


@pytest.fixture(scope="module")
def store(text: str) -> BibliographyData:
    """The store as pybtex reads it."""
    return parse_string(text, "bibtex")


@pytest.fixture(scope="module")
def tree(library: Library) -> str:
    """JabRef's comment that holds the tree of groups."""
    (found,) = [c for c in comments(library) if c.startswith("jabref-meta: grouping:")]
    return found


@pytest.fixture(scope="module")
def records(shared: Path) -> list[Record]:
    """The checked metadata of the lists' papers, in the lists' order."""
    found = json.loads((shared / "seeds" / "metadata.json").read_text("utf-8"))
    assert isinstance(found, list)
    return found


def comments(library: Library) -> list[str]:
    return [str(c.comment) for c in library.comments if isinstance(c, ExplicitComment)]


def on_one_line(value: str) -> str:
    return " ".join(value.split())


def plain(value: str) -> str:
    """A field's text without braces, on one line."""
    return on_one_line(value.replace("{", "").replace("}", ""))


def titles(store: BibliographyData) -> dict[str, str]:
    return {key: plain(entry.fields["title"]) for key, entry in store.entries.items()}


def full_name(person: Person) -> str:
    """A name in the order in which it is spoken."""
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names)
    return " ".join(plain(word) for words in parts for word in words)


def by_title(records: list[Record]) -> dict[str, Record]:
    return {record["title"]: record for record in records}


def groups_of_tree(tree: str) -> list[tuple[int, str]]:
    return [
        (int(n), name) for n, name in re.findall(r"^(\d) StaticGroup:(.+?)\\;", tree, re.MULTILINE)
    ]


# --- the file -------------------------------------------------------------------------------------


def test_two_parsers_read_the_same_26_entries(library: Library, store: BibliographyData) -> None:
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == list(store.entries)
    assert len(store.entries) == 26


def test_two_parsers_read_the_same_fields(library: Library, store: BibliographyData) -> None:
    for entry in library.entries:
        ours = {field.key: on_one_line(str(field.value)) for field in entry.fields}
        fields = store.entries[entry.key].fields
        theirs = {name: on_one_line(value) for name, value in fields.items()}
        # pybtex holds names apart from fields, and writes a month's macro out.
        del ours["author"]
        assert ours.pop("month", None) == {"August": "aug"}.get(theirs.pop("month", ""))
        assert ours == theirs


def test_keys_are_unique_and_of_the_form_family_name_year_word(
    store: BibliographyData, text: str
) -> None:
    keys = re.findall(r"^@(?!Comment)\w+\{(.+),$", text, re.MULTILINE)
    assert len(set(keys)) == len(keys) == len(store.entries)
    for key, entry in store.entries.items():
        family = " ".join(entry.persons["author"][0].last_names).lower()
        ascii_family = unicodedata.normalize("NFD", family).encode("ascii", "ignore").decode()
        assert re.fullmatch(rf"{ascii_family}{entry.fields['year']}[a-z0-9]+", key), key


def test_there_is_no_mojibake_and_each_letter_is_one_character(text: str) -> None:
    assert re.findall("[\u00c2\u00c3\u00e2\u20ac\ufffd\ufeff]", text) == []
    assert unicodedata.is_normalized("NFC", text)


def test_the_layout_is_one_throughout(text: str) -> None:
    form = re.compile(
        r"""
        (?: %.*)?                                   # a comment, or an empty line
        | @[a-z]+\{[a-z0-9]+,
        | [ ]{2}[a-z]+[ ]*(?<=^.{15})[ ]=[ ](?:\{\S.*|[a-z]+,)
        | [ ]{19}\S.*                               # a value's further lines, below its first
        | @Comment\{jabref-meta:[ ].* | \d[ ]\w+:.*;
        | \}
        """,
        re.VERBOSE,
    )
    lines = text.split("\n")
    assert [line for line in lines if not form.fullmatch(line)] == []
    assert [line for line in lines if line != line.rstrip() or len(line) > 100] == []
    assert lines[-1] == ""
    assert "" not in lines[-3:-1]


# --- the entries ----------------------------------------------------------------------------------


def test_types_are_those_that_bibtex_and_biblatex_both_know(store: BibliographyData) -> None:
    types = {key: entry.type for key, entry in store.entries.items()}
    assert {key for key, type_ in types.items() if type_ != "misc"} == {"dong2024abilities"}
    assert types["dong2024abilities"] == "inproceedings"


def test_names_are_written_family_name_first(library: Library) -> None:
    for entry in library.entries:
        for name in re.split(r"\s+and\s+", str(entry["author"])):
            assert re.fullmatch(r"[^,]+, [^,]+", on_one_line(name)), name


@pytest.mark.parametrize(
    ("key", "particle", "family"),
    [
        ("roziere2023code", "", "Canton Ferrer"),
        ("gunasekar2023textbooks", "", "Del Giorno"),
        ("gunasekar2023textbooks", "de", "Rosa"),
        ("gunasekar2023textbooks", "", "Mendes"),
        ("roziere2023code", "", "Tan"),
        ("liu2024augmenting", "", "Yao"),
    ],
)
def test_compound_family_names_and_particles_are_kept_apart_from_given_names(
    store: BibliographyData, key: str, particle: str, family: str
) -> None:
    people = store.entries[key].persons["author"]
    found = {(" ".join(p.prelast_names), " ".join(p.last_names)) for p in people}
    assert (particle, family) in found


def test_given_names_begin_with_an_ascii_letter(store: BibliographyData) -> None:
    # BibTeX reads bytes: it would abbreviate any other to half a letter.
    for entry in store.entries.values():
        for person in entry.persons["author"]:
            assert all(name[0].isascii() for name in person.first_names + person.middle_names)


def test_braces_keep_the_capitals_that_a_style_must_not_lower(store: BibliographyData) -> None:
    for key, entry in store.entries.items():
        unprotected = re.sub(r"\{[^{}]*\}", "", entry.fields["title"])
        assert re.findall(r"\w+[A-Z]\w*", unprotected) == [], key


def test_braces_in_titles_hold_whole_words(store: BibliographyData) -> None:
    for key, entry in store.entries.items():
        assert re.findall(r"\w\{|\}\w", entry.fields["title"]) == [], key


def test_a_preprint_says_where_it_is(store: BibliographyData) -> None:
    for key, entry in store.entries.items():
        if "eprint" in entry.fields:
            assert entry.fields["archiveprefix"] == "arXiv", key
            assert re.fullmatch(r"\d{4}\.\d{5}", entry.fields["eprint"]), key
        if "eprint" in entry.fields and entry.type == "misc":
            version = "v1" if key == "xin2024deepseek" else ""  # as its list pins it
            assert entry.fields["url"] == f"https://arxiv.org/abs/{entry.fields['eprint']}{version}"


def test_software_says_where_it_is(store: BibliographyData) -> None:
    software = {key: e for key, e in store.entries.items() if "eprint" not in e.fields}
    assert set(software) == {"taori2023stanford", "chaudhary2023code"}
    for entry in software.values():
        assert entry.fields["howpublished"] == "GitHub repository"
        assert entry.fields["publisher"] == "GitHub"
        assert entry.fields["url"] == entry.fields["code"]


def test_the_acl_paper_is_cited_as_it_was_published(store: BibliographyData) -> None:
    entry = store.entries["dong2024abilities"]
    booktitle = (
        "{Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics"
        " (Volume 1: Long Papers)}"
    )
    expected = {
        "booktitle": booktitle,
        "year": "2024",
        "month": "August",
        "pages": "177--198",
        "publisher": "Association for Computational Linguistics",
        "address": "Bangkok, Thailand",
        "doi": "10.18653/v1/2024.acl-long.12",
        "eprint": "2310.05492",
        "url": "https://aclanthology.org/2024.acl-long.12/",
    }
    assert {name: on_one_line(entry.fields[name]) for name in expected} == expected


# --- the entries beside the metadata of the lists' papers -----------------------------------------


def test_titles_and_their_order_are_those_of_the_lists(
    store: BibliographyData, records: list[Record]
) -> None:
    assert list(titles(store).values()) == [record["title"] for record in records]


def test_authors_are_those_of_the_cited_version(
    store: BibliographyData, records: list[Record]
) -> None:
    known = by_title(records)
    for key, title in titles(store).items():
        authors = [full_name(person) for person in store.entries[key].persons["author"]]
        more = [] if known[title]["authors_complete"] else ["others"]
        assert authors == known[title]["authors"] + more, key


def test_arxiv_ids_are_those_of_the_papers(store: BibliographyData, records: list[Record]) -> None:
    known = by_title(records)
    for key, title in titles(store).items():
        assert store.entries[key].fields.get("eprint") == known[title]["arxiv"], key


def test_years_are_those_of_the_cited_version(
    store: BibliographyData, records: list[Record]
) -> None:
    known = by_title(records)
    for key, title in titles(store).items():
        entry, record = store.entries[key], known[title]
        version = record if entry.type == "misc" else record["published"]
        assert entry.fields["year"] == str(version["year"]), key


def test_links_are_those_of_the_lists(store: BibliographyData, shared: Path) -> None:
    lists = ["syndata-papers.md", "data-synthesis-review.md"]
    written = "".join((shared / "seeds" / name).read_text("utf-8") for name in lists)
    links = re.findall(r"https?://[^\s)|]+", written.replace("https://arxiv.org/abs/...", ""))
    fields = ("url", "code", "project")
    ours = [e.fields[name] for e in store.entries.values() for name in fields if name in e.fields]
    assert sorted(ours) == sorted(links)


# --- the groups -----------------------------------------------------------------------------------


def test_each_entry_is_in_a_group_of_the_tree(store: BibliographyData, tree: str) -> None:
    names = {name for _, name in groups_of_tree(tree)}
    for key, entry in store.entries.items():
        assert entry.fields["groups"] in names, key


def test_the_tree_holds_the_headings_of_both_lists_nested_and_with_the_empty_ones(
    tree: str,
) -> None:
    assert groups_of_tree(tree) == TREE


def test_the_tree_is_written_as_jabref_writes_it(tree: str, library: Library) -> None:
    first, root, *groups = tree.splitlines()
    assert first == "jabref-meta: grouping:"
    assert root == "0 AllEntriesGroup:;"
    group = re.compile(r"\d StaticGroup:[^\\;:]+\\;[012]\\;[01]\\;\\;\\;\\;;")
    assert [line for line in groups if not group.fullmatch(line)] == []
    assert "jabref-meta: databaseType:bibtex;" in comments(library)


def test_the_tree_is_that_of_the_headings_in_the_lists(tree: str, shared: Path) -> None:
    found: list[tuple[int, str]] = []
    for name in ("syndata-papers.md", "data-synthesis-review.md"):
        written = (shared / "seeds" / name).read_text("utf-8")
        headings = re.findall(r"^(#+) (.*\S)", written, re.MULTILINE)
        (_, title), *rest = [h for h in headings if h[1] != "Table of Contents"]
        top = min(len(marks) for marks, _ in rest)
        found += [(1, title), *((len(marks) - top + 2, heading) for marks, heading in rest)]
    assert groups_of_tree(tree) == found


def test_each_entry_is_under_its_heading_in_the_order_of_the_lists(
    store: BibliographyData, shared: Path
) -> None:
    found: list[tuple[str, str]] = []
    heading = ""
    for name in ("syndata-papers.md", "data-synthesis-review.md"):
        for line in (shared / "seeds" / name).read_text("utf-8").splitlines():
            if line.startswith("#"):
                heading = line.strip("# ")
            paper = re.search(r"\[(?:Paper|[^\]]{20,})\]\((https://[^.)]+\.[^)]+)\)", line)
            if paper:
                found.append((heading, paper[1]))
    assert [(e.fields["groups"], e.fields["url"]) for e in store.entries.values()] == found

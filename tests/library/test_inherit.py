"""Inheritance: the examples of the biblatex manual's appendix B, and BibTeX's own rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import Library, read, read_text


def fields(text: str, key: str = "child") -> dict[str, str]:
    found = dict(read_text(text)[key].fields)
    for name in ("crossref", "xdata"):
        found.pop(name, None)
    return found


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        ("inproceedings", "proceedings", "book"),
        ("conference", "proceedings", "book"),
        ("incollection", "collection", "book"),
        ("inreference", "reference", "book"),
        ("inbook", "book", "book"),
        ("book", "mvbook", "main"),
        ("collection", "mvcollection", "main"),
        ("inproceedings", "mvproceedings", "main"),
        ("article", "periodical", "journal"),
    ],
)
def test_the_parents_title_is_where_the_child_stands_in(
    child: str, parent: str, expected: str
) -> None:
    text = (
        f"@{child}{{child, title={{C}}, crossref={{parent}}}}"
        f"@{parent}{{parent, title={{P}}, subtitle={{S}}, titleaddon={{A}}, shorttitle={{X}}, publisher={{H}}}}"
    )
    assert fields(text) == {
        "title": "C",
        f"{expected}title": "P",
        f"{expected}subtitle": "S",
        f"{expected}titleaddon": "A",
        "publisher": "H",
    }


def test_bibtexs_rule_where_the_tables_say_nothing() -> None:
    text = (
        "@incollection{child, crossref={PARENT}, title={C}, year=2000}"
        "@book{Parent, title={P}, booktitle={B}, year=1999, editor={E}}"
    )
    assert fields(text) == {"title": "C", "year": "2000", "booktitle": "B", "editor": "E"}


def test_a_child_keeps_its_own_booktitle() -> None:
    text = "@inproceedings{child, crossref={p}, booktitle={Own}}@proceedings{p, title={P}, booktitle={B}}"
    assert fields(text) == {"booktitle": "Own"}
    assert fields(text.replace("booktitle={Own}", ""))["booktitle"] == "P"


def test_a_books_author_is_that_of_the_book_around_a_chapter() -> None:
    text = "@inbook{child, author={C}, crossref={p}}@book{p, author={P}}"
    assert fields(text) == {"author": "C", "bookauthor": "P"}
    assert fields(text.replace("author={C}, ", "")) == {"author": "P", "bookauthor": "P"}


def test_a_date_is_inherited_as_a_whole() -> None:
    parent = "@book{p, date={1970/1980}, month=may, urldate={2001-01-01}}"
    assert fields("@inbook{child, year=1975, crossref={p}}" + parent) == {
        "year": "1975",
        "urldate": "2001-01-01",
    }


def test_a_field_under_its_older_name_is_the_same_field() -> None:
    text = "@inbook{child, address={Here}, crossref={p}}@book{p, location={There}, publisher={P}}"
    assert fields(text) == {"address": "Here", "publisher": "P"}


@pytest.mark.parametrize(
    ("own", "parents"),
    [
        ("accessed", "urldate"),
        ("lastchecked", "urldate"),
        ("keyword", "keywords"),
        ("articleno", "eid"),
        ("numpages", "pagetotal"),
        ("address", "location"),
        ("journal", "journaltitle"),
    ],
)
def test_a_child_inherits_nothing_that_it_has_under_another_name(own: str, parents: str) -> None:
    text = f"""
        @inbook{{child, {own} = {{mine}}, crossref = {{parent}}}}
        @book{{parent, {parents} = {{the parent's}}}}
    """
    assert fields(text) == {own: "mine"}


def test_what_is_an_entrys_own_is_not_inherited() -> None:
    own = "ids={x}, options={o}, related={r}, shorthand={s}, groups={g}, xref={y}, label={l}"
    assert fields(f"@inbook{{child, crossref={{p}}}}@book{{p, {own}, publisher={{P}}}}") == {
        "publisher": "P"
    }


def test_inheritance_goes_on_over_several_generations() -> None:
    text = (
        "@inbook{child, crossref={b}, title={C}}"
        "@book{b, crossref={m}, title={B}, volume=3}"
        "@mvbook{m, title={M}, author={A}, publisher={P}}"
    )
    assert fields(text) == {
        "title": "C",
        "booktitle": "B",
        "volume": "3",
        "maintitle": "M",
        "author": "A",
        "bookauthor": "A",
        "publisher": "P",
    }
    assert read_text(text)["child"].inherited == fields(text).keys() - {"title"}


def test_xdata_fills_in_and_overrides_nothing() -> None:
    text = (
        "@book{child, title={T}, xdata={one, two}}"
        "@xdata{one, publisher={P1}, xdata={three}}"
        "@xdata{two, publisher={P2}, location={L2}}"
        "@xdata{three, title={X}, note={N3}, location={L3}}"
    )
    assert fields(text) == {"title": "T", "publisher": "P1", "note": "N3", "location": "L3"}
    assert list(read_text(text)) == ["child"]
    assert read_text(text)["two"].fields["location"] == "L2"


DATA = (
    "@xdata{my-data, title={A  Title}, author={Doe, Ann and Roe, {Bob and Sons} and Poe, Cy}, note={xdata=more-note},"
    " location={Oslo and xdata=more-location-2}}"
    "@xdata{more, note={N}, location={Rome and Bern}}"
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("title={xdata=my-data-title}", "A  Title"),
        ("title={ xdata = {MY-DATA-Title} }", "A  Title"),
        ("title={The xdata=my-data-title}", "The xdata=my-data-title"),
        ("title={On xdata and on lists}", "On xdata and on lists"),
        ("author={xdata=my-data-author}", "Doe, Ann and Roe, {Bob and Sons} and Poe, Cy"),
        ("author={xdata=my-data-author-2}", "Roe, {Bob and Sons}"),
        (
            "author={Moe, Di and xdata=my-data-author-3 and others}",
            "Moe, Di and Poe, Cy and others",
        ),
        ("note={xdata=my-data-note}", "N"),
        ("location={xdata=my-data-location}", "Oslo and Bern"),
        ("location={xdata=my-data-location-2}", "Bern"),
    ],
)
def test_a_value_may_be_that_of_another_entrys_field(written: str, meant: str) -> None:
    text = f"@book{{child, {written}}}{DATA}"
    assert list(fields(text).values()) == [meant]
    assert not read_text(text).diagnostics


def test_what_is_handed_on_is_resolved() -> None:
    text = f"@book{{child, xdata={{my-data}}}}@inbook{{part, crossref={{child}}}}{DATA}"
    assert fields(text)["location"] == "Oslo and Bern"
    assert fields(text, "part")["note"] == "N"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("nope-title", "'xdata=nope-title' has no value: there is no entry 'nope'"),
        ("x-isbn", "'xdata=x-isbn' has no value: 'x' has no field 'isbn'"),
        ("x-author-3", "'xdata=x-author-3' has no value: 'author' of 'x' has 2 of them"),
        ("x-note", "'xdata=x-note' leads back to itself, or to too many others"),
    ],
)
def test_a_value_that_is_not_there_is_reported_and_stays(written: str, problem: str) -> None:
    text = f"@book{{child, note={{xdata={written}}}}}\n"
    library = read_text(text + "@xdata{x, author={A and B}}", "a.bib")
    if "itself" in problem:
        library = read_text(text + "@misc{x, note={xdata=x-note}}", "a.bib")
    assert library["child"].fields["note"] == f"xdata={written}"
    first = next(iter(library.diagnostics))
    assert (first.line, first.column, first.code) == (1, 19, "unknown-xdata")
    assert first.message == problem


def test_references_that_multiply_come_to_an_end() -> None:
    entries = "".join(
        f"@xdata{{x{n}, note={{xdata=x{n + 1}-note and xdata=x{n + 1}-note}}}}" for n in range(100)
    )
    assert len(read_text("@book{child, note={xdata=x0-note}}" + entries)["child"].fields) == 1


def test_a_circle_inherits_nothing_and_is_reported() -> None:
    text = (
        "@book{a, crossref={b}, note={A}}\n@book{b, crossref={a}}\n@inbook{c, crossref={b}}\n"
        "@book{d, xdata={x}}\n@xdata{x, xdata={y}, note={X}}\n@xdata{y, xdata={x}}"
    )
    library = read_text(text, "a.bib")
    assert dict(library["b"].fields) == {"crossref": "a"}
    assert library["d"].fields["note"] == "X"
    assert [str(d) for d in library.diagnostics] == [
        "a.bib:1:19: crossref leads from 'a' back to itself; nothing is inherited; take one crossref of the circle out",
        "a.bib:2:19: crossref leads from 'b' back to itself; nothing is inherited; take one crossref of the circle out",
        "a.bib:5:17: xdata leads from 'x' back to itself; take one xdata of the circle out",
        "a.bib:6:17: xdata leads from 'y' back to itself; take one xdata of the circle out",
    ]


def test_a_long_chain_is_no_matter() -> None:
    count = 5000
    text = "".join(f"@book{{k{n}, crossref={{k{n + 1}}}}}\n" for n in range(count))
    assert read_text(text + f"@book{{k{count}, note={{N}}}}")["k0"].fields["note"] == "N"


def test_an_entry_with_an_empty_key_is_nobodys_parent() -> None:
    library = read_text("@book{, publisher = {P}}\n@inbook{a, title = {T}, crossref = {b}}")
    assert "publisher" not in library["a"].fields
    assert "crossref names 'b', and there is no such entry" in [
        found.message for found in library.diagnostics
    ]


def test_a_parent_that_is_not_there_is_reported() -> None:
    library = read_text("@book{a, crossref={nope}, xdata={no, b}}\n@xdata{b}", "a.bib")
    assert [str(d) for d in library.diagnostics] == [
        "a.bib:1:19: crossref names 'nope', and there is no such entry; correct the key, or add the entry",
        "a.bib:1:33: xdata names 'no', and there is no such entry; correct the key, or add the entry",
    ]


def test_an_alias_finds_its_entry_which_is_listed_once() -> None:
    library = read_text(
        "@book{a, ids={old, Older}, title={T}}@inbook{b, crossref={old}, related={a, c}}"
    )
    assert library["Older"] is library["a"]
    assert list(library) == ["a", "b"]
    assert "old" in library
    assert "none" not in library
    assert [entry.key for entry in library.select(["old", "a", "b"])] == ["a", "b"]
    assert library["b"].fields["booktitle"] == "T"
    assert library["b"].related == ("a", "c")


def test_a_set_stands_for_its_members() -> None:
    library = read_text("@set{s, entryset={a, b}}@misc{a}@misc{b}@misc{c}")
    assert list(library) == ["a", "b", "c"]
    assert [entry.key for entry in library.select(["s", "a"])] == ["a", "b"]
    assert library["s"].members == ("a", "b")


KEYS = st.sampled_from(["a", "b", "c", "d"])
ENTRIES = st.lists(
    st.builds(
        "@{}{{{}, crossref={{{}}}, xdata={{{}, {}}}, title={{{}}}}}".format,
        st.sampled_from(["inbook", "book", "mvbook", "xdata", "set"]),
        KEYS,
        KEYS,
        KEYS,
        KEYS,
        KEYS,
    ),
    max_size=6,
)


@given(ENTRIES, st.permutations(["a", "b", "c", "d"]))
def test_in_whatever_order_entries_are_asked_for_they_are_the_same(
    entries: list[str], order: list[str]
) -> None:
    def all_fields(library: Library, keys: list[str]) -> dict[str, dict[str, str]]:
        return {key: dict(library[key].fields) for key in keys if key in library}

    text = "\n".join(entries)
    assert all_fields(read_text(text), order) == all_fields(read_text(text), sorted(order))


def test_the_examples_of_a_mature_converter(shared: Path) -> None:
    folder = shared / "biblatex-to-csl"
    nested = read(folder / "biblatex-crossref-nested.1.input.biblatex.bib")
    assert nested["bookinbook-1"].fields["booktitle"] == "Tragedies [title field of book-1]"
    assert nested["bookinbook-1"].fields["bookauthor"] == "Shakespeare"
    assert nested["book-1"].fields["maintitle"].startswith("Collected Works")
    space = read(folder / "biblatex-westfahl-space.1.input.biblatex.bib")["westfahl:space"]
    assert space.fields["booksubtitle"] == "The Frontier Theme in Science Fiction"
    assert space.fields["date"] == "2000"

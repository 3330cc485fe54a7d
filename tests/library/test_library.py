from __future__ import annotations

from pathlib import Path

import pytest

import synbib
from synbib.errors import BibtexError, SynbibError, UnknownKeyError, UnknownNameError
from synbib.library import Group, combine, read_text

STORE = r"""
% Encoding: UTF-8
@string{acl = "Association for " # {Computational Linguistics}}
@InProceedings{Dong2024,
  Title = "How " # {Abilities},
  publisher = acl,
  month = aug,
  groups = {Analysis, Surveys},
}
@misc{tan2024, title = {Annotation}, groups = {Surveys}}
@misc{other, title = {Other}, groups = {Unlisted}}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Papers\;0\;1\;\;\;\;;
2 StaticGroup:Surveys\;0\;1\;\;\;\;;
2 StaticGroup:Analysis\;0\;1\;\;\;\;;
1 StaticGroup:Tools\\\; semi\;0\;1\;\;\;\;;
}
"""


def test_entries_are_read_with_macros_expanded() -> None:
    library = read_text(STORE)
    assert list(library) == ["Dong2024", "tan2024", "other"]
    entry = library["Dong2024"]
    assert entry.type == "inproceedings"
    assert dict(entry.fields) == {
        "title": "How Abilities",
        "publisher": "Association for Computational Linguistics",
        "month": "August",
        "groups": "Analysis, Surveys",
    }
    assert library.diagnostics == ()


def test_the_group_tree_is_jabrefs_and_groups_that_it_lacks_follow() -> None:
    assert read_text(STORE).groups == Group(
        "",
        (
            Group(
                "Papers",
                (
                    Group("Surveys", (), ("Dong2024", "tan2024")),
                    Group("Analysis", (), ("Dong2024",)),
                ),
            ),
            Group("Tools; semi"),
            Group("Unlisted", (), ("other",)),
        ),
    )


def test_a_group_is_found_by_name_or_path_in_any_case() -> None:
    root = read_text(STORE).groups
    assert root.find("analysis").keys == ("Dong2024",)
    assert root.find("Papers/Surveys").keys == ("Dong2024", "tan2024")
    assert root.find("papers").all_keys == ("Dong2024", "tan2024")
    with pytest.raises(UnknownNameError, match=r"unknown group 'Survey'; did you mean Surveys\?"):
        root.find("Survey")


def test_without_groups_keywords_are_the_groups() -> None:
    library = read_text("@misc{a, keywords={x, y}} @misc{b, keywords={y}}")
    assert library.groups == Group("", (Group("x", (), ("a",)), Group("y", (), ("a", "b"))))


def test_entries_are_selected_by_key_and_group() -> None:
    library = read_text(STORE)
    assert [e.key for e in library.select()] == ["Dong2024", "tan2024", "other"]
    assert [e.key for e in library.select(group="Surveys")] == ["Dong2024", "tan2024"]
    assert [e.key for e in library.select(["tan2024", "other"], "Surveys")] == ["tan2024"]
    with pytest.raises(
        UnknownNameError, match=r"unknown citation key 'tan2042'; did you mean tan2024"
    ):
        library.select(["tan2042"])


def test_what_is_doubtful_is_a_warning_and_what_is_broken_an_error() -> None:
    text = (
        "@misc{a, title = nomacro}\n@misc{a, title={second}}\n@misc{b, title={x\n@misc{c, year=1}\n"
    )
    library = read_text(text, "refs.bib")
    assert list(map(str, library.diagnostics)) == [
        "refs.bib:1:18: 'nomacro' is not an @string of this file and stands for itself; define it, or write {nomacro}",
        "refs.bib:2:1: the key 'a' is taken by the entry in line 1, which is the one that counts; "
        "give one of them another key",
        "refs.bib:3:16: cannot read @misc{b: this brace is not closed; check that every { has its }",
    ]
    assert library["a"].title == "nomacro"
    assert "c" in library
    with pytest.raises(BibtexError, match=r"^refs\.bib:3:16: cannot read @misc\{b"):
        library.raise_on_errors()


def test_an_entry_that_bibtexparser_does_not_see_is_read() -> None:
    library = read_text("@book\n{x, title={T}}\n", "refs.bib")
    assert library["x"].title == "T"
    assert library.diagnostics == ()


def test_a_missing_file_is_a_clear_error() -> None:
    with pytest.raises(SynbibError, match=r"nowhere\.bib: no such file; name a BibTeX file"):
        synbib.read("nowhere.bib")


def test_a_file_that_is_not_utf_8_is_read_and_says_as_what(tmp_path: Path) -> None:
    path = tmp_path / "latin.bib"
    path.write_bytes("@misc{a,\n title={é}}".encode("latin-1"))
    library = synbib.read(path)
    assert (library["a"].title, library.encoding) == ("é", "cp1252")
    [warning] = library.diagnostics
    assert "latin.bib:2:9: not UTF-8: byte 0xe9 begins no character; read as cp1252" in str(warning)
    assert synbib.read(path, encoding="cp1251")["a"].title == "й"


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "bom.bib"
    path.write_bytes("\ufeff@misc{a, title={T}}".encode())
    assert synbib.read(path)["a"].title == "T"


def test_of_several_files_the_first_with_a_key_counts() -> None:
    both = combine(
        [
            read_text("@misc{a, title={1}}", "a.bib"),
            read_text("@misc{a, title={2}} @misc{b}", "b.bib"),
        ]
    )
    assert {key: entry.title for key, entry in both.items()} == {"a": "1", "b": ""}
    assert [str(d) for d in both.diagnostics] == [
        "b.bib:1:1: the key 'a' is taken by the entry in a.bib:1, which is the one that counts; "
        "give one of them another key"
    ]


def test_a_subset_has_the_entries_and_what_they_need_as_they_are_written() -> None:
    library = read_text("@string{j = {J}}@misc{a, title=j, ids={b}}@misc{c, title={C}}", "x.bib")
    assert library.subset(["b"]) == "@string{j = {J}}\n\n@misc{a, title=j, ids={b}}\n"
    assert library.subset([]) == ""
    with pytest.raises(UnknownKeyError, match="'d'"):
        library.subset(["d"])

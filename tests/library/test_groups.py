"""The tree of groups as JabRef has it: read, written back the same, and filled by each kind of group."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex import Comment, Document
from synbib.library import Group, format_tree, read, read_text
from synbib.library.groups import parse_tree

# As JabRef 5 writes it.
JABREF = r"""jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:StaticGroup\;0\;1\;0x6d74baff\;\;A test static group\;;
1 KeywordGroup:DynamicGroup\;0\;author\;Churchill\;0\;0\;0\;0x5eba7dff\;\;\;;
1 AutomaticPersonsGroup:Automatic group (Authors)\;0\;author\;0\;\;\;Automatic group for all authors\;;
1 StaticGroup:TestOne\;0\;1\;0x311b92ff\;\;\;;
2 StaticGroup:Semi\\\; colon\;0\;1\;0xff7043ff\;\;\;;
2 SearchGroup:Search\;2\;author = "x\\\\y" and year=2020\;0\;0\;1\;\;\;\;;
1 TexGroup:Aux\;0\;/home/me/a.aux\;0\;1\;\;\;\;;
"""


def test_a_tree_is_written_as_jabref_writes_it() -> None:
    tree = parse_tree([JABREF])
    assert tree is not None
    assert [group.name for group in tree.walk()][4:7] == ["TestOne", "Semi; colon", "Search"]
    assert format_tree(tree) == JABREF
    assert format_tree(tree, "\r\n") == JABREF.replace("\n", "\r\n")


def test_a_new_group_is_written_like_one_that_jabref_makes() -> None:
    tree = Group("", (Group("A", (Group("b; c"),)), Group("d\\e")))
    assert format_tree(tree) == (
        "jabref-meta: grouping:\n"
        "0 AllEntriesGroup:;\n"
        r"1 StaticGroup:A\;0\;1\;\;\;\;;" + "\n"
        r"2 StaticGroup:b\\\; c\;0\;1\;\;\;\;;" + "\n"
        r"1 StaticGroup:d\\\\e\;0\;1\;\;\;\;;" + "\n"
    )


NAMES = st.text(st.sampled_from(r"aB;\ :é{}1"), min_size=1, max_size=6).filter(
    lambda name: name == name.strip()
)
TREES = st.recursive(
    st.builds(Group, NAMES),
    lambda inner: st.builds(
        Group,
        NAMES,
        st.lists(inner, max_size=3).map(tuple),
        kind=st.sampled_from(["StaticGroup", "KeywordGroup"]),
        details=st.lists(st.sampled_from(["", "0", r"a\;b", r"\\x"]), max_size=4).map(tuple),
    ),
    max_leaves=8,
)


@given(st.lists(TREES, max_size=3).map(lambda children: Group("", tuple(children))))
def test_what_is_written_is_read_again(tree: Group) -> None:
    written = format_tree(tree)
    again = parse_tree([written])
    assert again == tree
    assert again is not None
    assert format_tree(again) == written
    kinds = [(g.kind, g.details) for g in again.walk() if g.details]
    assert set(kinds) <= {(g.kind, g.details or ("0", "1", "", "", "")) for g in tree.walk()}


def test_trees_of_real_files_are_written_back_the_same(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "bib").rglob("*.bib")):
        document = Document.parse(path.read_bytes().decode("utf-8", "replace"))
        for block in document.blocks:
            if isinstance(block, Comment) and (tree := parse_tree([block.text])):
                again = parse_tree([format_tree(tree)])
                assert again == tree
                lines = re.split(r"\r\n?|\n", block.text)
                # JabRef 5 ends each line with the record; older versions broke them in the middle.
                if (
                    len(lines) == len(list(tree.walk())) + 2
                    and "jabref-meta: grouping:" in lines[0]
                ):
                    seen += 1
                    assert format_tree(tree).splitlines()[2:] == [
                        line for line in lines[2:] if line
                    ]
    assert seen >= 5


ENTRIES = r"""
@article{a, author = {Churchill, Winston}, title = {War}, year = 1948, keywords = {history, TODO}, groups = {Static}}
@book{b, author = {M{\"u}ller, J.}, title = {Peace and churchill-like}, year = 2001, keywords = {todo later}}
@misc{c, title = {Static things}, year = 2001, groups = {Static, Twice}}
"""


def filled(*records: str) -> dict[str, tuple[str, ...]]:
    library = read_text(f"{ENTRIES}@Comment{{jabref-meta: grouping:\n{''.join(records)}}}", "a.bib")
    return {group.name: group.keys for group in library.groups.walk() if group.name}


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        (r"1 StaticGroup:Static\;0\;1\;\;\;\;;", ("a", "c")),
        (r"1 ExplicitGroup:Old\;0\;c\;a\;nope\;;", ("a", "c")),
        (r"1 KeywordGroup:K\;0\;author\;Churchill\;0\;0\;1\;\;\;\;;", ("a",)),
        (r"1 KeywordGroup:K\;0\;keywords\;TODO\;1\;0\;;", ("a",)),
        (r"1 KeywordGroup:K\;0\;keywords\;todo\;0\;0\;;", ("a", "b")),
        (r"1 KeywordGroup:K\;0\;author\;müller\;0\;0\;;", ("b",)),
        (r"1 KeywordGroup:K\;0\;title\;pe.ce\;0\;1\;;", ("b",)),
        (r"1 SearchGroup:S\;0\;churchill\;0\;0\;;", ("a", "b")),
        (r"1 SearchGroup:S\;0\;author = churchill\;0\;0\;;", ("a",)),
        (r"1 SearchGroup:S\;0\;year == 200\;0\;0\;;", ()),
        (r"1 SearchGroup:S\;0\;year = 200\;0\;0\;;", ("b", "c")),
        (r"1 SearchGroup:S\;0\;year != 2001\;0\;0\;;", ("a",)),
        (r"1 SearchGroup:S\;0\;not (year=2001 and entrytype=misc)\;0\;0\;;", ("a", "b")),
        (r"1 SearchGroup:S\;0\;title = war or title contains \"static things\"\;0\;0\;;", ("a", "c")),
        (r"1 SearchGroup:S\;0\;static things\;0\;0\;;", ("c",)),
        (r"1 SearchGroup:S\;0\;author matches M.*\;0\;1\;;", ("b",)),
        (r"1 SearchGroup:S\;0\;War\;1\;0\;;", ("a",)),
    ],
)  # fmt: skip
def test_each_kind_of_group_is_filled(record: str, keys: tuple[str, ...]) -> None:
    assert next(iter(filled(record).values())) == keys


def test_a_refining_group_holds_what_its_parent_holds() -> None:
    assert filled(
        r"1 SearchGroup:Up\;0\;year=2001\;0\;0\;;",
        r"2 KeywordGroup:Free\;0\;keywords\;todo\;0\;0\;;",
        r"2 KeywordGroup:Refining\;1\;keywords\;todo\;0\;0\;;",
    ) == {"Up": ("b", "c"), "Free": ("a", "b"), "Refining": ("b",), "Static": ("a", "c"), "Twice": ("c",)}  # fmt: skip


def test_a_name_may_stand_twice_in_the_tree() -> None:
    library = read_text(
        ENTRIES
        + "@comment{jabref-meta: grouping:\n1 StaticGroup:X\\;0\\;;\n2 StaticGroup:Twice\\;0\\;;\n"
        "1 StaticGroup:Y\\;0\\;;\n2 StaticGroup:Twice\\;0\\;;\n}"
    )
    assert library.groups.find("Y/Twice").keys == library.groups.find("X/Twice").keys == ("c",)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (r"1 TexGroup:G\;0\;a.aux\;;", "groups of the kind TexGroup are kept but not filled"),
        (r"1 SearchGroup:G\;0\;(a\;0\;0\;;", r"the search '\(a' is not understood"),
        (r"1 SearchGroup:G\;0\;a = \;0\;0\;;", "the search 'a = ' is not understood"),
        (r"1 SearchGroup:G\;0\;" + "(" * 9999 + r"\;0\;0\;;", "is not understood"),
        (r"1 SearchGroup:G\;0\;[a\;0\;1\;;", r"'\[a' is not a regular expression"),
        (r"1 KeywordGroup:G\;0\;\;;", "groups of the kind KeywordGroup are kept but not filled"),
    ],
)
def test_a_group_that_is_not_understood_stays_and_is_reported(record: str, why: str) -> None:
    library = read_text(f"@misc{{a}}\n@comment{{jabref-meta: grouping:\n{record}}}", "a.bib")
    assert library.groups.find("G").keys == ()
    [warning] = library.diagnostics
    assert re.match(rf"a\.bib:2:1: the group 'G' stays empty: .*{why}", str(warning))


def test_our_own_store_is_written_back_the_same(refs_bib: Path) -> None:
    library = read(refs_bib)
    assert library.group_tree is not None
    assert format_tree(library.group_tree) in library.document.text


# --- groups of one name -------------------------------------------------------------------------------------

NAMESAKES = r"""
@misc{a, groups = {Math}}
@misc{b, groups = {Applications/Math}}
@misc{c, groups = {applications/math, Math}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Math\;0\;1\;\;\;\;;
1 StaticGroup:Applications\;0\;1\;\;\;\;;
2 KeywordGroup:Math\;0\;groups\;Applications/Math\;0\;0\;1\;\;\;\;;
}
"""


def test_groups_of_one_name_are_told_apart_by_a_label() -> None:
    groups = read_text(NAMESAKES).groups
    assert groups.find("Math").keys == ("a", "c")
    assert groups.find("Applications/Math").keys == ("b", "c")


def test_a_label_is_no_group_of_its_own() -> None:
    names = [group.name for group in read_text(NAMESAKES).groups.walk()]
    assert names == ["", "Math", "Applications", "Math"]


def test_a_labelled_group_is_written_as_jabref_does() -> None:
    tree = Group("", (Group.labelled("Math", "Applications/Math"),))
    assert r"1 KeywordGroup:Math\;0\;groups\;Applications/Math\;0\;0\;1\;\;\;\;;" in format_tree(
        tree
    )
    assert tree.children[0].label == "Applications/Math"
    assert Group("Math").label == "Math"


def test_entries_that_name_a_group_by_search_are_in_it_where_no_other_has_the_name() -> None:
    text = r"""
@misc{a, groups = {War}}
@misc{b, title = {On War}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 SearchGroup:War\;0\;title = war\;0\;0\;;
}
"""
    assert read_text(text).groups.find("War").keys == ("a", "b")

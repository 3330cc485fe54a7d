"""Groups of a store: what changes is what entries name and the records of the tree; all else keeps its bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Group, Library
from synbib.library.records import Records
from synbib.verbs.grouping import (
    GroupedStore,
    add_to_group,
    create_group,
    delete_group,
    move_group,
    remove_from_group,
    rename_group,
)
from synbib.verbs.stores import change_stores

ENTRIES = """\
@misc{a, title = {A}, groups = {Surveys, R \\& D}}
@misc{b,
  title  = {B},
  groups = {Agent},
}
@misc{c, title = {C}, keywords = {rag, llm}}
"""
TREE = r"""
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\;0\;1\;0xff0000ff\;\;all of them\;;
1   StaticGroup:Applications\;0\;1\;\;\;\;;
2 StaticGroup:Agent\;0\;1\;\;\;\;;
2 StaticGroup:R & D\;0\;1\;\;\;\;;
1 KeywordGroup:By word\;0\;keywords\;rag\;0\;0\;1\;\;\;\;;
1 SearchGroup:By search\;0\;title=B\;0\;0\;1\;\;\;\;;

}
% the end
"""
STORE = ENTRIES + TREE


def read(text: str = STORE) -> Library:
    return synbib.read_text(text, "refs.bib")


def tree(library: Library) -> list[str]:
    return ["/".join(names) for names, _ in library.groups.paths()]


def test_entries_are_put_into_a_group() -> None:
    done = add_to_group(read(), "agent", ["a", "b", "c"])
    assert done.text == STORE.replace("R \\& D}}", "R \\& D, Agent}}").replace(
        "{rag, llm}}", "{rag, llm}, groups = {Agent}}"
    )
    assert done.done == ("a: in 'Agent'", "c: in 'Agent'")
    assert read(done.text).groups.find("Agent").keys == ("a", "b", "c")


def test_entries_are_taken_out_of_a_group() -> None:
    library = read()
    assert remove_from_group(library, "Surveys", ["a"]).text == STORE.replace("Surveys, R", "R")
    assert remove_from_group(library, "R & D", ["a"]).text == STORE.replace(", R \\& D}", "}")
    assert remove_from_group(library, "Agent", ["b"]).text == STORE.replace(
        "  groups = {Agent},\n", ""
    )
    done = remove_from_group(library, "Applications", ["b", "c"])
    assert done.text == STORE
    assert done.remarks == (
        "b: is not in 'Applications' itself, but in a group below it",
        "c: is not in 'Applications'",
    )


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("By word", "'By word' chooses its entries itself: all whose 'keywords' has 'rag'; change that: "
         "synbib edit KEY keywords+=rag"),
        ("By search", "'By search' chooses its entries itself: all that the search 'title=B' finds; change what it "
         "looks at: synbib edit KEY FIELD=VALUE"),
        ("Agnt", "unknown group 'Agnt'; did you mean Agent? --create makes a group"),
    ],
)  # fmt: skip
def test_groups_that_entries_cannot_be_put_into_are_told(group: str, told: str) -> None:
    with pytest.raises(SynbibError) as raised:
        add_to_group(read(), group, ["a"])
    assert str(raised.value) == told


def test_keywords_that_stand_for_groups_may_have_semicolons_between() -> None:
    store = "@misc{a, keywords = {rag;llm; x, y}}\n@misc{b, keywords = {llm;rag}}\n"
    assert tree(read(store)) == ["rag", "llm", "x", "y"]
    assert rename_group(read(store), "llm", "LM").text == store.replace("llm", "LM")
    assert remove_from_group(read(store), "rag", ["a", "b"]).text == (
        "@misc{a, keywords = {llm; x, y}}\n@misc{b, keywords = {llm}}\n"
    )
    assert add_to_group(read(store), "x", ["a", "b"]).text == store.replace(";rag}", ";rag; x}")


def test_a_group_is_made_on_wish() -> None:
    done = add_to_group(read(), "Applications/New", ["b"], create=True)
    assert done.text == STORE.replace("{Agent}", "{Agent, New}").replace(
        "1 KeywordGroup", "2 StaticGroup:New\\;0\\;1\\;\\;\\;\\;;\n1 KeywordGroup"
    )


def test_a_group_gets_another_name_in_the_tree_and_in_entries() -> None:
    done = rename_group(read(), "Surveys", "Über & sicht")
    assert done.text == STORE.replace("Surveys", "Über & sicht")
    assert done.groups == {"surveys": "Über & sicht"}
    done = rename_group(read(), "Applications/R & D", "R_D")
    assert done.text == STORE.replace("R \\& D", "R_D").replace("R & D", "R_D")
    assert done.groups == {"r & d": "R_D", "applications/r & d": "Applications/R_D"}
    # One that chooses its entries has its name in the tree alone.
    assert rename_group(read(), "By word", "rag").text == STORE.replace("By word", "rag")


def test_a_group_of_which_only_entries_know_gets_another_name() -> None:
    text = STORE.replace("{Agent}", "{Agent, Other}")
    assert rename_group(read(text), "Other", "New").text == text.replace("Other", "New")
    assert delete_group(read(text), "Other", force=True).text == STORE


def test_one_of_two_groups_of_a_name_gets_another_one_and_keeps_its_entries() -> None:
    text = STORE.replace("2 StaticGroup:Agent", "2 StaticGroup:Surveys")
    done = rename_group(read(text), "Applications/Surveys", "Overviews")
    now = read(done.text)
    assert [now.groups.find(name).keys for name in ("Surveys", "Overviews")] == [("a",), ("a",)]
    assert done.text.startswith(ENTRIES)
    # From now on it has a label, and what is added to it gets that.
    assert "Agent, Surveys" in add_to_group(now, "Overviews", ["b"]).text


@pytest.mark.parametrize("name", ["Agent", "a, b", "", " ", "a\nb", "a{", "a\x00"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(SynbibError):
        rename_group(read(), "Surveys", name)
    with pytest.raises(SynbibError):
        create_group(read(), name, "Applications")


def test_groups_are_moved_with_all_below_them() -> None:
    library = read()
    moved = move_group(library, "Applications", "Surveys")
    assert tree(read(moved.text)) == [
        "Surveys", "By word", "By search", "Surveys/Applications", "Surveys/Applications/Agent",
        "Surveys/Applications/R & D",
    ]  # fmt: skip
    assert moved.text == STORE.replace("\n2 ", "\n3 ").replace("\n1   Static", "\n2   Static")
    assert moved.groups == {}
    first = move_group(library, "By search", before="Surveys")
    lines = STORE.splitlines(keepends=True)
    [search] = [line for line in lines if "By search" in line]
    assert first.text == STORE.replace(search, "").replace(
        "1 StaticGroup:Surveys", f"{search}1 StaticGroup:Surveys"
    )
    top = move_group(library, "Agent", "/")
    assert tree(read(top.text))[:5] == ["Surveys", "Applications", "By word", "By search", "Agent"]
    assert top.groups == {"applications/agent": "Agent"}
    after = move_group(library, "Surveys", after="Applications/Agent")
    assert tree(read(after.text))[-3:] == [
        f"Applications/{n}" for n in ("Agent", "Surveys", "R & D")
    ]
    assert move_group(library, "Agent", before="R & D").text == STORE
    # A move to the end keeps what stands after the last record.
    assert move_group(library, "Surveys", "/").text.endswith("all of them\\;;\n\n}\n% the end\n")


def test_many_groups_are_deleted_in_proportion(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    def deleting(number: int) -> Callable[[], object]:
        names = [f"g{n}" for n in range(number)]
        text = "".join(f"@misc{{{name}, groups = {{{name}}}}}\n" for name in names)
        library = read(
            f"{text}@Comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n"
            "1 StaticGroup:top\\;0\\;1\\;\\;\\;\\;;\n"
            + "".join(f"2 StaticGroup:{name}\\;0\\;1\\;\\;\\;\\;;\n" for name in names)
            + "}\n"
        )
        return lambda: delete_group(library, "top", force=True)

    assert steps(deleting(120)) < 3 * steps(deleting(60))


@pytest.mark.parametrize(
    "places",
    [{}, {"parent": "Agent"}, {"parent": "Applications"}, {"before": "Agent"}, {"parent": "/", "after": "Agent"}],
)  # fmt: skip
def test_a_place_that_cannot_be_is_refused(places: dict[str, str]) -> None:
    with pytest.raises(SynbibError):
        move_group(read(), "Applications", **places)


def test_groups_are_made_and_deleted() -> None:
    library = read()
    made = create_group(library, "TCP/IP", "Applications").text
    assert tree(read(made))[-1] == "Applications/TCP/IP"
    assert delete_group(read(made), "TCP/IP").text == STORE
    with pytest.raises(UnknownNameError, match="unknown group 'TCP'"):
        create_group(library, "TCP/IP")
    with pytest.raises(SynbibError, match="has groups below it"):
        delete_group(library, "Applications")
    with pytest.raises(SynbibError, match=r"entries are in 'Agent' \(1\)"):
        delete_group(library, "Agent")
    kept = delete_group(library, "Applications", keep_subgroups=True)
    assert kept.text == STORE.replace(
        "1   StaticGroup:Applications\\;0\\;1\\;\\;\\;\\;;\n", ""
    ).replace("\n2 ", "\n1 ")
    assert kept.groups == {"applications/agent": "Agent", "applications/r & d": "R & D"}
    gone = delete_group(library, "Applications", force=True)
    assert tree(read(gone.text)) == ["Surveys", "By word", "By search"]
    assert "groups = {Surveys}" in gone.text
    assert "{Agent}" not in gone.text


def test_a_store_without_a_tree_gets_one_when_it_is_needed() -> None:
    library = read(ENTRIES)
    assert add_to_group(library, "Agent", ["a"]).text == ENTRIES.replace("D}}", "D, Agent}}")
    assert add_to_group(library, "rag", ["c"]).text == ENTRIES
    assert add_to_group(library, "Agent", ["c"]).text == ENTRIES.replace("llm}", "llm, Agent}")
    assert rename_group(library, "rag", "RAG").text == ENTRIES.replace("rag", "RAG")
    assert delete_group(library, "rag", force=True).text == ENTRIES.replace("rag, ", "")
    assert add_to_group(library, "New", ["b"], create=True).text == ENTRIES.replace(
        "{Agent}", "{Agent, New}"
    )
    below = add_to_group(library, "Agent/New", ["b"], create=True)
    assert "Agent/New" in tree(read(below.text))
    done = create_group(library, "New")
    assert done.text.startswith(ENTRIES)
    assert tree(read(done.text)) == ["Surveys", "R & D", "Agent", "rag", "llm", "New"]
    assert [g.keys for g in read(done.text).groups.children[:5]] == [
        g.keys for g in library.groups.children
    ]
    assert len(done.remarks) == 1
    moved = move_group(read(ENTRIES), "Agent", "Surveys")
    assert tree(read(moved.text)) == ["Surveys", "R & D", "rag", "llm", "Surveys/Agent"]


def test_an_empty_tree_is_filled() -> None:
    for text in ("@comment{jabref-meta: grouping:}", "@comment{jabref-meta: groupstree:\n}"):
        assert tree(read(create_group(read(text), "New").text)) == ["New"]


def test_a_group_of_old_jabref_lists_an_entry_no_more() -> None:
    text = ENTRIES + TREE.replace(
        "1 KeywordGroup", "1 ExplicitGroup:Old\\;0\\;a\\;b\\;;\n1 KeywordGroup"
    ).replace("grouping", "groupstree")
    done = remove_from_group(read(text), "Old", ["a"])
    assert done.text == text.replace("0\\;a\\;b", "0\\;b")


def test_what_does_not_show_after_all_is_told() -> None:
    text = STORE.replace("StaticGroup:Agent\\;0", "StaticGroup:Agent\\;1")
    assert add_to_group(read(text), "Agent", ["c"]).remarks == (
        "c: shows in 'Agent' only once it is in the group above, too",
    )


def test_groups_that_are_made_of_macros_are_left() -> None:
    text = '@string{s = "Surveys"}\n@misc{a, groups = s # ", Agent"}\n' + TREE
    with pytest.raises(SynbibError, match="a: 'groups' is made of macros"):
        remove_from_group(read(text), "Surveys", ["a"])


def test_blocks_name_a_group_as_it_is_called_now(tmp_path: Path) -> None:
    store, readme = tmp_path / "refs.bib", tmp_path / "README.md"
    store.write_text(STORE, encoding="utf-8")
    block = "<!-- synbib:start list group='{}' -->\n<!-- synbib:end -->\n"
    readme.write_text(
        block.format("Applications/Agent") + block.format("Surveys"), encoding="utf-8"
    )
    change_stores(
        [store], lambda library: rename_group(library, "Agent", "Agents"), rewrite=[readme]
    )
    assert readme.read_text(encoding="utf-8") == (
        block.format("Applications/Agents") + block.format("Surveys")
    )


# --- for every tree -------------------------------------------------------------------------------------

NAMES = ("A", "B", "C", "D", "E")


@st.composite
def stores(draw: st.DrawFn) -> str:
    """A store with a tree of some of the names, at any levels, and entries in them."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2))
    level = 0
    lines = [draw(st.sampled_from(["0 AllEntriesGroup:;", " 0 AllEntriesGroup:;"]))]
    for name in names:
        level = draw(st.integers(1, level + 2))
        lines.append(f"{level} StaticGroup:{name}\\;0\\;1\\;\\;\\;\\;;")
    separator = draw(st.sampled_from([", ", ","]))
    named = draw(st.lists(st.lists(st.sampled_from(names), unique=True), min_size=1, max_size=3))
    fields = [f", groups = {{{separator.join(groups)}}}" if groups else "" for groups in named]
    entries = [f"@misc{{k{n}, title = {{T}}{field}}}" for n, field in enumerate(fields)]
    comment = f"@comment{{jabref-meta: grouping:{newline}{newline.join(lines)}"
    return newline.join([*entries, comment + draw(st.sampled_from([newline, ""])) + "}", ""])


def undone(done: GroupedStore) -> Library:
    return synbib.read_text(done.text)


@given(stores(), st.data())
def test_what_is_done_and_undone_leaves_the_file_as_it_was(text: str, data: st.DataObject) -> None:
    library = synbib.read_text(text)
    names = [group.name for _, group in library.groups.paths()]
    name = data.draw(st.sampled_from(names))
    assert rename_group(undone(rename_group(library, name, "New")), "New", name).text == text
    assert delete_group(undone(create_group(library, "New", name)), "New").text == text
    for key, entry in library.items():
        if name not in entry.group_names:
            added = add_to_group(library, name, [key])
            assert remove_from_group(undone(added), name, [key]).text == text


@given(stores(), st.data())
def test_a_move_keeps_all_entries_and_all_other_groups(text: str, data: st.DataObject) -> None:
    library = synbib.read_text(text)
    names = [group.name for _, group in library.groups.paths()]
    name, parent = data.draw(st.permutations([*names, "/"]))[:2]
    if name == "/" or (
        parent != "/" and parent in {g.name for g in library.groups.find(name).walk()}
    ):
        return
    now = undone(move_group(library, name, parent)).groups
    assert {g.name: g.keys for g in now.walk()} == {g.name: g.keys for g in library.groups.walk()}
    assert now.find(name) == library.groups.find(name)
    below = now if parent == "/" else now.find(parent)
    assert below.children[-1].name == name


@given(stores())
def test_the_records_are_the_tree(text: str) -> None:
    library = synbib.read_text(text)
    comment = text[text.index("jabref-meta") : text.rindex("}")]
    records = Records(comment, "\n")
    assert records.text == comment
    assert library.group_tree is not None
    assert [names for _, names, _ in records.groups()] == [n for n, _ in library.group_tree.paths()]
    assert all(records.find("/".join(names)) == number for number, names, _ in records.groups())
    assert isinstance(records.group(1), Group)

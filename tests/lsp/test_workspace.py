"""What is open in an editor, while work goes on beside the requests, and the odd files of its folders."""

import os
from pathlib import Path

import pytest
from lsprotocol.types import Position, Range, TextEdit
from typist import STORE, edited

from synbib.library import Entry, Library
from synbib.lsp.finding import key_at
from synbib.lsp.renaming import rename
from synbib.lsp.text import Text
from synbib.lsp.workspace import Workspace, path_of

START = Range(Position(0, 0), Position(0, 0))


def test_what_takes_long_is_made_of_one_state_whatever_is_typed_meanwhile(tmp_path: Path) -> None:
    uri = (tmp_path / "refs.bib").as_uri()
    workspace = Workspace(folders=[tmp_path])
    workspace.open(uri, "bibtex", STORE, 1)
    now = workspace.as_now()
    workspace.change(uri, [(START, "% typed meanwhile\n")], 2)
    [edit] = rename(now, uri, Position(0, 10), "letters")
    assert edit.text_document.version == 1
    edits = [each for each in edit.edits if isinstance(each, TextEdit)]
    assert edited(STORE, edits) == STORE.replace("roe2020", "letters")
    text = workspace.text(uri)
    assert isinstance(text, Text)
    assert text.text == f"% typed meanwhile\n{STORE}"


def test_a_state_is_the_same_one_until_something_changes(tmp_path: Path) -> None:
    uri = (tmp_path / "refs.bib").as_uri()
    workspace = Workspace()
    states = [workspace.as_now()]
    workspace.open(uri, "bibtex", STORE, 1)
    states.append(workspace.as_now())
    workspace.change(uri, [(START, "x")], 2)
    states.append(workspace.as_now())
    workspace.refolder([tmp_path])
    states.append(workspace.as_now())
    workspace.close(uri)
    states.append(workspace.as_now())
    assert len({id(state) for state in states}) == len(states)
    assert workspace.as_now() is states[-1]
    assert [state.opened for state in states] == [[], [uri], [uri], [uri], []]


def test_no_entry_is_made_to_see_that_a_store_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = (tmp_path / "refs.bib").as_uri()
    workspace = Workspace(folders=[tmp_path])
    workspace.open(uri, "bibtex", STORE, 1)
    before = workspace.works(uri)
    workspace.change(uri, [(START, " ")], 2)
    made: list[str] = []
    real = Library.__getitem__

    def noted(self: Library, key: str) -> Entry:
        made.append(key)
        return real(self, key)

    monkeypatch.setattr(Library, "__getitem__", noted)
    after = workspace.works(uri)
    assert (after is before, made) == (False, [])
    assert workspace.works(uri) is after


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    for name in ("refs.bib", "other.bib", "synbib.toml", "chapter.md"):
        os.mkfifo(tmp_path / name)
    workspace = Workspace(folders=[tmp_path])
    uri = (tmp_path / "a.md").as_uri()
    workspace.open(uri, "markdown", "[@roe2020]", 1)
    assert workspace.stores(uri) == []
    assert [each.uri for each in workspace.all_citing()] == [uri]
    (tmp_path / "refs.bib").unlink()
    (tmp_path / "refs.bib").write_text(STORE)
    assert "roe2020" in workspace.works(uri)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "../refs", ".."])
def test_a_store_whose_name_is_none_is_left_out(tmp_path: Path, name: str) -> None:
    workspace = Workspace(folders=[tmp_path])
    uri = (tmp_path / "a.tex").as_uri()
    workspace.open(uri, "latex", f"\\bibliography{{{name}}} \\cite{{roe2020}}", 1)
    assert workspace.stores(uri) == []


def test_a_uri_that_names_no_file_has_no_path() -> None:
    assert [path_of(each) for each in ("untitled:x.bib", "", "file:///a%00.bib")] == [None] * 3


def test_a_store_that_is_open_by_two_names_counts_until_both_are_closed(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(STORE)
    (tmp_path / "link.bib").symlink_to("refs.bib")
    workspace = Workspace(folders=[tmp_path])
    uris = [(tmp_path / name).as_uri() for name in ("refs.bib", "link.bib")]
    for uri in uris:
        workspace.open(uri, "bibtex", "@misc{unsaved, title={U}}", 1)
    found = []
    for uri in reversed(uris):
        workspace.close(uri)
        found.append([*workspace.library(tmp_path / "refs.bib")])
    assert found == [["unsaved"], ["roe2020", "poe1999"]]


def test_changes_beyond_the_end_of_what_is_open_and_of_what_is_not_do_no_harm() -> None:
    workspace = Workspace()
    workspace.change("untitled:a", [(None, "x")], 2)
    assert workspace.text("untitled:a") is None
    workspace.open("untitled:a", "markdown", "abc\ndef", 1)
    workspace.change("untitled:a", [(Range(Position(50, 2), Position(60, 1)), "!")], 2)
    text = workspace.text("untitled:a")
    assert text is not None
    assert text.text == "abc\ndef!"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@article{|roe2020,\n", "roe2020"),
        ("@article{roe2020|,\n", "roe2020"),
        ("@misc{a, title={A}}@misc{b|, title={B}}\n", "b"),
        ("@misc{a,\n  crossref = {|b},\n}\n", "b"),
        ("@misc{a,\n  related = {x,\n b|},\n}\n", "b"),
        ("@misc{a,\n  title = {roe|2020},\n}\n", None),
        ("@misc{a,\n  tit|le = {B},\n}\n", None),
        ("@mi|sc{a,\n}\n", None),
    ],
)
def test_a_key_of_a_store_is_found_where_it_stands(
    tmp_path: Path, text: str, key: str | None
) -> None:
    uri = (tmp_path / "refs.bib").as_uri()
    before, _, after = text.partition("|")
    workspace = Workspace(folders=[tmp_path])
    workspace.open(uri, "bibtex", before + after, 1)
    place = Position(before.count("\n"), len(before.rpartition("\n")[2]))
    found = key_at(workspace, uri, place)
    assert (found.key if found else None) == key

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synbib
from synbib import limits
from synbib.serving import Defaults, Server
from synbib.serving.methods import METHODS

STORE = """
@book{doe, author = {Doe, Jane}, title = {One}, year = {2020}}
@book{roe, author = {Roe, Rick}, title = {Two}, year = {2021}, ids = {roe-old}}
@article{moe, author = {Moe, Max and Poe, Édith}, title = {Three and More}, year = {2022}}
@set{both, entryset = {doe, roe}}
"""
ITEM = {"id": "zoe", "type": "book", "title": "Zero", "author": [{"family": "Zoe"}]}

Ask = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(STORE, "utf-8")
    return path


@pytest.fixture
def server(store: Path) -> Server:
    return Server(Defaults((str(store),), "apa"), synbib.read)


@pytest.fixture
def ask(server: Server) -> Ask:
    """Return a function from a method and its parameters to the result, or to the error."""

    def ask(method: str, *positional: Any, **named: Any) -> Any:
        request = {"id": 1, "method": method, "params": list(positional) or named}
        answered = json.loads(server.answer(json.dumps(request).encode()) or b"")
        return answered.get("result", answered.get("error"))

    return ask


def rewritten(path: Path, text: str) -> None:
    """Write a file so that it is another one, however coarse the clock of the system is."""
    path.write_text(text, "utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))


# --- Documents ------------------------------------------------------------------------------------


def test_several_documents_know_nothing_of_each_other(ask: Ask) -> None:
    ask("open", document="a", format="text")
    ask("open", document="b", format="text", style="ieee", bibtex="@misc{doe, title = {Other}}")
    insert = {"cites": "doe", "id": "1"}
    assert ask("citations.insert", document="a", **insert)["citations"] == {"1": "(Doe, 2020)"}
    assert ask("citations.insert", document="b", **insert)["citations"] == {"1": "[1]"}
    assert ask("close", document="b") == {}
    assert ask("citations.list", document="b")["message"] == "unknown document 'b'"
    assert len(ask("citations.list", document="a")["citations"]) == 1


def test_so_many_documents_may_be_open_and_no_more(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synbib.serving.documents.MOST_DOCUMENTS", 2)
    ask("open", document="a")
    ask("open", document="b")
    message = "2 documents are open, which is as many as there may be; close one"
    assert ask("open", document="c")["message"] == message
    assert "works" in ask("open", document="b")
    assert limits.MOST_DOCUMENTS == 1000


def test_another_style_changes_all_citations_and_keeps_their_ids(ask: Ask) -> None:
    ask("settings", format="text")
    ask("citations.insert", ["roe"], "one")
    ask("citations.insert", ["doe"], "two", "one")
    changed = ask("settings", style="ieee")["citations"]
    assert changed == {"two": "[1]", "one": "[2]"}
    assert ask("settings", style="nonesuch")["code"] == -32005
    assert ask("settings", locale="xx-XX")["code"] == -32005
    assert ask("settings")["style"].startswith("IEEE")
    assert ask("settings")["citations"] == {}


# --- Works ----------------------------------------------------------------------------------------


def test_a_file_that_changes_is_read_again(ask: Ask, store: Path) -> None:
    ask("settings", format="text")
    ask("citations.insert", ["doe"], "one")
    rewritten(store, STORE.replace("Doe, Jane", "Dow, Jane"))
    assert ask("citations.changed") == {"citations": {"one": "(Dow, 2020)"}}
    assert ask("reload") == {"works": 3, "missing": [], "citations": {}}


def test_a_file_that_cannot_be_read_changes_nothing(ask: Ask, store: Path) -> None:
    ask("settings", format="text")
    ask("citations.insert", ["doe"], "one")
    store.unlink()
    assert ask("citations.changed") == {"citations": {}}
    assert ask("reload")["code"] == -32003
    assert ask("citations.list")["citations"][0]["text"] == "(Doe, 2020)"


@pytest.mark.parametrize("left", ["", "@book{doe, author = {Doe, Jane}, title = {One"])
def test_what_is_cited_and_gone_reads_as_it_did(ask: Ask, store: Path, left: str) -> None:
    ask("settings", format="text")
    ask("citations.insert", ["doe", "roe"], "one")
    ask("citations.insert", ["moe"], "two")
    ask("citations.delete", "two")
    rewritten(store, left)
    assert ask("reload") == {"works": 0, "missing": ["doe", "roe"], "citations": {}}
    assert ask("citations.insert", ["doe"])["code"] in (-32001, -32004)
    rewritten(store, STORE.replace("2020", "2019"))
    assert ask("reload")["citations"] == {"one": "(Doe, 2019; Roe, 2021)"}


def test_items_go_before_entries_and_may_be_replaced_and_removed(ask: Ask) -> None:
    ask("settings", format="text")
    ask("items.put", [ITEM, {**ITEM, "id": "doe"}])
    ask("citations.insert", ["zoe", "doe"], "one")
    assert ask("citations.list")["citations"][0]["text"] == "(Zoe, n.d.-a, n.d.-b)"
    assert ask("items.put", {**ITEM, "issued": {"date-parts": [[1999]]}}) == {
        "citations": {"one": "(Zoe, n.d., 1999)"}
    }
    message = ask("items.remove", ["zoe"])["message"]
    assert message == "keys: a citation cites 'zoe'; delete it first"
    assert ask("items.remove", ["doe"])["message"].startswith("keys: a citation cites 'doe'")
    ask("citations.replace", "one", ["roe"])
    assert ask("items.remove", ["zoe", "doe"]) == {"citations": {}}
    assert ask("items.remove", ["doe"])["code"] == -32001
    assert ask("cite", ["doe"])["citation"] == "(Doe, 2020)"


def test_a_set_stands_for_its_members_and_an_old_key_for_the_new_one(ask: Ask) -> None:
    assert ask("cite", ["both"], format="text") != []
    ask("settings", format="text")
    assert ask("cite", ["both"])["citation"] == "(Doe, 2020; Roe, 2021)"
    assert ask("citations.insert", ["both", "roe-old"], "one")["citations"] == {
        "one": "(Doe, 2020; Roe, 2021, 2021)"
    }


def test_works_are_completed_by_key_then_by_what_they_say(ask: Ask) -> None:
    def keys(text: str, **more: int) -> list[str]:
        return [work["key"] for work in ask("complete", text=text, **more)["works"]]

    assert keys("do") == ["doe"]
    assert keys("OE") == ["doe", "moe", "roe"]
    assert keys("edith") == ["moe"]
    assert keys("edith doe") == []
    assert keys("poe three") == ["moe"]
    assert keys("", most=2) == ["doe", "moe"]
    assert ask("complete", "poe")["works"] == [
        {
            "key": "moe",
            "type": "article-journal",
            "names": "Moe, Poe",
            "year": "2022",
            "title": "Three and more",
        }
    ]


def test_an_entry_is_shown_as_the_file_has_it(ask: Ask) -> None:
    [entry] = ask("entry", "doe")["entries"]
    assert entry["bibtex"] == "@book{doe, author = {Doe, Jane}, title = {One}, year = {2020}}"
    assert entry["csl"]["title"] == "One"
    assert [each["key"] for each in ask("entry", "both")["entries"]] == ["doe", "roe"]


def test_a_search_is_that_of_the_command_line(ask: Ask) -> None:
    assert ask("find", "year>=2021", 1)["all"] == 2
    assert ask("find", "year>")["code"] == -32000


# --- Citations ------------------------------------------------------------------------------------


def test_notes_are_renumbered_with_the_edit_that_moves_them(ask: Ask) -> None:
    ask("open", style="oscola", format="text")
    ask("citations.insert", cites="doe", id="one", note=1)
    ask("citations.insert", cites="doe", id="two", note=3)
    changed = ask(
        "citations.insert", cites="roe", id="new", before="one", note=1, notes={"one": 2, "two": 4}
    )
    assert changed["citations"]["two"] == "Doe (n 2)."
    assert [each["note"] for each in ask("citations.list")["citations"]] == [1, 2, 4]
    assert ask("citations.delete", "new", {"one": 1, "two": 2})["citations"] == {"two": "ibid."}
    assert ask("citations.move", "one", None, {"on": 2})["message"].endswith("did you mean one?")
    assert ask("citations.delete", "one", {"one": 2})["message"] == "notes: 'one' is to be deleted"
    assert len(ask("citations.list")["citations"]) == 2


def test_a_whole_document_is_set_at_once(ask: Ask) -> None:
    ask("settings", format="text", style="ieee")
    citations = [{"id": "a", "cites": "doe"}, {"id": "b", "cites": ["roe", "doe"], "note": 2}]
    assert ask("citations.set", citations)["citations"] == {"a": "[1]", "b": "[1], [2]"}
    assert ask("citations.set", [*citations, {"id": "a", "cites": "moe"}])["code"] == -32602
    assert ask("citations.set", [{"id": "a", "cites": "none"}])["code"] == -32001
    assert [each["id"] for each in ask("citations.list")["citations"]] == ["a", "b"]


def test_a_notification_leaves_its_changes_to_the_next_request(server: Server, ask: Ask) -> None:
    ask("settings", format="text")
    line = {"method": "citations.insert", "params": {"cites": "doe", "id": "one"}}
    assert server.answer(json.dumps(line).encode()) is None
    assert ask("citations.changed") == {"citations": {"one": "(Doe, 2020)"}}


def test_all_works_may_be_in_the_bibliography(ask: Ask, store: Path) -> None:
    ask("settings", format="text")
    assert ask("nocite", None) == {"citations": {}}
    assert [each["key"] for each in ask("bibliography")["references"]] == ["doe", "moe", "roe"]
    rewritten(store, STORE.replace("@book{doe,", "@book{new,"))
    assert ask("bibliography.changed")["after"] == {"new": None, "moe": "new", "roe": "moe"}
    assert ask("nocite", ["moe"]) == {"citations": {}}
    assert ask("bibliography.changed")["removed"] == ["new", "roe"]
    ask("settings", style="bluebook-law-review")
    assert ask("bibliography")["code"] == ask("reference", ["roe"])["code"] == -32005
    assert ask("cite", ["roe"])["references"] == []


# --- Parameters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("reference", {}, "keys: it is missing"),
        ("reference", {"key": "doe"}, "unknown parameter 'key'; did you mean keys?"),
        ("reference", 7, "params: an object or an array is wanted"),
        ("version", [1], "params: there are at most 0"),
        ("reference", {"keys": 7}, "keys: an array of strings is wanted"),
        ("reference", {"keys": ["doe", 7]}, "keys[1]: a string is wanted"),
        ("cite", {"cites": []}, "cites: there are none; give at least one key"),
        ("cite", {"cites": [7]}, "cites[0]: a key or an object with a key is wanted"),
        ("cite", {"cites": [{}]}, "cites[0].key: it is missing"),
        (
            "cite",
            {"cites": {"key": "doe", "loc": "3"}},
            "cites[0]: unknown member of a cite 'loc'; did you mean locator?",
        ),
        ("cite", {"cites": {"key": "doe", "locator": 3}}, "cites[0].locator: a string is wanted"),
        ("settings", {"links": 1}, "links: true or false is wanted"),
        ("complete", {"text": "", "most": -1}, "most: a whole number from 0 is wanted"),
        ("complete", {"text": "", "most": True}, "most: a whole number from 0 is wanted"),
        ("citations.renumber", {"notes": []}, "notes: an object of ids and the numbers of their notes is wanted"),
        ("items.put", {"items": [1]}, "items[0]: an item of CSL-JSON is wanted"),
        ("items.put", {"items": [{}]}, "items: {} has no id; give it one"),
    ],
)  # fmt: skip
def test_a_parameter_that_is_not_what_is_wanted_is_named(
    server: Server, method: str, params: object, message: str
) -> None:
    request = {"id": 1, "method": method, "params": params}
    answered = json.loads(server.answer(json.dumps(request).encode()) or b"")
    error = answered["error"]
    assert (error["code"], error["message"].removesuffix(": ")) == (-32602, message)


@settings(max_examples=60)
@given(
    method=st.sampled_from(sorted(METHODS)),
    params=st.dictionaries(
        st.sampled_from(
            sorted({name for each in METHODS.values() for name in each.params} - {"store"})
        ),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-1, 3),
            st.sampled_from(["doe", "one", "apa", "html", "default"]),
            st.lists(
                st.one_of(st.sampled_from(["doe", "roe"]), st.just({"id": "x", "cites": "doe"}))
            ),
            st.just({"one": 1}),
        ),
        max_size=4,
    ),
)
def test_nothing_that_is_asked_is_a_fault_of_ours(method: str, params: dict[str, object]) -> None:
    server = Server(Defaults((), "apa"), synbib.read)
    server.answer(json.dumps({"id": 0, "method": "open", "params": {"bibtex": STORE}}).encode())
    request = {"id": 1, "method": method, "params": params}
    answered = json.loads(server.answer(json.dumps(request).encode()) or b"")
    assert answered.get("error", {}).get("code") != -32603, answered

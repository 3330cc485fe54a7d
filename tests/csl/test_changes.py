from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.csl import Cite, Processor
from synbib.csl.changes import placed_anew
from synbib.csl.phases.rendering import Renderer
from synbib.errors import ArgumentError, UnknownKeyError, UnknownNameError


def book(key: str, family: str, year: int = 2020) -> dict[str, Any]:
    return {
        "id": key,
        "type": "book",
        "title": f"Book {key}",
        "author": [{"family": family, "given": "Jane"}],
        "issued": {"date-parts": [[year]]},
    }


ITEMS = [book("a", "Doe"), book("b", "Roe"), book("c", "Poe")]


def processor(style: str = "apa", **options: Any) -> Processor:
    return Processor(style, ITEMS, format="text", **options)


# --- Citations ------------------------------------------------------------------------------------


def test_only_what_reads_otherwise_is_told() -> None:
    p = processor("ieee")
    p.insert([Cite("a")], id="one")
    p.insert([Cite("b")], id="two")
    assert p.changed_citations() == {"one": "[1]", "two": "[2]"}
    assert p.changed_citations() == {}
    p.insert([Cite("c")], id="three")
    assert p.changed_citations() == {"three": "[3]"}
    p.insert([Cite("b")], id="first", before="one")
    assert p.changed_citations() == {"first": "[1]", "one": "[2]", "two": "[1]"}
    p.move("three", before="first")
    p.delete("one")
    assert p.changed_citations() == {"three": "[1]", "first": "[2]", "two": "[2]"}
    assert p.citations() == ["[1]", "[2]", "[2]"]


def test_a_note_that_is_put_in_moves_those_after_it() -> None:
    p = processor("oscola")
    p.insert([Cite("a")], 1, id="one")
    p.insert([Cite("b")], 2, id="two")
    p.insert([Cite("a", locator="3")], 3, id="three")
    assert p.changed_citations()["three"] == "Doe (n 1) 3."
    p.insert([Cite("c")], 1, id="new", before="one")
    p.renumber({"one": 2, "two": 3, "three": 4})
    assert p.changed_citations() == {
        "new": "Jane Poe, Book c (2020).",
        "three": "Doe (n 2) 3.",
    }


def test_citations_that_are_added_one_by_one_have_numbers_for_ids() -> None:
    p = processor()
    assert p.citation([Cite("a")]) == "(Doe, 2020)"
    assert p.insert([Cite("b")], before="1") == "2"
    assert p.insert([Cite("b")], id="4") == "4"
    assert p.citation([Cite("c")]) == "(Poe, 2020)"
    assert list(p.changed_citations()) == ["2", "1", "4", "3"]


def test_a_citation_may_have_other_cites() -> None:
    p = processor()
    p.insert([Cite("a")], id="one")
    p.changed_citations()
    p.replace("one", [Cite("a"), Cite("b", locator="3")])
    assert p.changed_citations() == {"one": "(Doe, 2020; Roe, 2020, p. 3)"}


UNKNOWN: dict[str, tuple[Callable[[Processor], object], type[Exception], str]] = {
    "id": (
        lambda p: p.insert([Cite("a")], id="one"),
        ArgumentError,
        "there is a citation 'one'",
    ),
    "before": (
        lambda p: p.insert([Cite("a")], before="on"),
        UnknownNameError,
        "unknown citation 'on'; did you mean one?",
    ),
    "cites": (lambda p: p.insert(["a"]), ArgumentError, "synbib.Cite"),  # type: ignore[list-item]
    "replace": (
        lambda p: p.replace("on", [Cite("a")]),
        UnknownNameError,
        "unknown citation 'on'",
    ),
    "key": (lambda p: p.replace("one", [Cite("x")]), UnknownKeyError, "unknown citation key 'x'"),
    "move": (lambda p: p.move("on"), UnknownNameError, "unknown citation 'on'"),
    "move before": (
        lambda p: p.move("one", before="on"),
        UnknownNameError,
        "unknown citation 'on'",
    ),
    "delete": (lambda p: p.delete("on"), UnknownNameError, "unknown citation 'on'"),
    "renumber": (
        lambda p: p.renumber({"one": 3, "on": 4}),
        UnknownNameError,
        "unknown citation 'on'",
    ),
    "nocite": (lambda p: p.set_nocite(["x"]), UnknownKeyError, "unknown citation key 'x'"),
    "cited": (
        lambda p: p.remove_items(["b", "a"]),
        ArgumentError,
        "the citation 'one' cites 'a'",
    ),
    "remove": (lambda p: p.remove_items(["b", "x"]), UnknownKeyError, "unknown citation key 'x'"),
    "item": (lambda p: p.put_items([{"title": "T"}]), ArgumentError, "has no id"),
}


@pytest.mark.parametrize(("edit", "error", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_edit_that_cannot_be_made_changes_nothing(
    edit: Callable[[Processor], object], error: type[Exception], message: str
) -> None:
    p = processor()
    p.insert([Cite("a")], 1, id="one")
    p.changed_citations(), p.changed_references()
    with pytest.raises(error, match=message):
        edit(p)
    assert not p.changed_citations()
    assert not p.changed_references()


def test_what_is_asked_between_changes_nothing_of_what_is_added() -> None:
    items = [book("a", "Doe"), book("b", "Doe"), book("c", "Doe")]
    asking, silent = Processor("apa", items), Processor("apa", items)
    for key in ("b", "c", "a"):
        asking.citations()
        asking.bibliography(cited=True)
        assert asking.citation([Cite(key)]) == silent.citation([Cite(key)])
    assert asking.citations() == silent.citations()


# --- Items and references -------------------------------------------------------------------------


def test_items_may_be_added_replaced_and_removed() -> None:
    p = processor(nocite=())
    p.insert([Cite("a")], id="one")
    p.put_items([book("d", "Doe")])
    assert p.changed_citations() == {"one": "(Doe, 2020)"}
    assert p.changed_references().texts == {"a": "Doe, J. (2020). Book a."}
    p.insert([Cite("d")], id="two")
    assert p.changed_citations() == {"one": "(Doe, 2020a)", "two": "(Doe, 2020b)"}
    changes = p.changed_references()
    assert changes.texts == {"a": "Doe, J. (2020a). Book a.", "d": "Doe, J. (2020b). Book d."}
    assert (changes.removed, changes.after) == ((), {"d": "a"})
    p.put_items([book("a", "Zoe")])
    assert p.changed_citations() == {"one": "(Zoe, 2020)", "two": "(Doe, 2020)"}
    assert p.changed_references().after == {"d": None}
    p.delete("one")
    p.remove_items(["a"])
    assert p.changed_references().removed == ("a",)


@pytest.mark.parametrize("engine", ["synbib", "citeproc-py"])
def test_what_nothing_cites_may_be_chosen(engine: str) -> None:
    p = processor(nocite=["c"], engine=engine)
    p.insert([Cite("a")])
    assert [key for key, _ in p.bibliography().entries] == ["a", "c"]
    p.set_nocite(())
    assert [key for key, _ in p.bibliography().entries] == ["a"]
    p.set_nocite(None)
    p.put_items([book("d", "Moe")])
    assert [key for key, _ in p.bibliography().entries] == ["a", "d", "c", "b"]
    p.remove_items(["d"])
    assert [key for key, _ in p.bibliography().entries] == ["a", "c", "b"]


def test_an_item_that_is_removed_is_not_asked_for_any_more() -> None:
    p = processor(nocite=["b", "c"])
    p.remove_items(["b"])
    assert [key for key, _ in p.bibliography().entries] == ["c"]


@pytest.mark.parametrize(
    ("before", "now", "placed"),
    [
        ("abc", "abc", {}),
        ("", "ab", {"a": None, "b": "a"}),
        ("abc", "ac", {}),
        ("abc", "xabyc", {"x": None, "y": "b"}),
        ("abcd", "dabc", {"d": None}),
        ("abcd", "bcda", {"a": "d"}),
        ("abc", "cba", {"c": None, "b": "c"}),
    ],
)
def test_as_few_as_can_be_are_placed_anew(
    before: str, now: str, placed: dict[str, str | None]
) -> None:
    assert placed_anew(before, now) == placed


# --- How much is done -----------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography-17th-edition"])
@pytest.mark.parametrize("length", [50, 100])
def test_an_edit_renders_what_it_changes_and_nothing_else(
    style: str, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [book(f"k{i}", f"Doe{i}") for i in range(length)]
    p = Processor(style, items, nocite=())
    for i in range(length):
        p.insert([Cite(f"k{i}")], i + 1, id=str(i))
    p.changed_citations(), p.changed_references()
    rendered: list[str] = []
    for name in ("cite", "reference"):
        whole = getattr(Renderer, name)

        def counted(self: Renderer, *args: Any, _whole: Any = whole) -> Any:
            rendered.append(str(args[0]))
            return _whole(self, *args)

        monkeypatch.setattr(Renderer, name, counted)
    p.insert([Cite("k3")], length // 2, before=str(length // 2))
    assert len(p.changed_citations()) == 1
    assert not p.changed_references()
    assert len(rendered) <= 3

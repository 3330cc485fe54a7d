"""The list that entries are chosen from, without a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from growth import in_proportion

import synbib
from synbib.cli import main
from synbib.cli.picking import Action, Picker, _keyboard, _keys, pick
from synbib.text.folding import fold
from synbib.text.narrowing import matching

LINES = [
    "doe2020  Doe  2020  A book on things",
    "roe2019  Roe  2019  An article on thinking",
    "øvre2021 Øvre 2021  Bücher",
]


def picker() -> Picker:
    return of_lines(LINES, lambda number: f"Reference {number}. " + "word " * 20)


def of_lines(lines: list[str], preview: Callable[[int], str]) -> Picker:
    """A picker of entries that are found by what shows of them."""
    made = Picker(len(lines), lambda numbers, _: [lines[n] for n in numbers], preview)
    made.add(map(fold, lines))
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2]),
        ("thin", [0, 1]),
        ("article roe", [1]),
        ("ovre", [2]),
        ("BUCH", [2]),
        ("dbk", [0]),
        ("tng", [0, 1]),
        ("zzz", []),
        ("a.*b (", []),
    ],
)
def test_words_and_letters_in_order_are_found(query: str, expected: list[int]) -> None:
    assert matching(query, list(map(fold, LINES))) == expected


def test_letters_that_stand_closer_come_first() -> None:
    assert matching("ab", ["a x x b", "a b", "ab"]) == [2, 1, 0]


def test_what_is_typed_narrows_and_the_one_in_view_is_chosen() -> None:
    state = picker()
    assert state.chosen() == [0]
    state.do(Action.DOWN, 5)
    assert state.chosen() == [1]
    for letter in "øvre":
        state.type(letter)
    assert state.chosen() == [2]
    state.do(Action.DELETE, 5)
    assert state.query == "øvr"
    state.do(Action.CLEAR, 5)
    assert (state.query, list(state.found)) == ("", [0, 1, 2])
    state.type("zzz")
    assert state.chosen() == []


def test_what_is_added_while_somebody_types_is_found_too_and_the_nearest_come_first_in_the_end() -> (
    None
):
    state = Picker(4, lambda numbers, _: [str(n) for n in numbers], str)
    assert list(state.found) == [0, 1, 2, 3]
    state.add(["a x b", "c"])
    state.type("ab")
    assert state.found == [0]
    state.add(["a b"])
    assert state.found == [0, 2]
    state.add(["ab"])
    assert state.found == [3, 2, 0]
    state.do(Action.CLEAR, 5)
    assert list(state.found) == [0, 1, 2, 3]


def test_an_entry_in_view_stays_there_when_others_are_added() -> None:
    state = Picker(3, lambda numbers, _: [str(n) for n in numbers], str)
    state.add(["a x b", "a b"])
    state.type("ab")
    state.do(Action.DOWN, 5)
    state.add(["ab"])
    assert state.chosen() == [0]


def test_letters_that_no_text_has_in_order_are_looked_for_in_time_proportional_to_it() -> None:
    assert in_proportion(lambda n: matching("abcz", ["abc" * n]), 2_000)


def test_several_are_marked_in_order() -> None:
    state = picker()
    state.do(Action.PAGE_DOWN, 5)
    state.do(Action.MARK, 5)
    state.do(Action.PAGE_UP, 5)
    state.do(Action.MARK, 5)
    assert state.chosen() == [2, 0]
    state.do(Action.UP, 5)
    state.do(Action.MARK, 5)
    assert state.chosen() == [2]


def test_the_screen_shows_what_is_typed_the_list_and_the_reference() -> None:
    state = picker()
    state.type("o")
    state.do(Action.MARK, 3)
    assert state.screen(30, 12) == [
        "cite: o█",
        "3 of 3   Enter: cite, Tab: one",
        " *doe2020  Doe  2020  A book o",
        "> roe2019  Roe  2019  An artic",
        "  øvre2021 Øvre 2021  Bücher",
        "",
        "─" * 30,
        "Reference 1. word word word",
        *["word word word word word word"] * 2,
        "word word word word word",
    ]


def test_a_line_of_wide_characters_is_no_wider_than_the_screen() -> None:
    state = of_lines(["中文标题" * 9], lambda _: "中文" * 40)
    assert state.screen(11, 12)[2] == "> 中文标题"
    assert state.screen(11, 12)[-4:] == ["中文中文中", "文中文中文"] * 2


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("a", ["a"]),
        ("\x1b[A", [Action.UP]),
        ("pasted\r", ["pasted", Action.CHOOSE]),
        ("a\x1b[B\x1b[Bø", ["a", Action.DOWN, Action.DOWN, "ø"]),
        ("\x1b[200~", []),
        ("\x1b", [Action.LEAVE]),
    ],
)
def test_keys_are_what_terminals_send(read: str, expected: list[Action | str]) -> None:
    assert list(_keys(read)) == expected


def test_entries_are_picked_on_a_screen_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = synbib.read_text("@book{a, title={One}}\n@book{b, title={Two}, author={Roe, R.}}")
    typed: Iterator[str] = iter(["t", "w", "\r"])
    monkeypatch.setattr("click.getchar", lambda: next(typed))
    assert pick(library, "apa", None) == ["b"]
    shown = capsys.readouterr().err
    assert shown.startswith("cite: █\r\n2 of 2 ")
    assert shown.endswith("\r\nRoe, R. (n.d.). Two.")
    typed = iter(["\x1b"])
    assert pick(library, "apa", None) == []


def test_without_a_terminal_a_key_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text("@book{a, title={One}}")
    result = CliRunner().invoke(main, ["cite"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a KEY; without one you choose on a terminal, and this is not one" in result.stderr


def test_only_what_is_chosen_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(
        "@book{a, title={One}, year=2020, publisher={P}}\n@book{b, title = nothing}\n@book{c, title={"
    )
    monkeypatch.setattr("synbib.cli.printing.is_terminal", lambda: True)
    typed: Iterator[str] = iter(["o", "\r", "b", "\r"])
    monkeypatch.setattr("click.getchar", lambda: next(typed))
    result = CliRunner().invoke(main, ["cite", "--style", "apa", "--in-text"])
    assert (result.exit_code, result.stdout) == (0, "(One, 2020)\n")
    assert "refs.bib" not in result.stderr
    result = CliRunner().invoke(main, ["cite", "--style", "apa", "--in-text"])
    assert "nothing" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_what_is_typed_before_it_is_asked_for_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        before = termios.tcgetattr(theirs)
        monkeypatch.setattr("sys.stdin", terminal)
        with _keyboard() as read:
            os.write(ours, "zoë".encode()[:3])
            assert read() == "zo"
            os.write(ours, "zoë".encode()[3:])
            assert read() == "ë"
            os.write(ours, b"a\x03")
            with pytest.raises(KeyboardInterrupt):
                read()
        assert termios.tcgetattr(theirs) == before
    os.close(ours)

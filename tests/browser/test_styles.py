"""The styles to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib import read_text
from synbib.bibliography import StyleChoice
from synbib.browser.styles import Styles
from synbib.csl.style import find_style, info_of


@pytest.fixture
def styles(monkeypatch: pytest.MonkeyPatch) -> Styles:
    infos = [info_of(find_style(name)) for name in ("apa", "nature", "nature-communications")]
    monkeypatch.setattr("synbib.browser.styles.style_infos", lambda: infos)
    return Styles(StyleChoice("acl", {"book": "mla"}))


def test_first_come_those_chosen_and_the_usual_ones(styles: Styles) -> None:
    styles.choose("apa")
    styles.choose("my.csl")
    offered = styles.find("  ")
    assert offered[:4] == [("my.csl", "now"), ("apa", "chosen"), ("acl", "chosen"), ("ieee", "")]
    assert len({name for name, _ in offered}) == len(offered)


def test_names_are_found_at_once_and_titles_when_they_are_read(styles: Styles) -> None:
    assert styles.find("natcomm")[0] == ("nature-communications", "")
    assert styles.find("Nature Communications")[0] == ("nature-communications", "")
    styles.read()
    assert styles.find("Nature Communications") == [
        ("nature-communications", "Nature Communications")
    ]
    assert styles.find("apa style 7th") == [("apa", "APA Style 7th edition")]


def test_a_file_is_a_style_too(styles: Styles) -> None:
    assert styles.find("plain.bst ") == [("plain.bst", "")]


def test_types_have_styles_of_their_own_until_one_is_chosen(styles: Styles) -> None:
    article, book = read_text("@article{a, year=2020}\n@book{b, year=2020}").values()
    assert [styles.of([article]), styles.of([book]), styles.of([article, book])] == [
        "acl",
        "mla",
        "acl",
    ]
    styles.choose("apa")
    assert styles.of([book]) == "apa"
    styles.choose("acl")
    assert styles.of([book]) == "mla"


def test_what_was_chosen_is_offered_in_the_next_run_too(
    styles: Styles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SYNBIB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in ("ieee", "own.csl", "nature", "apa"):
        styles.choose(name)
    later = Styles(StyleChoice("mla"))
    assert later.now == "mla"
    assert later.chosen == ["mla", "apa", "nature", "ieee", "acl"]

"""The styles to choose from."""

from __future__ import annotations

import pytest

from synbib.browser.styles import Styles
from synbib.csl.style import find_style, info_of


@pytest.fixture
def styles(monkeypatch: pytest.MonkeyPatch) -> Styles:
    infos = [info_of(find_style(name)) for name in ("apa", "nature", "nature-communications")]
    monkeypatch.setattr("synbib.browser.styles.style_infos", lambda: infos)
    return Styles("acl")


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

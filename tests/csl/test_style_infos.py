"""What styles say of themselves, and how they are found by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.csl import Style, style_names
from synbib.csl.style import features, find_style, info_of, search_styles, style_infos
from synbib.csl.style.infos import StyleInfo


@pytest.fixture(scope="module")
def infos() -> list[StyleInfo]:
    return style_infos()


def found(infos: list[StyleInfo], words: str) -> list[str]:
    return [info.name for info in search_styles(infos, words.split())]


def test_each_style_there_is_says_what_it_is(infos: list[StyleInfo]) -> None:
    assert [info.name for info in infos] == style_names()
    assert not [info.name for info in infos if not info.title or not info.id]


def test_a_dependent_style_says_whose_form_it_has() -> None:
    info = info_of(find_style("nature-communications"))
    assert (info.title, info.parent, info.format) == ("Nature Communications", "nature", "numeric")
    assert (info.fields, info.locale, info.issns) == (("science",), "en-GB", ("2041-1723",))
    assert info.license == "http://creativecommons.org/licenses/by-sa/3.0/"
    assert info.updated == "2014-06-16"


def test_what_says_nothing_of_itself_is_found_by_its_name_alone(tmp_path: Path) -> None:
    for text in ("", "<style", "<html/>", "<!DOCTYPE style [<!ENTITY a 'b'>]><style><info>&a;"):
        (tmp_path / "house.csl").write_text(text, encoding="utf-8")
        info = info_of(tmp_path / "house.csl")
        assert (info.name, info.title, info.fields) == ("house", "", ())


def test_what_was_read_once_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SYNBIB_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    told: list[tuple[int, int]] = []
    first = style_infos(lambda done, number: told.append((done, number)))
    number = len(first)
    assert (told[0], told[-1]) == ((0, number), (number, number))
    told.clear()
    assert style_infos(lambda done, number: told.append((done, number))) == first
    assert told == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("nature", ["nature"]),
        ("Nature Communications", ["nature-communications"]),
        ("communications nature", ["nature-communications"]),
        (
            "numeric chinese",
            ["gb-t-7714-2025-numeric", "china-national-standard-gb-t-7714-2015-numeric"],
        ),
        ("apa", ["apa"]),
        ("APA 7", ["apa"]),
        ("numbered ieee", ["ieee"]),
        ("chicago", ["chicago-author-date"]),  # a short name of ours
        ("mla", ["modern-language-association"]),  # one of the public repository's
        ("2041-1723", ["nature-communications"]),
        ("revue francaise de sociologie", ["revue-francaise-de-sociologie"]),
        ("Revue FRANÇAISE de Sociologie", ["revue-francaise-de-sociologie"]),
        ("plos one", ["plos-one"]),
        ("acl", ["acl"]),
    ],
)
def test_the_style_that_a_person_means_comes_first(
    infos: list[StyleInfo], words: str, first: list[str]
) -> None:
    assert found(infos, words)[: len(first)] == first


def test_every_word_has_to_be_found(infos: list[StyleInfo]) -> None:
    assert found(infos, "nature zzqx") == []
    assert set(found(infos, "nature brackets")) <= set(found(infos, "nature"))
    assert len(found(infos, "")) == len(infos)


def test_a_word_may_be_a_field_a_system_or_a_language(infos: list[StyleInfo]) -> None:
    for info in search_styles(infos, ["footnotes", "german", "law"]):
        text = f"{info.name} {info.title}".lower()
        assert "law" in text or "law" in info.fields
        assert "german" in text or info.locale.startswith("de")
        assert "footnotes" in text or info.format == "note"


def test_what_a_style_does_is_said_in_words() -> None:
    assert features(Style.load("ieee")) == (
        "in order of citation",
        "et al. from 7 authors on, after 1",
    )
    assert features(Style.load("gb7714-2025"))[-1] == (
        "a form of its own for entries in en, ru and languages like these"
    )
    assert features(Style.load("chicago-notes"))[0] == "cites in notes"
    assert "no bibliography" in features(Style.load("http://www.zotero.org/styles/chicago-notes"))

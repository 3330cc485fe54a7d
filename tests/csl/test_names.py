"""How names are written, seen through citations."""

from __future__ import annotations

from typing import Any

import pytest

from synbib.csl.cite import Cite
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import compile_style
from synbib.csl.style import Style
from synbib.text import writer

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {options}>'
    "<info><title>x</title><id>x</id></info><citation><layout>{body}</layout></citation></style>"
)
PARTICLE = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}


def cite(body: str, item: dict[str, Any], options: str = "") -> str:
    style = Style.parse_unchecked(STYLE.format(body=body, options=options), "x")
    engine = Engine(compile_style(style, None), {"1": {"id": "1", "type": "book", **item}})
    (text,) = engine.citations([Citation((Cite("1"),))])
    return writer("html").inline(text)


def names(attributes: str, *authors: dict[str, str], options: str = "") -> str:
    body = f'<names variable="author"><name {attributes}/></names>'
    return cite(body, {"author": list(authors)}, options)


@pytest.mark.parametrize(
    ("demote", "inverted", "written"),
    [
        ("display-and-sort", True, "Gogh, van"),
        ("sort-only", True, "van Gogh"),
        ("never", True, "van Gogh"),
        ("display-and-sort", False, "van Gogh"),
    ],
)
def test_a_particle_is_demoted_in_short_names_that_are_inverted(
    demote: str, inverted: bool, written: str
) -> None:
    attributes = 'form="short"' + (' name-as-sort-order="all"' if inverted else "")
    options = f'demote-non-dropping-particle="{demote}"'
    assert names(attributes, PARTICLE, options=options) == written


def test_the_formatting_of_name_is_around_each_name() -> None:
    ann, bob = {"family": "One", "given": "Ann"}, {"family": "Two", "given": "Bob"}
    assert names('font-weight="bold" and="text"', ann, bob) == "<b>Ann One</b> and <b>Bob Two</b>"
    assert names('prefix="[" suffix="]"', ann, bob) == "[Ann One], [Bob Two]"


@pytest.mark.parametrize(
    ("given", "family", "written"),
    [
        ("محفوظ", "نجيب", "م. نجيب"),
        ("דוד", "כהן", "ד. כהן"),
        ("明", "黒澤", "黒澤明"),
        ("Lady", "Windsor", "Lady Windsor"),
        ("A. <b>B</b>ob", "Doe", "A. <b>B.</b> Doe"),
    ],
)
def test_initials_of_scripts_titles_and_marked_names(given: str, family: str, written: str) -> None:
    assert names('initialize-with=". "', {"family": family, "given": given}) == written


def test_what_begins_small_is_no_initial_already() -> None:
    person = {"family": "Fraunhofer", "given": "Dr. phil. J"}
    assert names('initialize="false" initialize-with="."', person) == "Dr. phil. J. Fraunhofer"


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"author": [{"family": "Asthma", "given": "A"}]}, "Asth00"),
        ({"author": [{"literal": "The O’Neill Fund"}]}, "Onei00"),
        ({"title": "Of mice and men"}, "Ofmi00"),
        ({"title": "the Mice"}, "Mice00"),
        ({"title": "<i>Ab</i> ovo"}, "Abov00"),
    ],
)
def test_a_citation_label_is_made_of_names_or_the_title(item: dict[str, Any], label: str) -> None:
    assert cite('<text variable="citation-label"/>', item) == label


def test_quotation_marks_are_around_the_formatting() -> None:
    body = '<text variable="title" quotes="true" font-style="italic" suffix=","/>'
    assert cite(body, {"title": "A ‘b’ c"}) == "“<i>A ‘b’ c</i>,”"
    british = 'default-locale="en-GB"'
    assert cite(body, {"title": "A ‘b’ c"}, british) == "‘<i>A “b” c</i>’,"


@pytest.mark.parametrize(
    ("family", "written"),
    [
        ("ibn Sina", "Sina, Ann ibn"),
        ("von foo Bar", "Bar, Ann von foo"),
        ("d’Aubignac de la Tour", "Aubignac de la Tour, Ann d’"),
        ("Ibn Khaldun", "Ibn Khaldun, Ann"),
    ],
)
def test_leading_words_in_small_letters_are_particles(family: str, written: str) -> None:
    assert names('name-as-sort-order="all"', {"family": family, "given": "Ann"}) == written


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ({"author": [PARTICLE], "title": "Sunflowers"}, "Vincent van Gogh"),
        ({"editor": [PARTICLE], "title": "Sunflowers"}, "Vincent van Gogh"),
        ({"title": "Sunflowers"}, "Sunflowers"),
    ],
)
def test_what_stands_in_for_names_may_be_names_that_something_stands_in_for(
    item: dict[str, Any], written: str
) -> None:
    body = (
        '<names variable="author"><substitute><names variable="editor"><substitute>'
        '<text variable="title"/></substitute></names></substitute></names>'
    )
    assert cite(body, item) == written

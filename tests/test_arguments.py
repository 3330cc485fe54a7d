"""An argument that is something else than what is wanted is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.arguments import expect, expect_several, expect_text
from synbib.errors import ArgumentError


@pytest.mark.parametrize(
    ("value", "called"),
    [
        ("refs.bib", "the string 'refs.bib'"),
        (Path("refs.bib"), "the path 'refs.bib'"),
        (None, "None"),
        ({}, "a dictionary"),
        (3, "an int"),
        (dict, "the class dict"),
        ("x" * 100, f"the string '{'x' * 58}…"),
    ],
)
def test_what_is_of_another_kind_is_named(value: object, called: str) -> None:
    with pytest.raises(ArgumentError) as error:
        expect(value, "data", bytes, "give bytes")
    assert str(error.value) == f"data: {called} where bytes are wanted; give bytes"


def test_one_is_not_several() -> None:
    with pytest.raises(TypeError) as error:
        expect_several("lee2023", "keys", str, "keys")
    assert str(error.value) == (
        "keys: the string 'lee2023' where several keys are wanted; put it in a list: ['lee2023']"
    )
    with pytest.raises(TypeError, match=r"^years: an int where several years are wanted; put it"):
        expect_several(3, "years", int, "years")


def test_each_of_several_is_looked_at() -> None:
    assert expect_several(iter("ab"), "keys", str, "keys") == ["a", "b"]
    with pytest.raises(ArgumentError, match=r"^keys: None where keys are wanted; leave it out$"):
        expect_several(["a", None], "keys", str, "keys", hint="leave it out")


@pytest.mark.parametrize("name", ["refs.bib", "docs/README.md", "a.HTML"])
def test_the_name_of_a_file_is_not_its_text(name: str) -> None:
    with pytest.raises(ArgumentError) as error:
        expect_text(name, "text", "read it")
    assert str(error.value) == f"text: {name!r} where the text itself is wanted; read it"


@pytest.mark.parametrize(
    "text",
    ["", "Nothing.", "see refs.bib", "@misc{a.bib", "refs.bib\n", "../refs.bib", r"C:\x\list.rst"],
)
def test_a_text_is_a_text(text: str) -> None:
    expect_text(text, "text", "read it")

"""GitHub's repositories, where they do not say how they are cited: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

REPOSITORY = {
    "name": "loom",
    "full_name": "ann/loom",
    "owner": {"login": "ann", "type": "User"},
    "html_url": "https://github.com/ann/loom",
    "description": "Weaves text",
    "created_at": "2019-01-02T00:00:00Z",
    "pushed_at": "2023-05-06T00:00:00Z",
}
ENTRY = {
    "": "software",
    "author": "ann",
    "title": "loom: Weaves text",
    "publisher": "GitHub",
    "year": "2023",
    "month": "may",
    "url": "https://github.com/ann/loom",
}


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({}, {}),
        ({"description": None}, {"title": "loom"}),
        ({"description": "Weaves text :sparkles: \N{SPARKLES}"}, {}),
        ({"description": "\N{HUGGING FACE} Loom: weaves text with BERT"}, {"title": "Loom: weaves text with {BERT}"}),
        ({"description": "loom - weaves text"}, {"title": "loom - weaves text"}),
        ({"description": "loom is a tool"}, {"title": "loom: a tool"}),
        ({"description": "Code for https://arxiv.org/abs/2101.00001"}, {"title": "loom: Code"}),
        ({"description": "It weaves all kinds of text. " * 20}, {"title": "loom"}),
        ({"name": "a_b", "description": "x & y at 100%"}, {"title": r"a\_b: x \& y at 100\%"}),
        ({"owner": {"login": "google-research", "type": "Organization"}}, {"author": "google-research"}),
        ({"pushed_at": None}, {"year": "2019", "month": "jan"}),
        ({"homepage": "https://loom.org", "archived": True, "fork": True, "license": {"spdx_id": "MIT"}}, {}),
    ],
)  # fmt: skip
def test_a_repository_is_software(told: dict[str, Any], differs: dict[str, str]) -> None:
    assert entries("github", REPOSITORY | told) == [ENTRY | differs]


def test_a_search_has_several() -> None:
    answer = {"total_count": 2, "items": [REPOSITORY, REPOSITORY | {"name": "warp"}]}
    assert [entry["title"] for entry in entries("github", answer)] == [
        "loom: Weaves text",
        "warp: Weaves text",
    ]


def test_where_there_is_no_such_repository_there_are_none() -> None:
    assert read_answer("github", b'{"message": "Not Found", "status": "404"}') == []


@pytest.mark.parametrize(
    ("service", "answer", "said"),
    [
        (
            "github",
            b'{"message": "API rate limit exceeded for 1.2.3.4."}',
            "API rate limit exceeded",
        ),
        ("github", b"<html><title>Unicorn!</title></html>", "Unicorn!"),
        ("github", b'{"name":', "save the whole answer"),
        ("github", b"[]", "not what is wrong"),
        ("github-citation", b"404: Not Found", "no CITATION.cff, as it says no cff-version"),
    ],
)
def test_what_is_no_repository_is_an_error(service: str, answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer(service, answer)


def test_a_repository_is_asked_for_by_its_name() -> None:
    asked = SERVICES["github"].request(Question("github", "ann/loom"))
    assert asked is not None
    assert asked.path == "repos/ann/loom"
    assert SERVICES["github"].request(Question(title="loom")) is None

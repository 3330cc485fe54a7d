"""Hugging Face's models, data sets, spaces and papers: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

MODEL = {
    "id": "ann/bert-small",
    "modelId": "ann/bert-small",
    "author": "ann",
    "createdAt": "2022-03-02T23:29:04.000Z",
    "lastModified": "2024-02-19T11:06:12.000Z",
    "tags": ["pytorch", "arxiv:1810.04805"],
    "pipeline_tag": "fill-mask",
}
ENTRY = {
    "": "misc",
    "author": "ann",
    "title": "bert-small",
    "publisher": "Hugging Face",
    "year": "2022",
    "month": "mar",
    "url": "https://huggingface.co/ann/bert-small",
}


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({}, {}),
        ({"id": "gpt2", "modelId": "gpt2", "author": None}, {"author": "", "title": "gpt2", "url": "https://huggingface.co/gpt2"}),
        ({"author": None}, {}),
        ({"tags": ["doi:10.57967/hf/0003"]}, {"doi": "10.57967/hf/0003"}),
        ({"createdAt": None}, {"year": "2024", "month": "feb"}),
        ({"id": "ann/GPT-x", "modelId": "ann/GPT-x"}, {"title": "{GPT}-x", "url": "https://huggingface.co/ann/GPT-x"}),
    ],
)  # fmt: skip
def test_a_model_is_kept_with_who_made_it(told: dict[str, Any], differs: dict[str, str]) -> None:
    wanted = {name: text for name, text in (ENTRY | differs).items() if text}
    assert entries("huggingface", MODEL | told) == [wanted]


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            {"id": "ann/squad", "tags": ["arxiv:1606.05250"], "cardData": {"pretty_name": "SQuAD"}},
            {"": "dataset", "author": "ann", "title": "{SQuAD}", "publisher": "Hugging Face", "url": "https://huggingface.co/datasets/ann/squad"},
        ),
        ({"id": "squad"}, {"": "dataset", "title": "squad", "publisher": "Hugging Face", "url": "https://huggingface.co/datasets/squad"}),
        (
            {"id": "ann/draw", "sdk": "gradio"},
            {"": "software", "author": "ann", "title": "draw", "publisher": "Hugging Face", "url": "https://huggingface.co/spaces/ann/draw"},
        ),
        (
            {
                "id": "2402.13446", "title": "Large Language Models\nfor {D}ata", "publishedAt": "2024-02-21T00:44:04.000Z",
                "authors": [{"_id": "x", "name": "Zhen Tan", "hidden": False}, {"name": "Gemini Team"}],
                "githubRepo": "https://github.com/a/b", "projectPage": "https://x.org",
            },
            {
                "": "misc", "author": "Zhen Tan and {Gemini Team}", "title": "Large Language Models for {D}ata", "year": "2024", "month": "feb",
                "eprint": "2402.13446", "archiveprefix": "arXiv", "code": "https://github.com/a/b", "project": "https://x.org",
            },
        ),
    ],
)  # fmt: skip
def test_what_else_the_hub_has_is_told_by_its_answer(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("huggingface", told) == [entry]


def test_a_list_has_several() -> None:
    daily = [{"paper": {"id": "2402.13446", "title": "A"}, "title": "A"}]
    assert [entry["eprint"] for entry in entries("huggingface", daily)] == ["2402.13446"]
    models = [MODEL, MODEL | {"id": "ann/x", "modelId": "ann/x"}]
    assert [entry["title"] for entry in entries("huggingface", models)] == ["bert-small", "x"]


@pytest.mark.parametrize("said", ["Repository not found", "Paper not found", "Sorry, we can't find the page you are looking for."])  # fmt: skip
def test_where_there_is_no_such_thing_there_are_none(said: str) -> None:
    assert read_answer("huggingface", f'{{"error": "{said}"}}'.encode()) == []


@pytest.mark.parametrize(
    ("service", "answer", "said"),
    [
        ("huggingface", b'{"error": "Invalid username or password."}', "Invalid username or password"),
        ("huggingface", b"<html><title>429 Too Many Requests</title></html>", "429 Too Many Requests"),
        ("huggingface", b'{"id":', "save the whole answer"),
        ("huggingface-citation", b"Entry not found", "no CITATION.cff, as it says no cff-version"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_an_error(service: str, answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer(service, answer)


@pytest.mark.parametrize(
    ("identifier", "path"),
    [("ann/x", "api/models/ann/x"), ("datasets/ann/x", "api/datasets/ann/x")],
)
def test_a_model_or_a_data_set_is_asked_for(identifier: str, path: str) -> None:
    asked = SERVICES["huggingface"].request(Question("huggingface", identifier))
    assert asked is not None
    assert asked.path == path

"""The page for editors and services: each request on it gets the answer that stands there, and no method is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import synbib
from synbib.csl import Style
from synbib.serving import Defaults, Server
from synbib.serving.methods import METHODS
from synbib.serving.protocol import CODES

_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def page(repo: Path) -> str:
    return (repo / "docs" / "serve.md").read_text("utf-8")


def test_every_request_gets_the_answer_that_the_page_shows(page: str, tmp_path: Path) -> None:
    fences = [(found["kind"], found["text"]) for found in _FENCE.finditer(page)]
    [store] = [text for kind, text in fences if kind == "bibtex"]
    (tmp_path / "refs.bib").write_text(store, "utf-8")
    server = Server(Defaults((str(tmp_path / "refs.bib"),), "apa"), synbib.read)
    lines = [line for kind, text in fences if kind == "jsonl" for line in text.splitlines()]
    assert len(lines) > 20
    for request, answer in zip(lines[::2], lines[1::2], strict=True):
        assert (request[:2], answer[:2]) == ("> ", "< ")
        assert json.loads(server.answer(request[2:].encode()) or b"") == json.loads(answer[2:])


def test_every_method_stands_on_the_page_with_its_parameters_in_order(page: str) -> None:
    rows = {
        found["name"]: re.sub(r": objects with .*", "", found["params"])
        for found in re.finditer(
            r"^\| `(?P<name>[\w.]+)` \| (?P<params>.*?) ?\| ", page, re.MULTILINE
        )
    }
    assert set(rows) == set(METHODS)
    for name, method in METHODS.items():
        shown = re.findall(r"(\**)`(\w+)`", rows[name])
        known = [
            (("**" if param.is_required else ""), each)
            for each, param in method.params.items()
            if each != "document"
        ]
        assert shown == known, name


def test_every_code_stands_on_the_page(page: str) -> None:
    shown = {int(number) for number in re.findall(r"^\| (-32\d{3}) \|", page, re.MULTILINE)}
    assert {code for _, code in CODES} < shown
    assert Style.load("apa").title in page

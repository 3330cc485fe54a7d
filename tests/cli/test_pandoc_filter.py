"""``synbib-pandoc`` as pandoc runs it: a document on standard input, its target format as argument."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

STORE = "@book{doe2020, author = {Doe, Jane}, title = {A Book}, publisher = {Pub}, year = {2020}}\n"
PROGRAM = "from synbib.cli.pandoc_filter import main; main()"


def run(folder: Path, document: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *(arguments or ["html"])]
    return subprocess.run(
        command, cwd=folder, input=document, capture_output=True, encoding="utf-8", check=False
    )


def document(key: str) -> str:
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    cite = {"t": "Cite", "c": [[citation], [{"t": "Str", "c": "[@é]"}]]}
    meta = {"bibliography": {"t": "MetaString", "c": "refs.bib"}}
    blocks = [{"t": "Para", "c": [cite]}]
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks})


def test_the_document_comes_back_with_its_citations(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    done = run(tmp_path, document("doe2020"))
    assert (done.returncode, done.stderr) == (0, "")
    first, references = json.loads(done.stdout)["blocks"]
    assert [each.get("c", " ") for each in first["c"][0]["c"][1]] == ["(Doe", " ", "2020)"]
    assert references["c"][0][0] == "refs"


def test_missing_keys_are_told_and_the_document_comes_back_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    done = run(tmp_path, document("doe202é"))
    assert done.returncode == 0
    assert done.stderr == "synbib-pandoc: no entry has the key 'doe202é'; did you mean doe2020?\n"
    assert "doe202é?" in done.stdout


def test_an_error_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    for given, message in (
        (document("doe2020"), "synbib-pandoc: bibliography: there is no file refs.bib; name it"),
        ("# Text", "synbib-pandoc: the document is not pandoc's AST as JSON; run pandoc --filter"),
    ):
        done = run(tmp_path, given)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(message)
        assert done.stderr.count("\n") == 1


def test_help_says_how_it_is_used(tmp_path: Path) -> None:
    done = run(tmp_path, "", "--help")
    assert done.returncode == 0
    assert "pandoc --filter synbib-pandoc paper.md -o paper.docx" in done.stdout

"""Our README shows what refs.bib holds. That its commands are true, tests/docs/test_pages.py shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.cli import main

REPO = Path(__file__).parents[1]
README = (REPO / "README.md").read_text("utf-8")


def test_the_entry_that_the_readme_shows_is_in_the_store() -> None:
    (entry,) = re.findall(r"^```bibtex\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert entry in (REPO / "refs.bib").read_text("utf-8")


def test_the_blocks_of_the_readme_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPO)
    result = CliRunner().invoke(main, ["sync", "--check", "README.md"])
    assert result.exit_code == 0, result.stdout

"""Names of thousands of characters, wherever one may stand: one line that says what is wrong, and exit status 2."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LONG = 5000 * "x"


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", LONG), ("list", "--style", LONG), ("list", "--style-for", f"misc={LONG}"), ("list", "--locale", LONG),
        ("list", "--group", LONG), ("list", "--template", LONG), ("list", "--sort", LONG),
        ("table", "--columns", LONG), ("render", "--key", LONG), ("render", "--format", LONG), ("render", "-o", LONG),
        ("render", "--encoding", LONG), ("cite", LONG), ("sync", LONG), ("import", LONG), ("import", "--store", LONG, "a.md"),
        ("fmt", LONG), ("check", LONG), ("init", LONG),
    ],
    ids=lambda arguments: " ".join(arguments).replace(LONG, "LONG"),
)  # fmt: skip
def test_a_name_that_is_too_long_is_told_in_one_line(
    tmp_path: Path,
    run_synbib: Callable[..., subprocess.CompletedProcess[str]],
    arguments: tuple[str, ...],
) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, title = {T}}\n")
    (tmp_path / "a.md").write_text("- [On the Way Up](https://arxiv.org/abs/2305.07759)\n")
    done = run_synbib(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("synbib: ")
    assert done.stderr.count("\n") == 1

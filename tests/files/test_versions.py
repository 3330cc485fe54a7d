"""The way back: only what version control has as it was counts as kept."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from synbib.files import way_back

GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """A README in a subfolder of a repository, as it was committed."""
    git(tmp_path, "init")
    path = tmp_path / "docs" / "README.md"
    path.parent.mkdir()
    path.write_bytes(b"old\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "x")
    return path


def test_outside_of_version_control_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"old\n")
    assert way_back(str(tmp_path / "README.md"), b"old\n") is None


@GIT
def test_what_git_has_it_restores(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(committed.parent)
    committed.write_bytes(b"new\n")
    command = way_back("README.md", b"old\n")
    assert command == "git restore README.md"
    subprocess.run(command.split(), check=True)
    assert committed.read_bytes() == b"old\n"


@GIT
def test_what_was_not_committed_git_has_not(committed: Path) -> None:
    committed.write_bytes(b"edited\n")
    assert way_back(str(committed), b"edited\n") is None
    git(committed.parent, "add", ".")  # a commit of all that is staged would lose it
    assert way_back(str(committed), b"edited\n") is None
    (committed.parent / "NEW.md").write_bytes(b"new\n")
    assert way_back(str(committed.parent / "NEW.md"), b"new\n") is None


@GIT
def test_nothing_that_the_working_copys_settings_name_is_run(committed: Path) -> None:
    ran = committed.parent / "ran"
    for name in (
        "core.fsmonitor",
        "diff.external",
        "core.pager",
        "filter.x.clean",
        "filter.x.smudge",
    ):
        git(committed.parent, "config", name, f"touch '{ran}'; cat")
    (committed.parent / ".gitattributes").write_text("* filter=x diff=x\n")
    assert way_back(str(committed), b"old\n") is not None
    assert not ran.exists()


@pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("marker", "program", "back"),
    [
        (".hg", "hg", "hg revert"),
        (".svn", "svn", "svn revert"),
        (".jj", "jj", "jj restore"),
    ],
)
def test_other_systems_are_asked_for_what_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str, program: str, back: str
) -> None:
    programs, folder = tmp_path / "bin", tmp_path / "work"
    programs.mkdir()
    (folder / marker).mkdir(parents=True)
    (folder / "a b.md").touch()
    stand_in = programs / program
    stand_in.write_text('#!/bin/sh\nfor last; do :; done\nprintf "%s has %s" "$PWD" "$last"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.chdir(folder)
    asked = "a b.md@" if program == "svn" else "a b.md"
    assert way_back("a b.md", f"{folder} has {asked}".encode()) == f"{back} 'a b.md'"
    assert way_back("a b.md", b"something else") is None
    stand_in.unlink()
    assert way_back("a b.md", f"{folder} has {asked}".encode()) is None

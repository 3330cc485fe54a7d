"""The extras: what each is for, and the command that installs it from where synbib came from."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from synbib.extras import EXTRAS, install_command, needed, packages_of


def of_project(repo: Path) -> dict[str, list[str]]:
    project = tomllib.loads((repo / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, list[str]] = project["optional-dependencies"]
    return found


def packages_named(extras: dict[str, list[str]], extra: str) -> Iterator[str]:
    """Yield the packages of an extra, and of those that it is made of: ``synbib[bulk]``."""
    for requirement in extras[extra]:
        name, others = re.match(r"([\w-]+)(?:\[(.+)\])?", requirement).groups()  # type: ignore[union-attr]
        if name == "synbib":
            for other in others.split(","):
                yield from packages_named(extras, other)
        else:
            yield name.lower()


def test_each_extra_says_what_it_is_for(repo: Path) -> None:
    assert set(EXTRAS) == set(of_project(repo)) - {"all"}


def test_an_extra_has_the_packages_of_the_project(repo: Path) -> None:
    for extra in EXTRAS:
        wanted = set(packages_named(of_project(repo), extra))
        assert {name.lower() for name in packages_of(extra)} == wanted
    assert packages_of("rst") == {"docutils": metadata.version("docutils")}
    assert packages_of("none") == {}


def test_the_page_of_installing_says_the_same(repo: Path) -> None:
    page = (repo / "docs" / "install.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|[^|]*\| (.*) \|$", page, re.MULTILINE)
    said = {
        name: re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("`", "") for name, text in rows
    }
    del said["all"]
    assert said == EXTRAS


@pytest.mark.parametrize(
    ("direct_url", "command"),
    [
        ({"url": "file:///home/me/syn%20bib", "dir_info": {"editable": True}}, "'/home/me/syn bib[rst]'"),
        ({"url": "file:///home/me/synbib", "dir_info": {}}, "'/home/me/synbib[rst]'"),
        (
            {"url": "https://example.org/synbib", "vcs_info": {"vcs": "git", "commit_id": "f00"}},
            "'synbib[rst] @ git+https://example.org/synbib'",
        ),
        (
            {"url": "file:///tmp/synbib-1.whl", "archive_info": {}},
            "'synbib[rst] @ git+https://github.com/synbib/synbib'",
        ),
        (None, "'synbib[rst]'"),
    ],
)  # fmt: skip
def test_an_extra_comes_from_where_synbib_came_from(
    monkeypatch: pytest.MonkeyPatch, direct_url: dict[str, Any] | None, command: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(direct_url) if direct_url else None

    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert install_command("rst") == f"python -m pip install {command}"


def test_a_message_says_how_to_install_it() -> None:
    assert needed("to watch files", "watch") == (
        f"to watch files, install the extra watch: {install_command('watch')}"
    )

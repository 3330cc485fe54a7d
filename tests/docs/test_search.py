"""Who searches the site by a word that people use finds the page that is meant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

pytest.importorskip("mkdocs", reason="MkDocs is not installed")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = pytest.mark.slow

# What somebody types → a page that has to be found, with a section that is about it.
WANTED = (
    ("duplicates", "how-to/tasks/#find-duplicates"),
    ("cited", "how-to/tasks/#keep-only-what-is-cited"),
    ("preprint", "verify/#preprints-that-were-published-since"),
    ("published version", "how-to/tasks/#cite-the-published-version-not-the-preprint"),
    ("keys", "edit/#keys"),
    ("rename", "how-to/tasks/#rename-keys"),
    ("missing fields", "how-to/tasks/#find-missing-fields"),
    ("clean up", "how-to/tasks/#format-and-clean-up-a-file"),
    ("convert", "how-to/tasks/#convert-to-another-format"),
    ("copy citation", "how-to/tasks/#copy-one-citation"),
    ("microsoft word", "office/"),
    ("zotero", "how-to/coming-from/#zotero-and-better-bibtex"),
    ("jabref", "how-to/coming-from/#jabref"),
    ("bibtex-tidy", "how-to/coming-from/#bibtex-tidy"),
    ("latex", "tutorials/latex-author/"),
    ("survey", "tutorials/survey-author/"),
    ("python", "tutorials/python-programmer/"),
    ("install", "install/"),
    ("forms", "forms/"),
    ("groups", "edit/#groups"),
    ("vs code", "editors/#vs-code"),
    ("neovim", "editors/#neovim"),
    ("language server", "editors/"),
    ("github pages", "site/#on-github-pages"),
    ("feed", "site/#what-is-on-it"),
    ("statistics", "find/#figures"),
    ("neurips", "how-to/tasks/#find-the-style-that-a-journal-or-a-conference-wants"),
    ("completion", "shell/#completion"),
    ("terminal", "browser/"),
    ("open a paper", "find/#open-a-paper"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where our site is served."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=repo,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> str:
    """The program of a browser; without one the test skips, or fails where it is required."""
    program = shutil.which("chromium")
    if program is None:
        insist = os.environ.get("SYNBIB_REQUIRE_BROWSER", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)("not installed: chromium")
    return program


@pytest.fixture(scope="module")
def found(browser: str, address: str) -> Iterator[Callable[[str], list[str]]]:
    """Type something into the search of the site, and return where its results lead, the best first."""
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page()

        def search(typed: str) -> list[str]:
            page.goto(f"{address}?q={quote(typed)}")
            page.wait_for_selector(".md-search-result__link", state="attached", timeout=60_000)
            links = page.query_selector_all(".md-search-result__link")
            reached = [str(link.get_attribute("href")) for link in links]
            return [re.sub(r"\?h=[^#]*", "", link.removeprefix(address)) for link in reached]

        yield search
        opened.close()


@pytest.mark.parametrize(("typed", "location"), WANTED)
def test_the_search_finds_what_is_meant(
    found: Callable[[str], list[str]], typed: str, location: str
) -> None:
    assert location in found(typed)[:12]


@pytest.mark.parametrize("typed", [typed for typed, _ in WANTED])
def test_the_page_of_words_has_each_of_them(repo: Path, typed: str) -> None:
    page = (repo / "docs" / "looking-for.md").read_text("utf-8").lower()
    assert all(word in page for word in typed.split())

"""Sites of stores that tests write, and a browser that opens some."""

import functools
import http.server
import importlib.util
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from site_stores import CONTROLS, HOSTILE, STORE, Visit, written_site

import synbib
from synbib.site import Site, SiteOptions, build

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Error,
        Page,
        Request,
    )
Pages = dict[str, bytes]
MakeSite = Callable[..., Pages]


@pytest.fixture(scope="session")
def make_site() -> MakeSite:
    """Return the files of the site of a store, which is given as text."""

    def made(store: str, **options: object) -> Pages:
        return dict(build(Site(synbib.read_text(store), SiteOptions().set(**options))))

    return made


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium without a window; without it the test skips, or fails where it is required."""
    program = shutil.which("chromium")
    if program is None or importlib.util.find_spec("playwright") is None:
        insist = os.environ.get("SYNBIB_REQUIRE_BROWSER", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)("not installed: chromium, or playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Its own sandbox wants rights that a container does not give; the pages are ours.
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small store, in a folder below another."""
    return written_site(tmp_path_factory.mktemp("served") / "papers", STORE)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a store in which each text wants to be more than text."""
    return written_site(tmp_path_factory.mktemp("hostile") / "site", HOSTILE + CONTROLS)


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """The address of the site from a server on this machine, below a path as on GitHub Pages."""
    handler = functools.partial(_Quiet, directory=str(site_folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{site_folder.name}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["file", "http"])
def anywhere(request: pytest.FixtureRequest, site_folder: Path) -> str:
    """The site's address as a file, and from a server."""
    if request.param == "file":
        return f"{site_folder.as_uri()}/"
    served: str = request.getfixturevalue("address")
    return served


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """Open a page in a context of its own; at the end nothing may have gone wrong in any.

    That is: no error and no message on the console, no breach of the policy, no request to elsewhere.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def heard(message: "ConsoleMessage") -> None:
        # Chromium says so where a test looks for something by what stands in it, in what is hidden, too.
        if "hidden by content-visibility" not in message.text:
            wrong.append(f"console: {message.text}")

    def failed(error: "Error") -> None:
        wrong.append(f"error: {error}")

    def asked(dialog: "Dialog") -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def requested(request: "Request") -> None:
        if not request.url.startswith(("file://", "http://127.0.0.1:", "data:,")):
            wrong.append(f"request: {request.url}")

    def open_page(address: str, *, width: int = 1280, height: int = 800, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", failed)
        page.on("dialog", asked)
        page.on("request", requested)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective))"
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []

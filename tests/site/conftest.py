"""A browser, and the pages of a small store with all that can go wrong in it."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from synbib.library import read_text
from synbib.site import Site, SiteOptions, build, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

STORE = r"""
@inproceedings{vaswani2017, author = {Vaswani, Ashish and Müller, Jörg}, title = {Attention Is All You Need},
  booktitle = {Advances in Neural Information Processing Systems}, shortvenue = {NeurIPS}, year = 2017,
  url = {https://papers.example/attention}, code = {https://code.example/attention},
  keywords = {transformers, translation}, abstract = {The dominant models are \emph{recurrent}. We propose another.},
  groups = {Models, Translation}}
@article{devlin2019, author = {Devlin, Jacob}, title = {{BERT}: Pre-training of Transformers}, journal = {Journal of Models},
  shortvenue = {JoM}, year = 2019, doi = {10.1000/bert}, pdf = {https://papers.example/bert.pdf}, groups = {Models}}
@article{brown2020, author = {Brown, Tom}, title = {Few-Shot Learners}, journal = {Journal of Models}, shortvenue = {JoM},
  year = 2020, code = {https://code.example/few}, groups = {Models}}
@inproceedings{zoph2016, author = {Zoph, Barret and Łukasik, Ewa}, title = {Transfer for Low-Resource Translation},
  booktitle = {Proceedings}, shortvenue = {EMNLP}, year = 2016, url = {https://papers.example/transfer}, groups = {Translation}}
@book{knuth1984, author = {Knuth, Donald E.}, title = {The {\TeX}book}, publisher = {Addison-Wesley}, year = 1984,
  groups = {Typesetting}}
@book{levi2001, author = {לוי, יעל}, title = {מבוא לעיבוד שפה טבעית}, publisher = {מאגנס}, year = 2001, langid = {hebrew},
  groups = {Typesetting}}
@article{DBLP:conf/x/Ärger05, author = {Ärger, Øystein}, title = {Über alles Mögliche}, journal = {Zeitschrift},
  year = 2005, langid = {german}}
@misc{undated, author = {Nobody}, title = {A Work Without a Year}}
@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Subjects\;0\;1\;\;\;\;;
2 StaticGroup:Models\;0\;1\;\;\;\;;
2 StaticGroup:Translation\;0\;1\;\;\;\;;
1 StaticGroup:Typesetting\;0\;1\;\;\;\;;
}
"""

# What a browser would take for more than text, if one place let it through.
HOSTILE = r"""
@misc{main, author = {<script>alert(1)</script>}, title = {<img src=x onerror=alert(1)>}, year = 2020, shortvenue = {"><svg onload=alert(1)>},
  groups = {"><svg onload=alert(1)>}, keywords = {</script><script>alert(1)</script>}, abstract = {</div><img src=x onerror=alert(1)>},
  url = {javascript:alert(1)}, code = {data:text/html;base64,PHNjcmlwdD4=}}
@misc{'"><b>, author = {{{7*7}}}, title = {{{7*7}} {\{\{7*7\}\}} ${7*7}}, year = 2021, url = {https://x.example/"onmouseover="alert(1)}}
@misc{%41, author = {A`${alert(1)}`}, title = {</script><script>alert(1)</script>}, year = 2022, note = {`]]>}}
@misc{-group-x, author = {B}, title = {"onclick="alert(1)" x="}, year = 2022}
"""
CONTROLS = "@misc{controls, author = {C}, title = {bell\a escape\x1b[31m bidi\u202e override\u2066 line\u2028paragraph\u2029end}, year = 2023}\n"


def make_site(folder: Path, store: str, **options: Any) -> Path:
    """Write the site of a store into a folder, and return that."""
    site = Site(read_text(store), SiteOptions().set(title="Our papers", **options))
    write(str(folder), build(site))
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium without a window; without it the test skips, or fails where it is required."""
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if program is None or sync_playwright is None:
        insist = os.environ.get("SYNBIB_REQUIRE_BROWSER", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)("not installed: chromium, or playwright")
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
    return make_site(tmp_path_factory.mktemp("served") / "papers", STORE)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a store in which each text wants to be more than text."""
    return make_site(tmp_path_factory.mktemp("hostile") / "site", HOSTILE + CONTROLS)


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


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """Open a page in a context of its own; at the end nothing may have gone wrong in any.

    That is: no error and no message on the console, no breach of the policy, no request to elsewhere.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(address: str, *, width: int = 1280, height: int = 800, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append("a dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file://", "http://127.0.0.1:", "data:,"))
                else wrong.append(f"request: {request.url}")
            ),
        )
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective))"
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []

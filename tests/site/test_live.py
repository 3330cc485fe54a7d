"""A site shown while it is worked on: to this machine, and nothing but the site."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

import synbib
from synbib.errors import SynbibError
from synbib.site import Site, build, write
from synbib.site.live import LiveSite

STORE = "@misc{a, title = {A work}, author = {Roe, Jane}, year = 2020}"
PATIENCE = 60


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    write(str(tmp_path / "site"), build(Site(synbib.read_text(STORE))))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site" / "mine.txt").write_text("secret", encoding="utf-8")
    live = LiveSite(str(tmp_path / "site"))
    yield live
    live.close()


def ask(
    live: LiveSite, path: str, host: str | None = None, method: str = "GET"
) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host if host is not None else f"127.0.0.1:{live.port}")
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.headers["Content-Type"], answer.read()
    connection.close()
    return found


def test_pages_are_given_out_with_the_script_that_loads_them_again(
    live: LiveSite, tmp_path: Path
) -> None:
    status, kind, data = ask(live, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert b'<script src="/.synbib/reload.js" defer></script>\n</head>' in data
    assert (
        b"default-src &#39;none&#39;; connect-src &#39;self&#39;; script-src &#39;self&#39;" in data
    )
    on_disk = (tmp_path / "site" / "index.html").read_bytes()
    assert b"reload" not in on_disk
    assert b"connect-src" not in on_disk
    assert b"EventSource" in ask(live, "/.synbib/reload.js")[2]


def test_other_files_of_the_site_are_given_out_as_they_are(live: LiveSite, tmp_path: Path) -> None:
    for path, kind in (
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
    ):
        assert ask(live, f"/{path}") == (200, kind, (tmp_path / "site" / path).read_bytes())
    assert ask(live, "/entries/a.html?x=1")[0] == 200
    assert ask(live, "/", method="HEAD")[2] == b""


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "//etc/passwd", "/mine.txt",
     "/.synbib-site.json", "/entries/", "/assets", "/%00", "/..\\secret.txt"],
)  # fmt: skip
def test_nothing_else_is(live: LiveSite, path: str) -> None:
    status, _, data = ask(live, path)
    assert status == 404
    assert b"secret" not in data
    assert b"There is no such page" in data


def test_a_link_in_the_folder_leads_nowhere(live: LiveSite, tmp_path: Path) -> None:
    page = tmp_path / "site" / "refs.bib"
    page.unlink()
    page.symlink_to(tmp_path / "secret.txt")
    assert ask(live, "/refs.bib")[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", ""]
)
def test_another_host_that_leads_here_gets_nothing(live: LiveSite, host: str) -> None:
    status, _, data = ask(live, "/", host.format(port=live.port))
    assert status == 421
    assert b"A work" not in data


def test_a_page_of_another_site_cannot_load_what_is_here(live: LiveSite) -> None:
    for path in ("/data/index.js", "/refs.bib", "/no-such-file"):
        connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        connection.close()


def test_this_machine_may_be_called_by_its_name(live: LiveSite) -> None:
    assert ask(live, "/", f"localhost:{live.port}")[0] == 200


def test_before_the_site_is_written_a_page_waits_for_it(tmp_path: Path) -> None:
    live = LiveSite(str(tmp_path / "site"))
    status, kind, data = ask(live, "/")
    live.close()
    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert b"The site is not written yet." in data
    assert b"/.synbib/reload.js" in data


def test_it_listens_on_this_machine_alone(live: LiveSite) -> None:
    assert live.url == f"http://127.0.0.1:{live.port}/"
    assert live._server.server_address[0] == "127.0.0.1"


def test_what_is_sent_to_it_is_not_taken(live: LiveSite) -> None:
    assert ask(live, "/", method="POST")[0] == 501


def test_an_open_page_is_told_of_a_change(live: LiveSite) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=PATIENCE)
    connection.request("GET", "/.synbib/changes")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    live.tell()
    assert answer.readline() == b"event: change\n"
    connection.close()


def test_a_port_that_is_taken_is_told_of(live: LiveSite, tmp_path: Path) -> None:
    with pytest.raises(
        SynbibError, match=f"port {live.port}: cannot be used: .*; give another with --port"
    ):
        LiveSite(str(tmp_path), live.port)

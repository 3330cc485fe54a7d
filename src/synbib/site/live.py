"""A site while it is worked on: shown by a server on this machine alone, and loaded again when it has changed.

Nothing but what the site's manifest names is served, so no path leads elsewhere. A page of another site that has its
own name lead to this machine (DNS rebinding) names that host, and gets nothing. The script that loads a page again, and
the leave to ask for changes, are put into a page as it is sent; files hold neither.
"""

from __future__ import annotations

import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from synbib import lazily
from synbib.errors import SynbibError
from synbib.site.writing import files_of

__all__ = ["LiveSite"]

_HOST: Final = "127.0.0.1"
_CHANGES: Final = "/.synbib/changes"
_SCRIPT_PATH: Final = "/.synbib/reload.js"
_SCRIPT: Final = f"""\
const changes = new EventSource("{_CHANGES}");
changes.addEventListener("change", () => location.reload());
""".encode()
_PUT_IN: Final = f'<script src="{_SCRIPT_PATH}" defer></script>\n</head>'
_POLICY: Final = lazily.pattern("(?<=default-src &#39;none&#39;;)")
# Before the first build that succeeds: the page loads itself again then.
_NOT_WRITTEN: Final = b"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Not written yet</title></head>
<body><p>The site is not written yet. The terminal says why.</p></body>
</html>
"""
_BEAT: Final = 15  # seconds after which a page that is gone is noticed
# As browsers want them, whatever the system's own table says.
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".bib": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}


class LiveSite:
    """A server of a site's folder, on this machine alone.

    Args:
        folder: The folder that `write` has written, or will.
        port: The port; 0 for one that is free.

    Raises:
        SynbibError: The port is taken.
    """

    def __init__(self, folder: str, port: int = 0) -> None:
        self._folder = Path(folder)
        self._changed = Condition()
        self._version = 0
        try:
            self._server = _Server((_HOST, port), _Handler)
        except OSError as error:
            raise SynbibError(
                f"port {port}: cannot be used: {error.strerror}; give another with --port"
            ) from None
        self._server.live = self
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"http://{_HOST}:{self.port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may call this server."""
        return frozenset({f"{_HOST}:{self.port}", f"localhost:{self.port}"})

    def tell(self) -> None:
        """Have the pages that are open loaded again."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def wait(self, version: int) -> int:
        """Return the number of the site's state when it is another than ``version``, or a while has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, _BEAT)
            return self._version

    @property
    def version(self) -> int:
        """The number of the site's state."""
        return self._version

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the bytes and the type of a file of the site; None if it has no such file."""
        name = path.removeprefix("/") or "index.html"
        file = self._folder / name
        if name not in files_of(self._folder) or file.is_symlink() or not file.is_file():
            return None
        kind = (
            _TYPES.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        )
        data = file.read_bytes()
        return (_live(data), kind) if file.suffix == ".html" else (data, kind)

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


def _live(page: bytes) -> bytes:
    """Return a page that is loaded again when the site has changed."""
    text = _POLICY.sub(" connect-src &#39;self&#39;;", page.decode(), 1)
    return text.replace("</head>", _PUT_IN, 1).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    live: LiveSite

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that has closed its page is no mistake."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "synbib"
    sys_version = ""

    def do_HEAD(self) -> None:
        self._answer(has_body=False)

    def do_GET(self) -> None:
        self._answer(has_body=True)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _answer(self, *, has_body: bool) -> None:
        live = self.server.live
        if self.headers.get("Host", "").lower() not in live.hosts:
            self._send(421, "text/plain", b"This server is for this machine alone.\n", has_body)
            return
        path = unquote(urlsplit(self.path).path)
        if path == _CHANGES and has_body:
            self._tell_changes()
        elif path == _SCRIPT_PATH:
            self._send(200, _TYPES[".js"], _SCRIPT, has_body)
        elif found := live.read(path):
            self._send(200, found[1], found[0], has_body)
        else:
            page = live.read("/404.html") or (_live(_NOT_WRITTEN), _TYPES[".html"])
            self._send(404, page[1], page[0], has_body)

    def _send(self, status: int, kind: str, data: bytes, has_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # Data of the first page is in scripts, which a page of any other site could load from here, and read.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if has_body:
            self.wfile.write(data)

    def _tell_changes(self) -> None:
        """Send an event for each change, as long as the page is open (HTML, "Server-sent events")."""
        live = self.server.live
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = live.version
        while True:
            now = live.wait(version)
            said = f"event: change\ndata: {now}\n\n" if now != version else ": still here\n\n"
            version = now
            self.wfile.write(said.encode())
            self.wfile.flush()

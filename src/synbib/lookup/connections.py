"""The connections to services: each is made to a number that was looked at, and not to what a name is the next time.

A name may have another number each time that it is asked for (DNS rebinding). So it is asked for once: what was looked
at is connected to, while the server's certificate is still held against the name. Where the user has a proxy, that
connects, and only what the name is here can be looked at.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from threading import Lock, Timer
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpx

from synbib.errors import SynbibError
from synbib.limits import LONGEST_ASKING
from synbib.lookup.addresses import DEFAULT_PORTS, numbers_of

__all__ = ["ANYWHERE", "Connections"]

ANYWHERE: Final = "synbib.anywhere"
"""The extension of a request that says whether it may go into the network of who asks."""
# Hosts that no proxy leads to.
_OF_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Connections(httpx.BaseTransport):
    """Sends requests; proxies and certificates are those of the usual variables.

    Requests raise `SynbibError` where a host is in the network of who asks and may not be, else as those of httpx do.
    """

    def __init__(self) -> None:
        self._certificates: ssl.SSLContext | None = None
        self._lock = Lock()
        self._open: dict[
            tuple[str, str], httpx.HTTPTransport
        ] = {}  # host and number, or proxy and ""
        self._chosen: dict[str, str] = {}  # host → the number that answered
        self._is_closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return what comes back."""
        try:
            return self._handled(request)
        finally:
            # While another thread closed all, this one may have opened one more.
            if self._is_closed:
                self.close()

    def _handled(self, request: httpx.Request) -> httpx.Response:
        host, port = _server(request.url)
        anywhere = bool(request.extensions.get(ANYWHERE))
        if proxy := _proxy(request.url.scheme, host, port):
            if not anywhere:
                with suppress(OSError):  # a name that only the proxy knows
                    numbers_of(host, port)
            return _answered(self._transport(proxy, ""), request)
        try:
            numbers = numbers_of(host, port, anywhere=anywhere)
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from None
        numbers.sort(key=lambda number: number != self._chosen.get(host))
        return self._sent(request, host, numbers)

    def close(self) -> None:
        """Close all connections."""
        self._is_closed = True
        with self._lock:
            for transport in self._open.values():
                transport.close()

    def _sent(self, request: httpx.Request, host: str, numbers: list[str]) -> httpx.Response:
        """Send a request to the first of a host's numbers that can be connected to."""
        for number in numbers:
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=number),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                response = _answered(self._transport(host, number), pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == numbers[-1]:
                    raise
            else:
                self._chosen[host] = number
                return response
        raise httpx.ConnectError(f"'{host}' has no number", request=request)

    def _transport(self, server: str, number: str) -> httpx.HTTPTransport:
        """Return what holds the connections to a host, as a number may be that of several, or to a proxy."""
        with self._lock:
            if (server, number) not in self._open:
                if self._certificates is None:
                    self._certificates = httpx.create_ssl_context()
                self._open[server, number] = _made(self._certificates, None if number else server)
            return self._open[server, number]


def _answered(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
    """Return the response to a request whose header ends in time: one that drips is never silent, and never ends."""
    watch = Timer(LONGEST_ASKING, transport.close)
    watch.daemon = True
    watch.start()
    try:
        return transport.handle_request(request)
    finally:
        watch.cancel()


def _server(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode("ascii"), url.port or DEFAULT_PORTS[url.scheme]


def _proxy(scheme: str, host: str, port: int) -> str | None:
    """Return the address of the proxy that leads to a host; ``None`` if none does."""
    proxies = getproxies()
    address = proxies.get(scheme) or proxies.get("all")
    if not address or host in _OF_THIS_MACHINE or proxy_bypass(f"{host}:{port}"):
        return None
    return address if "://" in address else f"http://{address}"


def _made(certificates: ssl.SSLContext, proxy: str | None) -> httpx.HTTPTransport:
    try:
        return httpx.HTTPTransport(verify=certificates, proxy=proxy)
    except ImportError:
        raise SynbibError(
            "a SOCKS proxy needs another package; pip install 'httpx[socks]'"
        ) from None
    except ValueError:
        raise SynbibError(
            "the address of a proxy is not a URL; correct the variables *_PROXY"
        ) from None

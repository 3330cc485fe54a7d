"""Which addresses a service may lead on to: those of the open web, and no others.

A redirect may come from whoever answers in a service's place. So it leads to no other protocol, and not into the
network of who asks: to this machine, the machines beside it, or what a cloud tells its machines at 169.254.169.254.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from synbib.errors import SynbibError

__all__ = ["check_redirect", "origin"]


def origin(url: str) -> tuple[str, str, int | None]:
    """Return what a URL has in common with all others of one server (RFC 6454 §4): scheme, host, port.

    Raises:
        ValueError: It is no URL.
    """
    parts = urlsplit(url)
    ports = {"http": 80, "https": 443}
    return parts.scheme, parts.hostname or "", parts.port or ports.get(parts.scheme)


def check_redirect(url: str, base: str) -> None:
    """Make sure that a redirect may be followed.

    Args:
        url: Where it leads.
        base: The address that was asked: what is of the same server may be, wherever that is.

    Raises:
        SynbibError: It leads to another protocol, or to an address that is not of the open web.
    """
    try:
        scheme, host, port = origin(url)
        same = origin(base) == (scheme, host, port)
    except ValueError:
        raise SynbibError("a redirect to what is no address") from None
    if scheme not in ("http", "https") or not host:
        raise SynbibError(f"a redirect to '{scheme or 'nothing'}:', which is not HTTP")
    if not same and any(map(_is_private, _numbers(host, port))):
        raise SynbibError(f"a redirect to '{host}', which is an address of this network")


def _numbers(host: str, port: int | None) -> list[str]:
    """Return the numbers of a host; none where a proxy alone can tell them."""
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(each[4][0]) for each in found]


def _is_private(number: str) -> bool:
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return not address.is_global or address.is_multicast

"""Which addresses a service may lead on to: those of the open web, and no others.

A redirect may come from whoever answers in a service's place. So it leads to no other protocol, and not into the
network of who asks: to this machine, the machines beside it, or what a cloud tells its machines at 169.254.169.254.

Sources: IANA's registries of special-purpose addresses (RFC 6890), of which `ipaddress` knows those of IPv4; RFC 4291
§2.5 and RFC 6052 §2.1 for addresses of IPv6 that hold one of IPv4.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from synbib.errors import SynbibError

__all__ = ["DEFAULT_PORTS", "numbers_of", "origin"]

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# All that a registry of the internet has given out to machines.
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
# Networks whose addresses end with one of IPv4: the well-known prefix of NAT64, and those that the last one replaced.
_HOLD_IPV4: Final = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("::ffff:0:0:0/96"),
    IPv6Network("::/96"),
)


def origin(url: str) -> tuple[str, str, int | None]:
    """Return what a URL has in common with all others of one server (RFC 6454 §4): scheme, host, port.

    Raises:
        ValueError: It is no URL.
    """
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme)


def numbers_of(host: str, port: int, *, anywhere: bool = False) -> list[str]:
    """Return the numbers of a host, all of which may be connected to.

    Args:
        host: Its name, or its number in any form that the system reads.
        port: The port that is wanted.
        anywhere: Whether it may be in the network of who asks.

    Raises:
        OSError: It has no number.
        SynbibError: One of its numbers is not of the open web.
    """
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError(f"'{host}' is not the name of a host") from None
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not anywhere and any(map(_is_private, numbers)):
        raise SynbibError(f"a redirect to '{host}', which is an address of this network")
    return numbers


def _is_private(number: str) -> bool:
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = _ipv4_in(address)
        if inner is None:
            return address not in _GLOBAL_UNICAST or not address.is_global
        address = inner
    return not address.is_global or address.is_multicast


def _ipv4_in(address: IPv6Address) -> IPv4Address | None:
    """Return the address of IPv4 that traffic to one of IPv6 ends at; ``None`` if there is none."""
    if any(address in network for network in _HOLD_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour

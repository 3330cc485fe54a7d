"""URLs as they stand in bibliographies: trimmed, given a scheme, and kept from doing harm."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from synbib.text.controls import BIDI, CONTROLS

__all__ = ["clean_url", "host", "percent_encode"]

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#]|$)")
_NO_PART: Final = re.compile(rf"[\s{CONTROLS}]+")
_ENCODED: Final = re.compile(rf"[ \t\n{CONTROLS}{BIDI}<>\"\\^`{{|}}]")
_SAFE_SCHEMES: Final = frozenset({"http", "https", "ftp", "ftps", "mailto"})


def clean_url(text: str) -> str:
    """Return ``text`` as a URL that may be linked to, or ``""`` if it is none.

    A bare host gets ``https://``; a scheme that can run code or reach the reader's own files
    (``javascript:``, ``data:``, ``file:``) is not linked to.
    """
    url = _NO_PART.sub("", text)
    if url.startswith("//"):
        url = "https:" + url
    elif _HOST.match(url):
        url = "https://" + url
    scheme = _SCHEME.match(url)
    return url if scheme and scheme[1].lower() in _SAFE_SCHEMES else ""


def host(url: str) -> str:
    """Return the host of ``url`` in lower case and without ``www.``, or ``""``."""
    found = re.match(r"[a-z]+://(?:[^/@?#]*@)?([^/:?#]+)", url, re.IGNORECASE)
    return found[1].lower().removeprefix("www.") if found else ""


def percent_encode(url: str) -> str:
    """Return ``url`` with what no URL may hold (RFC 3986 §2) percent-encoded, the rest as it was.

    Letters outside ASCII stay readable: every reader of Markdown and HTML takes them (RFC 3987, which has no place for
    the controls of direction: §4.1).
    """
    return _ENCODED.sub(lambda m: quote(m[0], safe=""), url)

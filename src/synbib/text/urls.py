"""URLs as they stand in bibliographies: trimmed, given a scheme, and kept from doing harm."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.controls import BIDI, CONTROLS

__all__ = [
    "clean_url",
    "host",
    "is_page",
    "is_web_address",
    "local_pdf",
    "may_be_followed",
    "percent_encode",
    "resolved",
]

_SCHEME: Final = lazily.pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NOT_IN_URLS: Final = lazily.pattern(rf"[{CONTROLS}{BIDI}<>\"\\^`{{|}}]|\s")
_HOST: Final = lazily.pattern(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#]|$)")
_LOCAL_PDF: Final = lazily.pattern(r"(?!/)[^\s:<>\"\\^`{|}?#]{1,400}\.pdf", re.IGNORECASE)
_PASSED_OVER: Final = lazily.pattern(rf"[\s{CONTROLS}]+")
_SAFE_SCHEMES: Final = frozenset({"http", "https", "ftp", "ftps", "mailto"})
_PAGE_SCHEMES: Final = frozenset({"http", "https"})
_WEB_SCHEMES: Final = _PAGE_SCHEMES | {"mailto"}


def clean_url(text: str) -> str:
    """Return ``text`` as a URL that may be linked to, or ``""`` if it is not one.

    A bare host gets ``https://``; a scheme that can run code or reach the reader's own files
    (``javascript:``, ``data:``, ``file:``) is not linked to. Blanks and control characters, which browsers
    pass over, are left out.
    """
    url = text
    if not url.isprintable() or " " in url:
        url = _PASSED_OVER.sub("", url)
    if url.startswith("//"):
        url = "https:" + url
    elif _HOST.match(url):
        url = "https://" + url
    scheme = _SCHEME.match(url)
    return url if scheme and scheme[1].lower() in _SAFE_SCHEMES else ""


def local_pdf(text: str) -> str:
    """Return ``text`` if it is the path of a PDF beside the list that names it, ``papers/x.pdf``, else ``""``."""
    is_local = _LOCAL_PDF.fullmatch(text) and not ("/" in text and _HOST.match(text))
    return text if is_local else ""


def may_be_followed(target: str) -> bool:
    """Whether ``target`` does no harm as the target of a link; relative ones and anchors do none."""
    scheme = _SCHEME.match(_PASSED_OVER.sub("", target))
    return scheme is None or scheme[1].lower() in _SAFE_SCHEMES


def is_page(url: str) -> bool:
    """Whether ``url`` is absolute, and a browser shows what is there: ``http`` or ``https``, in any letter case."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme[1].lower() in _PAGE_SCHEMES


def is_web_address(url: str) -> bool:
    """Whether ``url`` is absolute, and every browser follows it: ``http``, ``https`` or ``mailto``."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme[1].lower() in _WEB_SCHEMES


def resolved(resolver: str, identifier: str) -> str:
    """Return the address of an identifier, a DOI for example, at a resolver that takes it in its path.

    What would end the path is percent-encoded (RFC 3986 §3.3, DOI Handbook §2.5.2.4).
    """
    from urllib.parse import quote

    return resolver + re.sub(r"[#?\s]|%(?![0-9A-Fa-f]{2})", lambda m: quote(m[0]), identifier)


def host(url: str) -> str:
    """Return the host of ``url`` in lower case and without ``www.``, or ``""``."""
    found = re.match(r"[a-z]+://(?:[^/@?#]*@)?([^/:?#]+)", url, re.IGNORECASE)
    return found[1].lower().removeprefix("www.") if found else ""


def percent_encode(url: str) -> str:
    """Return ``url`` with what no URL may hold (RFC 3986 §2) percent-encoded, the rest as it was.

    Letters outside ASCII stay readable: every reader of Markdown and HTML takes them (RFC 3987). What turns
    the direction of text around does not stay (RFC 3987 §4.1), nor do blanks and line breaks of any kind.
    """
    if _NOT_IN_URLS.search(url) is None:
        return url
    from urllib.parse import quote

    return _NOT_IN_URLS.sub(lambda m: quote(m[0], safe=""), url)

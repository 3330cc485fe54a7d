"""What services answer, before it is read as their own: JSON, XML or BibTeX, or an error in whatever form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from synbib import lazily
from synbib.errors import shortened
from synbib.formats.data import Element, FormatError, as_json, as_xml
from synbib.formats.texts import plain
from synbib.text.controls import one_line

__all__ = ["AnswerError", "json_answer", "refused", "text_answer", "xml_answer"]

_HTML: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_TITLE: Final = lazily.pattern(rb"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
# What a service says → what to do; the first that fits. Of all else that it says nothing is known.
_ADVICE: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (lazily.pattern(words, re.IGNORECASE), advice)
    for words, advice in (
        (r"too many|rate.?limit|quota", "try again later"),
        (r"\bkey\b|unauthori[sz]ed|authenticat|forbidden|\b40[13]\b", "check the key for it"),
        (r"\be?.?mail\b", "set your address of mail, SYNBIB_MAILTO"),
        (
            r"\b(?:400|404|410)\b|not found|not valid|invalid|undefined|unsupported|unrecogni[sz]ed",
            "check what was asked",
        ),
    )
)
_SHOWN: Final = 200

_Parsed = TypeVar("_Parsed")


class AnswerError(FormatError):
    """An answer that tells of an error, or is none of the service's."""


def refused(service: str, said: Any, advice: str = "try again later") -> AnswerError:
    """Return the error for an answer in which a service says that something is wrong.

    Args:
        service: Its name, of `SERVICES`.
        said: What it says.
        advice: What to do about it.
    """
    words = shortened(one_line(plain(said)), _SHOWN)
    if not words:
        return AnswerError(
            f"{service}: the answer tells of no work, and not what is wrong; save the whole answer of {service}"
        )
    advice = next((each for sign, each in _ADVICE if sign.search(words)), advice)
    return AnswerError(f"{service}: the service says: {words}; {advice}")


def json_answer(service: str, data: bytes) -> Any:
    """Return what an answer in JSON holds.

    Raises:
        AnswerError: It is an HTML page, empty, or no JSON.
    """
    return _parsed(service, data, b"{[", as_json)


def xml_answer(service: str, data: bytes) -> Element:
    """Return the root of an answer in XML.

    Raises:
        AnswerError: It is an HTML page, empty, or no XML.
    """
    return _parsed(service, data, b"<", as_xml)


def _parsed(
    service: str, data: bytes, beginnings: bytes, parse: Callable[[bytes, str], _Parsed]
) -> _Parsed:
    """Return what an answer that begins with one of these signs holds; raise as its callers say."""
    _refuse_other_than(service, data)
    _refuse_words(service, data, beginnings)
    try:
        return parse(data, service)
    except FormatError as error:
        raise AnswerError(error.message) from None


def _refuse_other_than(service: str, data: bytes) -> None:
    """Refuse what no service means as an answer.

    Raises:
        AnswerError: It is empty, or a page for a browser, as a proxy or a service that is down sends it.
    """
    if not data.strip():
        raise AnswerError(f"{service}: the answer is empty; ask again")
    if _HTML.match(data):
        title = _HTML_TITLE.search(data)
        words = title[1].decode(errors="replace") if title else ""
        raise refused(service, words or "a page in HTML")


def _refuse_words(service: str, data: bytes, beginnings: bytes) -> None:
    """Refuse an answer in words, as ``Rate exceeded.``, where one that begins otherwise is wanted.

    Raises:
        AnswerError: It does not begin as it should.
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[0] not in beginnings:
        raise refused(service, start[: 2 * _SHOWN].decode(errors="replace"))


def text_answer(service: str, data: bytes) -> str:
    """Return an answer in BibTeX or another format of text.

    Raises:
        AnswerError: It is an HTML page, or empty.
    """
    _refuse_other_than(service, data)
    return data.decode("utf-8-sig", "replace")

"""Identifiers: which work a URL or a piece of text names, whoever's page it is read on.

Sources: arXiv's identifier scheme (info.arxiv.org/help/arxiv_identifier.html); the DOI Handbook §2.2 and Crossref's
advice on matching DOIs; the ACL Anthology's identifiers (aclanthology.org/info/ids). What has not the form of an
identifier is none: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.text.urls import percent_encode

__all__ = [
    "ARCHIVES",
    "ARXIV",
    "DOI_PREFIX",
    "VERSION",
    "anthology_of_doi",
    "arxiv_as_written",
    "canonical_url",
    "comparable",
    "find_identifier",
    "find_identifiers",
    "is_isbn",
    "is_issn",
]

# Scheme → where its documents are; biblatex's ``eprinttype`` knows most of them.
ARCHIVES: Final = {
    "anthology": "https://aclanthology.org/",
    "arxiv": "https://arxiv.org/abs/",
    "biorxiv": "https://www.biorxiv.org/content/",
    "doi": "https://doi.org/",
    "googlebooks": "https://books.google.com/books?id=",
    "hal": "https://hal.science/",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "medrxiv": "https://www.medrxiv.org/content/",
    "openreview": "https://openreview.net/forum?id=",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}

# --- forms of identifiers ---------------------------------------------------------------------------


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


# An arXiv identifier, with its version as the second group. Whether its number is possible, `_arxiv` tells.
ARXIV: Final = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]{2,9}(?:\.[a-z]{2})?/[0-9]{7})(v[0-9]+)?(?![0-9])"
_ARXIV: Final = lazily.pattern(ARXIV, re.IGNORECASE)
_OLD_ARCHIVES: Final = _these(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga "
    "funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph "
    "q-alg q-bio quant-ph solv-int supr-con"
)
_NEW: Final = ("0704", "9001")  # since April 2007: numbers without an archive
_LONG: Final = "1501"  # since January 2015: of five digits

# The version at the end of a number of arXiv or bioRxiv: `2402.13446v2`.
VERSION: Final = lazily.pattern(r"(?<=[0-9])v[0-9]+\Z")
# What a DOI begins with, as a regular expression: who registered it (DOI Handbook §2.2.2).
DOI_PREFIX: Final = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/"
# In a DOI's name a closing parenthesis stands only where one was opened; SICIs have angle brackets, too.
_DOI: Final = lazily.pattern(
    rf"""
    (?<![\w.]) {DOI_PREFIX}
    (?: \(SICI\) [^\s\"]{{1,80}}? CO;2-[A-Z0-9]
      | (?: [A-Za-z0-9._;:/+%*!~=@$^'-] | \([^\s\"<>()]*\) )++ )
    """,
    re.VERBOSE,
)
_LONGEST_DOI: Final = 300
_NO_END_OF_FIELD: Final = ".,;"
_NO_END: Final = ".,;:!*'/"
# What a page's address adds to the DOI: its format, its part.
_ENDINGS: Final = _these(
    "abs abstract epdf full full-text fulltext html htm meta pdf pdf+html pdfdirect pdfplus references summary svg"
)
# Crossref's prefix for examples, which the ACM's pages put before their own numbers: no resolver knows them.
_NO_DOI: Final = "10.5555/"
_ARXIV_DOI: Final = lazily.pattern(rf"10\.48550/arxiv\.{ARXIV}", re.IGNORECASE)
_ANTHOLOGY: Final = r"[a-z]\d\d-\d{4}|\d{4}\.[a-z\d_]+-[a-z\d_]+\.\d+"
_ANTHOLOGY_DOI: Final = lazily.pattern(rf"10\.(?:18653|3115)/v1/({_ANTHOLOGY})", re.IGNORECASE)


def arxiv_as_written(url: str) -> str | None:
    """Return the arXiv identifier in a URL or a DOI as it stands there, with its version."""
    if not url:
        return None
    address = _address(url)
    found = _ARXIV_PLACE.match(address) or _ARXIV_DOI.search(address)
    return found[1] + (found[2] or "") if found else None


def _arxiv(identifier: str) -> tuple[str, str] | None:
    """The identifier without its version and its class, where there can be such a number."""
    found = _ARXIV.match(identifier)
    if found is None:
        return None
    archive, _, number = found[1].lower().rpartition("/")
    if not "01" <= number[2:4] <= "12":
        return None
    if archive:
        archive = archive.partition(".")[0]
        return ("arxiv", f"{archive}/{number}") if archive in _OLD_ARCHIVES else None
    month, _, number = number.partition(".")
    if month < _LONG and len(number) == 5 and number[0] == "0":
        number = number[1:]  # filled up with a zero, as some lists have them all
    possible = _NEW[0] <= month < _NEW[1] and len(number) == (5 if month >= _LONG else 4)
    return ("arxiv", f"{month}.{number}") if possible else None


# A DOI with what resolves or announces it, in a field that wants the number alone.
_RESOLVER: Final = lazily.pattern(
    r"(?:(?:https?:/+)?(?:(?:dx|www)\.)?doi\.(?:acm\.)?org/+|doi(?:\s*[:=]|\s)\s*|\s+)+(?=10\.)",
    re.IGNORECASE,
)


def doi_number(text: str) -> str:
    """Return a DOI without its resolver and its scheme: ``10.1000/abc`` of ``https://doi.org/10.1000/abc``.

    Of a publisher's page it is what the address names, of several DOIs the first. What is none stays as it is.

    Args:
        text: What a field ``doi`` holds.
    """
    found = _RESOLVER.match(text)
    if found:
        # It takes a while to load, and few need it.
        from urllib.parse import unquote

        doi = text[found.end() :]
        text = unquote(doi) if "/" in found[0] else doi
    elif "://" in text and (named := find_identifier(text)) and named[0] == "doi":
        return named[1]
    if not text.startswith("10."):
        return text
    return text.split(maxsplit=1)[0].rstrip(_NO_END_OF_FIELD)


def _doi(text: str) -> tuple[str, str] | None:
    """The DOI that a text begins with, without what an address or a sentence adds; an arXiv's is arXiv's."""
    if arxiv := _ARXIV_DOI.match(text):
        return _arxiv(arxiv[1])
    found = _DOI.match(text)
    if found is None or len(found[0]) > _LONGEST_DOI or text.startswith(_NO_DOI):
        return None
    doi = found[0].rstrip(_NO_END)
    while doi[(end := max(doi.rfind("/"), doi.rfind("."))) + 1 :].lower() in _ENDINGS:
        doi = doi[:end].rstrip(_NO_END)
    if doi.startswith("10.1101/"):
        doi = VERSION.sub("", doi)
    return ("doi", doi) if "/" in doi else None


def _anthology(identifier: str) -> tuple[str, str]:
    return "anthology", identifier.lower() if "." in identifier else identifier.upper()


def _as(scheme: str, prefix: str = "") -> Callable[[str], tuple[str, str]]:
    return lambda identifier: (scheme, prefix + identifier)


# --- addresses --------------------------------------------------------------------------------------

_ACL: Final = r"(?:[\w-]+\.)*(?:aclanthology\.[a-z.-]+|aclweb\.org|acl\.ldc\.upenn\.edu)"
_FOLDERS: Final = r"(?:/[^/?]*)*?/"
_ARXIV_PLACE: Final = lazily.pattern(
    rf"""
    (?: (?:[\w-]+\.)* (?:arxiv|ar5iv|alphaxiv)\.org {_FOLDERS}
      | xxx\.lanl\.gov {_FOLDERS}
      | (?:www\.)? (?:huggingface\.co|hf\.co) /papers/
      | [^/?]+ {_FOLDERS} (?=arxiv[:/]) )
    (?:arxiv[:/])? {ARXIV}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Address (host, path, query) → the identifier in it, and how that is read. The first that fits and can be read is it.
_PLACES: Final = tuple(
    (lazily.pattern(address, re.IGNORECASE | re.VERBOSE), read)
    for address, read in (
        (_ARXIV_PLACE.pattern, _arxiv),
        # The files of the papers from before 2007 are in folders by archive.
        (r"(?:[\w-]+\.)*arxiv\.org/ftp/([a-z-]+/)papers/\d{4}/(\d{7})", _arxiv),
        (
            rf"{_ACL}/(?![^?]*\battachments/)(?:[^/?]*/)*({_ANTHOLOGY})(?:v\d+)?(?:\.\w+)?/*(?:\?|$)",
            _anthology,
        ),
        (
            r"(?:[\w-]+\.)?openreview\.net/(?:forum|pdf|attachment|revisions)\?(?:[^&]*&)*?id=([\w-]+)",
            _as("openreview"),
        ),
        (r"(?:www\.)?nature\.com/articles/([a-z\d-]*\d[a-z\d-]*)", _as("doi", "10.1038/")),
        (
            r"(?:www\.)?nature\.com/[^?]*/(?:abs|full|pdf)/([a-z]+\d+)(?:\.html|\.pdf)?$",
            _as("doi", "10.1038/"),
        ),
        (
            r"(?:[\w-]+\.)?ssrn\.com/(?:abstract=|[^?]*\?(?:[^&]*&)*?abstract_?id=)(\d+)",
            _as("doi", "10.2139/ssrn."),
        ),
        # These publishers put a number and the title after the DOI.
        (
            r"(?:academic\.oup\.com|direct\.mit\.edu)/(?:[^/?]+/){1,5}?doi/(10\.\d+/[^?]*?)/\d{4,}+(?:/[^/?]*)?$",
            _doi,
        ),
        (
            r"(?:(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr)|hal\.[\w.-]+)/((?:hal|tel|inria|cea)-\d{5,})",
            _as("hal"),
        ),
        (
            r"(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/(\d+)",
            _as("pmid"),
        ),
        (r"[\w.]*ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(PMC\d+)", _as("pmc")),
        (r"(?:www\.)?jstor\.org/stable/(?:pdf/)?(\d+)", _as("jstor")),
    )
)
# A URL that stands within another's path: an archive's copy, or twice the same beginning.
_WITHIN: Final = lazily.pattern(r"[^?#]*/(?=https?:/)", re.IGNORECASE)
_BEGINNING: Final = lazily.pattern(r"(?:[a-z][a-z\d+.-]*:)?/*", re.IGNORECASE)
_NO_PART: Final = lazily.pattern(r"[\s\\]+")
_LONGEST_URL: Final = 2000


def _address(url: str) -> str:
    """The URL's host, path and query, percent-decoded; without the marks of Markdown that came with it."""
    if len(url) > _LONGEST_URL:
        return ""
    if "%" in url:
        from urllib.parse import unquote

        url = unquote(url)
    url = _NO_PART.sub("", url).replace("&amp;", "&")
    if within := _WITHIN.match(url):
        url = url[within.end() :]
    url = _BEGINNING.sub("", url, count=1).partition("#")[0].rstrip(".,;:!*'\"]")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!*'\"]")
    host, slash, path = url.partition("/")
    return f"{host.rpartition('@')[2].partition(':')[0]}{slash}{path}"


@lru_cache(maxsize=16384)
def find_identifier(url: str) -> tuple[str, str] | None:
    """Return which work a URL names.

    Args:
        url: A URL as it was written, with or without its scheme.

    Returns:
        The scheme and the identifier: ``("arxiv", "2402.13446")``, without a version; ``doi``, as written;
        ``anthology``; ``openreview``; also ``hal``, ``jstor``, ``pmc`` and ``pmid``. None if it names no work by an
        identifier.
    """
    address = _address(url)
    if address.startswith("10.") and (named := _doi(address)):
        return named
    for place, read in _PLACES:
        if (found := place.match(address)) and (
            named := read("".join(filter(None, found.groups())))
        ):
            return named
    doi = _DOI.search(address) or _ARXIV_DOI.search(address)
    return _doi(address[doi.start() :]) if doi else None


# --- running text -----------------------------------------------------------------------------------

_URL_PART: Final = r"(?:[^\s\"<>()\[\]{}|`¬，。；、】）》”’]|\([^\s\"<>()]*\))++"
_MENTION: Final = lazily.pattern(
    rf"""
    (?P<url> https?:/+ {_URL_PART} | (?<![\w.@/-]) (?:[a-z\d-]++\.)++ [a-z]{{2,}}+ / {_URL_PART} )
    | \b (?:arxiv|corr) \W{{0,3}} (?: (?:e-?|pre)print \W{{0,3}} )? (?:abs/)? (?P<arxiv> {ARXIV} )
    | (?P<doi> {_DOI.pattern} )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_READERS: Final[Mapping[str, Callable[[str], tuple[str, str] | None]]] = {
    "url": find_identifier,
    "arxiv": _arxiv,
    "doi": _doi,
}


def find_identifiers(text: str) -> dict[str, str]:
    """Return what works a running text names: by URL, ``arXiv:2402.13446``, ``CoRR abs/…`` or ``doi: 10.…``.

    Returns:
        Scheme → identifier, the first of each scheme, in the order of the text.
    """
    found: dict[str, str] = {}
    for mention in _MENTION.finditer(text):
        kind = mention.lastgroup
        assert kind is not None
        if named := _READERS[kind](mention[kind]):
            found.setdefault(*named)
    return found


# --- identifiers among themselves -------------------------------------------------------------------


def comparable(scheme: str, identifier: str) -> str:
    """Return an identifier in the form that is the same for the same work: DOIs know no capitals."""
    return identifier.lower() if scheme == "doi" else identifier


def canonical_url(scheme: str, identifier: str) -> str:
    """Return where the work is read, ``""`` if the scheme is not known."""
    base = ARCHIVES.get(scheme)
    end = "/" if scheme == "anthology" else ""
    return percent_encode(f"{base}{identifier}{end}") if base else ""


def anthology_of_doi(doi: str) -> str | None:
    """Return the ACL Anthology's identifier of a DOI that the ACL gave, None if it is another's."""
    found = _ANTHOLOGY_DOI.fullmatch(doi)
    return _anthology(found[1])[1] if found else None


# --- numbers of books and journals ------------------------------------------------------------------


def is_isbn(digits: str) -> bool:
    """Whether a number is an ISBN of ten or thirteen digits: its check digit fits (ISO 2108).

    Args:
        digits: The number without blanks and hyphens, its X a capital.
    """
    if len(digits) == 10:
        return _fits(digits)
    if len(digits) != 13 or not digits.isdecimal() or digits[:3] not in ("978", "979"):
        return False
    return sum(int(digit) * (1 + 2 * (i % 2)) for i, digit in enumerate(digits)) % 10 == 0


def is_issn(digits: str) -> bool:
    """Whether a number is an ISSN: its check digit fits (ISO 3297).

    Args:
        digits: The number without blanks and hyphens, its X a capital.
    """
    return len(digits) == 8 and _fits(digits)


def _fits(digits: str) -> bool:
    """Whether the last digit of a number makes the weighted sum a multiple of 11: weights n … 1, X is ten."""
    if not digits[:-1].isdecimal() or not (digits[-1].isdecimal() or digits[-1] == "X"):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(n * value for n, value in enumerate(reversed(values), 1)) % 11 == 0

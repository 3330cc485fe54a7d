"""Identifiers, addresses, dates and pages: whether they have their form, and whether their check digits fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from synbib import lazily
from synbib.library import Entry
from synbib.library.rules.fault import EntryCheck, Fault, FieldCheck
from synbib.model.dates import impossible_date, parse_date, parse_year
from synbib.model.eprint import arxiv_id
from synbib.model.fields import Field, FieldKind
from synbib.model.identifiers import doi_number, find_identifier, is_isbn, is_issn
from synbib.text.months import month_number, season_number

__all__ = ["CHECKS"]

_DOI: Final = lazily.pattern(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_BEFORE_DOI: Final = lazily.pattern(r"[^/]*?(?=10\.)|\S*\s+(?=10\.)")
_DIGITS: Final = lazily.pattern(r"[\d\sXx-]+")
_ORCID: Final = lazily.pattern(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?")
_SEPARATOR: Final = lazily.pattern(r"\s*[,;/]\s*|\s+(?:and\s+)?")
_SEVERAL: Final = lazily.pattern(r"\s*[,;]\s*|\s+and\s+|\s+/\s+")
_NOTE: Final = lazily.pattern(r"\s*\([^()]*\)")
_SCHEME: Final = lazily.pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ONE_SLASH: Final = lazily.pattern(r"(https?):/(?!/)")
_URL_MACRO: Final = lazily.pattern(r"\s*\\(?:url|href)\b")
_ONE_HYPHEN: Final = lazily.pattern(
    r"(?<![-\d\w.])([A-Za-z]?\d+)[ ~]?-[ ~]?([A-Za-z]?\d+)(?![-\w.])"
)
_YEAR: Final = lazily.pattern(r"\s*\{?\s*(\d+)\s*\}?\s*")
_LETTERS: Final = lazily.pattern(r"[^\W\d_]{3,}")
# A work may be announced for some years ahead.
_AHEAD: Final = 5
_FIRST: Final = 1000
# What is said where there is no date yet: biblatex's `pubstate` (manual §4.9.2.11), and *no date* in its forms.
_NO_DATE: Final = lazily.pattern(
    r"in\s?press|in\s?preparation|in\s?prep\.?|forthcoming|submitted|to\s?appear|prepublished|accepted|under\s?review"
    r"|n\.?\s?d\.?|no\s?date|s\.?\s?a\.?|unknown|undated",
    re.IGNORECASE,
)


def doi_with_resolver(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield DOIs with what resolves or announces them."""
    bare = doi_number(value.strip())
    if bare != value.strip() and _DOI.fullmatch(bare) and not _has_more(value):
        yield Fault(
            f"the field '{field.name}' holds more than the DOI",
            field.name,
            value.strip(),
            hint=f"write '{bare}'",
            mended={field.name: bare},
        )


def _has_more(value: str) -> bool:
    """Whether something follows after a DOI: the rest of one with a blank in it, or another."""
    rest = _BEFORE_DOI.sub("", value.strip(), count=1)
    return re.search(r"\s|;10\.", rest) is not None


def malformed_doi(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield what is not a DOI in its field."""
    text = value.strip().replace("\\", "").replace("{", "").replace("}", "")
    if text and (not _DOI.fullmatch(doi_number(text)) or _has_more(text)):
        yield Fault(f"'{value.strip()}' is not a DOI", field.name)


def malformed_arxiv(entry: Entry) -> Iterator[Fault]:
    """Yield what is not an arXiv number in an ``eprint`` that is said to be one."""
    own = entry.own_fields
    archive = own.get("archiveprefix", own.get("eprinttype", ""))
    number = own.get("eprint", "").strip()
    if (
        archive.strip().lower() == "arxiv"
        and number
        and not arxiv_id({**own, "doi": "", "url": ""})
    ):
        yield Fault(f"'{number}' is not a number of arXiv", "eprint")


def malformed_url(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield addresses that lead nowhere."""
    url = value.strip()
    if not url or _URL_MACRO.match(url):
        return
    if found := _ONE_SLASH.match(url):
        yield Fault(
            f"one slash after '{found[1]}:' in the field '{field.name}'",
            field.name,
            found[0],
            mended={field.name: f"{found[1]}://{url[found.end() :]}"},
        )
    elif not _SCHEME.match(url):
        hint = f"write 'https://{url}', if that is it" if "." in url.split("/")[0] else ""
        yield Fault(f"'{url}' in the field '{field.name}' is not an address", field.name, hint=hint)
    elif blank := re.search(r"\s+", url):
        after = url[blank.end() :]
        if not _SCHEME.match(after):
            yield Fault(f"a blank in the address of the field '{field.name}'", field.name)


def url_of_the_doi(entry: Entry) -> Iterator[Fault]:
    """Yield addresses that only say the DOI again."""
    own = entry.own_fields
    if "doi" in own and "url" in own:
        doi = ("doi", doi_number(own["doi"].strip()).lower())
        named = find_identifier(own["url"].strip())
        if named and (named[0], named[1].lower()) == doi and "doi.org/" in own["url"]:
            yield Fault("the field 'url' says the DOI again", "url", mended={"url": None})


def wrong_isbn(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield ISBNs whose check digit does not fit (ISO 2108)."""
    for number in _numbers(value):
        digits = re.sub(r"[\s-]", "", number).upper()
        if not is_isbn(digits):
            hint = "it is an ISSN; write it into 'issn'" if is_issn(digits) else ""
            yield Fault(f"'{number}' is not an ISBN", field.name, number, hint)


def wrong_issn(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield ISSNs whose check digit does not fit (ISO 3297)."""
    for number in _numbers(value):
        digits = re.sub(r"[\s-]", "", number).upper()
        if not is_issn(digits):
            hint = "it is an ISBN; write it into 'isbn'" if is_isbn(digits) else ""
            yield Fault(f"'{number}' is not an ISSN", field.name, number, hint)


def _numbers(value: str) -> Iterator[str]:
    """Yield the numbers of a field; one may have blanks in it, and several may stand there."""
    text = _NOTE.sub("", value.replace("{", "").replace("}", "")).strip()
    for number in _SEVERAL.split(text):
        pieces = number.split()
        several = len(pieces) > 1 and all(
            len(piece.replace("-", "")) in (8, 10, 13) for piece in pieces
        )
        for each in pieces if several else [number]:
            if each and _DIGITS.fullmatch(each):
                yield each


def wrong_orcid(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield ORCID iDs whose check character does not fit (ISO 7064, MOD 11-2)."""
    for number in _SEPARATOR.split(value.strip(" {}")):
        found = _ORCID.fullmatch(number)
        if found and not _is_orcid(found[1].replace("-", "").upper()):
            yield Fault(f"'{number}' is not an ORCID iD", field.name, number)


def _is_orcid(digits: str) -> bool:
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == (10 if digits[-1] == "X" else int(digits[-1]))


def unreadable_dates(value: str, field: Field, entry: Entry) -> Iterator[Fault]:
    """Yield dates and months of which nothing can be read."""
    text = value.strip(' {}"\t\r\n')
    if not text or _NO_DATE.fullmatch(text):
        return
    if field.name == "date":
        unread = "literal" in (parse_date(text) or {})
    elif field.name == "year":
        unread = "literal" in (parse_year({"year": text}) or {"literal": ""}) or not re.search(
            r"\d", text
        )
    elif field.name == "month":
        words = _LETTERS.findall(text)
        unread = not re.search(r"\d", text) and not any(
            month_number(w) or season_number(w) for w in words
        )
    else:
        return
    if unread and not impossible_date(value):
        yield Fault(f"'{text}' in the field '{field.name}' cannot be read", field.name)


def years_out_of_range(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield years before printed books, and those that are long to come."""
    found = _YEAR.fullmatch(value)
    if found and not _FIRST <= int(found[1][:6]) <= date.today().year + _AHEAD:  # noqa: DTZ011
        yield Fault(f"the year '{found[1]}' is out of range", field.name)


def single_hyphens(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield ranges of pages with one hyphen, which LaTeX prints as it is."""
    if found := _ONE_HYPHEN.search(value):
        yield Fault(
            f"one hyphen in the pages '{found[0]}'; a range has two",
            field.name,
            found[0],
            mended={field.name: _ONE_HYPHEN.sub(r"\1--\2", value)},
        )


def _misc(fields: str) -> str:
    return f"@misc{{a, title = {{T}}, {fields}}}"


CHECKS: Final = (
    FieldCheck(
        "doi-with-resolver",
        frozenset(("doi",)),
        doi_with_resolver,
        _misc("doi = {https://doi.org/10.1000/x}"),
        _misc("doi = {10.1000/x}"),
    ),
    FieldCheck(
        "malformed-doi",
        frozenset(("doi",)),
        malformed_doi,
        _misc("doi = {1000/x}"),
        _misc("doi = {10.1000/x}"),
    ),
    EntryCheck(
        "malformed-arxiv",
        malformed_arxiv,
        _misc("eprint = {2020.1}, archiveprefix = {arXiv}"),
        _misc("eprint = {2002.00001}, archiveprefix = {arXiv}"),
    ),
    FieldCheck(
        "malformed-url",
        frozenset(("url",)),
        malformed_url,
        _misc("url = {https:/example.org}"),
        _misc("url = {https://example.org}"),
    ),
    EntryCheck(
        "url-of-the-doi",
        url_of_the_doi,
        "@misc{a,\n  doi = {10.1000/x},\n  url = {https://doi.org/10.1000/x},\n}\n",
        "@misc{a,\n  doi = {10.1000/x},\n}\n",
    ),
    FieldCheck(
        "wrong-isbn",
        frozenset(("isbn",)),
        wrong_isbn,
        _misc("isbn = {0-306-40615-3}"),
        _misc("isbn = {0-306-40615-2}"),
    ),
    FieldCheck(
        "wrong-issn",
        frozenset(("issn",)),
        wrong_issn,
        _misc("issn = {0378-5954}"),
        _misc("issn = {0378-5955}"),
    ),
    FieldCheck(
        "wrong-orcid",
        frozenset(("orcid", "orcids", "orcid-numbers")),
        wrong_orcid,
        _misc("orcid = {0000-0002-1825-0098}"),
        _misc("orcid = {0000-0002-1825-0097}"),
    ),
    FieldCheck(
        "unreadable-date",
        frozenset((FieldKind.DATE,)),
        unreadable_dates,
        _misc("year = {soon}"),
        _misc("year = {2020}"),
    ),
    FieldCheck(
        "year-out-of-range",
        frozenset(("year",)),
        years_out_of_range,
        _misc("year = {20200}"),
        _misc("year = {2020}"),
    ),
    FieldCheck(
        "single-hyphen",
        frozenset(("pages",)),
        single_hyphens,
        _misc("pages = {1-9}"),
        _misc("pages = {1--9}"),
    ),
)

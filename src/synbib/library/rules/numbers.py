"""Identifiers, addresses, dates and pages: whether they have their form, and whether their check digits fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final

from synbib import lazily
from synbib.latex import closing_brace
from synbib.library import Entry
from synbib.library.rules.fault import EntryCheck, Fault, FieldCheck
from synbib.library.rules.near import meant_by
from synbib.model.dates import impossible_date, parse_date, parse_year
from synbib.model.eprint import arxiv_id, arxiv_month
from synbib.model.fields import Field, FieldKind
from synbib.model.identifiers import (
    ARXIV,
    DOI_PREFIX,
    arxiv_as_written,
    doi_number,
    find_identifier,
    is_isbn,
    is_issn,
)
from synbib.text.months import month_number, season_number

__all__ = ["CHECKS"]

_ARXIV: Final = lazily.pattern(rf"(?<![\w.]){ARXIV}", re.IGNORECASE)
_DOI: Final = lazily.pattern(DOI_PREFIX + r"\S+")
_BEFORE_DOI: Final = lazily.pattern(r"[^/]*?(?=10\.)|\S*\s+(?=10\.)")
_DOI_INSIDE: Final = lazily.pattern(rf"{_DOI.pattern}\Z")
_PLAIN_HYPHENS: Final = str.maketrans(
    dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}", "-")
)
_BOOK_NUMBER: Final = lazily.pattern(r"(?<!\w)[\dXx][\d\s-]*[\dXx](?!\w)")
# So many digits are meant as a number, whatever stands between them.
_FEWEST_DIGITS: Final = 7
_ORCID: Final = lazily.pattern(r"(?:https?://orcid\.org/)?((?:\d{4}-?){3}\d{3}[\dXx])/?")
_ALMOST_ORCID: Final = lazily.pattern(r"[\d-]{12,}[Xx]?")
_SEPARATOR: Final = lazily.pattern(r"\s*[,;/]\s*|\s+(?:and\s+)?")
_SEVERAL: Final = lazily.pattern(r"\s*[,;/]\s*|\s+and\s+")
_NOTE: Final = lazily.pattern(r"\s*\([^()]*\)")
# `a.org:80` begins with a host and its port.
_SCHEME: Final = lazily.pattern(r"(?![\w-]+\.[\w.-]+:\d)([A-Za-z][A-Za-z0-9+.-]*):")
_ONE_SLASH: Final = lazily.pattern(r"(https?):/(?!/)")
_HTTP: Final = ("http", "https")
# Two slashes and a host follow, and that is not another scheme.
_WITH_HOST: Final = lazily.pattern(
    r"https?://(?!https?:?//)[^\s/?#:,\\][^\s/?#,]*(?:[/?#]|\Z)", re.IGNORECASE
)
_OF_DOI: Final = lazily.pattern(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:", re.IGNORECASE)
_URL_MACRO: Final = lazily.pattern(r"\s*\\(?:url|href)\b")
_UNWRAPPED: Final = lazily.pattern(r"\\(?:url|href)\s*\{([^{}]*).*", re.DOTALL)
_HYPHEN: Final = "[ ~]?[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}][ ~]?"
_ONE_HYPHEN: Final = lazily.pattern(
    rf"""
    (?<! [-–\w.:] ) (?<! [-–]\s )             # `25-1 -- 25-26` counts the pages of chapters
    (?: (?P<first> (?:\d+:)? [A-Za-z]? \d+ ) {_HYPHEN} (?P<last> (?:\d+:)? [A-Za-z]? \d+ )
      | (?P<from> [ivxlc]+ | [IVXLC]+ ) {_HYPHEN} (?P<to> [ivxlc]+ | [IVXLC]+ ) )
    (?! \s* [-–] | [\w:] | \.\w )
    """,
    re.VERBOSE,
)
# What styles write before pages themselves.
_PAGES: Final = lazily.pattern(
    r"((?:pp?|pgs?|pages?|págs?|S|Seiten?|стр|с)(?:\.|(?=\s))[\s~]*)(?=\d)", re.IGNORECASE
)
_OPEN: Final = lazily.pattern(r"\d+\s*[-–]+|[-–]+\s*\d+")
_PAGE_RANGE: Final = lazily.pattern(r"(\d+)\s*[-–]+\s*(\d+)")
_YEAR: Final = lazily.pattern(r"\s*\{?\s*(\d+)\s*\}?\s*")
_YEAR_OF_DATE: Final = lazily.pattern(r"\s*\{?\s*(\d{5}|\d{4}(?=[-/~?%}\s]|\Z))[^{}]*\}?\s*")
_LONG_YEAR: Final = lazily.pattern(r"\d{5}")
# What biblatex takes for a date (manual §2.3.8): of EDTF levels 0 and 1.
_OF_BIBER: Final = lazily.pattern(
    r"""
    (?: -?\d\d (?: \d\d | \dX | XX ) (?: -(?:\d\d|XX) (?: -(?:\d\d|XX) (?:T\d\d:\d\d:\d\d\S*)? )? )? [?~%]? )
    (?: / (?: \.\. | -?\d\d (?: \d\d | \dX | XX ) (?: -(?:\d\d|XX) ){0,2} [?~%]? )? )?
    | (?: \.\. )? / -?\d{4} (?: -\d\d ){0,2} [?~%]? | \d{5}
    """,
    re.VERBOSE,
)
_WITH_LETTER: Final = lazily.pattern(r"\d{4}[a-z]")
_DATES: Final = frozenset(("date", "eventdate", "origdate", "urldate"))
# What is added to a year: that of another edition or calendar in brackets, an era.
_ADDED: Final = lazily.pattern(r"(?<=[^\s{])\s*(?:[(\[（][^()\[\]（）]*[)\]）]|\b(?:BCE?|AD|CE))\Z")
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


def doi_with_resolver(value: str, field: Field) -> Iterator[Fault]:
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


def malformed_doi(value: str, field: Field) -> Iterator[Fault]:
    """Yield what is not a DOI in its field."""
    text = value.strip().replace("\\", "").replace("{", "").replace("}", "")
    if text and (not _DOI.fullmatch(doi_number(text)) or _has_more(text)):
        from urllib.parse import unquote

        inside = _DOI_INSIDE.search(unquote(text.strip("()<>"))) if not _has_more(text) else None
        hint = f"write '{inside[0]}', if that is it" if inside else ""
        yield Fault(f"'{value.strip()}' is not a DOI", field.name, hint=hint)


def malformed_arxiv(entry: Entry) -> Iterator[Fault]:
    """Yield what is not an arXiv number in an ``eprint`` that is said to be one."""
    own = entry.own_fields
    archive = own.get("archiveprefix", own.get("eprinttype", ""))
    number = own.get("eprint", "").strip()
    if archive.strip().lower() != "arxiv" or not number:
        return
    read = arxiv_id({**own, "eprint": number, "doi": "", "url": ""}) or ""
    is_given = _is_given(number, own)
    # Styles print the name of the archive before the number.
    is_announced = is_given and number.lower().startswith("arxiv:")
    if is_announced or not is_given:
        meant = read if is_announced else arxiv_as_written(number) or ""
        subject = own.get("primaryclass", own.get("eprintclass", "")).partition(".")[0]
        if not meant and subject and arxiv_id({"eprint": f"{subject}/{number}"}):
            meant = f"{subject}/{number}"
        inside = _ARXIV.search(number)
        near = meant or (inside[0] if inside and _is_given(inside[0], {}) else "")
        yield Fault(
            f"'{number}' is not a number of arXiv",
            "eprint",
            hint=f"write '{near}'" if near else "",
            mended={"eprint": meant} if meant else {},
        )


def _is_given(number: str, fields: Mapping[str, str]) -> bool:
    """Whether arXiv can have given a number until today."""
    identifier = arxiv_id({**fields, "eprint": number, "doi": "", "url": ""})
    given = arxiv_month(identifier) if identifier else None
    today = date.today()  # noqa: DTZ011
    return (
        identifier is not None
        and given is not None
        and given <= (today.year, today.month + 1)  # it is that month somewhere
        and find_identifier(f"https://arxiv.org/abs/{identifier}") is not None
    )


def malformed_url(value: str, field: Field) -> Iterator[Fault]:
    """Yield addresses that lead nowhere."""
    url = _bare(value)
    if url and not _URL_MACRO.match(url):
        found = (check(url, value, field.name) for check in _CHECKS_OF_URLS)
        yield from islice(filter(None, found), 1)


def _one_slash(url: str, value: str, name: str) -> Fault | None:
    if (found := _ONE_SLASH.match(url)) is None:
        return None
    what = f"one slash after '{found[1]}:' in the field '{name}'"
    mended = value.replace(found[0], f"{found[1]}://", 1)
    return Fault(what, name, found[0], mended={name: mended})


def _without_scheme(url: str, _value: str, name: str) -> Fault | None:
    if _SCHEME.match(url):
        return None
    return Fault(f"'{url}' in the field '{name}' is not an address", name, hint=_address(url))


def _mistyped_scheme(url: str, _value: str, name: str) -> Fault | None:
    scheme = _scheme(url)
    near = meant_by(scheme, _HTTP) if scheme not in _HTTP else ""
    written = url[: len(scheme) + 1]
    what = f"'{written}' in the field '{name}' does not begin an address"
    return Fault(what, name, written, hint=f"did you mean '{near}:'?") if near else None


def _with_blank(url: str, _value: str, name: str) -> Fault | None:
    if (blank := re.search(r"\s+", url)) is None:
        return None
    if _SCHEME.match(url, blank.end()):
        return Fault(f"several addresses in the field '{name}'", name)
    return Fault(f"a blank in the address of the field '{name}'", name)


def _of_html(url: str, value: str, name: str) -> Fault | None:
    if "&amp;" not in url:
        return None
    what = f"'&amp;' in the address of the field '{name}' is HTML"
    return Fault(what, name, "&amp;", mended={name: value.replace("&amp;", "&")})


def _without_host(url: str, _value: str, name: str) -> Fault | None:
    scheme = _scheme(url)
    if scheme not in _HTTP or _WITH_HOST.match(url):
        return None
    what = f"'{url}' in the field '{name}' names no host after '{url[: len(scheme)]}://'"
    return Fault(what, name)


# What may be wrong with an address; the first that fits is told.
_CHECKS_OF_URLS: Final = (
    _one_slash,
    _without_scheme,
    _mistyped_scheme,
    _with_blank,
    _of_html,
    _without_host,
)


def _scheme(url: str) -> str:
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def _bare(value: str) -> str:
    """A value without white space and braces around it."""
    value = value.strip()
    while value.startswith("{") and closing_brace(value, 0) == len(value) - 1:
        value = value[1:-1].strip()
    return value


def _address(url: str) -> str:
    """What to write instead of something without a scheme; ``""`` where that cannot be told."""
    if _DOI.fullmatch(url):
        return "write it into 'doi'"
    return f"write 'https://{url}', if that is it" if "." in url.split("/", maxsplit=1)[0] else ""


def url_of_the_doi(entry: Entry) -> Iterator[Fault]:
    """Yield addresses that only say the DOI again."""
    own = entry.own_fields
    if "doi" in own and "url" in own:
        url = _UNWRAPPED.sub(r"\1", _bare(own["url"]))
        if _OF_DOI.match(url) and len(url.split()) == 1 and _doi_of(url) == _doi_of(own["doi"]):
            yield Fault("the field 'url' says the DOI again", "url", mended={"url": None})


def _doi_of(text: str) -> str:
    """A DOI for comparing, without what an address adds and without LaTeX."""
    bare = text.strip(" \t\r\n{}").replace("\\", "").replace("{", "").replace("}", "")
    return doi_number(bare).partition("?")[0].rstrip("/").lower()


def wrong_isbn(value: str, field: Field) -> Iterator[Fault]:
    """Yield ISBNs whose check digit does not fit (ISO 2108)."""
    for number in _numbers(value):
        digits = _digits(number)
        if not is_isbn(digits):
            hint = "it is an ISSN; write it into 'issn'" if is_issn(digits) else ""
            yield Fault(f"'{number}' is not an ISBN", field.name, number, hint)


def wrong_issn(value: str, field: Field) -> Iterator[Fault]:
    """Yield ISSNs whose check digit does not fit (ISO 3297)."""
    for number in _numbers(value):
        digits = _digits(number)
        if not is_issn(digits):
            hint = "it is an ISBN; write it into 'isbn'" if is_isbn(digits) else ""
            yield Fault(f"'{number}' is not an ISSN", field.name, number, hint)


def _numbers(value: str) -> Iterator[str]:
    """Yield the numbers of a field; one may have blanks in it, and several may stand there."""
    text = _NOTE.sub("", value.replace("{", "").replace("}", "")).strip()
    for named in _SEVERAL.split(text):
        found = _BOOK_NUMBER.search(named.translate(_PLAIN_HYPHENS))
        number = named[slice(*found.span())] if found else named
        pieces = number.split()
        several = len(pieces) > 1 and all(
            len(piece.replace("-", "")) in (8, 10, 13) for piece in pieces
        )
        for each in pieces if several else [number]:
            if sum(map(str.isdigit, each)) >= _FEWEST_DIGITS:
                yield each


def _digits(number: str) -> str:
    return re.sub(r"[\s-]", "", number.translate(_PLAIN_HYPHENS)).upper()


def wrong_orcid(value: str, field: Field) -> Iterator[Fault]:
    """Yield ORCID iDs whose check character does not fit (ISO 7064, MOD 11-2)."""
    for number in _SEPARATOR.split(value.strip(" {}")):
        found = _ORCID.fullmatch(number)
        fits = found and _is_orcid(found[1].replace("-", "").upper())
        if not fits and (found or _ALMOST_ORCID.fullmatch(number)):
            yield Fault(f"'{number}' is not an ORCID iD", field.name, number)


def _is_orcid(digits: str) -> bool:
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == (10 if digits[-1] == "X" else int(digits[-1]))


def unreadable_dates(value: str, field: Field) -> Iterator[Fault]:
    """Yield dates and months of which nothing can be read."""
    text = value.strip(' {}"\t\r\n')
    if not text or _NO_DATE.fullmatch(text):
        return
    if field.name in _DATES:
        # biblatex has dates without a beginning.
        read = parse_date(text.removeprefix("..").removeprefix("/")) or {}
        unread = "literal" in read and not _LONG_YEAR.fullmatch(text)
    elif field.name == "year":
        if "\\" in text:
            return  # a macro of one's own makes the year of it
        text = _ADDED.sub("", text)
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
    form = field.name in _DATES and not unread and not _OF_BIBER.fullmatch(text)
    if form and not impossible_date(value):
        [*dates] = (parse_date(text) or {}).get("date-parts", ())
        hint = "/".join("-".join(f"{part:02}" for part in parts) for parts in dates)
        yield Fault(
            f"biber does not read '{text}' in the field '{field.name}'",
            field.name,
            hint=f"write '{hint}'" if hint else "",
        )
    elif unread and not impossible_date(value):
        said = (
            "has a letter, which styles add" if _WITH_LETTER.fullmatch(text) else "cannot be read"
        )
        yield Fault(f"'{text}' in the field '{field.name}' {said}", field.name)


def years_out_of_range(value: str, field: Field) -> Iterator[Fault]:
    """Yield years before printed books, and those that are long to come."""
    found = (_YEAR if field.name == "year" else _YEAR_OF_DATE).fullmatch(value)
    if found and not _FIRST <= int(found[1][:6]) <= date.today().year + _AHEAD:  # noqa: DTZ011
        yield Fault(f"the year '{found[1]}' is out of range", field.name, found[1])


def single_hyphens(value: str, field: Field) -> Iterator[Fault]:
    """Yield ranges of pages with one hyphen, which LaTeX prints as it is."""
    found = _ONE_HYPHEN.search(value)
    if found and not (found["from"] and found["from"] == found["to"]):  # `xx-xx` is to be filled in
        yield Fault(
            f"one hyphen in the pages '{found[0]}'; a range has two",
            field.name,
            found[0],
            at=found.start(),
            mended={field.name: _ONE_HYPHEN.sub(_with_two, value)},
        )


def _with_two(found: re.Match[str]) -> str:
    return f"{found['first'] or found['from']}--{found['last'] or found['to']}"


def malformed_pages(value: str, field: Field) -> Iterator[Fault]:
    """Yield pages that styles print wrong: with *pp.*, which they write themselves, and ranges without an end."""
    text = value.strip(" \t\r\n{}")
    pages = _PAGE_RANGE.fullmatch(text)
    if found := _PAGES.match(text):
        yield Fault(
            f"'{found[0].strip(' ~')}' in the field '{field.name}' is written by styles themselves",
            field.name,
            found[0].strip(" ~"),
            mended={field.name: value.replace(found[0], "", 1)},
        )
    elif _OPEN.fullmatch(text):
        yield Fault(f"the pages '{text}' have no beginning or no end", field.name)
    elif pages and len(pages[1]) == len(pages[2]) and int(pages[1]) > int(pages[2]):
        yield Fault(f"the pages '{text}' run backwards", field.name)


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
        frozenset(("year", "date", "eventdate", "urldate")),
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
    FieldCheck(
        "malformed-pages",
        frozenset(("pages",)),
        malformed_pages,
        _misc("pages = {pp. 1--9}"),
        _misc("pages = {1--9}"),
    ),
)

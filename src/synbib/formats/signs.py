"""What tells the format of a file where its ending does not: signs among its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from synbib import lazily

__all__ = ["BEGINNING", "SIGNS"]

BEGINNING: Final = 4096
"""How many bytes of a file tell its format."""

_Sign = Callable[[bytes], bool]

_PARQUET: Final = lazily.pattern(rb"PAR1")
_BIBTEX: Final = lazily.pattern(
    rb"(?!\s*[\[{<]).*^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE | re.DOTALL
)
_CFF: Final = lazily.pattern(rb"^cff-version\s*:", re.MULTILINE)
# Programs may count the records before them.
_RIS: Final = lazily.pattern(rb"^\s*(?:TY {0,2}-|ty  - )", re.MULTILINE)
# A comment of TeX may begin as one line of it does, but not as two.
_REFER: Final = lazily.pattern(
    rb"\s*%(?:0 \S|[A-Z] [^\n\r]*(?:[\r\n]+[^%\r\n][^\r\n]*)?(?:\s*\Z|[\r\n]+%[0-9A-Z@?!] ))"
)
# Before the records may stand a legend of the tags.
_REFWORKS: Final = lazily.pattern(rb"\A\s*Refworks Export|^RT [A-Z]", re.MULTILINE)
_PUBMED_XML: Final = lazily.pattern(
    rb"<(?:(?:Pubmed(?:Book)?Article|MedlineCitation)(?:Set)?[\s>/]|responseWrapper\b.{0,2000}<hitCount>)",
    re.DOTALL,
)
_MARC: Final = lazily.pattern(
    rb"<(?:\w+:)?(?:leader|controlfield|datafield)[\s>]|loc\.gov/MARC21/slim"
)
_MODS: Final = lazily.pattern(rb"<(?:\w+:)?mods(?:Collection)?[\s>]|loc\.gov/mods/v3")
_SOURCES: Final = lazily.pattern(rb"<(?:\w+:)?Sources\s[^>]*/bibliography\b")
_ENDNOTE: Final = lazily.pattern(rb"<records\b")
_WOS: Final = lazily.pattern(rb"\s*(?:FN [^\r\n]*\s+VR |PT [A-Z][A-Za-z ]*[\r\n]+[A-Z][A-Z0-9] )")
_OVID: Final = lazily.pattern(rb"\A\s*VN {1,2}- |^[ \t]*<[ ]*\d+\.?[ ]*>[ \t]*\r?$", re.MULTILINE)
_BIBLIOSCAPE: Final = lazily.pattern(rb"\s*--[A-Z][A-Z0-9]--\s")
# The tag that begins the first record; `TY` is that of RIS.
_NBIB: Final = lazily.pattern(rb"\s*(?!TY)(?:[A-Z]{2}[A-Z ]{2}-|[A-Z]{2,4} {0,2}- )")
# Items, under `references` or in a bare list; a CITATION.cff has `references`, too, and its sign comes first.
_CSL_YAML: Final = lazily.pattern(
    rb"""
    (?: ^ references [ ]* : [ \t]* (?:\#.*)? \r?\n | \A (?: (?:\#.*|---[ \t]*)? \r?\n )* )
    (?: [ \t]* (?:\#.*)? \r?\n )*
    [ \t]* - \s+ \{? ["']? (?: id | type | title | author | issued | abstract | DOI ) ["']? [ ]* :
    | ^ references [ ]* : [ \t]* \[ \s* \{
    """,
    re.VERBOSE | re.MULTILINE,
)
# A key with the fields of its entry below it.
_HAYAGRIVA: Final = lazily.pattern(
    rb"""
    (?: [ \t]* (?:\#.*|---[ \t]*)? \r?\n )*
    (?: [^\s\#\[{<@%-] [^\n]*? | "[^"\n]*" ) : [ \t]* (?:\#.*)? \r?\n
    (?: [ \t]* (?:\#.*)? \r?\n )*
    [ \t]+ (?: affiliated | author | date | editor | language | location | note | organization | page-range | parent
      | publisher | serial-number | title | type | url | volume | genre | issue | abstract | edition ) [ ]* :
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Names that only records of DataCite, of schema.org and of BibJSON have.
_DATACITE: Final = lazily.pattern(
    rb'"(?:titles|creators|schemaVersion|publicationYear|resourceTypeGeneral)"\s*:'
)
_JSON_LD: Final = lazily.pattern(rb'"@(?:context|graph|type)"\s*:')
_BIBJSON: Final = lazily.pattern(
    rb"""
    " (?: journal | identifier ) " \s* : \s* [\[{]
    | "link" \s* : \s* \[ \s* \{ \s* "(?:url|anchor)"
    | " (?: records | collection ) " \s* : \s* [\[{]
    | " (?: firstname | lastname ) " \s* :
    """,
    re.VERBOSE,
)


def _is_json(start: bytes) -> bool:
    return start.lstrip()[:1] in (b"[", b"{")


def _is_table(start: bytes) -> bool:
    line = start.lstrip(b"\r\n").partition(b"\n")[0].lower()
    # It takes a while to know for sure.
    if not (b"title" in line or line.startswith(b"key")) or not any(
        separator in line for separator in b",\t;"
    ):
        return False
    from synbib.formats.separated import is_table

    return is_table(start)


def _begins_with(pattern: re.Pattern[bytes]) -> _Sign:
    return lambda start: pattern.match(start) is not None


def _holds(pattern: re.Pattern[bytes]) -> _Sign:
    return lambda start: pattern.search(start) is not None


def _json_with(pattern: re.Pattern[bytes]) -> _Sign:
    return lambda start: _is_json(start) and pattern.search(start) is not None


SIGNS: Final[Mapping[str, _Sign]] = {
    "bibtex": _begins_with(_BIBTEX),
    "parquet": _begins_with(_PARQUET),
    "csv": _is_table,
    "citation-cff": _holds(_CFF),
    "pubmed-xml": _holds(_PUBMED_XML),
    "ris": _holds(_RIS),
    "ovid": _holds(_OVID),
    "biblioscape": _begins_with(_BIBLIOSCAPE),
    "refer": _begins_with(_REFER),
    "refworks": _holds(_REFWORKS),
    "endnote-xml": _holds(_ENDNOTE),
    "marcxml": _holds(_MARC),
    "mods": _holds(_MODS),
    "msbib": _holds(_SOURCES),
    "nbib": _begins_with(_NBIB),
    "wos-isi": _begins_with(_WOS),
    "csl-yaml": _holds(_CSL_YAML),
    "hayagriva": _begins_with(_HAYAGRIVA),
    "json-ld": _json_with(_JSON_LD),
    "datacite-json": _json_with(_DATACITE),
    "bibjson": _json_with(_BIBJSON),
    "csl-json": _is_json,
}
"""Name of a format → whether what begins so looks like it; in the order in which they are tried."""

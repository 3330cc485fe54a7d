"""The Library of Congress's catalogue by SRU, https://www.loc.gov/standards/sru/: books in MARCXML or MODS.

Source of the fields: MARC 21 Format for Bibliographic Data, https://www.loc.gov/marc/bibliographic/. Cataloguers
put the punctuation of a card (ISBD) at the end of what stands before it: ``The expert cook in enlightenment France /``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synbib import lazily
from synbib.formats.data import Element
from synbib.formats.indexes import date
from synbib.formats.parts import (
    SUFFIX,
    edition,
    is_masters,
    isbn,
    issn,
    langid,
    numbered,
    organization,
    people,
    person,
    spoken,
    volume,
)
from synbib.formats.pick import words
from synbib.formats.responsibility import responsible
from synbib.formats.texts import plain, title
from synbib.incoming import Incoming, Person
from synbib.lookup.answers import refused, xml_answer
from synbib.lookup.question import Question, Request
from synbib.text.folding import letters

__all__ = ["read", "request"]

_QUOTES: Final = re.compile(r'["\\]')
_CARD: Final = lazily.pattern(r"(?<![\s:;,/=])[\s:;,/=]+\Z")
# A period that ends a field, and not an initial or a short word.
_PERIOD: Final = lazily.pattern(r"(?<=[^\W\d_]{4})\.\Z|(?<=[)\]\d])\.\Z")
_PAGES: Final = lazily.pattern(r"(?P<pages>\d+)\s*(?:p\.|pages|leaves)")
# What stands at the end of a name, and is not an abbreviation of it.
_ENDED: Final = lazily.pattern(r"(?<=[^\W\d_][a-zà-ÿ])(?<!\b(?:Jr|Sr|Wm|Dr|St))\.\Z")
_UNKNOWN: Final = lazily.pattern(r"\As\.\s?[ln]\b|\bnot identified\b", re.IGNORECASE)
_TRANSLATOR: Final = lazily.pattern(r"(?i:\btrans(?:lators?|\.|l)?\b|\btr(?:l\b|\.))")
_SUFFIX: Final = lazily.pattern(SUFFIX)
# In the leader: what is catalogued, of which `s` is a serial.
_LEVEL_AT, _SERIAL = 7, "s"
_EDITOR: Final = lazily.pattern(r"(?i:\bed(?:itors?|\.|t)?\b)")
_AUTHOR: Final = lazily.pattern(r"(?i:\b(?:author|joint author|aut)\b)")
_SCHOOL: Final = lazily.pattern(r"--\s*(?P<school>[^,]+?)(?:,|\.?\s*\Z)")
# In field 008: where the date and the language stand.
_YEAR_AT, _LANGUAGE_AT = slice(7, 11), slice(35, 38)


def request(question: Question) -> Request | None:
    """Return what asks for a book by its ISBN, else for those that a title finds, in CQL."""
    if question.scheme == "isbn":
        query = "bath.isbn=" + re.sub(r"[^0-9Xx]", "", question.identifier)
    elif question.title:
        query = f'dc.title="{_QUOTES.sub(" ", question.title)}"'
        if question.family:
            query += f' and dc.author="{_QUOTES.sub(" ", question.family)}"'
    else:
        return None
    return Request(
        "lcdb",
        {
            "version": "1.1",
            "operation": "searchRetrieve",
            "query": query,
            "maximumRecords": str(question.most),
            "recordSchema": "marcxml",
        },
    )


def read(data: bytes) -> list[Incoming]:
    """Return the books of an answer.

    Raises:
        FormatError: It is not such an answer, or it tells of an error.
    """
    root = xml_answer("loc", data)
    found = [_book(each) for each in root.iter("{http://www.loc.gov/MARC21/slim}record")]
    found += [_of_mods(each) for each in root.iter("{http://www.loc.gov/mods/v3}mods")]
    if found or words(root, ".//{*}numberOfRecords") == "0":
        return found
    raise refused(
        "loc", words(root, ".//{*}diagnostic/{*}message") or words(root, ".//{*}diagnostic")
    )


def _book(record: Element) -> Incoming:
    coded = words(record, "{*}controlfield[@tag='008']") and _control(record, "008")
    imprint = _imprint(record)
    names = _names(record)
    fields = {
        "title": title(
            _card(record, "245", "a"),
            ": ".join(filter(None, (_card(record, "245", "p"), _card(record, "245", "b")))),
        ),
        "volume": volume(_card(record, "245", "n")),
        "edition": edition(_card(record, "250", "a")),
        "publisher": _known(imprint.get("b", "")),
        "address": _known(imprint.get("a", "")),
        "series": _card(record, "490", "a") or _card(record, "440", "a"),
        "number": volume(_card(record, "490", "v") or _card(record, "440", "v")),
        "pagetotal": found["pages"] if (found := _PAGES.search(_card(record, "300", "a"))) else "",
        "isbn": _isbn(record),
        "issn": issn(_each(record, "022", "a")),
        "langid": langid(coded[_LANGUAGE_AT]),
    }
    kind = "proceedings" if _card(record, "111", "a") else "book"
    if words(record, "{*}leader")[_LEVEL_AT : _LEVEL_AT + 1] == _SERIAL:
        kind = "periodical"
    if kind == "proceedings" and not names["editor"]:
        names = {**names, "author": (), "editor": names["author"]}
    if thesis := _card(record, "502", "a") or _card(record, "502", "c"):
        degree = f"{thesis} {_card(record, '502', 'b')}"
        kind = "mastersthesis" if is_masters(degree) else "phdthesis"
        school = _SCHOOL.search(thesis)
        fields["school"] = _card(record, "502", "c") or (
            school["school"].strip() if school else imprint.get("b", "")
        )
        fields |= {"publisher": "", "address": ""}
    links = (
        {"other": url}
        if (url := next(_each(record, "856", "u"), "")) and not fields["isbn"]
        else {}
    )
    when = date(imprint.get("c", ""))
    return Incoming(fields, kind, names, when if when.year else date(coded[_YEAR_AT]), links=links)


def _known(name: str) -> str:
    return "" if _UNKNOWN.search(name) else name


def _control(record: Element, tag: str) -> str:
    """Return a field of fixed places, in which blanks count."""
    found = record.find(f"{{*}}controlfield[@tag='{tag}']")
    return (found.text or "") if found is not None else ""


def _fields(record: Element, *tags: str) -> Iterator[Element]:
    return (each for each in record.iterfind("{*}datafield") if each.get("tag") in tags)


def _sub(field: Element, letter: str) -> str:
    """Return a subfield without the punctuation of the card."""
    return _without_card(plain(words(field, f"{{*}}subfield[@code='{letter}']")))


def _without_card(text: str) -> str:
    """Return a text without the punctuation of the card; a period before that is the text's own: ``Mass. :``."""
    bare = _CARD.sub("", text)
    return (_PERIOD.sub("", bare) if bare == text.strip() else bare).strip()


def _each(record: Element, tag: str, letter: str) -> Iterator[str]:
    return filter(None, (_sub(field, letter) for field in _fields(record, tag)))


def _card(record: Element, tag: str, letter: str) -> str:
    return next(_each(record, tag, letter), "")


def _imprint(record: Element) -> dict[str, str]:
    """Return place, name and date of who published a book, by their codes; field 264 has them since 2012."""
    for field in _fields(record, "260", "264"):
        if field.get("tag") == "260" or field.get("ind2") == "1":
            return {code: _sub(field, code).strip(" []©") for code in "abc"}
    return {}


def _isbn(record: Element) -> str:
    """Return the longer ISBN of a book, of which older ones have ten digits."""
    given = list(_each(record, "020", "a"))
    return isbn(sorted(given, key=lambda each: not each.startswith("97")))


def _names(record: Element) -> dict[str, tuple[Person, ...]]:
    """Return who wrote, edited and translated a book: by the terms of their roles, else by what the title page says."""
    found: dict[str, list[Person | None]] = {"author": [], "editor": [], "translator": []}
    said = {
        role: {letters(name) for name in names}
        for role, names in responsible(_card(record, "245", "c")).items()
    }
    for field in _fields(record, "100", "110", "700", "710"):
        if _sub(field, "t"):  # the author of another work that is named
            continue
        if role := _role(field, said):
            found[role].append(_person(field))
    if not found["author"] and not found["editor"]:
        found["author"] += [organization(name) for name in _each(record, "111", "a")]
    return {role: people(named) for role, named in found.items()}


def _role(field: Element, said: Mapping[str, set[str]]) -> str:
    """Return the role of somebody; ``""`` if those of that role are not cited."""
    told = " ".join((_sub(field, "e"), _sub(field, "4"))).strip()
    for sign, role in ((_EDITOR, "editor"), (_TRANSLATOR, "translator"), (_AUTHOR, "author")):
        if sign.search(told):
            return role
    if field.get("tag", "").startswith("1"):
        return "author"
    if told:
        return ""
    family, _, given = _sub(field, "a").partition(",")
    spoken_name = letters(f"{given} {family}")
    return next((role for role, names in said.items() if spoken_name in names), "author")


def _person(field: Element) -> Person | None:
    name = _ENDED.sub("", _sub(field, "a"))
    parts_below = [
        _without_card(plain(words(each))) for each in field.iterfind("{*}subfield[@code='b']")
    ]
    if field.get("tag", "").endswith("10"):
        return organization(". ".join(filter(None, (name, *parts_below))))
    family, comma, given = name.partition(",")
    if not comma and parts_below:  # `John Paul II`
        return organization(f"{name} {parts_below[0]}")
    title_after = _sub(field, "c")
    return person(family, given, title_after if _SUFFIX.fullmatch(title_after) else "")


# --- MODS -------------------------------------------------------------------------------------------------------------


def _of_mods(record: Element) -> Incoming:
    """Return the book of a record in MODS, https://www.loc.gov/standards/mods/userguide/."""
    names = record.findall("{*}name")
    numbers = [words(each) for each in record.findall("{*}identifier[@type='isbn']")]
    series, number = numbered(words(record, "{*}relatedItem[@type='series']/{*}titleInfo/{*}title"))
    pages = _PAGES.search(words(record, "{*}physicalDescription/{*}extent"))
    main = (words(record, f"{{*}}titleInfo/{{*}}{part}") for part in ("nonSort", "title"))
    fields = {
        "title": title(" ".join(filter(None, main)), words(record, "{*}titleInfo/{*}subTitle")),
        "edition": edition(words(record, "{*}originInfo/{*}edition")),
        "publisher": plain(words(record, "{*}originInfo/{*}publisher")),
        "address": plain(words(record, "{*}originInfo/{*}place/{*}placeTerm[@type='text']")),
        "series": series,
        "number": number,
        "pagetotal": pages["pages"] if pages else "",
        "isbn": isbn(sorted(numbers, key=lambda each: not each.startswith("97"))),
        "langid": langid(words(record, "{*}language/{*}languageTerm[@type='code']")),
    }
    edited = [each for each in names if _EDITOR.search(words(each, "{*}role/{*}roleTerm"))]
    return Incoming(
        fields,
        "book",
        {
            "author": people(_mods_name(each) for each in names if each not in edited),
            "editor": people(map(_mods_name, edited)),
        },
        date(words(record, "{*}originInfo/{*}dateIssued")),
    )


def _mods_name(name: Element) -> Person | None:
    parts = {each.get("type", ""): words(each) for each in name.findall("{*}namePart")}
    if name.get("type") == "corporate":
        return organization(parts.get("", ""))
    if "family" in parts:
        return person(parts["family"], parts.get("given", ""))
    return spoken(parts.get("", ""))

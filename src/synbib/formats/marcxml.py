"""MARCXML, the records of library catalogues: ``record`` alone, in a ``collection``, or in an answer of SRU or OAI.

Source: MARC 21 Format for Bibliographic Data, https://www.loc.gov/marc/bibliographic/. Cataloguers put the punctuation
of a card (ISBD) at the end of what stands before it: ``The expert cook in enlightenment France /``.

Left out is what says nothing of a work: numbers and codes of the catalogue (``0XX`` but those of books and journals,
languages and classes; ``336`` to ``338``; ``9XX``), how the library has its copy (``541``, ``561``) and how the record
came to be (``533``, ``588``), other records of the same work in another form or writing (``776``, ``880``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Element, Tell, untold
from synbib.formats.indexes import full_date, place
from synbib.formats.pick import words
from synbib.formats.responsibility import responsible
from synbib.formats.texts import marked, plain, title
from synbib.formats.xml import keyword, these, works
from synbib.incoming import Date, Incoming, Person
from synbib.text.folding import letters

__all__ = ["read", "stream", "work"]

_CARD: Final = lazily.pattern(r"(?<![\s:;,/=])[\s:;,/=]+\Z")
# A period that ends a field, and not an initial or a short word.
_PERIOD: Final = lazily.pattern(r"(?<=[^\W\d_]{4})\.\Z|(?<=[)\]\d])\.\Z")
_PAGES: Final = lazily.pattern(r"(?<!\d)(?P<pages>\d++)\s*(?:p\.|pages|leaves|S\.|Seiten)")
# What stands at the end of a name, and is not an abbreviation of it.
_ENDED: Final = lazily.pattern(r"(?<=[^\W\d_][a-zà-ÿ])(?<!\b(?:Jr|Sr|Wm|Dr|St))\.\Z")
_UNKNOWN: Final = lazily.pattern(r"\As\.\s?[ln]\b|\bnot identified\b", re.IGNORECASE)
_SUFFIX: Final = lazily.pattern(parts.SUFFIX)
_SCHOOL: Final = lazily.pattern(r"--\s*(?P<school>[^,]+?)(?:,|\.?\s*\Z)")
# Terms and codes of roles; the first that fits.
_ROLES: Final = tuple(
    (lazily.pattern(rf"(?i:\b(?:{sign}))"), role)
    for sign, role in (
        (r"ed(?:itors?|\.|t)?\b|hrsg|herausgeber", "editor"),
        (r"trans(?:lators?|\.|l)?\b|tr(?:l\b|\.)|übers", "translator"),
        (r"(?:author|joint author|aut)\b|verfasser|creator\b", "author"),
    )
)
_SCHOOLS: Final = lazily.pattern(r"\b(?:dgg|degree granting|degree grantor)", re.IGNORECASE)

# In the leader: what is catalogued, and on which level.
_KIND_AT, _LEVEL_AT = 6, 7
_PART_LEVELS: Final = frozenset("ab")
_SERIAL_LEVELS: Final = frozenset("bs")
# What is catalogued → the type of the entry.
_KINDS: Final = {
    "g": "video",
    "i": "audio",
    "j": "music",
    "k": "image",
    "m": "software",
    "r": "artwork",
}
_MAPS: Final = frozenset("ef")
# In field 008: where the date and the language stand.
_YEAR_AT, _LANGUAGE_AT = slice(7, 11), slice(35, 38)
# What is no note of the work: its thesis, contents and abstract, which are read by themselves; how the library got and
# treats its copy, and how the record came to be.
_NO_NOTES: Final = these("502 505 520 533 539 541 561 562 583 584 588")
_NOTES: Final = tuple(tag for tag in map(str, range(500, 590)) if tag not in _NO_NOTES)
_SUBJECTS: Final = these("600 610 611 630 648 650 651 653 655")
# Scheme of a number in field 024 → the field, or the identifier.
_NUMBERS: Final = {"pmid": "pmid", "pmcid": "pmcid", "isrn": "isrn"}
# What field 773 says of the place of a part: `Vol. 24, no. 9 (Sept. 1993), p. 235-48`, `volume:50`, `Seite 447-473`.
_WITHIN: Final = {
    name: lazily.pattern(rf"\b(?:{words_before})\b[.:\s]*(?P<it>{what})", re.IGNORECASE)
    for name, words_before, what in (
        ("volume", r"vol(?:ume)?|v|bd|band|jahrgang|jg|t|tome", r"\w[\w/-]*"),
        ("number", r"issue|no|nr|number|num|heft|h", r"\w[\w/-]*"),
        ("pages", r"pages?|pp?|s|seiten?", r"\w+(?:\s*[-–]\s*\w+)?"),
    )
}
_VOLUME_FIRST: Final = lazily.pattern(r"\A(?P<volume>\d+)\s*(?:[,:]\s*(?P<number>\d+)\s*)?\(")
# Who is responsible for it, after its title.
_RESPONSIBLE: Final = lazily.pattern(r"\s/\s.*")
_YEAR: Final = lazily.pattern(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of MARCXML.

    Raises:
        FormatError: It is not well-formed XML, or not MARCXML.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the same, each as soon as it is read."""

    def held(record: Element, line: int) -> Incoming | None:
        # What an answer of SRU has around a record is named so, too.
        found = next(
            (each for each in record.iter("record") if each.find("datafield") is not None), None
        )
        return (
            None
            if found is None
            else work(found, (found.sourceline or 0) - (record.sourceline or 0) + line, name)
        )

    yield from works(
        file,
        name,
        held,
        tag="record",
        roots=frozenset({"collection", "searchRetrieveResponse"}),
        expected="MARCXML",
    )


def work(record: Element, line: int = 0, name: str = "") -> Incoming:
    """Return the work of one element ``record``, whose elements have local names.

    Args:
        record: The element.
        line: Its line.
        name: The file's name.
    """
    coded = _control(record, "008")
    imprint = _imprint(record)
    kind = _kind(record)
    names = _names(record)
    if kind == "proceedings" and not names["editor"]:
        names = {**names, "author": (), "editor": names["author"]}
    numbers = parts.standard_numbers(*_each(record, "020", "a"), *_each(record, "022", "a"))
    urls = list(_urls(record))
    identifiers = parts.identified(*_dois(record), *urls)
    links = list(dict.fromkeys(filter(None, (parts.further_link(u, identifiers) for u in urls))))
    fields = {
        **_titles(record),
        "edition": parts.told_edition(_card(record, "250", "a")),
        "publisher": _known(imprint.get("b", "")),
        "address": _known(imprint.get("a", "")),
        "series": _card(record, "490", "a") or _card(record, "440", "a") or _card(record, "830", "a"),
        "number": parts.volume(next(filter(None, (_card(record, tag, "v") for tag in ("490", "440", "830"))), "")),
        "pagetotal": _pagetotal(record),
        "scale": _card(record, "255", "a"),
        "library": " ".join(_each(record, "050", "a", "b")) or _card(record, "082", "a"),
        "abstract": "; ".join(_each(record, "520", "a")),
        "note": "; ".join(_marked(record, *_NOTES)),
        "keywords": ", ".join(dict.fromkeys(_keywords(record))),
        "url": next(iter(links), ""),
        "pdf": next(_pdfs(record), ""),
        **numbers,
        **{field: text for scheme, field in _NUMBERS.items() if (text := _number(record, scheme))},
        **_languages(record, coded),
        **_within(record, kind),
        **_thesis(record, kind, imprint),
    }  # fmt: skip
    if kind == "misc":
        fields["entrysubtype"] = "map"
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=names,
        date=_date(record, imprint, coded),
        identifiers=identifiers,
        note="; ".join((*_others(record), *links[1:])),
        source=name,
        lines=(line,),
    )


# --- fields


def _control(record: Element, tag: str) -> str:
    """Return a field of fixed places, in which blanks count."""
    found = record.find(f"controlfield[@tag='{tag}']")
    return (found.text or "") if found is not None else ""


def _fields(record: Element, *tags: str) -> Iterator[Element]:
    return (each for each in record.iterfind("datafield") if each.get("tag") in tags)


def _subs(field: Element, *codes: str) -> Iterator[str]:
    """Yield the subfields of some codes without the punctuation of the card."""
    for each in field.iterfind("subfield"):
        if each.get("code") in codes and (text := _without_card(plain(words(each)))):
            yield text


def _sub(field: Element, subfield: str) -> str:
    return next(_subs(field, subfield), "")


def _without_card(text: str) -> str:
    """Return a text without the punctuation of the card; a period before that is the text's own: ``Mass. :``."""
    bare = _CARD.sub("", text)
    return (_PERIOD.sub("", bare) if bare == text.strip() else bare).strip()


def _each(record: Element, tag: str, *codes: str) -> Iterator[str]:
    return (text for field in _fields(record, tag) for text in _subs(field, *codes))


def _card(record: Element, tag: str, subfield: str) -> str:
    return next(_each(record, tag, subfield), "")


def _marked(record: Element, *tags: str) -> Iterator[str]:
    """Yield the texts of notes, which keep their periods."""
    for field in _fields(record, *tags):
        if text := marked(
            " ".join(
                words(each) for each in field.iterfind("subfield") if each.get("code", "").isalpha()
            )
        ):
            yield text  # fmt: skip


# --- what they say


def _kind(record: Element) -> str:
    """Return the type of the entry: by a thesis's note, by the level, by what is catalogued."""
    leader = words(record, "leader")
    level, catalogued = (leader[at : at + 1] for at in (_LEVEL_AT, _KIND_AT))
    if degree := " ".join(_each(record, "502", "a", "b", "c")):
        return "mastersthesis" if parts.is_masters(degree) else "phdthesis"
    host = next(_fields(record, "773"), None)
    if level in _PART_LEVELS or (host is not None and level != "m"):
        is_journal = level in _SERIAL_LEVELS or bool(_card(record, "773", "x"))
        is_paper = _card(record, "711", "a") or parts.is_proceedings(_card(record, "773", "t"))
        return "article" if is_journal else "inproceedings" if is_paper else "incollection"
    if level in _SERIAL_LEVELS:
        return "periodical"
    if _card(record, "111", "a"):
        return "proceedings"
    if catalogued in _MAPS:
        return "misc"
    is_text = "txt" in _each(record, "336", "b")
    return "book" if is_text else _KINDS.get(catalogued, "book")


def _titles(record: Element) -> dict[str, str]:
    further = filter(None, (_card(record, "245", "p"), _card(record, "245", "b")))
    return {
        "title": title(_card(record, "245", "a"), ": ".join(further)),
        "volume": parts.volume(_card(record, "245", "n")),
    }


def _imprint(record: Element) -> dict[str, str]:
    """Return place, name and date of who published a book, by their codes; field 264 has them since 2012."""
    for field in _fields(record, "260", "264"):
        if field.get("tag") == "260" or field.get("ind2") == "1":
            places = "; ".join(each.strip(" []") for each in _subs(field, "a"))
            return {"a": places} | {code: _sub(field, code).strip(" []©") for code in "bc"}
    return {}


def _known(name: str) -> str:
    return "" if _UNKNOWN.search(name) else name


def _date(record: Element, imprint: Mapping[str, str], coded: str) -> Date:
    """Return the date of the imprint, else that of the host, the coded one, or that of its copyright."""
    said = (imprint.get("c", ""), *_each(record, "773", "g"), _card(record, "773", "d"), coded[_YEAR_AT])  # fmt: skip
    others = (each.strip(" []©") for each in _each(record, "264", "c"))
    return next((found for each in (*said, *others) if (found := full_date(each)).year), Date())


def _number(record: Element, scheme: str) -> str:
    """Return a number of field 024, where the scheme is named."""
    for field in _fields(record, "024"):
        if _sub(field, "2").lower() == scheme:
            return _sub(field, "a")
    return ""


def _dois(record: Element) -> tuple[str, str]:
    """Return the DOI, and the address of a preprint."""
    arxiv = re.sub("(?i)arxiv:", "", _number(record, "arxiv"))
    return _number(record, "doi"), f"https://arxiv.org/abs/{arxiv}" if arxiv else ""


def _urls(record: Element) -> Iterator[str]:
    """Yield the addresses of a work; not those of its table of contents or its cover, nor a PDF of it."""
    pdfs = set(_pdfs(record))
    for field in _fields(record, "856"):
        is_other = field.get("ind2") == "2"
        for each in _subs(field, "u"):
            if not is_other and each not in pdfs:
                yield each
    for scheme in ("uri", "hdl", "urn"):
        if (number := _number(record, scheme)) and (link := parts.link(number)):
            yield link


def _pdfs(record: Element) -> Iterator[str]:
    for field in _fields(record, "856"):
        if "pdf" in _sub(field, "q") or _sub(field, "u").lower().endswith(".pdf"):
            yield from filter(None, map(parts.link, _subs(field, "u")))


def _pagetotal(record: Element) -> str:
    found = _PAGES.search(_card(record, "300", "a"))
    return found["pages"] if found else ""


def _keywords(record: Element) -> Iterator[str]:
    for field in _fields(record, *_SUBJECTS):
        yield from map(keyword, _subs(field, "a", "x", "y", "z", "v"))


def _languages(record: Element, coded: str) -> dict[str, str]:
    told = list(dict.fromkeys(_each(record, "041", "a"))) or [coded[_LANGUAGE_AT]]
    fields = [parts.language(each) for each in told if each.strip(" |")]
    several = {"language": " and ".join(next(iter(each.values())) for each in fields)}
    original = {"origlanguage": parts.language(_card(record, "041", "h")).get("langid", "")}
    return {**(fields[0] if fields else {}), **(several if len(fields) > 1 else {}), **original}


def _within(record: Element, kind: str) -> dict[str, str]:
    """Return what a part of a journal or a book stands in, and where there."""
    if kind not in ("article", "incollection", "inproceedings"):
        return {}
    said = list(_each(record, "773", "g"))
    found: dict[str, str] = {}
    for text in said:
        if first := _VOLUME_FIRST.match(text):
            found |= {name: number for name, number in first.groupdict().items() if number}
        for name, sign in _WITHIN.items():
            if (told := sign.search(text)) and not _YEAR.fullmatch(told["it"]):
                found.setdefault(name, told["it"])
    host = marked(_RESPONSIBLE.sub("", _card(record, "773", "t")) or _card(record, "773", "p"))
    return {
        **found,
        **place(found.pop("pages", "")),
        "journal" if kind == "article" else "booktitle": host,
        "shortjournal": marked(_card(record, "773", "p")) if kind == "article" else "",
        **parts.standard_numbers(*_each(record, "773", "x", "z")),
    }


def _thesis(record: Element, kind: str, imprint: Mapping[str, str]) -> dict[str, str]:
    """Return the school of a thesis, which has no publisher, unless it was printed elsewhere."""
    if kind not in ("mastersthesis", "phdthesis"):
        return {}
    said = _SCHOOL.search(_card(record, "502", "a"))
    school = _card(record, "502", "c") or (
        said["school"].strip() if said else imprint.get("b", "") or _granting(record)
    )
    is_published = imprint.get("b", "") not in ("", school)
    return {"school": school, **({} if is_published else {"publisher": ""})}


def _granting(record: Element) -> str:
    for field in _fields(record, "710"):
        if _SCHOOLS.search(" ".join(_subs(field, "e", "4"))):
            return _sub(field, "a")
    return ""


def _others(record: Element) -> Iterator[str]:
    """Yield what has no field."""
    labels = {
        ("245", "c"): "Statement of responsibility",
        ("240", "a"): "Uniform title",
        ("246", "a"): "Other title",
        ("505", "a"): "Contents",
        ("787", "t"): "Related",
        ("780", "t"): "Continues",
        ("785", "t"): "Continued by",
    }
    for (tag, code), label in labels.items():
        if texts := list(_each(record, tag, code)):
            yield f"{label}: {'; '.join(texts)}"


# --- people


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
        found["author"] += [parts.organization(name) for name in _each(record, "111", "a")]
    return {role: parts.people(named) for role, named in found.items()}


def _role(field: Element, said: Mapping[str, set[str]]) -> str:
    """Return the role of somebody; ``""`` if those of that role are not cited."""
    told = " ".join((_sub(field, "e"), _sub(field, "4"))).strip()
    for sign, role in _ROLES:
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
    parts_below = list(_subs(field, "b"))
    if field.get("tag", "").endswith("10"):
        return parts.organization(". ".join(filter(None, (name, *parts_below))))
    family, comma, given = name.partition(",")
    if not comma and parts_below:  # `John Paul II`
        return parts.organization(f"{name} {parts_below[0]}")
    title_after = _sub(field, "c")
    return parts.person(family, given, title_after if _SUFFIX.fullmatch(title_after) else "")

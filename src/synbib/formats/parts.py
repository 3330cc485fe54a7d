"""The parts of records that all sources have: people, dates, pages, languages, numbers of books and journals.

Each function takes what a source gives, whatever that is, and returns what `synbib.incoming.Incoming` wants, or
nothing where it cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.formats.texts import name as name_of
from synbib.formats.texts import plain
from synbib.incoming import OTHERS, Date, Person
from synbib.model.citekey import UNCITABLE
from synbib.model.identifiers import DOI_PREFIX, comparable, doi_number, find_identifier
from synbib.model.languages import babel_name, is_english, language_tag
from synbib.text import strip
from synbib.text.urls import clean_url, percent_encode

__all__ = [
    "SUFFIX",
    "YEARS",
    "date",
    "doi",
    "edition",
    "further_link",
    "identified",
    "inverted",
    "is_key",
    "is_masters",
    "is_organization",
    "is_proceedings",
    "isbn",
    "isbns",
    "iso",
    "iso_date",
    "issn",
    "issns",
    "langid",
    "language",
    "link",
    "numbered",
    "organization",
    "other_degree",
    "page",
    "pages",
    "people",
    "person",
    "publisher",
    "spoken",
    "standard_numbers",
    "told_edition",
    "volume",
    "without_degrees",
    "without_edition",
    "without_owner",
    "year",
]

# --- keys ------------------------------------------------------------------------------------------------------------

# Not an address, nor the number of an item in a library of Zotero's: `12345/ABCD2345`.
_KEY: Final = lazily.pattern(rf"(?!\w+://)(?!\d+/)(?:(?![\s,])(?!{UNCITABLE.pattern}).){{1,200}}")


def is_key(text: str) -> bool:
    """Whether what a file calls a work by can be its citation key: not an address, nor what TeX would obey."""
    return _KEY.fullmatch(text) is not None


# --- people ----------------------------------------------------------------------------------------------------------

_OTHERS: Final = frozenset({"al", "al.", "et al", "et al.", "others", "and others", "…", "..."})
SUFFIX: Final = r"(?:Jr|Sr)\.?|I{2,3}|IV"
"""What stands after a family name as a part of the name, as a regular expression."""
_WITH_SUFFIX: Final = lazily.pattern(rf"(?P<family>.+?),?\s+(?P<suffix>{SUFFIX})\Z")
_SUFFIX: Final = lazily.pattern(SUFFIX)
# Particles that stand after the given names where a record has them: `Ludwig van`.
_PARTICLE: Final = (
    "(?:af|av|da|dal|de|de'|del|della|den|der|di|do|dos|du"
    "|la|las|le|los|ten|ter|van|vom|von|zu|zum|zur)"
)
_PARTICLES_LAST: Final = lazily.pattern(
    rf"(?P<given>.+?)\s+(?P<prefix>{_PARTICLE}(?:\s+{_PARTICLE})*)\Z"
)
_PARTICLES_FIRST: Final = lazily.pattern(rf"\A(?:{_PARTICLE}\s+)+(?=\S)", re.IGNORECASE)
_ORGANIZATION: Final = lazily.pattern(
    r"""
    \b (?: academ(?:y|ia|ie) | agency | alliance | association | authors? | board | bureau | cent(?:er|re)
      | collaboration | college | commission | committee | community | company | consorti(?:um|a) | contributors?
      | corp(?:oration)? | council | department | foundation | fund | GmbH | group | inc | institut(?:e|es|o|ion)?
      | investigators? | lab(?:s|oratory)? | library | Ltd | ministry | museum | network | office
      | organi[sz]ation | panel | partnership | programme? | project | research | school | service | society
      | survey | (?-i:AI) | team | trust | union | united\snations
      | universi(?:ty|té|dad|dade|tà|tät) | working\sparty ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# More than one stands behind such a name.
_AND_OTHERS: Final = lazily.pattern(r"(?P<name>.+?),?\s+et\.?\s+al\.?\Z")
# A period that ends a name, and not an abbreviation.
_FULL_STOP: Final = lazily.pattern(r"(?<=[^\W\d_]{5})(?<!Assoc)\.\Z")
# Whose a repository is: `bioRxiv (Cold Spring Harbor Laboratory)`.
_OWNER: Final = lazily.pattern(r"\s+\([^()]*\)\Z")
_ACRONYM: Final = lazily.pattern(r"\s+\([A-Z][A-Za-z]{0,6}[A-Z]\)\Z")
_LONGEST_NAME: Final = 200
# How a group is named among people who have written for it.
_BEHALF: Final = lazily.pattern(
    r"(?:and\s+)?(?:for|on\s+(?:the\s+)?behalf\s+of)\s+(?:the\s+)?(?=\S)", re.IGNORECASE
)
# What somebody has studied, after the name.
_DEGREES: Final = lazily.pattern(
    r"""
    (?: (?: ,\s* (?: M\.?D | M\.?B\.?A | M\.?P\.?H | Dr\.?P\.?H | M\.?Sc? | B\.?Sc? | M\.?A | B\.?A | Pharm\.?D
               | D\.?Phil | Esq | R\.?N | FRCPC | FACP | FRCP ) | ,?\s* \b Ph\.?\s?D ) \.? )+ \s* \Z
    """,
    re.VERBOSE,
)
_LETTER_RUN: Final = lazily.pattern(r"[^\W\d_]+")
# More letters are no initials, and in capitals not by custom.
_INITIALS: Final = 3
_LONG: Final = rf"[^\W\d_]{{{_INITIALS + 1},}}"
_LONG_RUN: Final = lazily.pattern(rf"{_LONG}(?:-[^\W\d_]+)*|[^\W\d_]+-{_LONG}")


def person(family: Any, given: Any = "", suffix: Any = "", prefix: Any = "") -> Person | None:
    """Return somebody whose name a record has in parts; ``None`` where all are empty.

    Args:
        family: The family name, its particles with it or in ``prefix``; a suffix may stand after it: ``Smith Jr.``.
        given: The given names; particles may stand after them: ``Ludwig van``.
        suffix: ``Jr.``, ``III``.
        prefix: The particles.
    """
    last, first, jr, von = (
        without_degrees(plain(each).strip(" ,;")) if each not in ("", None) else ""
        for each in (family, given, suffix, prefix)
    )
    if not last:
        return spoken(first)
    if first and (behalf := _BEHALF.match(f"{first} {last}")) and behalf.end() > len(first):
        return organization(last)
    if last.casefold() in _OTHERS:
        return OTHERS
    # BibTeX takes what stands last for the family name: `Hal Daumé III`.
    if not jr and " " in first and _SUFFIX.fullmatch(last):
        return spoken(f"{first} {last}")
    if not jr and first and (found := _WITH_SUFFIX.match(last)):
        last, jr = found["family"], found["suffix"]
    if not von and (found := _PARTICLES_LAST.match(first)):
        first, von = found["given"], found["prefix"]
    # A comma in a part would begin the next.
    last, first, jr, von = (
        " ".join(each.replace(",", " ").split()) for each in (last, first, jr, von)
    )
    if not first and not jr:
        whole = f"{von} {last}".strip()
        return Person(whole, whole=" " in whole)
    return Person.of_parts(last, first, von, jr)


def organization(name: Any) -> Person | None:
    """Return an organization by its name."""
    text = _FULL_STOP.sub("", plain(name).strip(" ,;"))
    if text.startswith("(") and text.find(")") == len(text) - 1:
        text = text[1:-1].strip()
    text = _BEHALF.sub("", text, count=1) if _BEHALF.match(text) else text
    if text.casefold() in _OTHERS:
        return OTHERS
    return Person(text, whole=" " in text or "," in text) if text else None


def spoken(name: Any) -> Person | None:
    """Return somebody by a name as it is spoken, or as BibTeX has it: ``Family, Given``; organizations are told."""
    text = plain(name).strip(" ,;")
    if not text:
        return None
    if text.casefold() in _OTHERS:
        return OTHERS
    if not any(map(str.isalnum, text)):  # a colon, where an organization's people follow
        return None
    if is_organization(text):
        return organization(text)
    if found := _WITH_SUFFIX.match(text):
        given, _, family = found["family"].rpartition(" ")
        if given and "," not in given:
            return person(family, given, found["suffix"])
    family, *others = text.split(",")
    if others:
        return person(family, others[-1], ",".join(others[:-1]))
    return Person(text)


def inverted(name: Any) -> Person | None:
    """Return somebody by a name as reference managers sort it: ``Family, Given, Suffix``.

    An organization has a comma after its name, or its first comma twice: ``University of California,, Berkeley``. Any
    other name is read as it is `spoken`.
    """
    text = plain(name).strip()
    if ",," in text or (text.endswith(",") and text.count(",") == 1):
        return organization(text.replace(",,", ","))
    family, *further = (each.strip() for each in text.split(","))
    if len(further) == 2 and _SUFFIX.fullmatch(further[1]):
        return person(family, further[0], further[1])
    return spoken(text)


def publisher(name: Any) -> str:
    """Return the name of a publisher without the acronym after it, as Crossref has it: ``Elsevier Ltd (ELS)``."""
    return _ACRONYM.sub("", strip(name_of(name)))


def without_owner(repository: str) -> str:
    """Return the name of a repository without whose it is: ``bioRxiv (Cold Spring Harbor Laboratory)``."""
    return _OWNER.sub("", repository)


def without_degrees(name: str) -> str:
    """Return a name without the degrees after it: ``Doe`` of ``Doe, PhD``."""
    # What is longer is not a name, and the expression takes time with its square.
    return _DEGREES.sub("", name) if len(name) <= _LONGEST_NAME else name


def is_organization(name: str) -> bool:
    """Whether a name is that of an organization, by its words."""
    return _ORGANIZATION.search(name) is not None


def people(found: Iterable[Person | None], *, once: bool = True) -> tuple[Person, ...]:
    """Return those who were found; names in capitals get small letters. *Et al.* are others.

    Where all are in capitals, short ones are names, too: ``LI, X.``; else only the words that are no initials.

    Args:
        found: Those who were found.
        once: Whether a name that stands twice is one person, as where a service repeats itself; else they are two.
    """
    told = (each for one in found if one for each in _with_others(one))
    named = tuple(dict.fromkeys(told) if once else told)
    persons = {each for each in named if not each.whole and each is not OTHERS}
    shouted = (
        persons
        and all(each.name.isupper() for each in persons)
        and any(map(_shouts, persons))
        and any(" " in each.name for each in persons)  # one word may be an acronym
    )
    return tuple(_mended(each, bool(shouted)) if each in persons else each for each in named)


def _with_others(person: Person) -> tuple[Person, ...]:
    """Return somebody, and the others of ``A. Doe et al.``."""
    if not person.whole and (found := _AND_OTHERS.match(person.name)):
        return Person(found["name"]), OTHERS
    return (person,) if person.name else ()


def _shouts(person: Person) -> bool:
    """Whether a name in capitals has words longer than initials."""
    return any(len(word) > _INITIALS for word in _LETTER_RUN.findall(person.name))


def _mended(person: Person, shouted: bool) -> Person:
    if shouted:
        return Person(_small_particles(_LETTER_RUN.sub(_capitalized, person.name)))
    if " " not in person.name:  # one word in capitals among other names is an acronym
        return person
    pieces = person.name.split(", ")
    return Person(
        ", ".join(
            _small_particles(_LONG_RUN.sub(_capitalized, each)) if each.isupper() else each
            for each in pieces
        )
    )


def _small_particles(name: str) -> str:
    """Return a name that was in capitals with its particles small: ``van der Berg, Jan``."""
    return _PARTICLES_FIRST.sub(lambda found: found[0].lower(), name, count=1)


def _capitalized(words: re.Match[str]) -> str:
    return "-".join(map(_capitalized_word, words[0].split("-")))


def _capitalized_word(text: str) -> str:
    # `McDonald`, not `Mcdonald`; Scandinavian and Spanish names have no word of these two letters within.
    return (
        f"Mc{text[2:].capitalize()}"
        if text.startswith("MC") and len(text) > 4
        else text.capitalize()
    )


# --- numbers and dates -----------------------------------------------------------------------------------------------

_ISO: Final = lazily.pattern(r"\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
YEARS: Final = range(1000, 2200)
"""The years of dates by their numbers: others are told in words, or are mistakes."""
_PAGES: Final = lazily.pattern(r"\A(?:pages?|pp?)(?:\s*\.\s*|\s+|(?=\d))(?=\w)", re.IGNORECASE)
_RANGE: Final = lazily.pattern(r"([^\s–—-]++)\s*+(?:-{1,3}|–|—)\s*+([^\s–—-]++)")
_PAGE: Final = lazily.pattern(r"\D*+\d.*|[ivxlcdm]+|[IVXLCDM]+")
# What publishers write where there are no pages yet.
_NO_PAGES: Final = lazily.pattern(
    r"\A\W*(?:(?:n\.?/?a\.?|no|null|none|nan|xxx?)\b\W*)+\Z|\A\W+\Z", re.IGNORECASE
)
_EDITION_WORD: Final = lazily.pattern(
    r"\s*\b(?:edition|ed|éd|aufl(?:age)?|édition|edición|edizione)\b\.?\s*\]?\s*\Z", re.IGNORECASE
)
_NUMBER_OF_EDITION: Final = lazily.pattern(r"(?P<number>\d+)(?:\.|st|nd|rd|th)?")
_ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),  # noqa: SIM905
        1,
    )
}
_ORDINAL: Final = rf"{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)|revised|international"
# A title that ends with its edition: `Introduction to Algorithms, third edition`.
_ENDS_WITH_EDITION: Final = lazily.pattern(
    rf"""
    (?P<title> .*? ) [,.:;]? \s* [(\[]? (?<!\w)
    (?P<edition> (?:{_ORDINAL}) (?: \s (?:{_ORDINAL}) )? ) \s+ (?: edition | ed\.? ) [)\]]? \W* \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The number in a series: `Folio ; 12`, `Studies, v. 7`, `Lecture Notes in Mathematics (1234)`.
_NUMBERED: Final = lazily.pattern(
    r"""
    (?P<series> .*? \S ) \s*
    (?: ; \s* (?P<any> [^;]+ )
      | , \s* (?= (?: v | vol | volume | no | nr | number | bd | band | t | tome )\b ) (?P<named> .+ )
      | \( (?P<bracketed> \d+ ) \) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_VOLUME: Final = lazily.pattern(
    r"(?:v|vol|volume|no|nr|number|bd|band|t|tome)\b\.?\s*(?=\w)", re.IGNORECASE
)
_PROCEEDINGS: Final = lazily.pattern(
    r"""
    \A (?:Conference\s)? Proceedings \s of \b
    | [,:(] \s* (?: (?:Revised|Selected|Conference) \s )* Proceedings \b
    | \b Proceedings \W* \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ISBN: Final = lazily.pattern(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_MASTERS: Final = lazily.pattern(
    r"\b(?:master|m\.?\s?(?:sc|s|a|phil|eng|ed|b\.?a)\b|diplom|magister|maestr[ií]a|mestrado)",
    re.IGNORECASE,
)
_DOCTORS: Final = lazily.pattern(
    r"ph\.?\s?d|doctor|dissertation|(?:thesis|thèse|tesis)\Z", re.IGNORECASE
)
_OTHER_DEGREES: Final = lazily.pattern(
    r"bachelor|undergraduate|honou?rs|licen[ct]iat|habil", re.IGNORECASE
)
_DOI: Final = lazily.pattern(DOI_PREFIX + r"[^\s\"{}]{1,300}")
# An ISSN as it is printed, which is no part of an ISBN.
_WITH_HYPHEN: Final = lazily.pattern(r"(?<![\d-])\d{4}-\d{3}[\dXx](?![\d-])")
_OF_USA: Final = lazily.pattern("us|america", re.IGNORECASE)
_ISSN: Final = lazily.pattern(r"(\d{4})-?(\d{3}[\dXx])(?!\d)")


def date(in_year: Any, month: Any = None, day: Any = None) -> Date:
    """Return a date by its numbers, as far as they can be: there is no 13th month."""
    y, m, d = (_number(each) for each in (in_year, month, day))
    if y is None or y not in YEARS:  # a range is gone through for what is no number
        return Date()
    if m is None or not 1 <= m <= 12:
        return Date(y)
    return Date(y, m, d if d is not None and 1 <= d <= 31 else None)


def year(given: Any) -> int | None:
    """Return a year of four digits, whatever calendar it is of."""
    number = _number(given)
    return number if number and number >= 1000 else None


def iso_date(text: Any) -> Date:
    """Return the date that a text of ISO 8601 begins with: ``2020-03``, ``2020-03-01T12:00:00Z``, ``2019/2020``."""
    found = _ISO.match(plain(text))
    return date(*found.groups()) if found else Date()


def iso(told: Date) -> str:
    """Return a date in ISO 8601, as far as it is told: ``2020-03``."""
    return "-".join(f"{each:0{width}}" for each, width in zip(told, (4, 2, 2), strict=True) if each)


def _number(value: Any) -> int | None:
    if value is None or type(value) is int:  # as nearly all dates have it
        return value if value is None or 0 <= value <= 9999 else None
    text = plain(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def pages(first: Any, last: Any = "") -> str:
    """Return pages with a dash, of which `synbib.incoming` makes ``1--11``; of ``60-60`` only ``60``.

    Args:
        first: The first page, or all of them.
        last: The last page.
    """
    one, two = (_NO_PAGES.sub("", _PAGES.sub("", plain(each))) for each in (first, last))
    if (found := _RANGE.fullmatch(one)) and all(map(_PAGE.fullmatch, found.groups())):
        one, two = found[1], two or found[2]
    if "," in one and not two:
        stretches = (each.strip() for each in one.split(","))
        return ", ".join(
            f"{found[1]}–{found[2]}" if (found := _RANGE.fullmatch(each)) else each
            for each in stretches
        )
    return one if not two or one == two else f"{one}–{two}"


def edition(given: Any) -> str:
    """Return an edition as BibTeX and biblatex have it, its number: ``3`` of ``3rd ed.``; ``""`` of the first."""
    text = plain(given)
    for _ in range(2):  # `First Edition edition`
        text = _EDITION_WORD.sub("", text).strip(" []")
    found = _NUMBER_OF_EDITION.fullmatch(text)
    number = found["number"] if found else _ORDINALS.get(text.casefold(), "")
    if not number:
        return text[:1].upper() + text[1:]
    return "" if number == "1" else number


def told_edition(given: Any) -> str:
    """Return an edition that somebody has told, as `edition`; the first, too."""
    return edition(given) or ("1" if plain(given) else "")


def without_edition(title: Any, subtitle: Any = "") -> tuple[str, str, str]:
    """Return a title and a subtitle without the edition that one of them ends with, and that."""
    main, further = plain(title), plain(subtitle)
    if found := _ENDS_WITH_EDITION.match(further):
        return main, found["title"], edition(found["edition"])
    if (found := _ENDS_WITH_EDITION.match(main)) and found["title"]:
        return found["title"], further, edition(found["edition"])
    return main, further, ""


def is_proceedings(title: str) -> bool:
    """Whether a book is proceedings, by its title; who it names are its editors then."""
    return _PROCEEDINGS.search(title) is not None


def numbered(series: Any) -> tuple[str, str]:
    """Return the name of a series, and the number in it: of ``Folio ; 12``, ``Studies, v. 7``."""
    text = plain(series)
    if (found := _NUMBERED.fullmatch(text)) is None:
        return text, ""
    number = found["any"] or found["named"] or found["bracketed"]
    return found["series"], volume(number)


def volume(number: Any) -> str:
    """Return a number without the word before it: ``7`` of ``Bd. 7``."""
    text = plain(number)
    return text[found.end() :] if (found := _VOLUME.match(text)) else text


def isbn(given: Iterable[Any]) -> str:
    """Return the first of some ISBNs, ``""`` if none is one."""
    found = (_ISBN.search(plain(each).removeprefix("http://")) for each in given)
    return next((each[0].strip() for each in found if each), "")


def issn(given: Iterable[Any]) -> str:
    """Return the first of some ISSNs, ``""`` if none is one."""
    found = (_ISSN.search(plain(each)) for each in given)
    return next((f"{each[1]}-{each[2].upper()}" for each in found if each), "")


def isbns(given: Iterable[Any]) -> str:
    """Return all ISBNs in some texts, with commas between."""
    return standard_numbers(*given).get("isbn", "")


def issns(given: Iterable[Any]) -> str:
    """Return all ISSNs in some texts, with commas between."""
    return standard_numbers(*given).get("issn", "")


def standard_numbers(*given: Any) -> dict[str, str]:
    """Return the ``isbn`` and the ``issn`` that texts tell, several of one kind with commas between."""
    text = "; ".join(map(plain, given))
    serials = [each.upper() for each in _WITH_HYPHEN.findall(text)]
    text = _WITH_HYPHEN.sub(";", text)
    books = [each.strip() for each in _ISBN.findall(text)]
    serials += (f"{each[1]}-{each[2].upper()}" for each in _ISSN.finditer(_ISBN.sub(";", text)))
    found = {"isbn": books, "issn": serials}
    return {field: ", ".join(dict.fromkeys(each)) for field, each in found.items() if each}


def language(given: Any) -> dict[str, str]:
    """Return the field that says a language which somebody has told: ``langid`` by babel's name, else ``language``.

    English is told, too, other than by `langid`; that of the USA only where they are.
    """
    name = plain(given)
    known = babel_name(name) if name else None
    if known == "american" and not _OF_USA.search(name):
        known = "english"
    return {"langid": known} if known else {"language": name} if name else {}


def langid(language: Any) -> str:
    """Return babel's name of a language; ``""`` of English, as an entry is in English where it says nothing.

    Args:
        language: Its name, or its tag in BCP 47 or ISO 639.
    """
    name = plain(language)
    return "" if not name or is_english(language_tag(name)) else babel_name(name) or ""


def is_masters(degree: Any) -> bool:
    """Whether a degree, or the kind of a thesis, is that of a master."""
    return _MASTERS.search(plain(degree)) is not None


def other_degree(thesis: Any) -> str:
    """Return what a thesis is, if it is neither a master's nor a doctor's: ``Habilitation``, ``Bachelor's thesis``."""
    text = plain(thesis)
    is_usual = is_masters(text) or (_DOCTORS.search(text) and not _OTHER_DEGREES.search(text))
    return "" if is_usual else text


# --- addresses -------------------------------------------------------------------------------------------------------


def doi(given: Any) -> str:
    """Return a DOI without its resolver; ``""`` if it is none."""
    number = doi_number(plain(given)).replace("/ARXIV.", "/arXiv.")
    return number if _DOI.fullmatch(number) else ""


def identified(doi_given: Any, *addresses: Any) -> dict[str, str]:
    """Return scheme → identifier of a work by its DOI and its addresses; arXiv's own DOIs are its numbers, too."""
    number = doi(doi_given)
    found = {"doi": number} if number else {}
    for text in filter(None, (number, *map(plain, addresses))):
        if (named := find_identifier(text)) and named[0] in ("arxiv", "doi", "anthology"):
            found.setdefault(*named)
    return found


def further_link(given: Any, identifiers: Mapping[str, str]) -> str:
    """Return a URL that may be followed, and says more than the identifiers of the work do."""
    url = link(given)
    named = find_identifier(url) if url else None
    known = {(scheme, comparable(scheme, each)) for scheme, each in identifiers.items()}
    return "" if named and (named[0], comparable(*named)) in known else url


def page(given: Any, identifiers: Mapping[str, str]) -> str:
    """Return a URL that may be followed, and that no field of an entry tells already: that of its DOI, or of arXiv.

    Of an identifier that has no field, as the ACL Anthology's, the URL is the only place.
    """
    in_fields = {scheme: each for scheme, each in identifiers.items() if scheme in ("arxiv", "doi")}
    return further_link(given, in_fields)


def link(given: Any) -> str:
    """Return a URL that may be followed; ``""`` if it is none."""
    return percent_encode(clean_url(plain(given)))

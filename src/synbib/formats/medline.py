"""Citations of MEDLINE and PubMed, whichever way they are written: as XML, as NBIB, as summaries.

Source: NLM's "MEDLINE/PubMed Data Element (Field) Descriptions" and the DTD ``pubmed_250101``. NLM ends each title with
a period, sets a translated one in brackets, cuts last pages short, and writes the names of journals small.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.formats.data import placed
from synbib.formats.dates import date_and_month
from synbib.formats.extra import fields_in, lines_of
from synbib.formats.indexes import place
from synbib.formats.outgoing import PUBLISHERS
from synbib.formats.parts import edition, further_link, identified, langid, language, told_edition
from synbib.formats.status import told_by_title
from synbib.formats.tagging import told_date
from synbib.formats.texts import SMALL_WORDS, marked, name, plain, title
from synbib.incoming import CONTAINERS, OTHERS, Date, Incoming, Person, publisher_field
from synbib.model import arxiv_id
from synbib.model.languages import bibliographic_code
from synbib.text import strip

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing
    from synbib.model.csl_item import CslName

__all__ = [
    "AHEAD",
    "RETRACTED",
    "Citation",
    "article_number",
    "arxiv_number",
    "dated",
    "in_full",
    "in_parts",
    "incoming",
    "initials",
    "is_book",
    "is_others",
    "months",
    "of_entry",
]

# --- reading ---------------------------------------------------------------------------------------------------------

# A title that NLM has translated, perhaps with a remark of theirs after it.
_TRANSLATED: Final = lazily.pattern(
    r"\[(?P<title>.*?)(?: ?\(author's transl\))?\]\.?\s*(?P<remark>\([^()]*\))?\.?"
)
# `10 Suppl 1`, where a record has no number of an issue.
_SUPPLEMENT: Final = lazily.pattern(r"(?P<volume>\d+)\s+(?P<number>(?:Suppl|Pt|Spec No)\b.*)")
# What a publisher's item id has to look like where it is the number of the article.
_ARTICLE_NUMBER: Final = lazily.pattern(r"[A-Za-z]{0,6}\d{1,8}")
# The period that NLM puts after each title; not that of an abbreviation, which takes its place.
_END: Final = lazily.pattern(r"(?<!\bal)(?<!\betc)(?<!\bvs)(?<![.\s][A-Z])\.\s*\Z")
RETRACTED: Final = "retracted publication"
"""The type of publication of what was retracted."""
_TRADEMARK: Final = lazily.pattern(r"\((?:<sup>[®™]</sup>|[®™])\)|<sup>[®™]</sup>|[®™]")
_ARXIV: Final = "arXiv:"
_CONGRESS: Final = "congress"
# What says that no language is told, or several (ISO 639-2).
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "mis"})
# Type of the entry → that of the same at a congress.
_OF_CONGRESS: Final = {"book": "proceedings", "incollection": "inproceedings"}
_PREPRINT: Final = "preprint"
# Types of publication → that of the entry, whatever it stands in.
_THESES: Final = {
    "masters thesis": "mastersthesis",
    "academic dissertation": "phdthesis",
    "thesis": "phdthesis",
}
# What a work is that stands in no journal.
_ALONE: Final = {
    "book": "book",
    "dataset": "dataset",
    "legal case": "jurisdiction",
    "legislation": "legislation",
    "meeting paper": "inproceedings",
    "overall": "proceedings",
    "patent": "patent",
    "report": "techreport",
    "technical report": "techreport",
    "unpublished work": "unpublished",
    "video-audio media": "video",
}
AHEAD: Final = "prepublished"
"""The ``pubstate`` of what has appeared ahead of print (biblatex §4.9.2.11)."""
_BOOKS: Final = "https://www.ncbi.nlm.nih.gov/books/"


@lazily.dataclass(frozen=True, slots=True)
class Citation:
    """A citation of PubMed.

    Attributes:
        title: The title, with its markup.
        vernacular: The title in the language of the work, where ``title`` is a translation.
        names: ``author`` and ``editor`` → who that is.
        journal: The journal's title in full.
        short: Its ISO abbreviation, or NLM's.
        numbers: ``volume``, ``number``, ``issn``, ``isbn``, ``edition``, ``publisher``, ``address`` … as the fields.
        pages: The pages, the last of them perhaps cut short.
        date: When it was published.
        months: The season, or several months, where the date has those.
        identifiers: ``pmid``, ``doi``, ``pmc``, ``bookaccession`` → the identifier.
        languages: Codes or names.
        types: The types of publication.
        electronic: Whether it has appeared in no print.
        book: The title of the book that it is, or stands in.
        published_as: Scheme → identifier of what a preprint was published as.
        issns: All numbers of the journal, of which ``numbers`` has the one that links them.
        isbns: All numbers of the book, of which ``numbers`` has the first.
        country: Where the journal is published.
        item: The publisher's number of it, PII, or that of arXiv: ``S0732-8893(15)00432-0``, ``arXiv:2101.00001``.
        url: Where it is read.
        pubstate: What is to become of it, as biblatex has it: ``prepublished``.
        abstract: The abstract, with its markup.
        keywords: What it is about: its authors' words, and headings of an index.
        note: What else is said of it; lines ``tex.field: value`` are fields.
        line: Its line in the file.
    """

    title: str
    vernacular: str = ""
    names: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    journal: str = ""
    short: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    pages: str = ""
    date: Date = Date()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[str] = ()
    types: Sequence[str] = ()
    electronic: bool = False
    book: str = ""
    published_as: Mapping[str, str] = field(default_factory=dict)
    issns: Sequence[str] = ()
    isbns: Sequence[str] = ()
    months: str = ""
    country: str = ""
    item: str = ""
    url: str = ""
    pubstate: str = ""
    abstract: str = ""
    keywords: Sequence[str] = ()
    note: str = ""
    line: int = 0


def months(text: str) -> str:
    """Return the season or the months of a date, ``1998 Winter``, ``2018 Apr-Jun``, as a field has them."""
    return date_and_month([text])[1]


def article_number(item: str) -> str:
    """Return a publisher's item id if it is the number that an article has instead of pages; ``""`` if not."""
    return item if _ARTICLE_NUMBER.fullmatch(item) else ""


def arxiv_number(item: str) -> str:
    """Return arXiv's number that a publisher's item id is, with its version; ``""`` if it is another's."""
    return item.removeprefix(_ARXIV) if item.startswith(_ARXIV) else ""


def dated(issue: Date, article: Date, *, electronic: bool) -> Date:
    """Return when an article was published.

    Args:
        issue: The date of its issue.
        article: That on which it appeared alone.
        electronic: Whether it has appeared in no print: then its issue is a year.
    """
    if not issue.year or (electronic and not issue.month and issue.year == article.year):
        return article
    return issue


def in_full(cited: Citation, source: str) -> Incoming:
    """Return the work that a citation of a file is of, with all that somebody has kept there: what it is about, too.

    Args:
        cited: The citation.
        source: The file.

    Raises:
        FormatError: A text is longer than `LONGEST_RECORD_TEXT`.
    """
    with placed(source, cited.line):
        return _in_full(cited, source)


def _in_full(cited: Citation, source: str) -> Incoming:
    work = incoming(cited)
    told = [each for each in cited.languages if each.casefold() not in _NO_LANGUAGE]
    languages = [found for each in told for found in language(each).values()]
    note, further = fields_in(cited.note)
    issns = cited.issns or [work.fields.get("issn", "")]
    fields = {
        "issn": work.fields.get("issn", "") and ", ".join(dict.fromkeys(issns)),
        "isbn": ", ".join(dict.fromkeys(cited.isbns)) or work.fields.get("isbn", ""),
        "address": work.fields.get("address", "") or name(cited.country),
        "month": "" if cited.date.month else cited.months,
        "edition": told_edition(cited.numbers.get("edition")),
        "pubstate": cited.pubstate,
        "pii": "" if cited.item in (cited.pages, *_arxiv_items(work)) else marked(cited.item),
        "abstract": marked(cited.abstract),
        "keywords": ", ".join(filter(None, map(marked, cited.keywords))),
        **(language(told[0]) if told else {}),
        **({"language": " and ".join(languages)} if len(languages) > 1 else {}),
    }
    url = further_link(cited.url, work.identifiers)
    return lazily.replace(
        work,
        fields=further | {field: text for field, text in {**work.fields, **fields}.items() if text},
        type=_kind_in_full(cited, work.type),
        date=cited.date,
        links={"paper": url} if url else work.links,
        note="; ".join(filter(None, map(plain, note.split("\n")))),
        source=source,
        lines=(cited.line,),
    )


def _kind_in_full(cited: Citation, kind: str) -> str:
    """Return the type of the entry of a citation in a file, by the one that `incoming` gives it."""
    if not (cited.journal or cited.short or cited.book or cited.types):
        return "misc"
    return _OF_CONGRESS.get(kind, kind) if _CONGRESS in _types(cited) else kind


def _arxiv_items(work: Incoming) -> Iterator[str]:
    if number := work.identifiers.get("arxiv"):
        yield f"{_ARXIV}{number}"


def incoming(cited: Citation) -> Incoming:
    """Return the work that a citation is of, as an entry needs it that is added by the number of the citation."""
    ids = {scheme: each for scheme, each in cited.identifiers.items() if each}
    accession = ids.pop("bookaccession", "")
    ids |= identified(ids.pop("doi", ""))
    named, status = _title(cited)
    kind = _kind(cited, named)
    fields = {
        "title": named,
        **{each: marked(text) for each, text in cited.numbers.items()},
        **_supplement(cited.numbers),
        "edition": edition(cited.numbers.get("edition")),
        **place(cited.pages, electronic=cited.electronic),
        "langid": next(filter(None, map(langid, cited.languages[:1])), ""),
        "pmid": ids.get("pmid", ""),
        "pmcid": ids.get("pmc", ""),
    }
    fields[publisher_field(kind)] = fields.pop("publisher", "")
    fields |= _container(cited, kind, on_arxiv="arxiv" in ids)
    return Incoming(
        fields,
        kind,
        cited.names,
        cited.date._replace(day=None),
        links={"paper": _BOOKS + accession} if accession and "doi" not in ids else {},
        identifiers=ids,
        status="retracted" if RETRACTED in _types(cited) else status,
        published_as=cited.published_as,
    )


def _types(cited: Citation) -> set[str]:
    return {each.casefold() for each in cited.types}


def _kind(cited: Citation, named: str) -> str:
    """Return the type of an entry by what a work stands in, and by the types of publication."""
    types = _types(cited)
    if cited.book:
        return "incollection" if named and named != title(cited.book) else "book"
    if theses := types & _THESES.keys():
        return next(kind for sign, kind in _THESES.items() if sign in theses)
    if not cited.journal and (alone := types & _ALONE.keys()):
        return next(kind for sign, kind in _ALONE.items() if sign in alone)
    return "misc" if _PREPRINT in types else "article"


def _container(cited: Citation, kind: str, *, on_arxiv: bool) -> dict[str, str]:
    """Return the fields of what a work stands in; of a book that is its title."""
    if cited.book:
        book = title(_END.sub("", _TRADEMARK.sub("", cited.book)))
        return {"booktitle" if kind in CONTAINERS else "title": book}
    if kind == "misc":
        server = "" if on_arxiv else _journal(cited.journal)
        return {"howpublished": server, "pages": "", "issn": ""}
    if kind != "article":
        return {}
    short = _PLACE.sub("", marked(cited.short))
    journal = _journal(cited.journal, short) or short
    is_same = short.casefold() == journal.casefold()
    return {"journal": journal, "shortjournal": "" if is_same else short}


def _supplement(numbers: Mapping[str, str]) -> dict[str, str]:
    """Return volume and number where the volume has both in one."""
    found = _SUPPLEMENT.fullmatch(numbers.get("volume", ""))
    return dict(found.groupdict()) if found and not numbers.get("number") else {}


def _title(cited: Citation) -> tuple[str, str]:
    """Return the title in the work's own language, and what it says became of the work."""
    text, status = told_by_title(cited.title)
    if translated := _TRANSLATED.fullmatch(text):
        text = cited.vernacular or translated["title"]
    return title(_END.sub("", text).replace("--", "—")), status


# What NLM adds where several journals are called so: `Science (New York, N.Y.)`.
_PLACE: Final = lazily.pattern(r"\s+\((?:[^()]*,\s[^()]*|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\)\Z")
# After a name, what the journal is, or its name in another language: `Spine : the journal of …`, `Revista = Journal`.
_EXPLAINED: Final = lazily.pattern(r"\s+[:=]\s+.*\Z")
# Before the edition in a language: `Angewandte Chemie (International ed. in English)`.
_EDITION: Final = lazily.pattern(r"\s+\((?P<edition>[^()]+?) ed\.[^()]*\)\Z")
# After these NLM puts a period that the journals do not have: `Nature reviews. Cancer`, `The Lancet. Oncology`.
_SECTIONS: Final = lazily.pattern(
    r"\A((?:Nature (?:reviews|clinical practice)|(?:The )?Lancet))\. "
)
# Names that have other letters than their place in a name would give them.
_SPELT: Final = {"ArXiv": "arXiv", "npj": "npj"}
# In small letters they are words, too: `Journal d urologie`.
_SMALL: Final = SMALL_WORDS | {"d", "i"}


def _journal(name: str, short: str = "") -> str:
    """Return a journal's name as its title page has it: without a place, and with capitals.

    Args:
        name: The name as NLM has it.
        short: The short name, whose capitals may be those of the journal: ``PLoS One``.
    """
    text = _EXPLAINED.sub("", _PLACE.sub("", marked(name)))
    text = _SECTIONS.sub(r"\1 ", text)
    if found := _EDITION.search(text):
        text = text[: found.start()]
        text += "" if text.casefold() == short.casefold() else f" {found['edition']} edition"
    first, *others = text.split() or [""]
    made = " ".join(
        (_capital(first), *(word if word in _SMALL else _capital(word) for word in others))
    )
    is_same = made.casefold() == short.casefold()
    return short if is_same and _capitals(short) > _capitals(made) else made


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))


def _capital(word: str) -> str:
    """Return a word that is all small with a capital: not ``eLife``, nor ``npj``."""
    return _SPELT.get(word) or (word[:1].upper() + word[1:] if word.islower() else word)


# --- writing ---------------------------------------------------------------------------------------------------------

# Entry type → NLM's type of publication ("Publication Characteristics (Publication Types)"); only a master's thesis has
# none there.
_PUBLICATION_TYPES: Final = {
    "article": "Journal Article",
    "conference": "Congress",
    "dataset": "Dataset",
    "inproceedings": "Congress",
    "jurisdiction": "Legal Case",
    "legislation": "Legislation",
    "mastersthesis": "Masters Thesis",
    "patent": "Patent",
    "phdthesis": "Academic Dissertation",
    "proceedings": "Congress",
    "report": "Technical Report",
    "techreport": "Technical Report",
    "thesis": "Academic Dissertation",
    "unpublished": "Unpublished Work",
    "video": "Video-Audio Media",
}
_WHOLE_BOOKS: Final = frozenset(
    {"book", "booklet", "collection", "manual", "mvbook", "proceedings"}
)
_NUMBERS: Final = ("volume", "number", "edition", "series", "chapter")
_RETRACTED_NOTE: Final = "retracted"
_BETWEEN_KEYWORDS: Final = lazily.pattern(r"\s*[,;]\s*")
_BETWEEN_NUMBERS: Final = lazily.pattern(r"[\s,;]+")
_BETWEEN_ISBNS: Final = lazily.pattern(r"\s*[,;]\s*|\s+(?=97[89])")
_PERIOD: Final = lazily.pattern(r"(?<=\b[^\W\d_])\.")


def is_book(work: Outgoing) -> bool:
    """Whether an entry is a book, or a part of one."""
    return work.type in _WHOLE_BOOKS or work.has("booktitle")


def of_entry(
    work: Outgoing, read: Callable[..., str], without: Container[str] = frozenset()
) -> Citation:
    """Return the citation of an entry; whom it names is asked of the entry itself.

    Args:
        work: The entry.
        read: Returns a text of it: `Outgoing.text`, or `Outgoing.marked` where a format has formatting.
        without: The fields that have no place of their own, and stand as lines in the note.
    """

    def text(*names: str) -> str:
        return next(
            (work.text(each) for each in names if each not in without and work.has(each)), ""
        )

    title_of_it = ": ".join(filter(None, (read("title"), read("subtitle"))))
    is_whole = work.type in _WHOLE_BOOKS
    numbers = {each: text(each) for each in _NUMBERS}
    numbers["publisher"] = text(*PUBLISHERS)
    types = [_PUBLICATION_TYPES.get(work.type, "")]
    if work.entry.fields.get("note", "").casefold() == _RETRACTED_NOTE:
        work.take("note")
        types.append("Retracted Publication")
    is_preprint = work.type == "misc" and work.has("eprint")
    if is_preprint:
        types.append("Preprint")
    if arxiv := arxiv_id(work.entry.fields) if work.has("eprint") else "":
        work.take("eprint", "eprinttype")
    ahead = work.entry.fields.get("pubstate") == AHEAD
    ids = {"doi": text("doi"), "pmid": text("pmid"), "pmc": text("pmcid")}
    date, months = told_date(work)
    language_told = bibliographic_code(work.entry.fields.get("langid", ""))
    told = Citation(
        "" if is_whole else title_of_it,
        journal=text("journaltitle") or (text("howpublished") if is_preprint and not arxiv else ""),
        short=text("shortjournal"),
        numbers=numbers,
        pages=text("pages", "eid").replace("–", "-"),
        date=date,
        months=months,
        identifiers=ids,
        languages=[language_told] if language_told else [],
        types=list(filter(None, types)),
        book=title_of_it if is_whole else read("booktitle"),
        issns=list(filter(None, _BETWEEN_NUMBERS.split(text("issn")))),
        isbns=list(filter(None, _BETWEEN_ISBNS.split(text("isbn")))),
        country=text("location"),
        item=f"{_ARXIV}{arxiv}" if arxiv else text("pii"),
        url=text("url"),
        pubstate=text("pubstate") if ahead else "",
        abstract=read("abstract"),
        keywords=list(filter(None, _BETWEEN_KEYWORDS.split(text("keywords")))),
    )
    if language_told:
        work.take("langid")
    work.becomes(_kind_in_full(told, _kind(told, title(told.title))))
    note = text("annotation")
    return lazily.replace(told, note="\n".join(filter(None, (note, *lines_of(work)))))


def is_others(name: CslName) -> bool:
    """Whether a name stands for others who are not named."""
    return name.get("literal") == OTHERS.name


def in_parts(name: CslName) -> tuple[str, str, str]:
    """Return the family name with its particles, the given names as NLM has them, without periods, and the suffix."""
    last = (name.get("non-dropping-particle"), name.get("family") or name.get("literal"))
    first = (name.get("given"), name.get("dropping-particle"))
    family, given = (strip(" ".join(filter(None, each))) for each in (last, first))
    return family, _PERIOD.sub("", given), strip(name.get("suffix", "")).rstrip(".")


def initials(given: str) -> str:
    """Return the initials of given names: ``JP`` of ``Jan P``."""
    return "".join(
        word if word.isupper() else word[:1].upper() for word in given.replace("-", " ").split()
    )

"""PubMed's XML, as ``efetch`` and the yearly files have it: the DTD ``pubmed_250101`` and those before it.

``PubmedArticle`` holds a journal article, ``PubmedBookArticle`` a book or a chapter of the NCBI Bookshelf. Before 2008
a ``MedlineCitation`` stood alone, in a ``MedlineCitationSet``. In Europe PMC's XML each is a ``result``.

Left out is what says nothing of the work, or is another work: where people work (``Affiliation``), who paid
(``GrantList``), what the work cites and what comments on it (``ReferenceList``, ``CommentsCorrectionsList``), registers
of substances and of data (``ChemicalList``, ``DataBankList``), ``Sections`` of a book, the copyright on an abstract,
and how NLM keeps the record (``History``, ``DateRevised`` …).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import FormatError, Tell, inner_markup, untold
from synbib.formats.europepmc import as_json, citation
from synbib.formats.indexes import full_date, suffix, with_periods
from synbib.formats.medline import (
    AHEAD,
    RETRACTED,
    Citation,
    article_number,
    arxiv_number,
    dated,
    in_full,
    in_parts,
    initials,
    is_book,
    is_others,
    months,
    of_entry,
)
from synbib.formats.pick import words
from synbib.formats.xml import DECLARATION, elements, escaped, runs, tag
from synbib.incoming import OTHERS, Date, Incoming, Person
from synbib.text import strip
from synbib.text.months import month_number

if TYPE_CHECKING:
    from lxml import etree

    from synbib.formats.outgoing import Outgoing
    from synbib.model.csl_item import CslName

__all__ = ["citations", "read", "stream", "write"]

# --- reading ---------------------------------------------------------------------------------------------------------

# How an article that is in no print is published, "PubModel Attribute".
_ELECTRONIC: Final = frozenset({"Electronic", "Electronic-eCollection"})
_UNLABELLED: Final = "UNLABELLED"
# Type of an ArticleId → the scheme.
_SCHEMES: Final = {
    "bookaccession": "bookaccession",
    "doi": "doi",
    "pmc": "pmc",
    "pubmed": "pmid",
}


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a set of PubMed's citations.

    Raises:
        FormatError: It is not PubMed's XML, or it tells of an error.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a set of PubMed's citations, each as soon as it is read.

    Raises:
        FormatError: It is not PubMed's XML, or it tells of an error. Works before the place of the error were yielded.
    """
    return (in_full(each, name) for each in citations(file, name))


def citations(file: BinaryIO, name: str = "<data>") -> Iterator[Citation]:
    """Yield the citations of a set, each as soon as it is read.

    Raises:
        FormatError: As `stream`.
    """
    tags = frozenset((*_READERS, *_ERRORS))
    for line, each in elements(file, name, tags, _SETS, "XML of PubMed or Europe PMC"):
        if each.tag in _ERRORS:
            raise FormatError(f"{name}: {words(each)}; save the answer of efetch with retmode=xml")
        yield lazily.replace(_READERS[str(each.tag)](each), line=line)


def _article(root: etree._Element) -> Citation:
    cited = root if root.tag == "MedlineCitation" else root.find("MedlineCitation")
    article = cited.find("Article") if cited is not None else None
    issue = article.find("Journal/JournalIssue") if article is not None else None
    numbers = {
        "volume": words(issue, "Volume"),
        "number": words(issue, "Issue"),
        "issn": words(cited, "MedlineJournalInfo/ISSNLinking") or words(article, "Journal/ISSN"),
    }
    electronic = article is not None and article.get("PubModel") in _ELECTRONIC
    ids = _identifiers(root, cited, "PubmedData/ArticleIdList/ArticleId")
    item = _elocation(article, "pii")
    ids["arxiv"] = arxiv_number(item)
    return Citation(
        _markup(article, "ArticleTitle"),
        _markup(article, "VernacularTitle"),
        _names(article.findall("AuthorList") if article is not None else []),
        words(article, "Journal/Title"),
        words(article, "Journal/ISOAbbreviation") or words(cited, "MedlineJournalInfo/MedlineTA"),
        numbers,
        words(article, "Pagination/MedlinePgn")
        or _pages(article)
        or (article_number(item) if electronic else ""),
        dated(_date(issue, "PubDate"), _date(article, "ArticleDate"), electronic=electronic),
        ids | {"doi": _elocation(article, "doi") or ids.get("doi", "")},
        _texts(article, "Language"),
        [*_texts(article, "PublicationTypeList/PublicationType"), *_retraction(cited)],
        electronic,
        published_as=_published(cited),
        country=words(cited, "MedlineJournalInfo/Country"),
        months=months(_month_words(issue)),
        item=item,
        url=words(root, "PubmedData/ArticleIdList/ArticleId[@IdType='url']"),
        issns=list(filter(None, (numbers["issn"], *_texts(article, "Journal/ISSN")))),
        pubstate=AHEAD if words(root, "PubmedData/PublicationStatus") == "aheadofprint" else "",
        abstract=_abstract(article) or _abstract(cited, "OtherAbstract"),
        keywords=_keywords(cited),
        note="\n".join(_texts(cited, "GeneralNote")),
    )


def _book(root: etree._Element) -> Citation:
    document = root.find("BookDocument")
    book = document.find("Book") if document is not None else None
    names = _names(book.findall("AuthorList") if book is not None else [])
    own = _names(document.findall("AuthorList") if document is not None else [])
    numbers = {
        "publisher": words(book, "Publisher/PublisherName"),
        "address": words(book, "Publisher/PublisherLocation"),
        "edition": words(book, "Edition"),
        "volume": words(book, "Volume"),
        "series": words(book, "CollectionTitle"),
        "number": words(book, "ReportNumber"),
        "isbn": words(book, "Isbn"),
        "chapter": words(document, "LocationLabel[@Type='chapter']")
        .removeprefix("Chapter")
        .strip(),
    }
    # A book that goes on has the year in which it began.
    when = max(
        _date(book, "PubDate"),
        _date(document, "ContributionDate"),
        key=lambda each: (each.year or 0, each.month or 0),
    )
    title = _markup(document, "ArticleTitle")
    return Citation(
        title,
        _markup(document, "VernacularTitle"),
        {**{role: people for role, people in names.items() if role not in own}, **own},
        numbers=numbers,
        pages=words(document, "Pagination/MedlinePgn"),
        date=when,
        identifiers={"doi": "" if title else _elocation(book, "doi")}
        | _identifiers(root, document, "BookDocument/ArticleIdList/ArticleId"),
        languages=_texts(document, "Language"),
        types=_texts(document, "PublicationType"),
        book=_markup(book, "BookTitle"),
        isbns=_texts(book, "Isbn"),
        item=_elocation(book, "pii"),
        abstract=_abstract(document),
        keywords=_keywords(document),
        note="\n".join((*_texts(book, "VolumeTitle"), *_texts(document, "GeneralNote"))),
    )


def _markup(element: etree._Element | None, path: str) -> str:
    return inner_markup(element.find(path)) if element is not None else ""


def _abstract(element: etree._Element | None, name: str = "Abstract") -> str:
    """Return the first abstract, its parts with their labels before them, as PubMed shows them: ``METHODS: We ask``."""
    found = element.find(name) if element is not None else None
    return " ".join(
        f"{label}: {text}" if (label := each.get("Label")) and label != _UNLABELLED else text
        for each in (found.findall("AbstractText") if found is not None else ())
        if (text := inner_markup(each).strip())
    )


def _keywords(element: etree._Element | None) -> list[str]:
    """Return the words of the authors and the headings of NLM, MeSH: ``Sleep/physiology``; and whom it is about."""
    if element is None:
        return []
    headings = (
        "/".join((words(each, "DescriptorName"), *_texts(each, "QualifierName")))
        for each in element.findall("MeshHeadingList/MeshHeading")
    )
    people = (
        " ".join(filter(None, (with_periods(words(each, "ForeName")), words(each, "LastName"))))
        for each in element.findall("PersonalNameSubjectList/PersonalNameSubject")
    )
    return list(dict.fromkeys((*_texts(element, "KeywordList/Keyword"), *headings, *people)))


# What may stand around citations, and may hold none of them.
_SETS: Final = frozenset(
    {"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet", "responseWrapper"}
)
_ERRORS: Final = frozenset({"ERROR", "OtherError"})
_READERS: Final = {
    "result": lambda result: citation(as_json(result)),
    "PubmedArticle": _article,
    "PubmedBookArticle": _book,
    "MedlineCitation": _article,
}


def _texts(element: etree._Element | None, path: str) -> list[str]:
    return [words(each) for each in element.findall(path)] if element is not None else []


def _names(lists: list[etree._Element]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for each in lists:
        role = "editor" if each.get("Type") == "editors" else "author"
        people = [who for one in each.findall("Author") if (who := _person(one)) is not None]
        found.setdefault(role, []).extend(parts.people(people))
        if each.get("CompleteYN") == "N" and people:
            found[role].append(OTHERS)
    return found


def _person(author: etree._Element) -> Person | None:
    if group := words(author, "CollectiveName"):
        return parts.organization(group)
    in_full = " ".join(filter(None, (words(author, "FirstName"), words(author, "MiddleName"))))
    given = with_periods(words(author, "ForeName") or in_full or words(author, "Initials"))
    return parts.person(words(author, "LastName"), given, suffix(words(author, "Suffix")))


def _pages(article: etree._Element | None) -> str:
    first, last = (words(article, f"Pagination/{name}Page") for name in ("Start", "End"))
    return f"{first}-{last}" if last else first


def _elocation(article: etree._Element | None, kind: str) -> str:
    """Return where an article is found, ``doi`` or ``pii``; not what NLM has found to be wrong."""
    listed = article.findall(f"ELocationID[@EIdType='{kind}']") if article is not None else []
    return next((words(each) for each in listed if each.get("ValidYN") != "N"), "")


def _date(element: etree._Element | None, path: str) -> Date:
    """Return a date in parts, its month by number or by name; or what a ``MedlineDate`` says."""
    if text := words(element, f"{path}/MedlineDate"):
        return full_date(text)
    year, month, day = (words(element, f"{path}/{part}") for part in ("Year", "Month", "Day"))
    return parts.date(year, month_number(month) if month else None, day)


def _month_words(issue: etree._Element | None) -> str:
    year, season = (words(issue, f"PubDate/{part}") for part in ("Year", "Season"))
    return words(issue, "PubDate/MedlineDate") or f"{year} {season}"


def _identifiers(root: etree._Element, cited: etree._Element | None, path: str) -> dict[str, str]:
    found = {"pmid": words(cited, "PMID")}
    for each in root.findall(path):
        scheme = _SCHEMES.get(each.get("IdType", ""))
        if scheme and (text := words(each)):
            found[scheme] = parts.doi(text) if scheme == "doi" else text
    return found


def _retraction(cited: etree._Element | None) -> list[str]:
    """Return the type of a retracted article, where only a note on its retraction tells it."""
    path = "CommentsCorrectionsList/CommentsCorrections[@RefType='RetractionIn']"
    return [RETRACTED] if cited is not None and cited.find(path) is not None else []


def _published(cited: etree._Element | None) -> dict[str, str]:
    """Return what a preprint was published as: PubMed calls that an update."""
    path = "CommentsCorrectionsList/CommentsCorrections[@RefType='UpdateIn']/PMID"
    number = words(cited, path)
    return {"pmid": number} if number else {}


# --- writing ---------------------------------------------------------------------------------------------------------

# What stands over a set (pubmed_250101.dtd), by which other programs know it.
_DOCTYPE: Final = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
# Fields that have an element only for the other kind of work, or none.
_NOT_OF_ARTICLES: Final = frozenset(
    {"chapter", "edition", "institution", "isbn", "organization", "publisher", "series", "url"}
)
_NOT_OF_BOOKS: Final = frozenset(
    {
        "chapter",
        "howpublished",
        "pii",
        "issn",
        "journaltitle",
        "number",
        "pubstate",
        "shortjournal",
        "url",
    }
)
_ELEMENTS: Final = {
    "italic": "i",
    "oblique": "i",
    "bold": "b",
    "subscript": "sub",
    "superscript": "sup",
    "underline": "u",
}


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a set of citations, with an element for each work."""
    yield f"{DECLARATION}{_DOCTYPE}<PubmedArticleSet>\n"
    for work in works:
        if is_book(work):
            element = _written_book(work, of_entry(work, work.marked, _NOT_OF_BOOKS))
        else:
            element = _written_article(work, of_entry(work, work.marked, _NOT_OF_ARTICLES))
        yield f"{element}\n"
    yield "</PubmedArticleSet>\n"


def _written_article(work: Outgoing, cited: Citation) -> str:
    numbers = cited.numbers
    doi, pmid = (escaped(cited.identifiers.get(scheme, "")) for scheme in ("doi", "pmid"))
    issue = tag(
        "JournalIssue",
        tag("Volume", escaped(numbers.get("volume", ""))),
        tag("Issue", escaped(numbers.get("number", ""))),
        _written_date("PubDate", cited),
    )
    journal = tag(
        "Journal",
        *(tag("ISSN", escaped(each)) for each in cited.issns[1:] or cited.issns),
        issue,
        tag("Title", escaped(cited.journal)),
        tag("ISOAbbreviation", escaped(cited.short)),
    )
    article = tag(
        "Article",
        journal,
        tag("ArticleTitle", _written(cited.title)),
        tag("Pagination", tag("MedlinePgn", escaped(cited.pages))),
        tag("ELocationID", doi, EIdType="doi", ValidYN="Y"),
        tag("ELocationID", escaped(cited.item), EIdType="pii", ValidYN="Y"),
        tag("Abstract", tag("AbstractText", _written(cited.abstract))),
        *_written_people(work),
        *(tag("Language", escaped(each)) for each in cited.languages),
        tag("PublicationTypeList", *_written_types(cited)),
    )
    citation = tag(
        "MedlineCitation",
        tag("PMID", pmid),
        article,
        tag(
            "MedlineJournalInfo",
            tag("Country", escaped(cited.country)),
            tag("ISSNLinking", escaped(cited.issns[0]) if len(cited.issns) > 1 else ""),
        ),
        *_written_about(cited),
        Status="Publisher",
    )
    ahead = tag("PublicationStatus", "aheadofprint" if cited.pubstate == AHEAD else "")
    return tag("PubmedArticle", citation, tag("PubmedData", ahead, _written_ids(cited)))


def _written_book(work: Outgoing, cited: Citation) -> str:
    numbers = cited.numbers
    people = list(_written_people(work))
    # Those of a chapter are its own; its editors are the book's.
    own = [each for each in people if cited.title and 'Type="authors"' in each]
    publisher = tag(
        "Publisher",
        tag("PublisherName", escaped(numbers.get("publisher", ""))),
        tag("PublisherLocation", escaped(cited.country)),
    )
    book = tag(
        "Book",
        publisher,
        tag("BookTitle", _written(cited.book)),
        _written_date("PubDate", cited),
        *(each for each in people if each not in own),
        tag("Volume", escaped(numbers.get("volume", ""))),
        tag("Edition", escaped(numbers.get("edition", ""))),
        tag("CollectionTitle", escaped(numbers.get("series", ""))),
        *(tag("Isbn", escaped(each)) for each in cited.isbns),
    )
    document = tag(
        "BookDocument",
        tag("PMID", escaped(cited.identifiers.get("pmid", ""))),
        _written_ids(cited),
        book,
        tag("ArticleTitle", _written(cited.title)),
        tag("Pagination", tag("MedlinePgn", escaped(cited.pages))),
        *(tag("Language", escaped(each)) for each in cited.languages),
        *own,
        *_written_types(cited),
        tag("Abstract", tag("AbstractText", _written(cited.abstract))),
        *_written_about(cited),
    )
    return tag("PubmedBookArticle", document)


def _written(marked_text: str) -> str:
    """Return a text as XML, with the elements that PubMed has for its formatting."""
    pieces: list[str] = []
    for text, spans in runs(marked_text):
        names = sorted({_ELEMENTS[each] for each in spans if each in _ELEMENTS})
        piece = escaped(text)
        for each in names:
            piece = f"<{each}>{piece}</{each}>"
        pieces.append(piece)
    return "".join(pieces)


def _written_date(name: str, cited: Citation) -> str:
    if cited.months:
        return tag(name, tag("MedlineDate", escaped(f"{cited.date.year} {cited.months}")))
    parts_told = zip(("Year", "Month", "Day"), cited.date, strict=True)
    return tag(name, *(tag(part, f"{number:02}") for part, number in parts_told if number))


def _written_people(work: Outgoing) -> Iterator[str]:
    for role in ("author", "editor"):
        people = work.people(role)
        complete = "N" if any(map(is_others, people)) else "Y"
        authors = [_written_person(each) for each in people if not is_others(each)]
        yield tag("AuthorList", *authors, CompleteYN=complete, Type=f"{role}s")


def _written_person(name: CslName) -> str:
    if "literal" in name:
        return tag("Author", tag("CollectiveName", escaped(strip(name["literal"]))), ValidYN="Y")
    family, given, jr = in_parts(name)
    return tag(
        "Author",
        tag("LastName", escaped(family)),
        tag("ForeName", escaped(given)),
        tag("Initials", escaped(initials(given))),
        tag("Suffix", escaped(jr)),
        ValidYN="Y",
    )


def _written_types(cited: Citation) -> list[str]:
    return [tag("PublicationType", escaped(each)) for each in cited.types]


def _written_about(cited: Citation) -> Iterator[str]:
    yield tag(
        "KeywordList", *(tag("Keyword", escaped(each)) for each in cited.keywords), Owner="NOTNLM"
    )
    yield from (tag("GeneralNote", escaped(each)) for each in cited.note.split("\n"))


def _written_ids(cited: Citation) -> str:
    ids = cited.identifiers
    named = {"pubmed": "pmid", "doi": "doi", "pmc": "pmc"}
    return tag(
        "ArticleIdList",
        *(
            tag("ArticleId", escaped(ids.get(scheme, "")), IdType=kind)
            for kind, scheme in named.items()
        ),
    )

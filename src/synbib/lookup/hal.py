"""HAL's API of search, https://api.archives-ouvertes.fr/docs/search, and its OAI-PMH in Dublin Core.

Where an answer has HAL's own BibTeX of a document, ``label_bibtex``, that is read: it has the most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from synbib import lazily
from synbib.formats.bibtex import works
from synbib.formats.data import Element, Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.parts import doi, identified, isbn, issn, langid, people
from synbib.formats.pick import string, strings, words
from synbib.formats.texts import marked, title
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused, text_answer, xml_answer
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import find_identifier

__all__ = ["read", "request"]

_FIELDS: Final = (
    "label_bibtex,halId_s,uri_s,title_s,authFullName_s,docType_s,doiId_s,arxivId_s,producedDate_s"
)
# The scheme of a question → the field of a query.
_QUERIES: Final = {"arxiv": "arxivId_s", "doi": "doiId_s", "hal": "halId_s"}
_QUOTES: Final = re.compile(r'["\\]')
# HAL's types of documents → the type of an entry, and the field and the key of what it stands in.
_TYPES: Final = {
    "ART": ("article", "journal", "journalTitle_s"),
    "BLOG": ("online", "howpublished", "bookTitle_s"),
    "COMM": ("inproceedings", "booktitle", "conferenceTitle_s"),
    "COUV": ("incollection", "booktitle", "bookTitle_s"),
    "CREPORT": ("techreport", "institution", "authorityInstitution_s"),
    "DOUV": ("book", "publisher", "publisher_s"),
    "ETABTHESE": ("phdthesis", "school", "authorityInstitution_s"),
    "HDR": ("phdthesis", "school", "authorityInstitution_s"),
    "ISSUE": ("periodical", "series", "journalTitle_s"),
    "MEM": ("mastersthesis", "school", "authorityInstitution_s"),
    "NOTE": ("article", "journal", "journalTitle_s"),
    "OUV": ("book", "publisher", "publisher_s"),
    "PATENT": ("patent", "number", "number_s"),
    "POSTER": ("misc", "howpublished", "conferenceTitle_s"),
    "PRESCONF": ("misc", "howpublished", "conferenceTitle_s"),
    "PROCEEDINGS": ("proceedings", "publisher", "publisher_s"),
    "REPORT": ("techreport", "institution", "authorityInstitution_s"),
    "REPACT": ("techreport", "institution", "authorityInstitution_s"),
    "SOFTWARE": ("software", "publisher", "publisher_s"),
    "THESE": ("phdthesis", "school", "authorityInstitution_s"),
    "TRAD": ("book", "publisher", "publisher_s"),
    "VIDEO": ("video", "publisher", "publisher_s"),
}
# The types of Dublin Core → HAL's.
_OF_DC: Final = {
    "article": "ART",
    "book": "OUV",
    "booksection": "COUV",
    "bookpart": "COUV",
    "book sections": "COUV",
    "books": "OUV",
    "conference papers": "COMM",
    "conference poster": "POSTER",
    "conferenceobject": "COMM",
    "doctoralthesis": "THESE",
    "habilitation à diriger des recherches": "HDR",
    "journal articles": "ART",
    "masterthesis": "MEM",
    "report": "REPORT",
    "reports": "REPORT",
    "theses": "THESE",
}
_PREPRINT: Final = lazily.pattern(r"working paper|preprint", re.IGNORECASE)
_OWN_PAGE: Final = lazily.pattern(
    r"https?://(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.inria\.fr)/"
)
_NOT_THERE: Final = lazily.pattern(r"(?i:does not exist|no records? match)")
_NO_RECORD: Final = frozenset({"idDoesNotExist", "noRecordsMatch"})
# So long is a formatted source at most: what is longer is cut, as the expression takes time with its square.
_LONGEST_SOURCE: Final = 300
# `Journal of X, Publisher, 2014, 12 (3), pp.1-10. ⟨10.1000/x⟩`
_SOURCE: Final = lazily.pattern(
    r"""
    (?P<journal>[^,]+) , .*? (?:\b\d{4}\b) (?: ,\s* (?P<volume>[^,()]+?) (?: \s*\((?P<number>[^()]*)\) )? )?
    (?: ,\s* pp?\.\s*(?P<pages>[\w–-]+) )? (?: [.,] .* )?
    """,
    re.VERBOSE | re.DOTALL,
)


def request(question: Question) -> Request | None:
    """Return what asks for a document by an identifier, else for those that a title finds."""
    if question.scheme in _QUERIES:
        query = f'{_QUERIES[question.scheme]}:"{_QUOTES.sub("", question.identifier)}"'
    elif question.title:
        query = f'title_t:"{_QUOTES.sub(" ", question.title)}"'
        if question.family:
            query += f' AND authLastName_t:"{_QUOTES.sub(" ", question.family)}"'
    else:
        return None
    return Request("search/", {"q": query, "fl": _FIELDS, "wt": "json", "rows": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the documents of an answer: of a search, of OAI-PMH, or BibTeX.

    Raises:
        FormatError: It is not such an answer, or it tells of an error.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"@":
        return list(map(_tidied, works(text_answer("hal", data), "hal")))
    if start == b"<":
        return _of_oai(xml_answer("hal", data))
    answer = json_answer("hal", data)
    if isinstance(at(answer, "response", "docs"), list):
        return [work for each in records(answer, "response", "docs") for work in _of_document(each)]
    raise refused("hal", string(answer, "error", "msg") or string(answer, "error"))


def _tidied(work: Incoming) -> Incoming:
    """Return what HAL's BibTeX tells, without notes that say the type of an entry again, and its page beside a DOI."""
    fields = dict(work.fields)
    if fields.get("type") == "Theses":
        del fields["type"]
    kind = work.type
    if kind == "unpublished" and _PREPRINT.search(fields.get("note", "")):
        del fields["note"]
        kind = "misc"
    links = dict(work.links)
    if work.identifiers and _OWN_PAGE.match(links.get("paper", "")):
        del links["paper"]
    return lazily.replace(work, type=kind, fields=fields, links=links)


def _of_document(document: Record) -> list[Incoming]:
    if label := string(document, "label_bibtex"):
        return list(map(_tidied, works(label, "hal")))
    kind, field, key = _TYPES.get(string(document, "docType_s"), ("misc", "howpublished", ""))
    fields = {
        "title": title(_first(document, "title_s"), _first(document, "subTitle_s")),
        "volume": marked(_first(document, "volume_s")),
        "number": marked(_first(document, "issue_s") or _first(document, "number_s")),
        **place(_first(document, "page_s")),
        "publisher": marked(_first(document, "publisher_s")) if kind != "article" else "",
        "isbn": isbn(strings(document, "isbn_s")),
        "issn": issn(strings(document, "journalIssn_s")),
        "langid": langid(_first(document, "language_s")),
        field: marked(_first(document, key)),
        "version": marked(_first(document, "version_s")) if kind == "software" else "",
    }
    told = string(document, "docType_s")
    if kind == "inproceedings":
        fields["booktitle"] = fields["booktitle"] or marked(_first(document, "bookTitle_s"))
        fields["address"] = marked(_first(document, "city_s"))
    elif told == "HDR":
        fields["type"] = "Habilitation à diriger des recherches"
    elif told == "POSTER" and (meeting := fields["howpublished"]):
        where = marked(_first(document, "city_s"))
        fields["howpublished"] = ", ".join(filter(None, (f"Poster at {meeting}", where)))
    ids = {"arxiv": _first(document, "arxivId_s"), **identified(_first(document, "doiId_s"))}
    ids = {scheme: text for scheme, text in ids.items() if text}
    links = {"pdf": _first(document, "fileMain_s")}
    if fields["title"] and not ids:
        links["paper"] = _first(document, "uri_s")
    produced = _first(document, "publicationDate_s") or _first(document, "producedDate_s")
    return [
        Incoming(
            fields,
            kind,
            {
                "author": people(map(signed, strings(document, "authFullName_s"))),
                "editor": people(map(signed, strings(document, "scientificEditor_s"))),
            },
            date(produced or _first(document, "producedDateY_i")),
            links={name: url for name, url in links.items() if url},
            identifiers=ids,
        )
    ]


def _first(document: Record, key: str) -> str:
    return next(iter(strings(document, key)), "")


def _of_oai(root: Element) -> list[Incoming]:
    if (error := root.find(".//{*}error")) is not None:
        said = words(error)
        if error.get("code") in _NO_RECORD or _NOT_THERE.search(said):
            return []
        raise refused("hal", said)
    found = [_of_dc(each) for each in root.iter("{*}dc")]
    if not found and root.find(".//{*}record") is None:
        raise refused("hal", "")
    return found


def _of_dc(record: Element) -> Incoming:
    """Return the document of a record in Dublin Core."""

    def each(name: str) -> list[str]:
        return [text for element in record.iterfind(f"{{*}}{name}") if (text := words(element))]

    told = (_OF_DC.get(text.rpartition("/")[2].casefold()) for text in each("type"))
    kind, field, _ = _TYPES.get(next(filter(None, told), ""), ("misc", "howpublished", ""))
    fields = {
        "title": title(next(iter(each("title")), "")),
        "publisher": marked(next(iter(each("publisher")), "")) if kind != "article" else "",
        "langid": langid(next(iter(each("language")), "")),
    }
    if kind == "article" and (
        source := _SOURCE.fullmatch(next(iter(each("source")), "")[:_LONGEST_SOURCE])
    ):
        fields |= {name: marked(source[name] or "") for name in ("journal", "volume", "number")}
        fields |= place(source["pages"] or "")
    elif kind in ("inproceedings", "incollection"):
        fields[field] = marked(next(iter(each("source")), ""))
    ids, links = _named(each("identifier") + each("relation"))
    return Incoming(
        fields,
        kind,
        {
            "author": people(map(signed, each("creator"))),
            "editor": people(map(signed, each("contributor")[:0])),
        },
        date(next(iter(each("date")), "")),
        links=links,
        identifiers=ids,
    )


def _named(given: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the identifiers and the links among what a record names itself by."""
    ids: dict[str, str] = {}
    links: dict[str, str] = {}
    for text in given:
        bare = re.sub(r"^(?:info:eu-repo/semantics/altIdentifier/)?(?:doi|DOI)\s*[:/]\s*", "", text)
        if own := doi(bare):
            ids.setdefault("doi", own)
        elif "://" in text and text.lower().endswith(".pdf"):
            links.setdefault("pdf", text)
        elif (named := find_identifier(text)) and named[0] == "arxiv":
            ids.setdefault(*named)
        elif "://" in text:
            links.setdefault("paper", text)
    if ids:
        links.pop("paper", None)
    return ids, links

"""INSPIRE's REST API, https://github.com/inspirehep/rest-api-doc: literature, as JSON or as BibTeX.

Source of the fields: the schema ``hep`` of inspirehep/inspire-schemas. INSPIRE writes names of journals short and
without blanks, ``Eur.Phys.J.A``, and mathematics in titles in TeX or MathML.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from synbib import lazily
from synbib.formats.bibtex import works
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.journals import full_journal
from synbib.formats.parts import (
    edition,
    identified,
    is_organization,
    isbn,
    langid,
    organization,
    people,
)
from synbib.formats.pick import string, strings
from synbib.formats.texts import marked, title
from synbib.incoming import Date, Incoming, Person
from synbib.lookup.answers import json_answer, refused, text_answer
from synbib.lookup.question import Question, Request
from synbib.model import find_venue

__all__ = ["read", "request"]

_FIELDS: Final = (
    "titles,authors.full_name,authors.inspire_roles,collaborations,corporate_author,publication_info,dois,arxiv_eprints,"
    "document_type,thesis_info,imprints,isbns,report_numbers,number_of_pages,book_series,editions,preprint_date,"
    "withdrawn,control_number,languages"
)
_SITE: Final = "https://inspirehep.net/literature/"
# `document_type` → the type of an entry.
_TYPES: Final = {
    "activity report": "techreport",
    "article": "article",
    "book": "book",
    "book chapter": "incollection",
    "conference paper": "inproceedings",
    "note": "techreport",
    "proceedings": "proceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_THESES: Final = {
    "bachelor": "Bachelor's thesis",
    "diploma": "Diploma thesis",
    "habilitation": "Habilitation thesis",
    "laurea": "Laurea thesis",
    "other": "Thesis",
}
# Of what a DOI or a place of publication is, if not of the work itself.
_OTHER_MATERIAL: Final = frozenset(
    {"addendum", "erratum", "editorial note", "reprint", "translation"}
)
_JOINED: Final = lazily.pattern(r"\.(?=[^\s.\d)])")
_SECTION_FIRST: Final = lazily.pattern(r"(?P<section>[A-L])(?P<volume>\d+)")
_U_OF: Final = lazily.pattern(r"\AU\.(?= [A-Z])")
_U: Final = lazily.pattern(r"\bU\.")
# Which of several institutes of a university it is: `Heidelberg U. (main)`.
_ITS_PLACE: Final = lazily.pattern(r"\s+\(main\)\Z")
# Where a record was escaped once too often: `M\u00fcller`, `$\\gamma$`.
_ESCAPED: Final = lazily.pattern(r"\\u([0-9a-fA-F]{4})")
_TWICE: Final = lazily.pattern(r"\\\\(?=[A-Za-z])")


def request(question: Question) -> Request | None:
    """Return what asks for a record by its number, a DOI or an arXiv number, else for those that a title finds."""
    params = {"fields": _FIELDS}
    if question.scheme == "inspire":
        return Request(f"api/literature/{quote(question.identifier, safe='')}", params)
    if question.scheme in ("doi", "arxiv"):
        return Request(f"api/{question.scheme}/{quote(question.identifier, safe='/')}", params)
    if not question.title:
        return None
    terms = [f't "{question.title.replace(chr(34), " ")}"']
    if question.family:
        terms.append(f'a "{question.family.replace(chr(34), " ")}"')
    query = " and ".join(terms)
    return Request("api/literature", {**params, "q": query, "size": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer in JSON or in BibTeX.

    Raises:
        FormatError: It is not such an answer, or it tells of an error.
    """
    if data.lstrip()[:1] in (b"@", b"%"):
        return [_in_full(work) for work in works(text_answer("inspire", data), "inspire")]
    answer = json_answer("inspire", data)
    if isinstance(at(answer, "hits", "hits"), list):
        return [_work(at(each, "metadata") or each) for each in records(answer, "hits", "hits")]
    if isinstance(at(answer, "metadata"), dict):
        return [_work(answer["metadata"])]
    if isinstance(at(answer, "titles"), list):
        return [_work(answer)]
    if string(answer, "status") in ("404", "410"):
        return []
    raise refused("inspire", string(answer, "message"))


def _in_full(work: Incoming) -> Incoming:
    """Return what INSPIRE's BibTeX tells, with the journal and the university by their full names."""
    fields = dict(work.fields)
    if journal := fields.get("journal"):
        fields |= _journal(journal, fields.get("volume", ""))
    if school := fields.get("school"):
        fields["school"] = _university(school)
    if series := full_journal(fields.get("series", "")):
        fields["series"] = series
    return lazily.replace(work, fields=fields)


def _work(work: Record) -> Incoming:
    published = _own(work, "publication_info")
    arxiv = string(work, "arxiv_eprints", 0, "value")
    kind = _type(work, published, arxiv)
    fields = {
        "title": title(
            _mended(string(work, "titles", 0, "title")),
            _mended(string(work, "titles", 0, "subtitle")),
            tex=True,
        ),
        **_published(work, published, kind),
        "collaboration": ", ".join(
            marked(string(each, "value")) for each in records(work, "collaborations")
        ),
        "primaryclass": string(work, "arxiv_eprints", 0, "categories", 0),
        "langid": langid(string(work, "languages", 0)),
    }
    identifiers = {"arxiv": arxiv, **identified(string(_own(work, "dois"), "value"))}
    number = string(work, "control_number")
    return Incoming(
        fields,
        kind,
        _names(work),
        _date(work, published, kind),
        links={"paper": _SITE + number}
        if number and fields["title"] and not any(identifiers.values())
        else {},
        identifiers={scheme: text for scheme, text in identifiers.items() if text},
        status="withdrawn" if at(work, "withdrawn") is True else "",
    )


def _own(work: Record, name: str) -> Record:
    """Return the first object of a list that is of the work itself, and not of its erratum."""
    listed = records(work, name)
    return next((each for each in listed if string(each, "material") not in _OTHER_MATERIAL), {})


def _mended(text: str) -> str:
    if "\\" not in text:
        return text
    return _TWICE.sub(r"\\", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _type(work: Record, published: Record, arxiv: str) -> str:
    kind = next((_TYPES[told] for told in strings(work, "document_type") if told in _TYPES), "misc")
    if kind == "phdthesis" and string(work, "thesis_info", "degree_type") == "master":
        return "mastersthesis"
    if kind not in ("article", "inproceedings"):
        return kind
    if string(published, "journal_title"):
        return "article"
    if kind == "inproceedings" and any(
        string(published, told) for told in ("pubinfo_freetext", "parent_isbn", "page_start")
    ):
        return kind
    return "misc" if arxiv or kind == "article" else kind


def _published(work: Record, published: Record, kind: str) -> dict[str, str]:
    """Return the fields that say in what, and where in it, a work was published."""
    number = string(published, "artid")
    where = (
        {"eid": number}
        if number
        else place(string(published, "page_start"), string(published, "page_end"))
    )
    volumes = {
        "volume": string(published, "journal_volume"),
        "number": string(published, "journal_issue"),
    }
    publisher = {
        "publisher": marked(string(work, "imprints", 0, "publisher")),
        "address": marked(string(work, "imprints", 0, "place")),
        "isbn": isbn(string(each, "value") for each in records(work, "isbns")),
    }
    if kind == "article":
        return {
            **volumes,
            **_journal(string(published, "journal_title"), volumes["volume"]),
            **where,
        }
    if kind in ("inproceedings", "incollection"):
        said = marked(string(published, "pubinfo_freetext"))
        return {
            "booktitle": said,
            **where,
            **publisher,
            "isbn": isbn([string(published, "parent_isbn")]),
        }
    if kind in ("book", "proceedings"):
        series = {
            "series": marked(string(work, "book_series", 0, "title")),
            "volume": string(work, "book_series", 0, "volume"),
            "edition": edition(string(work, "editions", 0)),
        }
        return {**publisher, **series, "pagetotal": string(work, "number_of_pages")}
    if kind in ("phdthesis", "mastersthesis"):
        degree = string(work, "thesis_info", "degree_type")
        return {
            "school": _university(marked(string(work, "thesis_info", "institutions", 0, "name"))),
            "type": _THESES.get(degree, ""),
        }
    if kind == "techreport":
        report = string(work, "report_numbers", 0, "value")
        return {"number": report, "institution": publisher["publisher"]}
    return {}


def _journal(name: str, volume: str) -> dict[str, str]:
    """Return a journal by its full name where a table knows it, and by the short one, and its volume.

    Older records have the section of a journal with the volume: ``D98`` of ``Phys.Rev.``.
    """
    short = _JOINED.sub(". ", marked(name))
    in_section = _SECTION_FIRST.fullmatch(volume)
    if in_section and full_journal(f"{short} {in_section['section']}"):
        short, volume = f"{short} {in_section['section']}", in_section["volume"]
    return {**_named(short), "volume": volume}


def _named(short: str) -> dict[str, str]:
    if full := full_journal(short):
        return {"journal": full, "shortjournal": "" if full == short else short}
    found = find_venue(short)
    if found and found.venue.type == "journal" and found.venue.name != short:
        return {"journal": found.venue.name, "shortjournal": short}
    return {"journal": short}


def _university(name: str) -> str:
    """Return a university without INSPIRE's abbreviation; with further ones beside it, as it is."""
    written = _ITS_PLACE.sub("", name)
    full = _U.sub("University", _U_OF.sub("University of", written))
    return written if "." in full else full


def _names(work: Record) -> dict[str, Sequence[Person]]:
    found: dict[str, list[Person | None]] = {"author": [], "editor": []}
    for each in records(work, "authors"):
        roles = strings(each, "inspire_roles")
        if "supervisor" not in roles:
            role = "editor" if "editor" in roles else "author"
            found[role].append(signed(_mended(string(each, "full_name"))))
    if not found["author"]:
        found["author"] += [signed(name) for name in strings(work, "corporate_author")]
    if not found["author"] and not found["editor"]:
        found["author"] += [
            organization(_collaboration(string(each, "value")))
            for each in records(work, "collaborations")
        ]
    return {role: people(named) for role, named in found.items()}


def _collaboration(name: str) -> str:
    return name if is_organization(name) else f"{name} Collaboration"


def _date(work: Record, published: Record, kind: str) -> Date:
    """Return the date of the issue, else of the book or the thesis, else of the preprint."""
    of_issue = date(string(published, "year"))
    printed = date(string(work, "imprints", 0, "date"))
    if kind == "article" and of_issue.year:
        return printed if printed.year == of_issue.year else of_issue
    defended = date(
        string(work, "thesis_info", "defense_date") or string(work, "thesis_info", "date")
    )
    told = (of_issue, printed, defended, date(string(work, "preprint_date")))
    return next((each for each in told if each.year), Date())

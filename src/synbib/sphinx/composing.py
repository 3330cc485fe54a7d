"""All citations and bibliographies of a project, formatted as one document.

Knows nothing of Sphinx: what it needs of a project is here as data, so that it can be sent between processes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl import Citation, Cite, CslItem, Processor, Style, Written, locator_terms
from synbib.documents import split_suffix
from synbib.library import Entry, Library
from synbib.sphinx.filters import Names, Value, parse_filter
from synbib.sphinx.forms import Form, Part, WrittenKey
from synbib.text import MARKED
from synbib.text.marks import MARKS

__all__ = ["BibliographyRecord", "CiteRecord", "Composed", "Shown", "compose", "reference_alone"]

_CITED: Final = "cited"
_AND: Final = ", "
# How the works of a sentence are named in styles of numbers and labels.
_NAMING: Final = "chicago-author-date"
_BRACKETED: Final = lazily.pattern(rf"\A([{MARKS}]*)[(（\[](.*)[)）\]]([{MARKS}]*)\Z", re.DOTALL)
_FIRST_LETTER: Final = lazily.pattern(r"\w")


class CiteRecord(NamedTuple):
    """A citation of a document.

    Attributes:
        docname: The document.
        line: Where it stands.
        form: What is shown of it.
        keys: What it cites.
        note: The number of the note that it stands in, 0 in the text.
    """

    docname: str
    line: int
    form: Form
    keys: tuple[WrittenKey, ...]
    note: int = 0


class BibliographyRecord(NamedTuple):
    """A bibliography of a document.

    Attributes:
        docname: The document.
        line: Where it stands.
        filter: The expression that its entries fulfil, as it is written.
        listed: The keys that it has in any case.
        stores: The files that its entries are of; all of them if none is named.
        style: The name of its style; ``""`` for that of the project.
        prefix: What stands before its keys where they are cited.
    """

    docname: str
    line: int
    filter: str
    listed: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    style: str = ""
    prefix: str = ""


class Shown(NamedTuple):
    """What a citation shows.

    Attributes:
        text: Its text; in a style of notes, that of the note.
        lead: In a style of notes, what stands in the sentence before the note: the authors of a narrative citation.
    """

    text: str
    lead: str = ""


class Composed(NamedTuple):
    """What is shown.

    Attributes:
        cites: The text of each citation.
        bibliographies: Key and reference of the entries of each bibliography.
        unknown_cites: The number of a citation, and a key of it that no entry has.
        unknown_listed: The same of the keys that bibliographies list.
    """

    cites: tuple[Shown, ...]
    bibliographies: tuple[tuple[tuple[str, str], ...], ...]
    unknown_cites: tuple[tuple[int, str], ...] = ()
    unknown_listed: tuple[tuple[int, str], ...] = ()


def compose(
    library: Library,
    cites: Sequence[CiteRecord],
    bibliographies: Sequence[BibliographyRecord],
    style: str,
    locale: str | None = None,
) -> Composed:
    """Return all citations and bibliographies of a project as marked text.

    Numbers and letters after years go through all documents, in the order of ``cites``. In a style of notes each
    document stands for itself, so that none begins with *ibid.*

    Args:
        library: The entries.
        cites: The citations, in the order of the documents.
        bibliographies: The bibliographies.
        style: The name of the style.
        locale: A language tag; the style's own by default.

    Raises:
        SynbibError: A style cannot be used, or a filter is not one.
    """
    keys = _Keys(library, {each.prefix for each in bibliographies if each.prefix})
    citing = _citing(cites, keys)
    chosen = [_chosen(library, each, citing.get(each.prefix, {})) for each in bibliographies]
    uncited = [
        key
        for record, of_it in zip(bibliographies, chosen, strict=True)
        if not record.style
        for key in of_it
    ]
    composing = _Composing(library, keys, style, locale)
    texts, references = composing.texts(cites, uncited)
    shown = [
        [(key, references[key]) for key in references if key in of_it]
        if not record.style
        else composing.alone(record.style, of_it)
        for record, of_it in zip(bibliographies, chosen, strict=True)
    ]
    return Composed(
        tuple(texts),
        tuple(map(tuple, shown)),
        tuple((n, w.key) for n, c in enumerate(cites) for w in c.keys if not keys.find(w.key)),
        tuple((n, k) for n, b in enumerate(bibliographies) for k in b.listed if k not in library),
    )


class _Keys:
    """Which entry a key means, as it is written in a document.

    Args:
        library: The entries.
        prefixes: What may stand before a key.
    """

    def __init__(self, library: Library, prefixes: Collection[str]) -> None:
        self._library = library
        self._prefixes = sorted(prefixes, key=len, reverse=True)

    def find(self, key: str) -> tuple[str, str] | None:
        """Return the prefix of a key and the key of its entry."""
        if key in self._library:
            return "", self._library[key].key
        for prefix in self._prefixes:
            rest = key.removeprefix(prefix)
            if rest != key and rest in self._library:
                return prefix, self._library[rest].key
        return None


def _citing(cites: Iterable[CiteRecord], keys: _Keys) -> dict[str, dict[str, set[str]]]:
    """Return prefix of keys → the key of an entry → the documents that cite it so, in the order of citing."""
    citing: dict[str, dict[str, set[str]]] = {}
    for cite in cites:
        for written in cite.keys:
            if found := keys.find(written.key):
                prefix, key = found
                citing.setdefault(prefix, {}).setdefault(key, set()).add(cite.docname)
    return citing


def _chosen(
    library: Library, record: BibliographyRecord, docnames: Mapping[str, set[str]]
) -> list[str]:
    """Return the keys of the entries of a bibliography: what is cited in its order, then the rest.

    Args:
        library: The entries.
        record: The bibliography.
        docnames: The key of each entry that is cited for it → the documents that cite it.
    """
    listed = dict.fromkeys(library[key].key for key in record.listed if key in library)
    # Of a big store, only what is cited is looked at, if no more is wanted.
    rest = () if record.filter == _CITED else library
    wanted = parse_filter(record.filter)
    stores = {os.path.realpath(name) for name in record.stores}

    def is_chosen(key: str) -> bool:
        entry = library[key]
        source = entry.source
        if stores and not (source and os.path.realpath(source.document.name) in stores):
            return False
        return wanted(_names(entry, record.docname, docnames.get(key, set())))

    candidates = dict.fromkeys((*docnames, *listed, *rest))
    return [key for key in candidates if key in listed or is_chosen(key)]


def _names(entry: Entry, docname: str, docnames: Collection[str]) -> Names:
    """Return what the names in a filter are for one entry."""
    known: dict[str, Value] = {
        "type": entry.type,
        "key": entry.key.lower(),
        "cited": bool(docnames),
        "docname": docname,
        "docnames": frozenset(docnames),
        "year": entry.year,
    }
    return lambda name: known[name] if name in known else entry.texts.get(name, "")


class _Composing:
    """Formats the citations of a project.

    Args:
        library: The entries.
        keys: Which entry a key means.
        style: The name of the style.
        locale: A language tag; the style's own by default.
    """

    def __init__(self, library: Library, keys: _Keys, style: str, locale: str | None) -> None:
        self._library = library
        self._keys = keys
        self._style = Style.load(style)
        self._locale = locale
        self._terms = locator_terms(locale or "en-US")

    def texts(
        self, cites: Sequence[CiteRecord], uncited: Iterable[str]
    ) -> tuple[list[Shown], dict[str, str]]:
        """Return the text of each citation, and key → reference of all entries, in the style's order."""
        if not self._processor(()).in_notes:
            return self._of_document(cites, uncited)
        texts = [
            text
            for document in groupby(cites, lambda cite: cite.docname)
            for text in self._of_document(list(document[1]), ())[0]
        ]
        return texts, self._of_document(cites, uncited)[1]

    def alone(self, style: str, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Return the references of some entries in a style of their own."""
        items = [self._library[key].csl for key in keys]
        return Processor(style, items, self._locale, MARKED, links=True).bibliography().entries

    def _processor(self, items: Iterable[CslItem]) -> Processor:
        return Processor(self._style, items, self._locale, MARKED, links=True, cite_links=True)

    def _of_document(
        self, cites: Sequence[CiteRecord], uncited: Iterable[str]
    ) -> tuple[list[Shown], dict[str, str]]:
        found = (self._keys.find(written.key) for cite in cites for written in cite.keys)
        keys = dict.fromkeys((*(each[1] for each in found if each), *uncited))
        processor = self._processor(self._library[key].csl for key in keys)
        citations = [self._citations(cite) for cite in cites]
        flat = [each for several in citations for each in several]
        written = iter(self._with_authors(processor.cite_all(flat), flat))
        texts = [
            _shown(cite.form, [next(written) for _ in several], in_notes=processor.in_notes)
            for cite, several in zip(cites, citations, strict=True)
        ]
        references = dict(processor.bibliography().entries) if self._style.has_bibliography else {}
        return texts, references

    def _with_authors(
        self, written: Sequence[Written], citations: Sequence[Citation]
    ) -> Iterator[Written]:
        """Yield citations; of a style that shows no names, the narrative ones with names as usual."""
        nameless = dict.fromkeys(
            citation.cites[0].key
            for each, citation in zip(written, citations, strict=True)
            if citation.narrative and not each.authors and citation.cites[0].key in self._library
        )
        items = [self._library[key].csl for key in nameless]
        named = Processor(_NAMING, items, self._locale, MARKED).cite_all(
            Citation((Cite(key, suppress_author=True),), narrative=True) for key in nameless
        )
        authors = {key: each.authors for key, each in zip(nameless, named, strict=True)}
        for each, citation in zip(written, citations, strict=True):
            given = authors.get(citation.cites[0].key, "") if citation.narrative else ""
            yield each._replace(authors=each.authors or given)

    def _citations(self, record: CiteRecord) -> list[Citation]:
        """Return what is formatted for one citation of a document."""
        part = record.form.part
        cites = [self._cite(written, part) for written in record.keys]
        if part is Part.NOTHING:
            return []
        if part in (Part.NARRATIVE, Part.AUTHORS):
            # Each work has its authors in the sentence.
            return [
                Citation((lazily.replace(cite, suppress_author=True),), record.note, narrative=True)
                for cite in cites
            ]
        return [Citation(tuple(cites), record.note)]

    def _cite(self, written: WrittenKey, part: Part) -> Cite:
        found = self._keys.find(written.key)
        locator, label, suffix = split_suffix(
            f", {written.after}" if written.after else "", self._terms
        )
        return Cite(
            found[1] if found else written.key,
            locator,
            label,
            f"{written.before} " if written.before else "",
            suffix,
            suppress_author=part is Part.YEAR,
        )


def _shown(form: Form, written: Sequence[Written], *, in_notes: bool) -> Shown:
    """Return what a role shows of its citation."""
    lead = ""
    if form.part is Part.NARRATIVE and in_notes:
        lead = _AND.join(each.authors for each in written)
        text = _AND.join(each.text for each in written)
    elif form.part is Part.NARRATIVE:
        text = _AND.join(_narrative(each) for each in written)
    elif form.part is Part.AUTHORS:
        text = _AND.join(each.authors or each.text for each in written)
        text = f"({text})" if form.brackets else text
    else:
        text = "".join(each.text for each in written)
        text = text if form.brackets else _BRACKETED.sub(r"\1\2\3", text)
    if form.capital:
        return Shown(text, _capital(lead)) if lead else Shown(_capital(text))
    return Shown(text, lead)


def _capital(text: str) -> str:
    return _FIRST_LETTER.sub(lambda found: found[0].upper(), text, count=1)


def _narrative(written: Written) -> str:
    blank = " " if written.authors and written.text and not written.raised else ""
    return f"{written.authors}{blank}{written.text}"


def reference_alone(entry: Entry, style: str, locale: str | None) -> tuple[str, str]:
    """Return the authors of an entry, as a sentence names them, and its reference, for a footnote of its own."""
    processor = Processor(style, [entry.csl], locale, MARKED, links=True, alone=True)
    [written] = processor.cite_all(
        [Citation((Cite(entry.key, suppress_author=True),), narrative=True)]
    )
    [(_, reference)] = processor.bibliography().entries
    return written.authors, reference

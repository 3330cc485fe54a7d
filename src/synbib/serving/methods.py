"""The methods that a client may call: a table of what runs each and which parameters it has."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar, get_args

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl import style_names
from synbib.errors import ArgumentError, SynbibError, UnknownNameError
from synbib.library import parse_query
from synbib.limits import MOST_FOUND
from synbib.serving import params
from synbib.serving.document import Document, Look
from synbib.serving.documents import Documents
from synbib.serving.params import Param
from synbib.serving.works import Found, Works

__all__ = ["METHODS", "Call", "Method"]

_DOCUMENT: Final = "default"
_FOUND_BY_DEFAULT: Final = 20


@lazily.dataclass(frozen=True)
class Call:
    """A call of a method that is about a document.

    Attributes:
        documents: The documents that are open.
        name: The document's name.
        wants_answer: Whether the client waits for a result.
    """

    documents: Documents
    name: str
    wants_answer: bool

    @cached_property
    def opened(self) -> Document:
        """The document as it is; the one that has no name opens by itself."""
        if self.name == _DOCUMENT and self.name not in self.documents:
            _open(self)
        return self.documents.find(self.name)

    @cached_property
    def document(self) -> Document:
        """The document, with its files as they are now."""
        document = self.opened
        if document.works.is_stale:
            # A file may be half written: the document stays as it was then, and `reload` says why.
            with contextlib.suppress(SynbibError):
                document.reload()
        return document

    def look(
        self,
        before: Look | None,
        style: str | None,
        locale: str | None,
        format: OutputFormat | None,
        links: bool | None,
    ) -> Look:
        """Return how something is written, with what a client says of it."""
        defaults = self.documents.defaults
        known = before or Look(
            self.documents.style(style or defaults.style), defaults.locale, "html", False
        )
        return Look(
            self.documents.style(style) if style else known.style,
            known.locale if locale is None else locale or None,
            format or known.format,
            known.links if links is None else links,
        )

    def changed(self) -> dict[str, object]:
        """Return the citations that read otherwise, if a client wants to know."""
        processor = self.document.processor
        return {"citations": processor.changed_citations() if self.wants_answer else {}}


Result = dict[str, object]
_Run = TypeVar("_Run", bound=Callable[..., object])


@lazily.dataclass(frozen=True, slots=True)
class Method:
    """A method.

    Attributes:
        run: What runs it.
        params: Its parameters.
        is_about_document: Whether it is given a `Call`, or the documents that are open.
    """

    run: Callable[..., object]
    params: Mapping[str, Param]
    is_about_document: bool = True


METHODS: Final[dict[str, Method]] = {}
"""Name → method."""


def _method(name: str, **known: Param) -> Callable[[_Run], _Run]:
    """Return the decorator of a method that is about a document."""

    def register(run: _Run) -> _Run:
        METHODS[name] = Method(run, {**known, "document": Param(params.text, _DOCUMENT)})
        return run

    return register


_STYLE: Final = Param(params.text, None)
_LOCALE: Final = Param(params.text, None)
_FORMAT: Final = Param(params.format_name, None)
_LINKS: Final = Param(params.flag, None)
_LOOK: Final = {"style": _STYLE, "locale": _LOCALE, "format": _FORMAT, "links": _LINKS}
_MOST: Final = Param(params.number, _FOUND_BY_DEFAULT)

# --- Documents ------------------------------------------------------------------------------------------------------


@_method(
    "open",
    store=Param(params.texts, None),
    bibtex=Param(params.text, ""),
    items=Param(params.items, ()),
    nocite=Param(params.nocite, (), takes_null=True),
    **_LOOK,
)
def _open(
    call: Call,
    store: list[str] | None = None,
    bibtex: str = "",
    items: Any = (),
    nocite: Any = (),
    **look: Any,
) -> Result:
    own = call.look(None, *(look.get(name) for name in _LOOK))
    own.processor(items)  # complains of what is wrong with them
    files = store
    if files is None:
        files = [] if bibtex or items else list(call.documents.defaults.files)
    works = Works(files, bibtex, items, call.documents.read_file)
    call.documents.open(call.name, Document(works, own, nocite))
    return _told(call)


@_method("settings", **_LOOK)
def _settings(call: Call, **look: Any) -> Result:
    document = call.document
    own = call.look(document.look, *(look.get(name) for name in _LOOK))
    if own != document.look:
        document.set_look(own)
    return {**_told(call), **call.changed()}


def _told(call: Call) -> Result:
    document = call.document
    style = document.look.style
    return {
        "document": call.name,
        "works": len(document.works),
        "style": style.title,
        "locale": document.look.locale,
        "format": document.look.format,
        "links": document.look.links,
        "has_bibliography": style.has_bibliography,
    }


@_method("close")
def _close(call: Call) -> Result:
    call.documents.close(call.name)
    return {}


@_method("reload")
def _reload(call: Call) -> Result:
    call.opened.reload()
    return {
        "works": len(call.document.works),
        "missing": call.document.missing,
        **call.changed(),
    }


@_method("items.put", items=Param(params.items))
def _put_items(call: Call, items: Any) -> Result:
    call.document.put_items(items)
    return call.changed()


@_method("items.remove", keys=Param(params.texts))
def _remove_items(call: Call, keys: list[str]) -> Result:
    call.document.remove_items(keys)
    return call.changed()


# --- Without a document's citations ----------------------------------------------------------------------------------


@_method("cite", cites=Param(params.cites), **_LOOK)
def _cite(call: Call, cites: Any, **look: Any) -> Result:
    own = call.look(call.document.look, *(look.get(name) for name in _LOOK))
    citation, references = call.document.alone(cites, own)
    return {"citation": citation, "references": _entries(references)}


@_method("reference", keys=Param(params.texts), **_LOOK)
def _reference(call: Call, keys: list[str], **look: Any) -> Result:
    own = call.look(call.document.look, *(look.get(name) for name in _LOOK))
    return {"references": _entries(call.document.references(keys, own))}


def _entries(references: list[tuple[str, str]]) -> list[Result]:
    return [{"key": key, "text": text} for key, text in references]


# --- A document's citations ------------------------------------------------------------------------------------------


@_method(
    "citations.insert",
    cites=Param(params.cites),
    id=Param(params.text, None),
    before=Param(params.text, None),
    note=Param(params.number, 0),
    notes=Param(params.notes, None),
)
def _insert(
    call: Call,
    cites: Any,
    id: str | None,
    before: str | None,
    note: int,
    notes: dict[str, int] | None,
) -> Result:
    document = call.document
    _check_notes(document, notes)
    name = document.processor.insert(document.cites(cites), note, id=id, before=before)
    document.processor.renumber(notes or {})
    return {"id": name, **call.changed()}


@_method("citations.replace", id=Param(params.text), cites=Param(params.cites))
def _replace(call: Call, id: str, cites: Any) -> Result:
    call.document.processor.replace(id, call.document.cites(cites))
    return call.changed()


@_method(
    "citations.move",
    id=Param(params.text),
    before=Param(params.text, None),
    notes=Param(params.notes, None),
)
def _move(call: Call, id: str, before: str | None, notes: dict[str, int] | None) -> Result:
    _check_notes(call.document, notes)
    call.document.processor.move(id, before)
    call.document.processor.renumber(notes or {})
    return call.changed()


@_method("citations.delete", id=Param(params.text), notes=Param(params.notes, None))
def _delete(call: Call, id: str, notes: dict[str, int] | None) -> Result:
    _check_notes(call.document, notes)
    if id in (notes or {}):
        raise ArgumentError(f"notes: '{id}' is to be deleted")
    call.document.processor.delete(id)
    call.document.processor.renumber(notes or {})
    return call.changed()


@_method("citations.renumber", notes=Param(params.notes))
def _renumber(call: Call, notes: dict[str, int]) -> Result:
    call.document.processor.renumber(notes)
    return call.changed()


def _check_notes(document: Document, notes: Mapping[str, int] | None) -> None:
    """Complain of notes before anything is changed."""
    if notes:
        ids = [name for name, _, _ in document.processor.document()]
        for name in notes:
            if name not in ids:
                raise UnknownNameError.among("citation", name, ids)


_CITATION: Final = {
    "cites": Param(params.cites),
    "id": Param(params.text),
    "note": Param(params.number, 0),
}


@_method("citations.set", citations=Param(params.several(lambda value, _: value, "citations")))
def _set(call: Call, citations: list[object]) -> Result:
    values = [params.values_of(each, _CITATION) for each in citations]
    call.document.fill([(each["id"], each["cites"], each["note"]) for each in values])
    return call.changed()


@_method("citations.list")
def _list(call: Call) -> Result:
    processor = call.document.processor
    placed = zip(processor.document(), processor.citations(), strict=True)
    return {
        "citations": [{"id": name, "note": note, "text": text} for (name, _, note), text in placed]
    }


@_method("citations.changed")
def _changed(call: Call) -> Result:
    return call.changed()


# --- A document's bibliography ---------------------------------------------------------------------------------------


@_method("bibliography")
def _bibliography(call: Call) -> Result:
    bibliography = call.document.processor.bibliography()
    layout = bibliography.params
    return {
        "references": _entries(bibliography.entries),
        "text": str(bibliography),
        "layout": {
            "hanging_indent": layout.hanging_indent,
            "second_field_align": layout.second_field_align,
            "entry_spacing": layout.entry_spacing,
            "line_spacing": layout.line_spacing,
        },
    }


@_method("bibliography.changed")
def _bibliography_changed(call: Call) -> Result:
    changes = call.document.processor.changed_references()
    return {"texts": changes.texts, "removed": changes.removed, "after": changes.after}


@_method("nocite", keys=Param(params.nocite))
def _nocite(call: Call, keys: list[str] | None) -> Result:
    call.document.set_nocite(keys)
    return call.changed()


# --- Works to choose from --------------------------------------------------------------------------------------------


@_method("complete", text=Param(params.text), most=_MOST)
def _complete(call: Call, text: str, most: int) -> Result:
    return {"works": _shown(call.document.works.complete(text, min(most, MOST_FOUND)))}


@_method("find", query=Param(params.text), most=_MOST)
def _find(call: Call, query: str, most: int) -> Result:
    works = call.document.works
    entries = parse_query(query).select(works.library)
    chosen = entries[: min(most, MOST_FOUND)]
    return {"works": _shown([works.found(entry.key) for entry in chosen]), "all": len(entries)}


def _shown(works: list[Found]) -> list[Result]:
    return [
        {
            "key": work.key,
            "type": work.type,
            "names": work.names,
            "year": work.year,
            "title": work.title,
        }
        for work in works
    ]


@_method("entry", key=Param(params.text))
def _entry(call: Call, key: str) -> Result:
    works = call.document.works
    found = [
        {"key": each, "csl": works.item(each), "bibtex": works.bibtex(each)}
        for each in works.members(key)
    ]
    return {"entries": found}


# --- What there is ---------------------------------------------------------------------------------------------------


def _version(documents: Documents) -> Result:
    return {"synbib": documents.version, "methods": sorted(METHODS)}


def _formats(_: Documents) -> Result:
    return {"formats": list(get_args(OutputFormat))}


def _style_list(_: Documents, text: str, most: int) -> Result:
    words = text.casefold().split()
    names = [name for name in style_names() if all(word in name for word in words)]
    return {"styles": names[: min(most, MOST_FOUND)], "all": len(names)}


METHODS["version"] = Method(_version, {}, is_about_document=False)
METHODS["formats"] = Method(_formats, {}, is_about_document=False)
METHODS["styles"] = Method(
    _style_list, {"text": Param(params.text, ""), "most": _MOST}, is_about_document=False
)

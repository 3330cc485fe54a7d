"""Documents of pandoc's AST with their citations resolved: what ``synbib-pandoc`` does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from synbib.csl import Processor, Style, locator_terms
from synbib.csl.style import known_language
from synbib.documents.clusters import Found
from synbib.documents.markdown import is_label
from synbib.documents.rendering import render
from synbib.errors import SynbibError, nearest
from synbib.files import read_bytes
from synbib.formats.data import as_json
from synbib.pandoc import (
    FilterMetadata,
    Placing,
    find_citations,
    insert_references,
    place,
    read_meta,
)
from synbib.text import MARKED
from synbib.verbs.sources import Sources, locator_language

__all__ = ["Filtered", "filter_document"]

_DEFAULT_STYLE: Final = "chicago-author-date"
# For so many keys the nearest ones are looked for.
_MOST_LOOKED_FOR: Final = 20


class Filtered(NamedTuple):
    """A document with its citations resolved.

    Attributes:
        text: pandoc's AST as JSON.
        warnings: What is to be told: keys that no entry has, and what of the files could not be read.
    """

    text: str
    warnings: tuple[str, ...]


def filter_document(data: bytes) -> Filtered:
    """Return a document of pandoc's with its citations resolved, and with its bibliography.

    Args:
        data: pandoc's AST as JSON, as filters get it.

    Raises:
        SynbibError: That is not what is given; a file that the document names cannot be read; an entry that it cites
            could not be understood; the style cannot be used.
    """
    import json

    document = _read(data)
    try:
        warnings = _filter(document)
        return Filtered(json.dumps(document, ensure_ascii=False, separators=(",", ":")), warnings)
    except RecursionError:
        raise SynbibError("the document nests too deeply") from None
    except (KeyError, IndexError, TypeError) as error:
        raise SynbibError(
            f"the document is not the AST of pandoc 2.17 or newer ({error!r})"
        ) from error


def _read(data: bytes) -> dict[str, Any]:
    try:
        document = as_json(data, "<stdin>")
    except SynbibError:
        document = None
    if isinstance(document, dict) and {"blocks", "meta", "pandoc-api-version"} <= document.keys():
        return document
    raise SynbibError("the document is not pandoc's AST as JSON; run pandoc --filter synbib-pandoc")


def _filter(document: dict[str, Any]) -> tuple[str, ...]:
    """Resolve the citations of a document, which is changed, and return what is to be told."""
    said = read_meta(document["meta"])
    citations = find_citations(document)
    if not (citations.nodes or said.nocite.keys or said.nocite.everything):
        return ()
    files = [_found_file(name, said, "bibliography") for name in said.bibliography]
    sources = Sources(files, said.references)
    style, locale = _style(said), said.lang if known_language(said.lang) else None
    # The labels of figures are for pandoc-crossref and Quarto.
    clusters = citations.found.clusters
    chosen = [
        i
        for i, cluster in enumerate(clusters)
        if not all(
            is_label(cite.key.key) and not sources.has(cite.key.key) for cite in cluster.cites
        )
    ]
    found = Found(tuple(clusters[i] for i in chosen), citations.found.notes)
    items, ids = sources.chosen(sources.wanted([found], [said.nocite]))
    processor = Processor(
        style,
        items,
        locale,
        MARKED,
        abbreviations=_abbreviations(said),
        links=said.link_bibliography,
        cite_links=said.link_citations and not said.suppress_bibliography,
    )
    [written] = render([found], processor, locator_terms(locator_language(style, locale)), ids)
    after = said.notes_after_punctuation
    placing = Placing(
        processor.in_notes,
        processor.in_notes if after is None else after,
        processor.punctuation_in_quote,
    )
    place(citations, chosen, written, placing)
    if style.has_bibliography and not said.suppress_bibliography:
        insert_references(document["blocks"], processor.bibliography(), said.title)
    return tuple(_warnings(found, said, sources))


def _warnings(found: Found, said: FilterMetadata, sources: Sources) -> Iterable[str]:
    cited = (cite.key.key for cluster in found.clusters for cite in cluster.cites)
    uncited = (each.key for each in said.nocite.keys)
    missing = [key for key in dict.fromkeys((*cited, *uncited)) if not sources.has(key)]
    keys = sources.keys if missing else []
    for i, key in enumerate(missing):
        near = nearest(key, keys) if i < _MOST_LOOKED_FOR else []
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        yield f"no entry has the key '{key}'{hint}"
    if missing:
        yield from map(str, sources.unread)


# --- What a document names ---------------------------------------------------------------------------------


def _find(name: str, said: FilterMetadata, *folders: Path, ending: str = "") -> Path | None:
    """Return the file that a document names, if there is one.

    pandoc runs filters in its own current folder, and tells neither where the document is nor its ``--resource-path``.
    """
    for folder in (Path(), *map(Path, said.folders), *folders):
        for path in (folder / name, folder / f"{name}{ending}"):
            if path.is_file():
                return path
    return None


def _found_file(name: str, said: FilterMetadata, what: str) -> Path:
    """Return the file that a document names.

    Raises:
        SynbibError: There is none.
    """
    if path := _find(name, said):
        return path
    raise SynbibError(
        f"{what}: there is no file {name}; name it as seen from the folder in which pandoc runs, "
        "or give its folder with -M resource-path=FOLDER"
    )


def _style(said: FilterMetadata) -> Style:
    """Return the style: a file as pandoc finds it, else what `Style.load` knows by this name."""
    if not said.csl:
        return Style.load(_DEFAULT_STYLE)
    if "://" in said.csl:
        return Style.load(said.csl)
    folders = (folder / "csl" for folder in _user_data())
    if path := _find(said.csl, said, *folders, ending=".csl"):
        return Style.load(path)
    name = said.csl.removesuffix(".csl")
    return Style.load(name if Path(name).name == name else _found_file(said.csl, said, "csl"))


def _user_data() -> Sequence[Path]:
    """Return the folders where pandoc keeps what is a user's own (the manual, ``--data-dir``)."""
    if os.name == "nt":
        return [Path(os.environ.get("APPDATA", "")) / "pandoc"]
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return [Path(data).expanduser() / "pandoc", Path("~/.pandoc").expanduser()]


def _abbreviations(said: FilterMetadata) -> Mapping[str, Mapping[str, str]]:
    """Return the abbreviations that a document names a file of: category → full text → abbreviation."""
    if not said.abbreviations:
        return {}
    path = str(_found_file(said.abbreviations, said, "citation-abbreviations"))
    read = as_json(read_bytes(path, "name a file that there is"), path)
    held = read.get("default", {}) if isinstance(read, dict) else {}
    return {
        category: {str(full): str(short) for full, short in each.items()}
        for category, each in (held.items() if isinstance(held, dict) else ())
        if isinstance(each, dict)
    }

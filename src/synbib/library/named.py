"""What an entry is called under each thing that a list may be divided and counted by: its year, its kind, its venue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from synbib.library.entry import Entry
from synbib.library.facets import keywords, names
from synbib.model.plain import name_text
from synbib.model.venue import spelled
from synbib.text import from_markup, strip

__all__ = ["NAMED"]

_TYPES: Final = {
    "article": "Journal articles",
    "book": "Books",
    "inbook": "Book chapters",
    "incollection": "Book chapters",
    "inproceedings": "Conference papers",
    "conference": "Conference papers",
    "proceedings": "Proceedings",
    "phdthesis": "Theses",
    "mastersthesis": "Theses",
    "thesis": "Theses",
    "techreport": "Reports",
    "report": "Reports",
    "dataset": "Datasets",
    "software": "Software",
    "online": "Online",
    "patent": "Patents",
    "unpublished": "Unpublished",
}
_PREPRINTS: Final = "Preprints"
_LANGUAGES: Final = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def _types(entry: Entry) -> list[str]:
    if entry.csl.get("type") == "article":  # CSL's word for a preprint
        return [_PREPRINTS]
    return [_TYPES[entry.type]] if entry.type in _TYPES else []


def _languages(entry: Entry) -> list[str]:
    tag: str = entry.csl.get("language") or ""
    return [_LANGUAGES.get(tag.partition("-")[0].lower(), tag)] if tag else []


def _venues(entry: Entry) -> list[str]:
    name = entry.venue
    return [spelled(name)] if name else []


def _authors(entry: Entry) -> list[str]:
    return [strip(from_markup(name_text(name))) for name in names(entry)]


def _years(entry: Entry) -> list[str]:
    return [entry.year] if entry.year else []


NAMED: Final[Mapping[str, Callable[[Entry], Iterable[str]]]] = {
    "year": _years,
    "type": _types,
    "venue": _venues,
    "keyword": keywords,
    "author": _authors,
    "language": _languages,
}
"""What is counted → an entry's names under it: several where it belongs under each, none where nothing tells."""

"""Styles searched: by name, title, journal, field, system of citation, language and ISSN, the likeliest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.csl.style.catalogue import meant
from synbib.csl.style.infos import StyleInfo
from synbib.model.languages import language_tag
from synbib.text.folding import fold

__all__ = ["search_styles"]

_WORD: Final = lazily.pattern(r"[^\W_]+")
_ISSN: Final = lazily.pattern(r"\d{4}-\d{3}[\dxX]")
# How much a word of the search counts by what it is in a style: what it is about, or a word of its name; a word of its
# titles; the beginning of a word of these; letters inside one.
_OWN, _WHOLE, _BEGINNING, _INSIDE = 4, 3, 2, 1
_CODE: Final = 3  # letters of a language's code, which nobody types and many an acronym has
_FOR_ALL: Final = "generic-base"
# What people type for a system of citation, beside the words that CSL has.
_FORMATS: Final = {
    "numbered": "numeric",
    "numerical": "numeric",
    "numbers": "numeric",
    "footnote": "note",
    "footnotes": "note",
    "notes": "note",
    "authoryear": "author-date",
}


@lazily.dataclass(frozen=True, slots=True)
class _Query:
    """What is searched for.

    Attributes:
        text: All words with blanks between them, folded.
        words: The words.
        meant: The style that the whole is a short name, or a former name, of.
        tags: Word → the language that it names, as the first part of a tag.
        issn: The whole, if it is an ISSN.
    """

    text: str
    words: tuple[str, ...]
    meant: str
    tags: dict[str, str]
    issn: str


def search_styles(infos: Iterable[StyleInfo], words: Sequence[str]) -> list[StyleInfo]:
    """Return the styles that all words are found in, in any order, without case and accents, the likeliest first.

    First comes the style with that name, short name, former name, title or ISSN; then those whose whole name is among
    the words; then those that have the words as whole words, then as beginnings, then inside words. Of equals those go
    first that are for all fields, then those whose title begins so, then short titles, then independent ones.

    Args:
        infos: The styles.
        words: What is looked for in names, titles, fields, systems of citation, languages and ISSNs; all are found if
            there are none.
    """
    query = _query(words)
    ranked = [(rank, info) for info in infos if (rank := _rank(info, query)) is not None]
    return [info for _, info in sorted(ranked, key=lambda pair: pair[0])]


def _query(given: Sequence[str]) -> _Query:
    text = " ".join(given)
    found = tuple(_WORD.findall(fold(text)))
    tags = {
        word: tag.partition("-")[0]
        for word in found
        if len(word) != _CODE and (tag := language_tag(word))
    }
    whole = text.strip()
    issn = whole.upper() if _ISSN.fullmatch(whole) else ""
    return _Query(" ".join(found), found, meant(text) if found else "", tags, issn)


def _rank(info: StyleInfo, query: _Query) -> tuple[int, int, bool, bool, int, bool, str] | None:
    """Return what a style is sorted by, the likeliest first; None if it lacks a word."""
    name, title, short = info.name, info.title, info.short_title
    names = fold(f"{name} {title} {short}")
    if query.issn:
        return (
            (0, 0, False, False, 0, bool(info.parent), name) if query.issn in info.issns else None
        )
    is_meant = name == query.meant
    score = 0
    named: Collection[str] | None = None
    for word in query.words:
        if _is_about(info, word, query):
            score += _OWN
        elif word in names:
            named = named or frozenset(_WORD.findall(names))
            if word in name.split("-"):
                score += _OWN
            elif word in named:
                score += _WHOLE
            else:
                begins = any(each.startswith(word) for each in named)
                score += _BEGINNING if begins else _INSIDE
        elif not is_meant:
            return None
    is_whole = is_meant or query.text in (_spaced(name), _spaced(title), _spaced(short))
    is_named = set(name.split("-")) <= set(query.words)  # `APA 7`, `IEEE numeric`
    return (
        0 if is_whole else 1 if is_named else 2,
        -score,
        _FOR_ALL not in info.fields,
        not _spaced(title).startswith(query.text),
        len(title),
        bool(info.parent),
        name,
    )


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _is_about(info: StyleInfo, word: str, query: _Query) -> bool:
    """Whether a word is what a style is about: how it cites, its field of learning, or its language."""
    return (
        _FORMATS.get(word, word) in (info.format, *info.format.split("-"))
        or word in info.fields
        or any(word in field.split("_") for field in info.fields)
        or (word in query.tags and info.locale.startswith(query.tags[word]))
    )

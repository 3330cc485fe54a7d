"""What is wrong: in a store as ``synbib check`` finds it, in a document keys that no entry has, in settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Range,
)

from synbib import errors, lazily
from synbib.bibtex import Document
from synbib.config import Config
from synbib.diagnostics import RULES, Severity
from synbib.documents import Citations, find_clusters, undefined_citations
from synbib.documents.known import looks_like_a_key, tell_apart
from synbib.documents.reading import placed
from synbib.errors import BibtexError, ConfigError
from synbib.library import Library
from synbib.library.rules import check_library
from synbib.lsp.text import Text
from synbib.lsp.workspace import CitingFile, uri_of

__all__ = ["SOURCE", "citable", "of_document", "of_settings", "of_store"]

SOURCE: Final = "synbib"
"""What an editor shows as the origin of findings."""

_SEVERITIES: Final[Mapping[Severity, DiagnosticSeverity]] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
_UNNECESSARY: Final = frozenset({"empty-field", "unused-string", "unused-ignore", "url-of-the-doi"})
_PLACE: Final = lazily.pattern(r"[^\s:]+:(?P<line>\d+)(?::(?P<column>\d+))?:")
_QUOTED: Final = lazily.pattern(r"'([^']+)'")
_DUPLICATES: Final = frozenset({"duplicate", "duplicate-key"})


def of_store(source: str, encoding: str, path: Path, settings: Config) -> list[Diagnostic]:
    """Return what is wrong or doubtful in a store, as ``synbib check`` reports it with these settings.

    It reads the text anew, so that it may run beside everything else, and in another process.

    Args:
        source: The text of the store.
        encoding: What its positions are counted in.
        path: Its file.
        settings: The settings of its project.
    """
    text = Text(source, encoding)
    name = str(path)
    library = Library([Document.parse(text.text, name)], sentence_case=settings.sentence_case)
    try:
        found = check_library(library, settings.ignore)
    except BibtexError as error:
        found = list(error.diagnostics)
    places = _first_places(library, text, path) if found else {}
    return [
        _as_diagnostic(
            text,
            settings.weighed(each),
            list(_related(each, library, places)),
        )
        for each in found
    ]


def _first_places(library: Library, text: Text, path: Path) -> Mapping[str, Location]:
    """Return key → where its first entry stands."""
    uri = uri_of(path)
    return _Places(
        {entry.key: (entry.start, entry.body) for entry in reversed([*library.document.entries])},
        text,
        uri,
    )


class _Places(Mapping[str, Location]):
    """Key → place, each made when it is asked for."""

    def __init__(self, spans: Mapping[str, tuple[int, int]], text: Text, uri: str) -> None:
        self._spans, self._text, self._uri = spans, text, uri

    def __getitem__(self, key: str) -> Location:
        return Location(self._uri, self._text.range(*self._spans[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _related(
    found: errors.Diagnostic, library: Library, places: Mapping[str, Location]
) -> Iterator[DiagnosticRelatedInformation]:
    """Yield the other entries that a finding about duplicates is about."""
    if found.code not in _DUPLICATES:
        return
    named = [found.key] if found.code == "duplicate-key" else _QUOTED.findall(found.message)[1:2]
    for key in named:
        if key in places:
            what = f"the entry that counts: {key}" if key == found.key else f"the other one: {key}"
            yield DiagnosticRelatedInformation(places[key], what)


def citable(document: CitingFile, works: Library) -> frozenset[str]:
    """Return the keys that a document may cite, as far as it does: not all entries are read for further keys.

    Args:
        document: The document.
        works: What it may cite beside its own.
    """
    cited = {cited.key for cited in document.citing.keys}
    return document.own.union(works, (key for key in cited if key in works))


def of_document(document: CitingFile, known: frozenset[str]) -> list[Diagnostic]:
    """Return the citations of keys that no entry has, each with the nearest keys.

    Args:
        document: The document.
        known: What `citable` has of it; if that is nothing, nothing is said.
    """
    if not known:
        return []
    citing = document.citing
    text = document.text
    name = document.name
    if document.syntax == "markdown":
        # What only looks like a citation, as somebody's name does, is none.
        clusters = find_clusters(text.text).clusters
        missing = {
            key.start
            for key in tell_apart(
                text.text, clusters, known.__contains__, looks_like_a_key(known)
            ).missing
        }
        in_clusters = {
            key.start for each in clusters for key in (*(c.key for c in each.cites), *each.inner)
        }
        citing = lazily.replace(
            citing,
            keys=tuple(k for k in citing.keys if k.start in missing or k.start not in in_clusters),
        )
    cited = tuple(placed(citing, text.text, name))
    return [
        _as_diagnostic(text, found)
        for found, _ in undefined_citations(Citations(cited, False), known)
    ]


def of_settings(error: ConfigError, text: Text) -> list[Diagnostic]:
    """Return what is wrong with settings, at its place in their file.

    Args:
        error: What reading them has raised.
        text: Their file.
    """
    place = _PLACE.match(error.message)
    line = int(place["line"]) - 1 if place else _line_of(_QUOTED.findall(error.message), text)
    line = min(line, len(text.lines) - 1)
    shown = text.lines[line].rstrip()
    start = len(shown) - len(shown.lstrip())
    message = error.message[place.end() :].strip() if place else error.message
    return [
        Diagnostic(
            Range(text.in_line(line, start), text.in_line(line, len(shown))),
            message,
            DiagnosticSeverity.Error,
            source=SOURCE,
        )
    ]


def _line_of(names: Iterable[str], text: Text) -> int:
    """Return the first line that has the last of some names that any line has; the first of all if none has."""
    lines = (
        number
        for name in reversed([*names])
        for number, line in enumerate(text.lines)
        if name in line
    )
    return next(lines, 0)


def _as_diagnostic(
    text: Text, found: errors.Diagnostic, related: list[DiagnosticRelatedInformation] | None = None
) -> Diagnostic:
    rule = RULES[found.code]
    advice = found.advice
    return Diagnostic(
        _range(text, found),
        f"{found.message}; {advice}" if found.hint else f"{found.message}\n{advice}".rstrip(),
        _SEVERITIES[found.severity],
        found.code,
        CodeDescription(rule.url),
        SOURCE,
        [DiagnosticTag.Unnecessary] if found.code in _UNNECESSARY else None,
        related or None,
        {"key": found.key},
    )


def _range(text: Text, found: errors.Diagnostic) -> Range:
    """Return what a finding is about; of one that tells no length, the rest of its line."""
    line = min(max(found.line - 1, 0), len(text.lines) - 1)
    column = max(found.column - 1, 0)
    start = text.in_line(line, column)
    if found.length:
        return Range(start, text.position(text.offset(start) + found.length))
    shown = text.lines[line].rstrip()
    return Range(start, text.in_line(line, max(len(shown), column)))

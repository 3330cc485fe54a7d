"""Works looked up and put into a store: what ``synbib add`` does.

First all is looked up, then the store is changed, once: what was found before a failure, or before Ctrl-C, is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from typing import Any, Final, Protocol

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.bibtex.format import FormatOptions
from synbib.documents import read_citations, undefined_citations
from synbib.errors import Diagnostic, SynbibError
from synbib.files import Updated, read_files, update
from synbib.incoming import Incoming, from_library, merge_into
from synbib.library import Library, read_data, read_text
from synbib.library.matching import gather
from synbib.lookup import BudgetError, Question
from synbib.lookup.ahead import ask_ahead
from synbib.lookup.wanted import fits, question_of
from synbib.verbs.rewritten import Rewritten

__all__ = [
    "Added",
    "Asked",
    "Source",
    "add_works",
    "cited_in",
    "look_up",
    "wanted_in",
    "with_works",
]

_BIBTEX: Final = lazily.pattern(r"^\s*@\s*[a-z]\w*\s*[{(]", re.MULTILINE | re.IGNORECASE)


class Source(Protocol):
    """Whatever answers a question with works: an index, the services."""

    def find(self, question: Question) -> list[Incoming]:
        """Return the works that a question is about, the most fitting first."""


@lazily.dataclass(frozen=True, slots=True)
class Asked:
    """What came of one thing that was asked for.

    Attributes:
        what: What was asked for, as it was typed.
        works: What is to be added; of BibTeX that may be several.
        candidates: The works of a title, where they are several and nobody has chosen yet.
        error: Why it could not be looked up; ``None`` if it could.
    """

    what: str
    works: tuple[Incoming, ...] = ()
    candidates: tuple[Incoming, ...] = ()
    error: SynbibError | None = None


@lazily.dataclass(frozen=True, slots=True)
class Added:
    """What became of the store.

    Attributes:
        store: The store.
        keys: The key that each work has there, in the order in which they were given.
        new: The keys of those that were added.
        completed: The keys of those that were there and grew.
        findings: Where the store and a source differ.
        warnings: What is doubtful in the store as it was.
        written: What was replaced; ``None`` if nothing was to be written.
    """

    store: Rewritten
    keys: tuple[str, ...]
    new: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    written: Updated[Any] | None = field(default=None, compare=False)


def wanted_in(text: str, name: str = "<stdin>") -> Asked | list[str]:
    """Return the works of a text that is BibTeX; of any other its lines, each of which names a work.

    Args:
        text: What somebody has copied.
        name: What stands for it in messages.

    Raises:
        BibtexError: It is BibTeX, and broken.
    """
    if not _BIBTEX.search(text):
        return [line.strip() for line in text.splitlines() if line.strip()]
    read = read_text(text, name)
    read.raise_on_errors()
    return Asked(name, tuple(from_library(read)[0]))


def cited_in(
    documents: Iterable[str | os.PathLike[str]],
    store: str | os.PathLike[str],
    *,
    encoding: str | None = None,
) -> list[str]:
    r"""Return the keys that documents cite, no entry has, and that are identifiers: ``\cite{10.1000/182}``.

    Args:
        documents: The documents; what they take in by ``\input`` and the like counts, too.
        store: The BibTeX file; it need not exist.
        encoding: What it is read as if it neither is Unicode nor says what it is; guessed by default.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        SynbibError: The store cannot be understood, or the ending of a document tells no syntax.
    """
    named = expect_several(documents, "documents", os.PathLike, "files", str)
    target = os.fspath(store)
    known: set[str] = set()
    for data in read_files([target], new={target}).values():
        library = read_data(data, target, encoding)
        known = {*library, *(alias for entry in library.values() for alias in entry.aliases)}
    citations = read_citations([os.fspath(name) for name in named])
    absent = dict.fromkeys(found.key for found, _ in undefined_citations(citations, known))
    return [key for key in absent if _is_identifier(key)]


def _is_identifier(key: str) -> bool:
    try:
        return bool(question_of(key).scheme)
    except SynbibError:
        return False


def look_up(whats: Iterable[str], sources: Sequence[Source]) -> Iterator[Asked]:
    """Return what is found of each thing that is asked for; a failure is its own, and the others go on.

    Args:
        whats: Identifiers, addresses and titles.
        sources: Who is asked: each one only for what those before it do not know.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
    """
    wanted = expect_several(whats, "whats", str, "identifiers or titles")
    return _each(wanted, sources)


def _each(wanted: Sequence[str], sources: Sequence[Source]) -> Iterator[Asked]:
    spent: BudgetError | None = None
    ask_ahead(sources, _questions(wanted))
    for what in wanted:
        if spent is not None:
            yield Asked(what, error=spent)
            continue
        try:
            yield _looked_up(what, sources)
        except BudgetError as error:
            spent = error
            yield Asked(what, error=error)
        except SynbibError as error:
            yield Asked(what, error=error)


def _questions(wanted: Sequence[str]) -> Iterator[Question]:
    for what in wanted:
        with suppress(SynbibError):  # it is told when its turn comes
            yield question_of(what)


def _looked_up(what: str, sources: Sequence[Source]) -> Asked:
    question = question_of(what)
    # An index knows no versions; services, which are asked last, do.
    for source in sources[-1:] if question.is_of_version else sources:
        found = source.find(question)
        if not question.scheme:
            found = [work for work in found if fits(question.title, work.title)]
        # Whatever key a source has, that of the store's pattern is made.
        if works := tuple(lazily.replace(work, key="") for work in found):
            if question.scheme or len(works) == 1:
                return Asked(what, works[:1])
            return Asked(what, candidates=works)
    return Asked(what)


def add_works(
    works: Iterable[Incoming],
    store: str | os.PathLike[str],
    *,
    groups: Sequence[tuple[str, ...]] = (),
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    sentence_case: bool = True,
    citation_key: str | None = None,
    form: FormatOptions | None = None,
    write: bool = True,
    tell: Callable[[str], None] = lambda _line: None,
) -> Added:
    """Put works into a store: what it has is completed and never overwritten.

    Args:
        works: The works, as `look_up` gives them.
        store: The BibTeX file that they go into; created if there is none.
        groups: The paths of groups that all of them are put into.
        encoding: What the store is read as if it neither is Unicode nor says what it is; guessed by default.
        middlewares: bibtexparser middlewares that the store goes through; see `synbib.read`.
        sentence_case: Whether English titles have sentence case where they are shown; see `synbib.read`.
        citation_key: The pattern of new keys, as JabRef writes them: ``[auth:lower][year]``.
        form: How a store that had no entries is formatted.
        write: Whether the store is written; else what would be written is only returned.
        tell: Is given a line when another process has to be waited for.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: The store cannot be read or written.
        SynbibError: The store cannot be understood.
    """
    expect(store, "store", str, "name the BibTeX file", os.PathLike)
    given = expect_several(works, "works", Incoming, "works", hint="synbib.look_up gives them")
    grouped = [lazily.replace(each, groups=(*each.groups, *groups)) for each in given]
    target = os.fspath(store)

    def added(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], Added]:
        library = (
            read_data(read[target], target, encoding, middlewares, sentence_case=sentence_case)
            if target in read
            else read_text("", target)
        )
        done = with_works(library, grouped, citation_key, form)
        return {target: done.store.data}, done

    if not grouped or not write:
        return added(read_files([target], new={target}))[1]
    written = update([target], added, new={target}, tell=tell)
    return lazily.replace(written.result, written=written)


def with_works(
    library: Library,
    works: Sequence[Incoming],
    pattern: str | None = None,
    form: FormatOptions | None = None,
) -> Added:
    """Return a store with works in it; what was asked for twice, in two ways, is in it once. Nothing is written.

    Args:
        library: The store.
        works: The works, as `look_up` gives them.
        pattern: The pattern of new keys.
        form: How a store that had no entries is formatted.

    Raises:
        BibtexError: The store cannot be understood.
    """
    library.raise_on_errors()
    first = library
    keys: dict[int, str] = {}
    new: list[str] = []
    completed: list[str] = []
    findings: list[Diagnostic] = []
    for numbers in _rounds(works):
        # The numbers of works stand for lines, by which the store tells what became of each.
        told = [lazily.replace(works[number], lines=(number + 1,)) for number in numbers]
        done = merge_into(library, told, titled=False, pattern=pattern, form=form)
        keys |= {line - 1: found[0] for line, found in done.mentioned.items()}
        new += done.new
        completed += (key for key in done.completed if key not in new)
        findings += (lazily.replace(each, line=0) for each in done.findings)
        library = library.with_text(done.text)
    store = Rewritten(
        first.document.name, first.document.text, library.document.text, library.encoding
    )
    return Added(
        store,
        tuple(keys[number] for number in range(len(works))),
        tuple(new),
        tuple(dict.fromkeys(completed)),
        tuple(findings),
        first.diagnostics,
    )


def _rounds(works: Sequence[Incoming]) -> Iterator[list[int]]:
    """Yield the numbers of works that are merged at once: in each round every work once."""
    groups = [list(group) for group in gather([work.identity for work in works]).works]
    while any(groups):
        yield sorted(group.pop(0) for group in groups if group)

"""The titles of an entry and of what it stands in: title, subtitle and addendum; book, volume and main title.

Source: biblatex manual §2.2.2 and §2.3.5 (titles), §2.2.3 (series); CSL 1.0.2 appendix IV.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.latex.journals import abbreviation
from synbib.model.terms import journal_series
from synbib.model.types import BOOKS, CHAPTERS
from synbib.text import strip, to_markup
from synbib.text.marks import LINK_CLOSE, LINK_OPEN, MARK, SPANS
from synbib.text.sentence_case import sentence_case, unprotect

__all__ = ["title_variables"]

# Which fields make up a title, its subtitle and its addendum.
_TITLE: Final = ("title", "subtitle", "titleaddon")
_MAIN: Final = ("maintitle", "mainsubtitle", "maintitleaddon")
_BOOK: Final = ("booktitle", "booksubtitle", "booktitleaddon")
_JOURNAL: Final = ("journaltitle", "journalsubtitle", "journaltitleaddon")
_ISSUE: Final = ("issuetitle", "issuesubtitle", "issuetitleaddon")
_JOURNALS: Final = ("article", "periodical", "suppperiodical")

# LaTeX → marked text, in the letter case that is wanted.
_Read = Callable[[str], str]


def title_variables(
    entry_type: str, fields: Mapping[str, str], cased: bool, biblatex: bool
) -> dict[str, str]:
    """Return the CSL variables for the titles of an entry.

    Args:
        entry_type: The entry type in lower case.
        fields: The fields, by biblatex's names.
        cased: Whether titles are to be brought into sentence case; those of journals never are.
        biblatex: Whether the entry was written for biblatex. Else only the title itself changes: BibTeX's styles
            print a ``booktitle`` and a ``series`` as they stand, so that nobody protects the names in them.
    """
    read = _sentence if cased else _as_written
    read_book = (_sentence_again if biblatex else _unprotected) if cased else read
    title = _joined(fields, _TITLE, read)
    book = _joined(fields, _BOOK, read_book)
    main = _joined(fields, _MAIN, read_book) if "maintitle" in fields else ""
    journal = _joined(fields, _JOURNAL, _unprotected)
    short = _short(entry_type, fields, title, read)
    variables: dict[str, str] = {}
    container = volume = ""
    if entry_type == "periodical" and "issuetitle" in fields:
        title, container = _joined(fields, _ISSUE, read), _joined(fields, _TITLE, _unprotected)
    elif entry_type in BOOKS:
        title = title or book  # people give @proceedings a `booktitle`
        if main:
            title, volume = main, title
    elif main and (entry_type in CHAPTERS or not (book or journal)):
        container, volume = main, book
    else:
        container = journal or book if entry_type in _JOURNALS else book or journal
    for variable, value in (
        ("title", title),
        ("title-short", short),
        ("container-title", container),
        ("container-title-short", _abbreviated(fields, journal) if journal else ""),
        ("volume-title", volume),
        ("collection-title", _series(entry_type, fields, read_book)),
    ):
        if value:
            variables[variable] = value if value.isascii() else to_markup(value)
    return variables


def _joined(fields: Mapping[str, str], names: tuple[str, str, str], read: _Read) -> str:
    """Return a title with its subtitle after a colon and its addendum after a full stop."""
    title = read(fields[names[0]]) if names[0] in fields else ""
    for name, joint in ((names[1], ":"), (names[2], ".")):
        if name in fields and (more := read(fields[name])):
            ends = strip(title)[-1:] in ("?", "!", ":", ".", "…")
            title = f"{title}{'' if ends else joint} {more}" if title else more
    return title


def _short(entry_type: str, fields: Mapping[str, str], title: str, read: _Read) -> str:
    """Return the short title: as given, else the title without its subtitle, which may stand in the same field."""
    if "maintitle" in fields and entry_type in BOOKS:
        return ""  # it is the volume's
    if "shorttitle" in fields and (short := read(fields["shorttitle"])):
        return short
    if "title" not in fields or "maintitle" in fields or entry_type == "periodical":
        return ""
    divided = "subtitle" in fields or "titleaddon" in fields
    if ":" in fields["title"]:
        before, colon, _ = (read(fields["title"]) if divided else title).partition(": ")
        # What is opened before the colon and closed after it cannot be cut there.
        return before if colon and _is_balanced(before) else ""
    return read(fields["title"]) if divided else ""


def _abbreviated(fields: Mapping[str, str], journal: str) -> str:
    """Return a journal's abbreviation if it is known, and the entry has none of its own."""
    short = "" if "shortjournal" in fields else abbreviation(journal)
    return "" if short == journal else short


def _is_balanced(marked: str) -> bool:
    if marked.isascii() or MARK.search(marked) is None:
        return True
    spans = ((span.open, span.close) for span in SPANS)
    return all(marked.count(o) == marked.count(c) for o, c in (*spans, (LINK_OPEN, LINK_CLOSE)))


def _series(entry_type: str, fields: Mapping[str, str], read: _Read) -> str:
    # BibTeX's styles print no series of a @misc, and nothing would say what it is.
    if "series" not in fields or entry_type == "misc":
        return ""
    if entry_type in _JOURNALS:
        return journal_series(_unprotected(fields["series"]))
    return read(fields["series"])


# --- readers -------------------------------------------------------------------------------------------------


def _as_written(latex: str) -> str:
    return decode(latex)


# Books and journals come again and again; a title does not.
@lru_cache(maxsize=8192)
def _unprotected(latex: str) -> str:
    return unprotect(decode(latex))


# What is quoted has its own letter case, as any argument of a macro (biblatex's manual on `\MakeSentenceCase`).
_QUOTATION: Final = lazily.pattern(
    r"(?P<macro>\\(?:enquote|mkbibquote|textquote)\*?)(?P<argument>\{(?:[^{}]|\{[^{}]*\})*+\})"
)


def _sentence(latex: str) -> str:
    if "quote" in latex:
        latex = _QUOTATION.sub(r"\g<macro>{\g<argument>}", latex)
    return unprotect(sentence_case(decode(latex)))


_sentence_again: Final = lru_cache(maxsize=8192)(_sentence)

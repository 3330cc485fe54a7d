r"""Org, in which signs of emphasis mean something at the ends of words only.

Two invisible characters help: a *zero width space* (U+200B), which Org's manual recommends, makes an end of a word
where markup needs one, and a *word joiner* (U+2060) parts signs that would mean something together.

Source: the Org manual, "Markup for Rich Contents" and "Escape Character".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from synbib import lazily
from synbib.text.addresses import with_links
from synbib.text.runs import Run, lines_of, runs
from synbib.text.urls import percent_encode
from synbib.text.writers.form import Writer, reference_anchor
from synbib.text.writers.layouts import paragraphs

__all__ = ["WRITER"]

# From the inside out.
_SIGNS: Final = {"italic": "/", "oblique": "/", "bold": "*", "underline": "_"}
_SCRIPTS: Final = {"superscript": "^", "subscript": "_"}
_JOINER: Final = "\N{WORD JOINER}"
_SPACE: Final = "\N{ZERO WIDTH SPACE}"
_BEFORE: Final = frozenset(" \t-–—('\"{" + _SPACE)
_AFTER: Final = frozenset(" \t-–—.,;:!?'\")}\\[" + _SPACE)
# A joiner goes in before each of these, which would open emphasis or end the scheme of an address …
_OPENING: Final = lazily.pattern(r"(?<![A-Za-z0-9])[*/_=~+](?=\S)|(?<=[A-Za-z]):(?=\S)")
# … after each of these …
_SPECIAL: Final = lazily.pattern(
    r"""
      \[(?=\[|fn:|cite[:/]|\d{4}-|\d*%\]|\d*/\d*\])    # links, notes, citations, times, counts
    | <(?=[<\dA-Za-z%])                                # targets, times, addresses
    | \{(?=\{\{) | @(?=@)                                # macros, what is for one exporter
    | (?<=\S)[_^](?=[\w{(*+\-.,\\])                    # raised and lowered text
    | (?:\bsrc|\bcall)_                                # code that runs
    | -(?=-) | \.(?=\.\.)                              # dashes and dots that become one sign
    """,
    re.VERBOSE,
)
# … and, in emphasis, after what would end it.
_CLOSING: Final = lazily.pattern(r"(?<=\S)[*/_=~+](?=[\s\-–—.,;:!?'\")}\\\[]|$)")
_SQUARE: Final = lazily.pattern(r"[\[\]]")
_BACKSLASHES: Final = lazily.pattern(r"\\+")
_BRACE: Final = lazily.pattern(r"[{}]")
_BRACKET: Final = lazily.pattern(r"\](?=\]|$)")
# What the beginning of a line means: a heading, a list, a table, a block, a comment, a note.
_STARTS: Final = lazily.pattern(r"[*+\-#:|\[%]|\w+[.):]")


def _escape(text: str) -> str:
    joined = _SPECIAL.sub(rf"\g<0>{_JOINER}", _OPENING.sub(rf"{_JOINER}\g<0>", text))
    # A backslash opens an entity, mathematics or a line break, and nothing keeps it from that outside of code.
    joined = _BACKSLASHES.sub(rf"{_SPACE}=\g<0>={_SPACE}", joined)
    return joined.replace("$", r"\dollar{}") if joined.count("$") > 1 else joined  # mathematics


class _Piece(NamedTuple):
    """A stretch of a line.

    Attributes:
        text: The stretch as Org has it.
        is_emphasis: Whether it needs the end of a word on both sides.
    """

    text: str
    is_emphasis: bool = False


def _pieces(run: Run) -> Iterator[_Piece]:
    body = run.text.strip()
    if not body or not (run.spans or run.url):
        yield _Piece(_escape(run.text))
        return
    before, _, after = run.text.partition(body)
    yield _Piece(before)
    yield _formatted(run, body)
    yield _Piece(after)


def _formatted(run: Run, text: str) -> _Piece:
    """Return text, which neither begins nor ends with a blank, in the formatting of a run."""
    is_code = "code" in run.spans and "~" not in text
    signs = ["~"] if is_code else [sign for name, sign in _SIGNS.items() if name in run.spans]
    scripts = [sign for name, sign in _SCRIPTS.items() if name in run.spans]
    target = _SQUARE.sub(lambda found: f"%{ord(found[0]):X}", percent_encode(run.url))
    links_to_itself = run.url == text
    if links_to_itself:
        written = f"[[{target}]]"
    elif is_code:
        written = text
    else:
        written = _CLOSING.sub(rf"\g<0>{_JOINER}", _escape(text)) if signs else _escape(text)
    for sign in signs:
        written = f"{sign}{written}{sign}"
    if not _BRACE.search(text):  # braces cannot stand in braces
        for sign in scripts:
            written = f"{sign}{{{written}}}"
    if run.url and not links_to_itself:
        # Something stands before what is raised, and no bracket at the end.
        shown = _BRACKET.sub(rf"\g<0>{_JOINER}", f"{_JOINER if scripts else ''}{written}")
        return _Piece(f"[[{target}][{shown}]]")
    return _Piece(written, is_emphasis=bool(signs) and not written.startswith(("^{", "_{")))


def _line(row: Iterable[Run]) -> str:
    """Return runs as one line."""
    pieces = [piece for run in row for piece in _pieces(run) if piece.text]
    written = ""
    for last, piece in zip((_Piece(""), *pieces), pieces, strict=False):
        needs_end = (piece.is_emphasis and written[-1:] not in _BEFORE) or (
            last.is_emphasis and piece.text[0] not in _AFTER
        )
        written += _SPACE if needs_end and written else ""
        if piece.text.startswith(("^{", "_{")) and not written[-1:].isalnum():
            written += _JOINER
        written += piece.text
    return written


def _written(marked: str) -> str:
    return "\\\\\n".join(
        filter(None, (_line(row).strip() for row in lines_of(runs(with_links(marked)))))
    )


def _inline(marked: str) -> str:
    text = _written(marked)
    return f"{_JOINER}{text}" if _STARTS.match(text) else text


def _target(key: str) -> str:
    name = re.sub(r"[<>\n]", "_", reference_anchor(key))
    return f"<<{name}>> "


WRITER: Final = Writer("org", _inline, paragraphs(_written, _target))

"""What a source says as text → the LaTeX of a field: escaped, with braces around capitals that must stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.latex.escape import escape
from synbib.model.fields import FieldKind, find_field
from synbib.text import Node, strip, to_nodes
from synbib.text.controls import without_controls
from synbib.text.urls import clean_url, local_pdf, percent_encode
from synbib.text.writers import LATEX_SPANS

__all__ = ["Latex", "of_field", "of_name", "of_text", "of_title"]

# The part of a word between hyphens and slashes, and the number after it: `GPT-4`.
_WORD: Final = lazily.pattern(r"[^\W_]+(?:-\d[\d.]*(?![^\W_]))?")
# What would separate two names.
_AND: Final = lazily.pattern(r"\sand\s|\Aand\Z", re.IGNORECASE)
_RANGE: Final = lazily.pattern(r"(?<=\d)\s*(?:-|–|—)+\s*(?=\d)|(?<=\w)–(?=\w)")
# As LaTeX writes a dash, where the text has that from a list: B1105--B1132.
_HYPHENS: Final = lazily.pattern(r"-{2,}")
# What TeX would obey in a field that it takes as it is: braces, macros, and the letters of macros by their numbers.
_OBEYED: Final = lazily.pattern(r"[{}\\]|\^(?=\^)|(?<=\^)\^")
# Spans that no macro stands for; braces protect from a change of case.
_SPANS: Final = {**LATEX_SPANS, "nocase": ("{", "}"), "quote": ("“", "”")}


class Latex(str):
    """The LaTeX of a field, which stays as it is where others are text: a title with mathematics in it."""

    __slots__ = ()


def of_field(name: str, text: str) -> str:
    """Return what a field of ``name`` holds that says ``text``, by the kind of the field.

    Args:
        name: A field, in lower case. Titles are `of_title`.
        text: Text with the marks of `synbib.text`.
    """
    field = find_field(name)
    kind = field.kind if field else FieldKind.LITERAL
    if kind is FieldKind.URL:
        address = strip(text)
        return percent_encode((name == "pdf" and local_pdf(address)) or clean_url(address))
    if kind in (FieldKind.VERBATIM, FieldKind.DOI, FieldKind.CODE, FieldKind.KEYS):
        return _OBEYED.sub(lambda found: f"%{ord(found[0]):X}", strip(_clean(text)))
    if kind is FieldKind.RANGE:
        return _RANGE.sub("--", of_text(_HYPHENS.sub("–", text)).replace("–", "--"))
    return of_text(text)


def of_text(text: str) -> str:
    """Return LaTeX for text with the marks of `synbib.text`."""
    return _written(_clean(text), escape)


def of_title(title: str) -> str:
    """Return LaTeX for a title, with braces around the words whose capitals are more than those of a beginning."""
    title = _clean(title)
    shouted = title.isupper() and " " in title
    return _written(title, escape if shouted else _protected)


def of_name(name: str, *, whole: bool = False) -> str:
    """Return LaTeX for one name in BibTeX's form.

    Args:
        name: Plain text.
        whole: Whether it is never taken apart, as an organization's.
    """
    text = of_text(name)
    return f"{{{text}}}" if whole or _AND.search(text) else text


def _written(marked: str, write: Callable[[str], str]) -> str:
    return write(marked) if marked.isascii() else "".join(_nodes(to_nodes(marked), write))


def _nodes(nodes: tuple[Node | str, ...], write: Callable[[str], str]) -> list[str]:
    pieces: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(write(node))
        else:
            before, after = _SPANS.get(node.name, ("", ""))
            # What is protected as a whole needs no braces around its words.
            inner = _nodes(node.children, escape if node.name == "nocase" else write)
            pieces += (before, *inner, after)
    return pieces


def _protected(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        named = _is_name(word[0])
        pieces += (escape(text[at : word.start()]), f"{{{word[0]}}}" if named else word[0])
        at = word.end()
    return "".join(pieces) + escape(text[at:])


def _is_name(word: str) -> bool:
    """Whether a word has capitals inside, or beside digits."""
    inside = any(map(str.isupper, word[1:]))
    return inside or (word[0].isupper() and any(map(str.isdigit, word)))


def _clean(text: str) -> str:
    return " ".join(without_controls(text).split())

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

# A word with what hyphens join to it, and the number of a version after its point: `U-Net`, `GPT-3.5`, `R&D`.
_COMPOUND: Final = lazily.pattern(
    r"(?<![^\W_])(?:[A-Z]\.){2,}(?![^\W_])|[^\W_]+(?:[-&][^\W_]+|\.\d+)*"
)
# A part of it between hyphens, and the numbers after it: `GPT-4`.
_PART: Final = lazily.pattern(r"[^\W_-]+(?:-?\d+(?![^\W_.])|\.\d+)*")
# What is counted and has no name: `Level-1`, `Type-2`.
_COUNTED: Final = lazily.pattern(
    r"""
    appendix | case | chapter | class | day | degree | dimension | figure | generation | grade | group | layer | level
    | order | part | period | phase | rank | section | stage | step | tier | top | type | unit | version | volume
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The last part of names of networks, in whose names it has a capital: `U-Net`.
_NETS: Final = frozenset({"Net", "Nets"})
# One letter that begins a title, where every style leaves the first letter as it is.
_ONE_LETTER_FIRST: Final = lazily.pattern(r"[\"“‘'(¿¡]*[^\W\d_](?![\w&-])")
# After these a sentence begins.
_BEGINS: Final = lazily.pattern(r"(?:[:?!—–.]|\s-)\s+[\"“‘'(]*\Z")
# What would separate two names.
_AND: Final = lazily.pattern(r"\sand\s|\Aand\Z", re.IGNORECASE)
_RANGE: Final = lazily.pattern(r"(?<=\d)\s*(?:-|–|—)+\s*(?=\d)|(?<=\w)–(?=\w)")
_BETWEEN_NUMBERS: Final = lazily.pattern(r"(?<=\w)–(?=\w)")
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
    if kind is FieldKind.NUMBER:
        return _BETWEEN_NUMBERS.sub("--", of_text(text))
    return of_text(text)


def of_text(text: str) -> str:
    """Return LaTeX for text with the marks of `synbib.text`."""
    return _written(_clean(text), escape)


def of_title(title: str) -> str:
    """Return LaTeX for a title, with braces around the words whose capitals are more than those of a beginning."""
    title = _clean(title)
    if title.isupper() and " " in title:
        return _written(title, escape)
    first = _ONE_LETTER_FIRST.match(title)
    begun = first.end() if first else 0
    return escape(title[:begun]) + _written(title[begun:], _protected)


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
            # What is protected as a whole needs no braces around its words, a letter in a span none of its own.
            plain = node.name == "nocase" or write is escape
            inner = _nodes(node.children, escape if plain else _protected_within)
            pieces += (before, *inner, after)
    return pieces


def _protected_within(text: str) -> str:
    return _protected(text, letters=False)


def _protected(text: str, *, letters: bool = True) -> str:
    pieces: list[str] = []
    at = 0
    for word in _COMPOUND.finditer(text):
        found, between = word[0], text[at : word.start()]
        # Most words have no capitals, and most stand apart by a blank: they need not be looked at.
        is_kept = (found.islower() and "&" not in found) or (len(found) == 1 and not letters)
        pieces.append(between if between == " " else escape(between))
        pieces.append(found if is_kept else _with_braces(word))
        at = word.end()
    return "".join(pieces) + escape(text[at:])


def _with_braces(word: re.Match[str]) -> str:
    """Return a word with braces around what has to keep its capitals."""
    compound = word[0]
    if compound.endswith("."):
        return f"{{{compound}}}"  # U.S.
    if "&" in compound:
        return f"{{{escape(compound)}}}" if any(map(str.isupper, compound)) else escape(compound)
    if len(compound) == 1:
        return f"{{{compound}}}" if compound.isupper() and _is_symbol(word) else compound
    if "-" not in compound:
        return f"{{{compound}}}" if _is_name(compound) else compound
    if compound.rpartition("-")[2] in _NETS and any(map(str.isupper, compound.partition("-")[0])):
        return f"{{{compound}}}"
    return _PART.sub(
        lambda part: f"{{{part[0]}}}" if _is_name(part[0]) or _is_letter(part[0]) else part[0],
        compound,
    )


def _is_name(word: str) -> bool:
    """Whether a word has capitals inside, or beside digits."""
    if any(map(str.isupper, word[1:])):
        return True
    has_number = word[0].isupper() and any(map(str.isdigit, word))
    return has_number and not _COUNTED.fullmatch(word.partition("-")[0])


def _is_letter(part: str) -> bool:
    """Whether a part of a compound is a letter that stands for itself, as in `X-ray`; of `E-mail` it is a word."""
    return len(part) == 1 and part.isupper() and part != "E"


def _is_symbol(letter: re.Match[str]) -> bool:
    """Whether a capital that stands alone is a name, not a word: `vitamin D`, `type I`, `E. coli`."""
    before, after = letter.string[: letter.start()], letter.string[letter.end() :]
    if before[-1:] == ".":  # Ph.D.
        return False
    if after[:1] == ".":  # of a name it is the initial, of a species the genus
        return after[1:2].isspace() and after.lstrip(". ")[:1].islower()
    if _BEGINS.search(before):
        return False
    if letter[0] != "A":
        return True
    following = after.lstrip()[:1]
    return not following.isalnum() or following.islower()


def _clean(text: str) -> str:
    return " ".join(without_controls(text).split())

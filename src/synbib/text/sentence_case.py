r"""Letter case of titles: from English title case to sentence case, and the protection from changing it.

CSL styles change sentence case into title case and cannot do the reverse; so titles in BibTeX files, most of them in
title case with the names in braces, are brought into sentence case first. `biblatex` does the same in
``\MakeSentenceCase*`` (manual §4.6.4).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.text.marks import (
    BOLD,
    CODE,
    ITALIC,
    LINK_OPEN,
    MARKS,
    NOCASE,
    OBLIQUE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
)

__all__ = ["in_title_case", "sentence_case", "unprotect"]

# What has a form of its own has its letter case, too: the argument of `\emph` and the like is left alone (biblatex's
# manual on `\MakeSentenceCase`; BibTeX's `change.case$` leaves all braces alone).
_KEPT_SPANS: Final = (NOCASE, ITALIC, OBLIQUE, BOLD, SMALL_CAPS, UNDERLINE, CODE)
_KEPT: Final = "|".join(f"{span.open}[^{span.close}]*{span.close}" for span in _KEPT_SPANS)
_OPENED: Final = "".join(span.open for span in _KEPT_SPANS)
_RAISED_OPEN: Final = SUBSCRIPT.open + SUPERSCRIPT.open
_RAISED_CLOSED: Final = SUBSCRIPT.close + SUPERSCRIPT.close
_RAISED: Final = f"{NOCASE.open}?[{_RAISED_OPEN}]"
# What makes more of a word than a word.
_JOINED: Final = rf"[^\W_]|['’][^\W\d_]|{_RAISED}"
_APOSTROPHES: Final = r"(?:['’][^\W\d_]+)*"
_CLOSING: Final = r"[)\]”’\"'»]"
_PIECE: Final = lazily.pattern(
    rf"""
    # What is protected, with the rest of the word that it is the beginning of.
    (?: {_KEPT} ) [^\W_]*
    # The first word of the title, of a part of it, or of what may be a sentence. Brackets, quotation marks and
    # formatting may stand before it.
    | (?P<begin> \A
      | [:?!—] {_CLOSING}* \s+
      | (?<!\b[Vv]s) (?<!\betc) (?<!\bcf) \. {_CLOSING}* \s+
      | (?<=\s) – \s+
      | (?<=[:?!—]{NOCASE.close}) \s+ )     # `{{BERT:}} Pre-training`, as DBLP has it
      (?: (?![{_OPENED}]) [(\[“‘„\"'«{MARKS}] )* (?P<first> [^\W_]+ {_APOSTROPHES} ) (?!{NOCASE.open})
    # Other words: nearly all of them, and whatever else may begin with a capital. A lone capital is a name, as in
    # `vitamin C`, or the pronoun; only `A` is an article.
    # What a sub- or superscript joins, as in `Fe₂O₃`, is a formula.
    | (?<![^\W_]) (?<![{_RAISED_CLOSED}]) (?<![{_RAISED_CLOSED}]{NOCASE.close})
      (?: (?P<lower> (?:[A-Z][a-z]+|A) (?:['’][a-z]+)? (?!{_JOINED}) )
        | (?P<other> (?:[A-Z]|[^\W\d_\x00-\x7f]) [^\W_]*+ {_APOSTROPHES} ) (?!{_RAISED}) )
    """,
    re.VERBOSE,
)
# After these a word may begin something; after other words it is cased by itself, and so is what lies after `: `.
_JOINT: Final = lazily.pattern(rf"[:?!.—]{NOCASE.close}?[)\]”’\"'»]*\s|(?:\A|\s)–\s")
# What is protected, or linked, over several words.
_PHRASE: Final = lazily.pattern(
    "|".join((*(rf"{span.open}[^{span.close}]*\s" for span in _KEPT_SPANS), LINK_OPEN))
)
# A word in small letters that is a name: with digits in it, before a colon, a letter and a hyphen, or a Greek letter
# by itself, as in `β-Sheet` and `π Mesons`.
_NAME_FIRST: Final = lazily.pattern(
    rf"""
    [(\[“‘„\"'«{MARKS}]*
    (?P<name> [a-z]+\d[^\W_]* | [a-z]+(?=:\s) | [a-z](?=-[^\W\d_])
      | [\u03b1-\u03c9](?![^\W\d_]) )
    """,
    re.VERBOSE,
)
_DIGIT: Final = lazily.pattern(r"\d")
_TITLE_BEGINS: Final = frozenset(":?!")

_PROTECTED: Final = lazily.pattern(f"{NOCASE.open}([^{NOCASE.close}]*){NOCASE.close}")
_FIRST_LETTER: Final = lazily.pattern(r"(?<![^\W_])[^\W\d_]")


_LONG_WORD: Final = lazily.pattern(r"[^\W\d_]{4,}")


def in_title_case(title: str) -> bool:
    """Whether most of the longer words after the first of a title, plain text, begin with a capital.

    In a title that has few of them they are those of names.
    """
    words: list[str] = _LONG_WORD.findall(title.partition(" ")[2])
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def sentence_case(marked: str) -> str:
    """Return a title with only those capitals that it needs.

    A word with a single capital, at its start, loses it, unless it begins the title or a part of it (after ``:``,
    ``?`` and ``!``), where a small letter becomes a capital. After a full stop either may be right and nothing is
    changed. Acronyms, words of mixed case and whatever is protected stay as they are, and so does a name in small
    letters that begins the title: ``fairseq: A Fast Toolkit``.
    """
    if marked.isupper():  # nothing tells which of its words need their capitals
        return marked
    cased = _without_capitals(marked)
    named = _NAME_FIRST.match(marked)
    if named is None:
        return cased
    at = named.start("name")
    return cased[:at] + marked[at] + cased[at + 1 :]


def _without_capitals(marked: str) -> str:
    parts = marked.split(": ")
    for part in parts:
        plain = part.isascii() and not ("." in part or "?" in part or "!" in part or ":" in part)
        if part[:1].isspace() or not (plain or _JOINT.search(part) is None):
            return _PIECE.sub(_cased, marked)
    if not marked.isascii() and _PHRASE.search(marked):
        return _PIECE.sub(_cased, marked)
    cased: list[str] = []
    for part in parts:
        first, blank, others = part.partition(" ")
        rest = " ".join(map(_other_word, others.split(" "))) if blank else ""
        cased.append(_first_word(first) + blank + rest)
    return ": ".join(cased)


# The words of titles come again and again.
@lru_cache(maxsize=16384)
def _other_word(word: str) -> str:
    return _PIECE.sub(_cased, f"x {word}")[2:]


@lru_cache(maxsize=4096)
def _first_word(word: str) -> str:
    return _PIECE.sub(_cased, word)


def _cased(piece: re.Match[str]) -> str:
    kind = piece.lastgroup
    if kind == "lower":
        return piece[0].lower()
    if kind == "other":
        word = piece[0]
        # Words with digits are names, too.
        capitalised = word[1:].islower() and (word.isalpha() or not _DIGIT.search(word))
        return word.lower() if capitalised else word
    if (word := piece["first"]) and _begins_part(piece["begin"]):
        before = piece[0][: -len(word)]
        return before + (word if any(map(str.isupper, word)) else word[0].upper() + word[1:])
    return piece[0]


def _begins_part(before: str) -> bool:
    """Whether what stands before a word begins the title or a part of it, and not what only may be a sentence."""
    return not before or before[0] in _TITLE_BEGINS or before.isspace()


def unprotect(marked: str) -> str:
    """Return ``marked`` without the protection that a title in sentence case does not need.

    To change it into title case does nothing to words that have their capital; protected have to be those that
    begin with a small letter.
    """
    if NOCASE.open not in marked:
        return marked
    return _PROTECTED.sub(_unprotect, marked)


def _unprotect(span: re.Match[str]) -> str:
    return span[0] if _begins_small(span[1]) else span[1]


@lru_cache(maxsize=4096)
def _begins_small(text: str) -> bool:
    """Whether a word in ``text`` begins with a small letter."""
    return any(letter[0].islower() for letter in _FIRST_LETTER.finditer(text))

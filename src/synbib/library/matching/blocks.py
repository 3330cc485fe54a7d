"""Where records meet that may be of one work, though nobody holds all of them: each is in several blocks.

Two that share an identifier or the title meet by that. Two whose titles differ by a letter or two, anywhere, meet by a
stretch of the title that has none of them: where it begins, where it ends, its longest word; with the first author, as
too many begin alike. And they meet by all of their authors. In a block they are sorted by the title, so that of a full
one only those near to each other are compared.

Source: sorted neighbourhoods of M. Hernández and S. Stolfo, The merge/purge problem for large databases, SIGMOD 1995,
section 2.2, here within blocks by several keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from synbib import lazily
from synbib.library.matching.identity import Identity
from synbib.library.matching.people import transliterated
from synbib.text.folding import fold

__all__ = ["NEAR", "Block", "blocks_of", "is_met_before"]

NEAR: Final = 10
"""With as many records after it, in the order of its block, each is compared."""

_WORD: Final = lazily.pattern(r"[^\W_]+")
# A title of fewer letters is looked for as a whole.
_STRETCH: Final = 12
_LETTERS_OF_NAME: Final = 4
# As far as this, what begins alike is in order.
_ORDERED: Final = 60


class Block(NamedTuple):
    """A block that a record is in.

    Attributes:
        kind: What those in it have in common: the scheme of an identifier, ``title``, ``head``, ``tail``, ``word`` or
            ``people``.
        value: What that is.
        order: By which those in it are sorted, as a text.
    """

    kind: str
    value: str
    order: str


def blocks_of(identity: Identity) -> Iterator[Block]:
    """Yield the blocks of a record, each once."""
    letters = identity.letters
    order = letters[:_ORDERED]
    for scheme, identifier in identity.identifiers.items():
        yield Block(scheme, identifier, order)
    if not letters:
        return
    yield Block("title", letters, order)
    if len(letters) < _STRETCH:
        return
    author = transliterated(identity.family)[:_LETTERS_OF_NAME]
    yield Block("head", f"{letters[:_STRETCH]} {author}", order)
    yield Block("tail", f"{letters[-_STRETCH:]} {author}", letters[: -_ORDERED - 1 : -1])
    yield Block("word", f"{_longest_word(identity.title)} {author}", order)
    if identity.families:
        yield Block("people", " ".join(sorted(identity.families)), order)


def is_met_before(kind: str, one: Identity, other: Identity) -> bool:
    """Whether two records of a block meet in one of a surer kind as well, so that they are compared there."""
    if kind in one.identifiers:
        return False
    theirs = other.identifiers
    if any(theirs.get(scheme) == identifier for scheme, identifier in one.identifiers.items()):
        return True
    return kind != "title" and one.letters == other.letters


def _longest_word(title: str) -> str:
    return max(sorted(_WORD.findall(fold(title))), key=len, default="")

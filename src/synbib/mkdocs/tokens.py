"""What stands in Markdown in the place of a citation or a marker until all pages are converted.

A token is characters of private use, which Python-Markdown and its extensions carry through as they are, and which
leave no trace in the anchors of headings.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents import Cluster, find_clusters
from synbib.documents.known import tell_apart
from synbib.documents.markdown import KEY
from synbib.documents.placing import Edit, edited
from synbib.documents.prose import fenced_lines, prose

__all__ = ["OPENING", "TOKEN", "Held", "Keys", "Kind", "Tokens", "hold", "number_of"]

OPENING: Final = "\U00100000"
"""What a token begins with."""
_CLOSE: Final = "\U00100001"
_DIGITS: Final = "".join(chr(0x100010 + digit) for digit in range(10))
_TO_TOKEN: Final = str.maketrans("0123456789", _DIGITS)
_TO_NUMBER: Final = str.maketrans(_DIGITS, "0123456789")

TOKEN: Final = f"{OPENING}[{_DIGITS}]{{1,9}}{_CLOSE}"
"""A token, as a piece of a regular expression."""

_ESCAPED: Final = lazily.pattern(rf"\\@(?P<key>{KEY})")


class Kind(enum.Enum):
    """What a token stands for."""

    CITATION = enum.auto()
    REFERENCES = enum.auto()
    FULL = enum.auto()
    AT = enum.auto()


class Held(NamedTuple):
    """What a token stands for.

    Attributes:
        kind: What it is.
        source: What is written there.
        cluster: The citation.
        text: The converted text that it stands in: a page, or a docstring.
    """

    kind: Kind
    source: str
    cluster: Cluster | None = None
    text: str = ""


class Tokens:
    """What the tokens of one build stand for."""

    def __init__(self) -> None:
        self._held: list[Held] = []

    def __getitem__(self, number: int) -> Held:
        return self._held[number]

    def get(self, number: int) -> Held | None:
        """Return what a token stands for; None if the build has no such token."""
        return self._held[number] if number < len(self._held) else None

    def token(self, held: Held) -> str:
        """Return a new token for ``held``."""
        self._held.append(held)
        return f"{OPENING}{str(len(self._held) - 1).translate(_TO_TOKEN)}{_CLOSE}"


def number_of(token: str) -> int:
    """Return the number of a token."""
    return int(token[1:-1].translate(_TO_NUMBER))


class Keys(NamedTuple):
    """What is taken for a citation.

    Attributes:
        is_known: Whether there is an entry with a key.
        looks: Whether a name may be meant for a key.
        in_text: Whether ``@key`` without brackets is one.
    """

    is_known: Callable[[str], bool]
    looks: Callable[[str], bool]
    in_text: bool = True


def hold(text: str, tokens: Tokens, keys: Keys, markers: Mapping[str, Kind]) -> str:
    """Return Markdown with tokens in the place of its citations and markers.

    What is code only for Python-Markdown may be among them; there their source is put back when it is converted.

    Args:
        text: A page, or a docstring.
        tokens: Where what they stand for is kept.
        keys: What is taken for a citation.
        markers: What is written where a bibliography goes → what is meant.
    """
    document = prose(text, fenced_lines)
    clusters: Sequence[Cluster] = ()
    if "@" in text:
        clusters = [
            cluster
            for cluster in find_clusters(text, document).clusters
            if keys.in_text or text[cluster.start] == "["
        ]
        clusters = tell_apart(text, clusters, keys.is_known, keys.looks).clusters
    edits = [
        Edit(
            cluster.start,
            cluster.end,
            tokens.token(Held(Kind.CITATION, text[cluster.start : cluster.end], cluster, text)),
        )
        for cluster in clusters
    ]
    edits += _escaped(document.text, tokens, keys)
    edits += _marked(document.text, tokens, markers)
    return edited(text, sorted(edits))


def _escaped(text: str, tokens: Tokens, keys: Keys) -> Iterator[Edit]:
    r"""Yield the edits for ``\@key``, which is no citation; Python-Markdown would show its backslash."""
    for found in _ESCAPED.finditer(text):
        if keys.is_known(found["key"]):
            yield Edit(found.start(), found.start() + 2, tokens.token(Held(Kind.AT, r"\@")))


def _marked(text: str, tokens: Tokens, markers: Mapping[str, Kind]) -> Iterator[Edit]:
    if not any(marker in text for marker in markers):
        return
    # The longer first, where one begins with another.
    names = "|".join(map(re.escape, sorted(markers, key=len, reverse=True)))
    pattern = rf"^(?P<indent>[ \t]*)(?P<alone>{names})[ \t]*$|(?P<within>{names})(?!\w)"
    for found in re.finditer(pattern, text, re.MULTILINE):
        name = found["alone"] or found["within"]
        token = tokens.token(Held(markers[name], name))
        # A paragraph of its own, if it has a line of its own.
        new = f"\n{found['indent']}{token}\n" if found["alone"] else token
        yield Edit(found.start(), found.end(), new)

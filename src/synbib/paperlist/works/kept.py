"""What a stretch of a README says, and what of that would be lost if other texts stood in its place.

What a stretch says are its words and numbers, the targets of its links, its images, its comments and its anchors.
Words are compared without case, accents and markup. A link is kept if its URL is, or the arXiv number or the DOI
that it leads to; an image only by its own URL. Pictures among the characters, punctuation and layout say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from synbib import lazily
from synbib.errors import shortened
from synbib.model.identifiers import comparable, find_identifier
from synbib.text.folding import fold

__all__ = ["Kept", "Loss", "lost"]

_COMMENT: Final = lazily.pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG: Final = lazily.pattern(r"</?[A-Za-z][^<>]*>")
_ANCHOR: Final = lazily.pattern(r"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TOLD: Final = lazily.pattern(r"""\s(?:alt|title)\s*=\s*["']([^"']*)""", re.IGNORECASE)
_IMAGE: Final = lazily.pattern(
    r"""!\[[^\]]{0,300}\]\(\s*<?([^\s)>]+)|<img[^<>]*?\ssrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
_IN_URL: Final = r"""[^\s()<>\[\]"'|]"""
_URL: Final = lazily.pattern(rf"https?://{_IN_URL}+(?:\({_IN_URL}*\){_IN_URL}*)*", re.IGNORECASE)
_NO_END: Final = ".,;:*"
# Where a link leads that is not a URL: within the repository, within the page, to a mailbox.
_TARGET: Final = lazily.pattern(
    r"""\]\(\s*<?([^\s)>]*)|\shref\s*=\s*["']?([^"'\s>]+)|<(mailto:[^\s<>]+)>"""
    r"""|^[ \t]*\[[^\]\n]+\]:[ \t]*(\S+)""",
    re.IGNORECASE | re.MULTILINE,
)
_SAME_PLACE: Final = lazily.pattern(r"https?://(?:www\.)?")
# The pages that arXiv itself has of a paper.
_ARXIV_PAGE: Final = lazily.pattern(r"arxiv\.org/(?:abs|pdf|html)/[\w./-]+")
# What parts no words: emphasis and code.
_INLINE: Final = lazily.pattern(
    r"[*`\\\u00ad\u200b-\u200f\ufeff]|~~|</?(?:b|big|code|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_WORD: Final = lazily.pattern(r"[^\W\d_]+|\d+")
# The number of a list item, and links that are called no more than what they are.
_NUMBER: Final = lazily.pattern(r"^[ \t>]*\d{1,3}[.)](?=[ \t])", re.MULTILINE)
_LABEL: Final = lazily.pattern(
    r"\[\W{0,4}(?:abs|html|link|pdf|repo|url|web)\W{0,4}\]\(", re.IGNORECASE
)
# How much of what would be lost a message shows.
_SHOWN: Final = 60


class Kept:
    """What a text that stays, or comes in the place of another, has of what that says.

    Args:
        text: Markdown or plain text.
    """

    __slots__ = ("images", "links", "words")

    def __init__(self, text: str) -> None:
        self.words = frozenset(word for word, _ in _words(text))
        self.images = frozenset(url for url, _ in _images(text))
        self.links = frozenset(form for url, _ in _links(text) for form in _forms(url))


@lazily.dataclass(frozen=True, slots=True)
class Loss:
    """What would be lost, as it is written; it is true if that is anything.

    Attributes:
        line: How many lines stand above the first of what follows.
        words: Words and numbers.
        links: Where links lead.
        images: Where images come from.
        comments: HTML comments.
        anchors: The names of places that links lead to.
    """

    line: int = 0
    words: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.links or self.images or self.comments or self.anchors)

    def __str__(self) -> str:
        found = (
            ("'{}'", " ".join(self.words)),
            ("the image {}", " ".join(self.images)),
            ("the link {}", " ".join(self.links)),
            ("the comment {}", " ".join(self.comments)),
            ("the anchor '{}'", " ".join(self.anchors)),
        )
        what = [
            how.format(shortened(" ".join(text.split()), _SHOWN)) for how, text in found if text
        ]
        return f"{', '.join(what)} would be lost"


def lost(old: str, kept: Iterable[Kept]) -> Loss:
    """Return what ``old`` says that is in none of ``kept``.

    Args:
        old: A stretch of a Markdown file.
        kept: What of it stays, or stands elsewhere.
    """
    kept = tuple(kept)
    comments = [(found[0], found.start()) for found in _COMMENT.finditer(old)]
    text = _COMMENT.sub(_blank, old)
    anchors = [
        (anchor[1], tag.start())
        for tag in _TAG.finditer(text)
        for anchor in _ANCHOR.finditer(tag[0])
    ]
    words = [each for each in _words(_said(text)) if not any(each[0] in k.words for k in kept)]
    images = [each for each in _images(text) if not any(each[0] in k.images for k in kept)]
    links = [
        each
        for each in _links(text)
        if not any(form in k.links for k in kept for form in _forms(each[0]))
        and not any(each[0] == url for url, _ in images)
    ]
    found = (words, links, images, comments, anchors)
    first = min((at for each in found for _, at in each), default=0)
    told = (tuple(dict.fromkeys(what for what, _ in each)) for each in found)
    return Loss(old.count("\n", 0, first), *told)


def _said(text: str) -> str:
    """Return a text, place by place, without the targets of its links, its URLs, its tags and its list's numbers."""
    text = _LABEL.sub(_blank_label, _NUMBER.sub(_blank, text))
    return _TAG.sub(_blank_tag, _URL.sub(_blank, _TARGET.sub(_blank, text)))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found[0])


def _blank_label(found: re.Match[str]) -> str:
    return f"{_blank(found)[:-2]}]("


def _blank_tag(found: re.Match[str]) -> str:
    # Emphasis within a word does not part it.
    if _INLINE.fullmatch(found[0]):
        return found[0]
    shown = _blank(found)
    for told in _TOLD.finditer(found[0]):
        shown = f"{shown[: told.start(1)]}{told[1]}{shown[told.end(1) :]}"
    return shown


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words and numbers of a text, folded, each with its place, or that of the line that it stands in."""
    at = 0
    for line in text.splitlines(keepends=True):
        folded = fold(unescape(_INLINE.sub("", line)))
        for word in _WORD.findall(folded):
            yield (word.lstrip("0") or "0" if word.isdecimal() else word), at
        at += len(line)


def _images(text: str) -> Iterator[tuple[str, int]]:
    return ((unescape(found[1] or found[2]), found.start()) for found in _IMAGE.finditer(text))


def _links(text: str) -> Iterator[tuple[str, int]]:
    for found in _URL.finditer(text):
        yield unescape(found[0]).rstrip(_NO_END), found.start()
    for found in _TARGET.finditer(text):
        target = unescape(next(filter(None, found.groups()), ""))
        if target and not target.casefold().startswith(("http://", "https://")):
            yield target, found.start()


def _forms(url: str) -> Iterator[str]:
    """Yield what a link is kept by: its address, or the paper that it leads to."""
    yield _SAME_PLACE.sub("", url.casefold(), count=1).rstrip("/")
    named = find_identifier(url)
    if named is None:
        return
    scheme, identifier = named[0], comparable(*named)
    address = re.split(r"[?#]", url.casefold(), maxsplit=1)[0].rstrip("/")
    if (scheme == "doi" and address.endswith(identifier)) or (
        scheme == "arxiv" and _ARXIV_PAGE.search(address)
    ):
        yield f"{scheme}:{identifier}"

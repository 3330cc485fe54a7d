"""BibTeX files in stretches, each with what it needs of the rest of the file: the same is read as of the whole.

A first pass over the file finds where it can be cut, its ``@string``s, which keys the entries of a stretch take fields
from, and which of their own keys stood before. Further passes find the entries that others take fields from.

How much longer macros and parents make entries is bounded by the length of a stretch, not of the file.
"""

from __future__ import annotations

import codecs
import io
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from synbib import bibtex, lazily
from synbib.bibtex import Document, StringDef
from synbib.bibtex.encoding import decode
from synbib.bulk.entries import Read, entries_in, has_bytes
from synbib.bulk.parts import Part
from synbib.bulk.sources.stretches import Input, Stretch
from synbib.index.bib import whole
from synbib.library.inherit import keys_of
from synbib.library.reach import named
from synbib.library.resolve import Resolver
from synbib.limits import LONGEST_RECORD

__all__ = ["cut", "entries", "is_read_in_place"]

_READ: Final = 1 << 20
_HANDING: Final = frozenset({"crossref", "xdata"})
_ALIASES: Final = "ids"
# Volume, series, data: parents have parents, but no more than some.
_MOST_PASSES: Final = 8
_MOST_STRINGS: Final = 1 << 20  # characters; each part of a file has them all
_BYTE: Final = lazily.pattern("[\udc80-\udcff]")  # one that no character has (PEP 383)
_UNREAD: Final = "surrogateescape"
_SIMPLE_KEY: Final = lazily.pattern(r"[^\s{}(),\"#%=\\']+")


# --- what is found ------------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A block that other stretches than its own need.

    Attributes:
        at: See `_Parsed.place`.
        source: How it is written.
        called: Its key and its further keys; none of an ``@string``.
        names: The keys that it takes fields from.
    """

    at: int
    source: str
    called: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


class _Place(NamedTuple):
    """A stretch as the first pass finds it: see `Stretch`.

    Attributes:
        start: Its first byte.
        end: The byte after it.
        line: Its first line.
        names: The keys that its entries take fields from, of entries that may stand elsewhere.
        repeated: The keys of its entries that stood before.
    """

    start: int
    end: int
    line: int
    names: frozenset[str]
    repeated: frozenset[str]


class _Parsed(NamedTuple):
    """Whole entries, parsed.

    Attributes:
        document: What was read; its end may be no whole entry.
        cut: Where in its text the whole ones end.
        start: The byte of the file on which it begins.
        line: The line on which it begins.
    """

    document: Document
    cut: int
    start: int
    line: int

    @property
    def blocks(self) -> Iterator[bibtex.Block]:
        return (block for block in self.document.blocks if block.start < self.cut)

    @property
    def end(self) -> int:
        """The byte of the file after the whole ones."""
        text = self.document.text[: self.cut]
        return self.start + (len(text) if text.isascii() else len(text.encode("utf-8", _UNREAD)))

    def place(self, block: bibtex.Block) -> int:
        """Return a number that grows in the order of the file; between two stretches it is the byte."""
        return self.start + block.start

    def holding(self, *words: str) -> Iterator[bibtex.Entry]:
        """Yield the entries in which one of these words stands, in any case of its letters, each once."""
        blocks = self.document.blocks
        # The one letter that is two in lower case would move all places after it.
        text = self.document.text[: self.cut].replace("\u0130", "I").lower()
        for word in words:
            at = text.find(word)
            while at >= 0:
                block = blocks[bisect_right(blocks, at, key=_start_of) - 1]
                if isinstance(block, bibtex.Entry):
                    yield block
                at = text.find(word, max(block.end, at + 1))


def _start_of(block: bibtex.Block) -> int:
    return block.start


def cut(source: Input, size: int) -> Iterator[Stretch]:
    """Yield a file in stretches of whole entries, each of about so many bytes.

    One in which fields are handed on over very many entries, or with very many ``@string``s, is not cut.
    """
    encoding = _encoding(source)
    places, strings, problem = _surveyed(source, encoding, size)
    if problem:
        yield Stretch(0, places[-1].end, 1, problem=problem)
        return
    parents = _parents(source, encoding, size, places, strings)
    if parents is None or sum(len(each.source) for each in strings) > _MOST_STRINGS:
        places = [_Place(0, places[-1].end, 1, frozenset(), frozenset())]
        strings, parents = [], {}
    with _utf8(source, encoding) as stream:
        for place in places:
            data = stream.read(place.end - place.start)
            context = _context(place, strings, parents)
            yield Stretch(place.start, place.end, place.line, data, context)


def is_read_in_place(source: Input) -> bool:
    """Whether the bytes of the file itself are those of its stretches: its encoding is UTF-8."""
    return _encoding(source) == "utf-8"


# --- the passes ---------------------------------------------------------------------------------------------


def _surveyed(source: Input, encoding: str, size: int) -> tuple[list[_Place], list[_Piece], str]:
    """Return where a file is cut, its ``@string``s, and why it is no BibTeX; ``""`` if it is."""
    places: list[_Place] = []
    strings: list[_Piece] = []
    problem = ""
    # Of each key a hash: what is taken for one that stood before, and is not, does no harm.
    seen: set[int] = set()
    for parsed in _parsed(source, encoding, size):
        own: set[str] = set()
        for block in parsed.blocks:
            if isinstance(block, bibtex.Entry):
                own.add(block.key)
            elif isinstance(block, StringDef):
                strings.append(_Piece(parsed.place(block), block.source))
        hashes = {hash(key): key for key in own}
        repeated = {hashes[number] for number in seen & hashes.keys()}
        seen |= hashes.keys()
        names = _names(parsed, strings) - (own - repeated)
        # What cannot be told by its key alone is taken whole.
        names |= {key for key in repeated if not _SIMPLE_KEY.fullmatch(key)}
        places.append(
            _Place(parsed.start, parsed.end, parsed.line, frozenset(names), frozenset(repeated))
        )
        if not seen:
            unreadable = [f"{each.message}; {each.hint}" for each in parsed.document.unreadable]
            problem = problem or next(iter(unreadable), "")
    return places, strings, "" if seen or strings else problem


def _names(parsed: _Parsed, strings: Iterable[_Piece]) -> set[str]:
    """Return the keys that entries take fields from."""
    entries = list(parsed.holding(*_HANDING))
    if not entries:
        return set()
    resolver = _resolver(parsed, strings)
    return {key for entry in entries for key in named(resolver, entry, _HANDING)}


def _parents(
    source: Input,
    encoding: str,
    size: int,
    places: Iterable[_Place],
    strings: list[_Piece],
) -> Mapping[str, Sequence[_Piece]] | None:
    """Return the entries that stretches take fields from, and those that these do; None if that takes too many passes.

    Each is there by its key with the case of its letters folded, and by its further keys.
    """
    found: dict[str, _Piece] = {}
    asked: set[str] = set()
    wanted = {key for place in places for key in place.names}
    passes = 0
    while wanted:
        if (passes := passes + 1) > _MOST_PASSES:
            return None
        asked |= wanted
        folded = {key.casefold() for key in wanted}
        for place, parsed in zip(places, _parsed(source, encoding, size), strict=True):
            before = set(place.repeated)
            resolver = _resolver(parsed, strings)
            aliases = {
                entry: tuple(keys_of(resolver.written_fields(entry).get(_ALIASES, "")))
                for entry in parsed.holding(_ALIASES)
            }
            for block in parsed.blocks:
                if not isinstance(block, bibtex.Entry) or block.key in before:
                    continue
                before.add(block.key)
                further = aliases.get(block, ())
                is_meant = block.key.casefold() in folded or not wanted.isdisjoint(further)
                if is_meant and block.key not in found:
                    names = frozenset(named(resolver, block, _HANDING))
                    called = (block.key, *further)
                    found[block.key] = _Piece(parsed.place(block), block.source, called, names)
        wanted = {key for piece in found.values() for key in piece.names} - asked
    by_key: dict[str, list[_Piece]] = {}
    for piece in found.values():
        for key in {piece.called[0].casefold(), *piece.called[1:]}:
            by_key.setdefault(key, []).append(piece)
    return by_key


def _context(place: _Place, strings: list[_Piece], parents: Mapping[str, Sequence[_Piece]]) -> str:
    """Return what a stretch needs of what stands before and after it, `""` if that is nothing."""
    needed = _needed(place.names, parents)
    there = {piece.called[0] for piece in needed if piece.at < place.start}
    first = "".join(
        f"@misc{{{key}}}\n" for key in sorted(place.repeated - there) if _SIMPLE_KEY.fullmatch(key)
    )
    pieces = sorted([*strings, *needed])
    before = "".join(f"{piece.source}\n" for piece in pieces if piece.at < place.start)
    after = "".join(f"{piece.source}\n" for piece in pieces if piece.at >= place.end)
    if not (first or before or after):
        return ""
    return json.dumps([_unicode(first + before), _unicode(after)], ensure_ascii=False)


def _needed(names: Iterable[str], parents: Mapping[str, Sequence[_Piece]]) -> set[_Piece]:
    """Return all entries that some keys may mean, and those that these take fields from."""
    needed: set[_Piece] = set()
    waiting = {*names}
    asked: set[str] = set()
    while waiting:
        key = waiting.pop()
        asked.add(key)
        found = {*parents.get(key, ()), *parents.get(key.casefold(), ())} - needed
        needed |= found
        waiting.update(name for piece in found for name in piece.names if name not in asked)
    return needed


def _unicode(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


# --- reading ------------------------------------------------------------------------------------------------


def _resolver(parsed: _Parsed, strings: Iterable[_Piece]) -> Resolver:
    before = "".join(f"{each.source}\n" for each in strings if each.at < parsed.start)
    return Resolver([Document.parse(before), parsed.document])


def _parsed(source: Input, encoding: str, size: int) -> Iterator[_Parsed]:
    """Yield the stretches of a file one after the other."""
    decoder = codecs.getincrementaldecoder("utf-8")(_UNREAD)
    text = ""
    at, line = 0, 1
    is_last = False
    with _utf8(source, encoding) as stream:
        while not is_last:
            wanted = max(size, len(text))
            data = stream.read(wanted)
            is_last = len(data) < wanted
            text += decoder.decode(data, is_last)
            document = Document.parse(text, source.name)
            end = len(text) if is_last or len(text) > LONGEST_RECORD else whole(document)
            if end:
                parsed = _Parsed(document, end, at, line)
                yield parsed
                at, line = parsed.end, line + document.position(end)[0] - 1
                text = text[end:]
            # It and its blocks hold each other, and the collector may be at rest.
            document.blocks = ()


def _encoding(source: Input) -> str:
    """Return the encoding of a file: UTF-8 unless a mark, or most of what is not ASCII in it, says otherwise."""
    with source.again() as stream:
        first = stream.read(_READ)
        wide = decode(first[: len(first) // 4 * 4], source.name).encoding
        if wide.startswith(("utf-16", "utf-32")):
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")(_UNREAD)
        good = bad = 0
        sample = b""
        data = first
        while data:
            text = decoder.decode(data)
            if has_bytes(text):
                bad += len(_BYTE.findall(text))
                sample = sample or data
            good += len(data) - len(text)
            data = stream.read(_READ)
    if good >= bad:
        return "utf-8"
    return decode(first[: first.rfind(b"\n") + 1] + sample, source.name).encoding


@contextmanager
def _utf8(source: Input, encoding: str) -> Iterator[io.BufferedReader]:
    """Hold a file open from its beginning, in UTF-8."""
    with source.again() as stream:
        yield (
            stream if encoding == "utf-8" else io.BufferedReader(_Recoded(stream, encoding), _READ)
        )


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, source: io.BufferedReader, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            data = self._source.read(_READ)
            self._left = self._decoder.decode(data, not data).encode("utf-8", "replace")
            if not data:
                break
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def entries(part: Part) -> Iterator[Read]:
    """Yield the entries of a part; see `synbib.bulk.entries.entries_in`."""
    assert part.data is not None  # it was read
    before, after = json.loads(part.context) if part.context else ("", "")
    text = part.data.decode("utf-8", _UNREAD)
    return entries_in(part.input, part.line, before, text, after)

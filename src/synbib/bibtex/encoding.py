"""The bytes of a BibTeX file as text, and which encoding gives them back.

Tried in this order: a byte order mark, a declaration in the first lines (``% Encoding: NAME``, which JabRef writes;
``-*- coding: NAME -*-``, which Emacs reads), UTF-8, the encoding that the user names, and last a guess. Whatever is
taken, ``text.encode(encoding)`` is the bytes again: a codec for which that does not hold is not taken, and
ISO 8859-1, for which it always does, stands at the end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic, SynbibError

__all__ = ["MARKS", "DecodedFile", "check_name", "declaration", "decode", "encode"]

# UTF-32's little-endian mark begins with UTF-16's: the order counts. The mark stays in the text.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and the encodings that they stand for; the first that fits counts."""
# Names that Java has, and thereby JabRef, and Python does not.
_ALIASES: Final = {
    "x-macroman": "mac_roman",
    "macroman": "mac_roman",
    "x-windows-874": "cp874",
    "ms932": "cp932",
    "ms936": "cp936",
    "ms949": "cp949",
    "ms950": "cp950",
    "x-gbk": "gbk",
    "ansinew": "cp1252",  # inputenc's names
    "applemac": "mac_roman",
}
_DECLARED: Final = lazily.pattern(
    rb"^%[ \t]*(?:Encoding:|.*-\*-.*\bcoding:)[ \t]*([\w.:-]+)", re.IGNORECASE | re.MULTILINE
)
_HEADER: Final = 600  # bytes: JabRef's declaration stands after a line or two of its own
_HIGH: Final = lazily.pattern(rb"[\x80-\xff]+")
_WORD: Final = lazily.pattern(rb"[A-Za-z\x80-\xff]++")
_LETTERS: Final = lazily.pattern(r"[^\W\d_]++")
_CYRILLIC: Final = lazily.pattern(r"[\u0400-\u04ff]{2,}+")
_CYRILLIC_CODECS: Final = ("cp1251", "koi8-r")
# Three letters of four in Russian, and nearly as many in its neighbours; half of them where the codec is the wrong one.
_COMMON_CYRILLIC: Final = frozenset("оеаинтсрвлкм")
_LAST: Final = "latin-1"
_HOW: Final = (
    "name another with --encoding or in a first line '% Encoding: NAME', or save the file as UTF-8"
)


@lazily.dataclass(frozen=True, slots=True)
class DecodedFile:
    """A file's text and how it was read.

    Attributes:
        text: The text, byte order mark included.
        encoding: ``text.encode(encoding)`` is the file.
        diagnostics: Warnings, where the encoding had to be guessed or is not the declared one.
    """

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def encode(self, text: str) -> bytes:
        """Return ``text``, a new version of this one, in the file's encoding; see `encode`."""
        return encode(text, self.encoding)


def encode(text: str, encoding: str) -> bytes:
    """Return ``text`` in the encoding of the file that it is to replace.

    Raises:
        SynbibError: The encoding has no such character.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise SynbibError(
            f"the encoding {encoding} has no '{text[error.start]}'; save the file as UTF-8 first"
        ) from None


def check_name(name: str) -> str:
    """Return Python's name of an encoding.

    Raises:
        SynbibError: There is none of this name.
    """
    if (codec := _codec(name)) is None:
        raise SynbibError(f"unknown encoding '{name}'; write e.g. latin-1, cp1252, gbk or utf-16")
    return codec


def decode(data: bytes, name: str = "<string>", fallback: str | None = None) -> DecodedFile:
    """Return the text of a BibTeX file; for no bytes does it raise.

    Args:
        data: The file.
        name: Its name, for messages.
        fallback: The encoding to take where the file neither says its own nor is UTF-8; guessed by default.

    Raises:
        SynbibError: No encoding is called ``fallback``.
    """
    wanted = None if fallback is None else check_name(fallback)
    for mark, encoding in MARKS:
        if data.startswith(mark) and (text := _exact(data, encoding)) is not None:
            return DecodedFile(text, encoding)
    if (wide := _wide(data)) and (text := _exact(data, wide)) is not None:
        return DecodedFile(text, wide, (_found(name, data, 0, wide, "has no byte order mark"),))
    try:
        # Before the declaration: what reads as UTF-8 is that, whatever an old first line says.
        return DecodedFile(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    declared = _declared(data)
    if declared and declared != "utf-8" and (text := _exact(data, declared)) is not None:
        return DecodedFile(text, declared)
    why = f"not UTF-8: byte 0x{data[bad]:02x} begins no character"
    for tried in (wanted, _guess(data)):
        if tried and (text := _exact(data, tried)) is not None:
            return DecodedFile(text, tried, (_found(name, data, bad, tried, why),))
    return DecodedFile(data.decode(_LAST), _LAST, (_found(name, data, bad, _LAST, why),))


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(_ALIASES.get(name.lower(), name))
        "a".encode(codec.name)  # refuses what is not text encoding, such as rot13
    except (LookupError, ValueError):
        return None
    return codec.name


def _exact(data: bytes, encoding: str) -> str | None:
    """Return the text that ``data`` is in this encoding, None unless it gives the same bytes back."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, ValueError):
        return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _HEADER)
    if found is None:
        return None
    # Emacs adds how lines end.
    return _codec(re.sub(r"-(unix|dos|mac)$", "", found[1].decode("ascii", "replace")))


def _wide(data: bytes) -> str | None:
    """Return UTF-16's name if every other byte is NUL, as in ASCII text written so without a mark."""
    head = data[: _HEADER - _HEADER % 2]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if even > half * 0.8 and not odd:
        return "utf-16-be"
    return "utf-16-le" if odd > half * 0.8 and not even else None


def _guess(data: bytes) -> str:
    """Return the likeliest encoding of text that is not UTF-8: Chinese, else Cyrillic, else Western European.

    In GB 2312, and so in GBK and GB 18030, a character is two high bytes; in Western text high bytes stand alone.
    """
    runs = _HIGH.findall(data)
    pairs = [run[i : i + 2] for run in runs for i in range(0, len(run) - 1, 2)]
    even = sum(len(run) % 2 == 0 for run in runs)
    common = sum(_is_common(pair) for pair in pairs)
    chinese = pairs and even >= 0.9 * len(runs) and common >= 0.6 * len(pairs)
    return "gb18030" if chinese else _cyrillic(data) or "cp1252"


def _is_common(pair: bytes) -> bool:
    """Whether a pair of bytes is punctuation or one of the 3,755 frequent characters of GB 2312."""
    return (0xA1 <= pair[0] <= 0xA3 or 0xB0 <= pair[0] <= 0xD7) and pair[1] >= 0xA1


def _cyrillic(data: bytes) -> str | None:
    """Return the encoding in which ``data`` is Cyrillic text, None if it is not one.

    There words are all high bytes, in Western text high bytes stand among ASCII letters. Of two codecs, the wrong one
    makes ``вОЙНА`` of ``Война``, and rare letters of common ones.
    """
    words = [word for word in _WORD.findall(data) if not word.isascii()]
    shares = {codec: _cyrillic_share(words, codec) for codec in _CYRILLIC_CODECS}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= 0.4 else None


def _cyrillic_share(words: list[bytes], codec: str) -> float:
    """Return which part of the letters are common ones in words of nothing but Cyrillic, with capitals as usual."""
    letters = common = 0
    for word in _words(words, codec):
        letters += len(word)
        if _CYRILLIC.fullmatch(word) and (word[1:].islower() or word.isupper()):
            common += sum(letter in _COMMON_CYRILLIC for letter in word.lower())
    return common / letters if letters else 0


def _words(words: list[bytes], codec: str) -> Iterator[str]:
    for word in words:
        # Between the letters may be dashes and quotation marks, which are high bytes too.
        for letters in _LETTERS.findall(word.decode(codec, "replace")):
            if len(letters) > 1 and not letters.isascii():
                yield letters


def _found(name: str, data: bytes, at: int, encoding: str, why: str) -> Diagnostic:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
    return Diagnostic(name, line, column, "encoding", f"{why}; read as {encoding}", _HOW)


def declaration(text: str) -> str:
    """Return the line of a file that declares its encoding, without its end; ``""`` if there is none."""
    found = _DECLARED.search(text[:_HEADER].encode("utf-8", "replace"))
    return found[0].decode("ascii", "replace") if found else ""

"""XML of programs for references: its records one at a time, by local names; and elements written.

Programs do not agree on namespaces: some declare them, some use another prefix than they declare, some none. So a
record is looked at by the local names of its elements. Of a document only one record is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import TYPE_CHECKING, BinaryIO, Final

from synbib import lazily
from synbib.formats.data import HARMLESS_XML, Element, FormatError, not_well_formed, placed
from synbib.incoming import Incoming
from synbib.text import Node, from_outside, to_nodes
from synbib.text.marks import NOCASE

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "DECLARATION",
    "by_local_names",
    "elements",
    "escaped",
    "keyword",
    "lines",
    "runs",
    "tag",
    "these",
    "works",
]


def these(words: str) -> frozenset[str]:
    """Return the words of a text as a set: names of elements, types, fields."""
    return frozenset(words.split())


# --- reading ---------------------------------------------------------------------------------------------------------

# How many bytes are read at once; the prefixes that nothing declares are looked for in the first of these.
_PIECE: Final = 1 << 16
_ROOT: Final = re.compile(
    rb"""
    (?: \xef\xbb\xbf )? (?: \s++ | <\?.*?\?> | <!--.*?--> | <!DOCTYPE [^>\[]* > )*+ < [A-Za-z_] [\w:.-]*+
    """,
    re.VERBOSE | re.DOTALL,
)
_PREFIX: Final = re.compile(
    rb"""</?([A-Za-z_][\w.-]*):[\w]|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*["']"""
)
_DECLARED: Final = re.compile(rb"xmlns:([\w.-]+)\s*=")
_OWN_PREFIXES: Final = frozenset({b"xml", b"xmlns"})
_CUT_END: Final = re.compile(rb"</[\w:.-]+\s*\Z")


def elements(
    file: BinaryIO, name: str, tags: frozenset[str], roots: frozenset[str], expected: str
) -> Iterator[tuple[int, Element]]:
    """Yield the elements of some local names, each with its line; all in it is named by local names alone.

    Of those that stand in each other it is the outermost. An element is empty when the next one is asked for. A prefix
    of which nothing says what it means is a name like any other, and of the last end tag the final ``>`` may lack, as
    nothing of a work is lost by it.

    Args:
        file: The XML document.
        name: Its name in messages.
        tags: The local names.
        roots: The local names that its root may have where no such element is in it.
        expected: What it should be, for the message if it is something else.

    Raises:
        FormatError: It is not well-formed, or it is something else. Elements before the place were perhaps yielded.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("end",), **HARMLESS_XML)
    found, skipped, root = False, 0, ""
    try:
        for piece, skipped in _pieces(file):
            parser.feed(piece)
            for _, element in parser.read_events():
                root = _local(element.tag)
                if root in tags and not any(
                    _local(up.tag) in tags for up in element.iterancestors()
                ):
                    found = True
                    yield (element.sourceline or 0) + skipped, by_local_names(element)
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError:
        raise _not_well_formed(parser, name, skipped) from None
    if not found and root not in roots:
        raise FormatError(f"{name}:1:1: not {expected}: its root is '{from_outside(root)}'")


def _not_well_formed(parser: etree.XMLPullParser, name: str, skipped: int) -> FormatError:
    """Return the error of a document by the first entry of the parser's log; an empty one has none."""
    first = next(iter(parser.feed_error_log), None)
    line, column, what = (
        (first.line, first.column, first.message) if first else (1, 1, "it is empty")
    )
    return not_well_formed(name, line + skipped, column, what, "save or export it again, whole")


def works(
    file: BinaryIO,
    name: str,
    read: Callable[[Element, int], Incoming | None],
    *,
    tag: str,
    roots: frozenset[str],
    expected: str,
) -> Iterator[Incoming]:
    """Yield what ``read`` makes of each element of a local name and its line; see `elements`.

    Raises:
        FormatError: The document is not well-formed, it is something else, or a record in it has entities of its own or
            cannot be read.
    """
    for line, element in elements(file, name, frozenset({tag}), roots, expected):
        _refuse_entities(element, f"{name}:{line}:1")
        with placed(name, line):
            work = read(element, line)
        if work is not None:
            yield work


def _refuse_entities(element: Element, place: str) -> None:
    """Raise an error at an entity that a document has declared for itself: it may stand for another file.

    Those of HTML stay as they are written: `synbib.formats.texts` reads them.
    """
    from lxml import etree

    for entity in element.iter(etree.Entity):
        reference = entity.text or ""
        if reference[1:] not in html5:
            raise FormatError(
                f"{place}: the entity {from_outside(reference)} is one of the file's own; "
                "write what it stands for"
            )


def by_local_names(element: Element) -> Element:
    """Return an element in which all is named by local names alone; it is changed."""
    from lxml import etree

    for each in element.iter(etree.Element):
        each.tag = _local(each.tag)
    return element


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield a document in pieces, and how many lines before its beginning are left out."""
    piece = file.read(_PIECE)
    begun = piece.lstrip(b" \t\r\n")
    skipped = piece[: len(piece) - len(begun)].count(b"\n")
    piece = _with_prefixes(begun)
    end = b""
    while piece:
        end = (end + piece)[-_PIECE:]
        yield piece, skipped
        piece = file.read(_PIECE)
    if _CUT_END.search(end, max(0, end.rfind(b"<"))):
        yield b">", skipped


def _with_prefixes(beginning: bytes) -> bytes:
    """Return the beginning of a document in which the prefixes that it uses are declared."""
    used = {found[1] or found[2] for found in _PREFIX.finditer(beginning)}
    missing = used - set(_DECLARED.findall(beginning)) - _OWN_PREFIXES
    root = _ROOT.match(beginning)
    if not missing or root is None:
        return beginning
    declared = b"".join(b' xmlns:%b="%b"' % (prefix, prefix) for prefix in sorted(missing))
    return beginning[: root.end()] + declared + beginning[root.end() :]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _forget(element: etree._Element) -> None:
    """Empty an element, and take out what stands before it and before what it stands in."""
    element.clear(keep_tail=True)
    for each in (element, *element.iterancestors()):
        parent = each.getparent()
        while parent is not None and parent[0] is not each:
            del parent[0]


def lines(element: Element | None) -> str:
    """Return the text in an element, its lines without blanks around them."""
    if element is None:
        return ""
    text = from_outside("".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def keyword(text: str) -> str:
    """Return a keyword, marked, as one of several: what has a comma in it is protected, and stays one."""
    return NOCASE.wrap(text) if "," in text else text


# --- writing ---------------------------------------------------------------------------------------------------------

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""What an XML document begins with."""

_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPED: Final = lazily.pattern('[&<>"]')
# What no document may hold (XML 1.0 §2.2), in whatever form.
_FORBIDDEN: Final = lazily.pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Return a text as XML; characters that no document may hold are left out."""
    if text.isalnum():
        return text
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], _FORBIDDEN.sub("", text))


def tag(name: str, /, *inner: str, **attributes: str) -> str:
    """Return an element; ``""`` if nothing would stand in it.

    Args:
        name: Its name, with its prefix.
        inner: What stands in it, which is XML already.
        attributes: Attributes, as text; what is empty is left out.
    """
    held = "".join(inner)
    if not held:
        return ""
    written = "".join(f' {key}="{escaped(text)}"' for key, text in attributes.items() if text)
    return f"<{name}{written}>{held}</{name}>"


def runs(marked: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield a marked text in pieces, each with the names of the spans that it stands in (see `synbib.text.marks`)."""
    yield from _runs(to_nodes(marked), frozenset())


def _runs(
    nodes: tuple[Node | str, ...], spans: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for node in nodes:
        if isinstance(node, str):
            yield node, spans
        else:
            yield from _runs(node.children, spans | {node.name})

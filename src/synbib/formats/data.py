"""Data from outside, taken apart without harm: JSON and XML, and what is looked up in them whatever they hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from synbib.errors import Diagnostic, SynbibError

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "HARMLESS_XML",
    "Element",
    "FormatError",
    "Record",
    "Tell",
    "as_json",
    "as_xml",
    "as_yaml",
    "at",
    "inner_markup",
    "not_understood",
    "not_well_formed",
    "not_well_formed_by_log",
    "record",
    "records",
    "stream_xml",
    "untold",
    "values",
    "xml_of",
]

Record = dict[str, Any]
"""A JSON object, of which nothing more is known."""

Element: TypeAlias = "etree._Element"
"""An element of XML."""

Tell = Callable[[Diagnostic], None]
"""Is told of what in a file was not understood: it is kept where there is room for it, and left out where not."""


def untold(_: Diagnostic) -> None:
    """Tell nobody."""


def not_understood(name: str, line: int, message: str, hint: str = "") -> Diagnostic:
    """Return what `Tell` is told of something in a file that is not known."""
    return Diagnostic(name, line, 0, "not-understood", message, hint)


class FormatError(SynbibError, ValueError):
    """Data that is not what its format says, or an answer that tells of an error."""


def as_json(data: bytes, name: str = "<data>") -> Any:
    """Return what JSON holds (RFC 8259).

    Raises:
        FormatError: It is not JSON, nests too deep, or has a number that is too long.
    """
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise FormatError(f"{place}: not JSON: {error.msg}; save the whole answer") from None
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: not JSON: byte {error.start} is not UTF-8") from None
    except (RecursionError, ValueError):
        raise FormatError(f"{name}: JSON that nests too deep, or has too long a number") from None


def as_yaml(data: bytes | str, name: str, first_line: int = 1) -> Any:
    """Return what YAML holds, all scalars as text: a version ``1.10`` is no number.

    Args:
        data: The YAML.
        name: The file that it stands in.
        first_line: The line of the file that it begins with.

    Raises:
        FormatError: It is not YAML.
    """
    import yaml

    try:
        # It makes nothing but texts, lists and mappings.
        return yaml.load(data, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + first_line}:{mark.column + 1}" if mark else name
        raise FormatError(f"{place}: not YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise FormatError(f"{name}: not YAML: {said[:100]}") from None


HARMLESS_XML: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What a parser is told: no entity is expanded, no other file read, no connection opened."""


def as_xml(data: bytes, name: str = "<data>") -> Element:
    """Return the root of an XML document. No entity is expanded, no other file read, no connection opened.

    Raises:
        FormatError: It is not well-formed, or declares entities.
    """
    from lxml import etree

    try:
        root: Element = etree.fromstring(data, etree.XMLParser(**HARMLESS_XML))
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name) from None
    return root


def stream_xml(file: BinaryIO, name: str, *tags: str) -> Iterator[Element]:
    """Yield the elements of these names, the outermost of them, as soon as each is read; last the root without them.

    An element is emptied when the next one is asked for. A root that has one of the names is yielded once.

    Args:
        file: The XML document; it is read as `as_xml` does.
        name: Its name in messages.
        tags: The names of the elements.

    Raises:
        FormatError: It is not well-formed. Elements before the place of the error were yielded.
    """
    from lxml import etree

    events = etree.iterparse(file, events=("end",), **HARMLESS_XML)
    try:
        for _, element in events:
            if element.tag not in tags or any(up.tag in tags for up in element.iterancestors()):
                continue
            yield element
            parent = element.getparent()
            if parent is not None:
                element.clear(keep_tail=False)
                while parent[0] is not element:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name) from None
    if events.root.tag not in tags:
        yield events.root


def not_well_formed(error: etree.XMLSyntaxError, name: str, skipped: int = 0) -> FormatError:
    """Return what is raised where a document is not well-formed.

    Args:
        error: What the parser says.
        name: The document's name in messages.
        skipped: How many of its lines the parser has not seen.
    """
    line, column = error.position
    what = str(error.msg).rpartition(", line ")[0] or str(error.msg)
    return _not_well_formed(f"{name}:{line + skipped}:{column}", what)


def not_well_formed_by_log(
    log: etree._ListErrorLog, name: str, skipped: int = 0
) -> FormatError | None:
    """Return the same of a document that is read in pieces, by the first entry of its log; ``None`` if it is empty."""
    first = next(iter(log), None)
    if first is None:
        return None
    return _not_well_formed(f"{name}:{first.line + skipped}:{first.column}", first.message)


def _not_well_formed(place: str, what: str) -> FormatError:
    return FormatError(
        f"{place}: not well-formed XML: {' '.join(what.split())}; save the whole answer"
    )


def xml_of(element: Element) -> bytes:
    """Return an element as XML (UTF-8), without the text after it."""
    from lxml import etree

    return etree.tostring(element, encoding="utf-8", with_tail=False)


def at(data: Any, *path: str | int) -> Any:
    """Return what stands in JSON at a path of names and numbers; ``None`` where there is nothing."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and -len(data) <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def values(data: Any, *path: str | int) -> list[Any]:
    """Return the values at a path: those of a list, or the one that stands there itself; blank ones are left out."""
    found = at(data, *path)
    found = found if isinstance(found, list) else [found]
    return [each for each in found if each not in (None, "", [], {})]


def records(data: Any, *path: str | int) -> list[Record]:
    """Return the objects among the `values` at a path."""
    return [each for each in values(data, *path) if isinstance(each, dict)]


def record(data: Any, *path: str | int) -> Record:
    """Return the object at a path; an empty one where there is none."""
    found = at(data, *path)
    return found if isinstance(found, dict) else {}


def inner_markup(element: Element | None) -> str:
    """Return what stands in an XML element as text with tags: their names without a namespace, no attributes.

    An entity that nothing declares stays as it is written: ``&uuml;``.
    """
    if element is None:
        return ""
    pieces: list[str] = []
    _write_inner(element, pieces)
    return "".join(pieces)


def _write_inner(element: Element, pieces: list[str]) -> None:
    # XML nests no deeper than libxml2 allows: 256.
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            pieces.append(f"<{name}>")
            _write_inner(child, pieces)
            pieces.append(f"</{name}>")
        else:  # an entity
            pieces.append(child.text or "")
        pieces.append(child.tail or "")

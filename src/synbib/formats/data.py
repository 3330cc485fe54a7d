"""Data from outside, taken apart without harm: JSON and XML, and what is looked up in them whatever they hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from synbib.errors import Diagnostic, SynbibError, shortened
from synbib.limits import DEEPEST_YAML, LONGEST_NAME_SHOWN, YAML_GROWTH
from synbib.text.controls import one_line

if TYPE_CHECKING:
    import yaml
    from lxml import etree

__all__ = [
    "HARMLESS_XML",
    "Element",
    "FormatError",
    "Placed",
    "Record",
    "Tell",
    "as_json",
    "as_text",
    "as_xml",
    "as_yaml",
    "at",
    "inner_markup",
    "line_of",
    "not_read",
    "not_understood",
    "not_well_formed",
    "placed",
    "record",
    "records",
    "shown",
    "untold",
    "values",
    "xml_of",
]

Record = dict[str, Any]
"""A JSON object, of which nothing more is known."""


class Placed(Record):
    """A `Record` of a file.

    Attributes:
        line: The line that it begins in.
        lines: Key → its line, where that is known.
    """

    __slots__ = ("line", "lines")

    def __init__(self, pairs: Any = (), line: int = 0) -> None:
        super().__init__(pairs)
        self.line = line
        self.lines: dict[str, int] = {}

    def where(self, key: str) -> int:
        """Return the line of a key; that of the object if it is not known."""
        return self.lines.get(key, self.line)


def line_of(data: object) -> int:
    """Return the line that an object of a file begins in; 0 if it is not known."""
    return data.line if isinstance(data, Placed) else 0


Element: TypeAlias = "etree._Element"
"""An element of XML."""

Tell = Callable[[Diagnostic], None]
"""Is told of what in a file was not understood: it is kept where there is room for it, and left out where not."""


def untold(_: Diagnostic) -> None:
    """Tell nobody."""


def not_understood(name: str, line: int, message: str, hint: str = "") -> Diagnostic:
    """Return what `Tell` is told of something in a file that is not known."""
    return Diagnostic(name, line, 0, "not-understood", message, hint)


def shown(text: str) -> str:
    """Return a text of a file as a message shows it: one line, and not a long one."""
    return shortened(one_line(text.strip()), LONGEST_NAME_SHOWN)


class FormatError(SynbibError, ValueError):
    """Data that is not what its format says, or an answer that tells of an error."""


@contextmanager
def placed(name: str, line: int) -> Iterator[None]:
    """Put the place of a record before errors that have none.

    Args:
        name: The file.
        line: The line that the record begins in; 0 if it is not known.
    """
    try:
        yield
    except FormatError as error:
        if error.message.startswith(f"{name}:"):
            raise
        raise FormatError(f"{name}:{line or 1}:1: {error.message}", error.diagnostics) from None


def as_text(data: bytes, name: str = "<data>") -> str:
    """Return a file's text without a byte order mark: in that mark's encoding, else UTF-8, else a guess.

    See `synbib.bibtex.encoding`. Lines end with a line feed.
    """
    from synbib.bibtex.encoding import decode

    text = decode(data, name).text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


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
        raise FormatError(f"{name}: JSON that {_TOO_MUCH}") from None


_TOO_MUCH: Final = "nests too deep, or has too long a number"


def not_read(error: Exception) -> str:
    """Return why JSON cannot be read, by what Python's reader raises."""
    if isinstance(error, json.JSONDecodeError):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return "a byte is not UTF-8"
    return f"it {_TOO_MUCH}"


def as_yaml(data: bytes | str, name: str, first_line: int = 1, *, unique: bool = False) -> Any:
    """Return what YAML holds, all scalars as text: a version ``1.10`` is no number. Mappings are `Placed`.

    Args:
        data: The YAML.
        name: The file that it stands in.
        first_line: The line of the file that it begins with.
        unique: Whether a key that stands twice in a mapping is an error; else the last counts.

    Raises:
        FormatError: It is not YAML, or its aliases make more of it than `YAML_GROWTH` allows.
    """
    import yaml

    try:
        node = yaml.compose(data, _loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + first_line}:{mark.column + 1}" if mark else name
        raise FormatError(f"{place}: not YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(error, data, name, first_line) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise FormatError(f"{name}: not YAML: {said[:100]}") from None
    return None if node is None else _Yaml(name, first_line, unique).made(node)


def _unreadable(
    error: yaml.reader.ReaderError, data: bytes | str, name: str, first_line: int
) -> FormatError:
    """Return the error of a character that YAML may not have, or of a byte that is not UTF-8."""
    before = data[: error.position]
    line_feed: Any = "\n" if isinstance(data, str) else b"\n"
    line, column = before.count(line_feed), len(before) - before.rfind(line_feed)
    number = error.character if isinstance(error.character, int) else ord(error.character)
    what = (
        f"the byte {number:#x} is not UTF-8; save it in UTF-8"
        if isinstance(data, bytes) and number > 0x7F
        else f"the character U+{number:04X} may not stand in it"
    )
    return FormatError(f"{name}:{line + first_line}:{column}: not YAML: {what}")


@cache
def _loader() -> type[yaml.BaseLoader]:
    """Return what makes nodes of YAML, and asks nobody of which type each of them is."""
    import yaml

    base: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    def nothing(*_: object) -> str:
        return ""

    made = {"resolve": nothing, "descend_resolver": nothing, "ascend_resolver": nothing}
    return type("Loader", (base,), made)


class _Yaml:
    """Makes texts, lists and mappings of the nodes of YAML."""

    def __init__(self, name: str, first_line: int, unique: bool) -> None:
        self._name = name
        self._first_line = first_line
        self._unique = unique
        # Node → what was made of it, and how many nodes that is with all that its aliases stand for.
        self._made: dict[int, tuple[Any, int]] = {}
        self._open: set[int] = set()

    def made(self, node: yaml.Node) -> Any:
        value, size = self._value(node, 0)
        if size > YAML_GROWTH * (len(self._made) + YAML_GROWTH):
            raise self._error(
                node,
                f"its aliases make {size:,} values of {len(self._made):,}, more than {YAML_GROWTH} (YAML_GROWTH) "
                "times as many; write out what they stand for",
            )
        return value

    def _value(self, node: yaml.Node, depth: int) -> tuple[Any, int]:
        known = self._made.get(id(node))
        if known is not None:
            return known
        if depth > DEEPEST_YAML:
            raise self._error(node, f"YAML that nests deeper than DEEPEST_YAML, {DEEPEST_YAML}")
        if id(node) in self._open:
            raise self._error(node, "an alias that stands in what it is the alias of")
        if isinstance(node.value, str):
            made: tuple[Any, int] = (node.value, 1)
        else:
            self._open.add(id(node))
            made = self._mapping(node, depth) if node.id == "mapping" else self._list(node, depth)
            self._open.remove(id(node))
        self._made[id(node)] = made
        return made

    def _list(self, node: yaml.Node, depth: int) -> tuple[list[Any], int]:
        found = [self._value(each, depth + 1) for each in node.value]
        return [value for value, _ in found], 1 + sum(size for _, size in found)

    def _mapping(self, node: yaml.Node, depth: int) -> tuple[Placed, int]:
        found = Placed(line=node.start_mark.line + self._first_line)
        total = 1
        for key_node, value_node in node.value:
            key, _ = self._value(key_node, depth + 1)
            if not isinstance(key, str):
                raise self._error(key_node, "a key that is not a text")
            if self._unique and key in found:
                raise self._error(
                    key_node, f"the key '{shortened(key, 40)}' stands twice; keep one of them"
                )
            found[key], size = self._value(value_node, depth + 1)
            found.lines[key] = key_node.start_mark.line + self._first_line
            total += size
        return found, total

    def _error(self, node: yaml.Node, message: str) -> FormatError:
        mark = node.start_mark
        return FormatError(
            f"{self._name}:{mark.line + self._first_line}:{mark.column + 1}: {message}"
        )


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
        line, column = error.position
        what = str(error.msg).rpartition(", line ")[0] or str(error.msg)
        raise not_well_formed(name, line, column, what, "save the whole answer") from None
    return root


def not_well_formed(name: str, line: int, column: int, what: str, hint: str) -> FormatError:
    """Return what is raised where a document is not well-formed.

    Args:
        name: Its name in messages.
        line: The line, from 1.
        column: The column.
        what: What the parser says.
        hint: What to do.
    """
    said = " ".join(what.split())
    return FormatError(f"{name}:{line}:{column}: not well-formed XML: {said}; {hint}")


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

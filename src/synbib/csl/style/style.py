"""A CSL style: loaded, checked and, where it is dependent, followed to its parent."""

from __future__ import annotations

import os
import re
from dataclasses import field
from functools import cache, cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.arguments import expect
from synbib.csl import kept
from synbib.csl.style.attributes import integer
from synbib.csl.style.catalogue import find_style
from synbib.csl.style.data import SCHEMA
from synbib.errors import Diagnostic, StyleError
from synbib.limits import LONGEST_STYLE, MOST_STYLE_ELEMENTS, MOST_STYLE_PARENTS
from synbib.text import BibliographyLayout, scrub
from synbib.text.controls import CONTROLS
from synbib.text.marks import MARKS

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["NAMESPACE", "Style"]

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_CS: Final = {"cs": NAMESPACE}


@lazily.dataclass(frozen=True)
class Style:
    """A style that is well-formed and, unless it comes from the public repository, valid.

    Attributes:
        name: The name or path that it was asked for by; ``<style>`` for parsed text.
        xml: The independent style's XML as UTF-8.
        default_locale: The language tag of ``default-locale``, ``""`` if it has none.
        has_bibliography: Whether it describes a bibliography.
        layout: How it wants its bibliography set.
        is_file: Whether it comes from a file, which may be asked for again in another run.
    """

    name: str
    xml: bytes = field(repr=False)
    default_locale: str
    has_bibliography: bool
    layout: BibliographyLayout = field(compare=False)
    is_file: bool
    _parsed: etree._Element | None = field(repr=False, compare=False)

    @classmethod
    def load(cls, style: Style | str | os.PathLike[str]) -> Style:
        """Return a style: by its name, an alias, a path, or a URL id of the public repository; or itself.

        Raises:
            ArgumentError: It is something else.
            StyleError: There is no such style, or it is not valid.
        """
        if isinstance(style, Style):
            return style
        hint = "give a name such as 'apa', a path, or Style.parse(xml)"
        expect(style, "style", str, hint, os.PathLike)
        name = os.fspath(style)
        path = find_style(name)
        return _load(name, path, _stamp(path))

    @classmethod
    def parse(cls, xml_text: str | bytes, name: str = "<style>") -> Style:
        """Return the style that ``xml_text`` is.

        Raises:
            StyleError: It is not well-formed, or not valid by the schema of CSL 1.0.2. The message begins with
                ``name:line:column``.
        """
        data = _encoded(xml_text, name)
        root = _parse(data, name)
        _validate(root, name)
        return _style(_head(root), data, name, root)

    @classmethod
    def parse_unchecked(cls, xml_text: str | bytes, name: str = "<style>") -> Style:
        """Return the style that ``xml_text`` is, valid or not: what is unknown in it has no effect.

        Raises:
            StyleError: It is not well-formed, or no style at all.
        """
        data = _encoded(xml_text, name)
        root = _parse(data, name)
        return _style(_head(root), data, name, root)

    def __hash__(self) -> int:
        # Asked for at each start; Python's own would be compiled for it.
        return hash((self.name, self.xml, self.default_locale))

    @cached_property
    def root(self) -> etree._Element:
        """The XML as a tree."""
        return _scrubbed(_parse(self.xml, self.name)) if self._parsed is None else self._parsed

    @property
    def title(self) -> str:
        """The style's ``cs:info`` title."""
        return str(self.root.findtext("cs:info/cs:title", "", _CS)).strip()


@lazily.dataclass(frozen=True, slots=True)
class _Head:
    """What has to be known of a style before it is run.

    Attributes:
        parent: The name of the independent style that it depends on, ``""`` if it is independent.
        line: The line that says so.
        default_locale: The language tag of ``default-locale``.
        has_bibliography: Whether it describes a bibliography.
        layout: The options of `BibliographyLayout`, in their order.
    """

    parent: str
    line: int
    default_locale: str
    has_bibliography: bool
    layout: tuple[bool, str, int, int]


def _head(root: etree._Element) -> _Head:
    link = root.find("cs:info/cs:link[@rel='independent-parent']", _CS)
    if link is None or root.find("cs:citation", _CS) is not None:
        parent, line = "", 1
    else:
        # The id of a public style, of which the name is the end: no path, as the style may be a stranger's.
        parent = re.split(r"[/\\]", link.get("href", "").rstrip("/"))[-1]
        line = link.sourceline or 1
    found = root.find("cs:bibliography", _CS)
    options: dict[str, str] = {} if found is None else dict(found.attrib)
    layout = (
        options.get("hanging-indent") == "true",
        options.get("second-field-align", ""),
        _spacing(options.get("entry-spacing")),
        _spacing(options.get("line-spacing")),
    )
    return _Head(parent, line, root.get("default-locale", ""), found is not None, layout)


def _spacing(attribute: str | None) -> int:
    number = integer(attribute)
    return 1 if number is None else number


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes with a file: its time and its size."""
    try:
        stat = path.stat()
    except OSError as error:
        raise StyleError(f"{path}: cannot be read: {error.strerror}") from None
    return stat.st_mtime_ns, stat.st_size


# A file that changes is another style; of those that did not, many are asked for again and again.
@lru_cache(maxsize=256)
def _load(name: str, path: Path, _stamp: tuple[int, int], children: int = 0) -> Style:
    """Return a style, which is the parent of ``children`` dependent ones, each of them the parent of the next."""
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_STYLE + 1)
    except OSError as error:
        raise StyleError(f"{path}: cannot be read: {error.strerror}") from None
    # The public repository validates its styles before it takes them; a user's own file is checked here.
    kind = "checked style" if path == Path(name) else "style"
    root = None
    if (said := kept.kept(kind, data)) is not None:
        head = _Head(*said)
    else:
        root = _parse(data, str(path))
        if kind == "checked style":
            _validate(root, str(path))
        head = _head(root)
        kept.keep(
            (head.parent, head.line, head.default_locale, head.has_bibliography, head.layout),
            kind,
            data,
        )
    return _style(head, data, str(path), root, children, is_file=True)


def _style(
    head: _Head,
    data: bytes,
    name: str,
    root: etree._Element | None,
    children: int = 0,
    *,
    is_file: bool = False,
) -> Style:
    """Return the style itself, or its parent (CSL 1.0.2, "File Types") under the child's locale."""
    if not head.parent:
        layout = BibliographyLayout(*head.layout)
        if root is not None:
            root = _scrubbed(root)
        return Style(name, data, head.default_locale, head.has_bibliography, layout, is_file, root)
    if children >= MOST_STYLE_PARENTS:
        message = f"more than {MOST_STYLE_PARENTS} styles lead on to their parent"
        raise _error(name, head.line, 1, message)
    path = find_style(head.parent, is_id=True)
    parent = _load(head.parent, path, _stamp(path), children + 1)
    return lazily.replace(
        parent, name=name, default_locale=head.default_locale or parent.default_locale
    )


def _encoded(xml_text: str | bytes, name: str) -> bytes:
    if isinstance(xml_text, bytes):
        return xml_text
    try:
        return xml_text.encode()
    except UnicodeEncodeError as error:
        before = xml_text[: error.start]
        column = error.start - (before.rfind("\n") + 1) + 1
        raise _error(
            name, before.count("\n") + 1, column, "not a character that XML may hold"
        ) from None


def _parse(data: bytes, name: str) -> etree._Element:
    if len(data) > LONGEST_STYLE:
        raise _error(name, 1, 1, f"the style is longer than {LONGEST_STYLE:,} bytes")
    from lxml import etree

    # A style is data from anywhere: it reads no other file, opens no connection and expands no entity.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise _error(name, line, column, f"not well-formed XML: {error.msg}") from None
    if root.tag != f"{{{NAMESPACE}}}style":
        raise _error(
            name,
            root.sourceline or 1,
            1,
            f"not a CSL style: its root is <{etree.QName(root).localname}>",
        )
    if (one_more := next(islice(root.iter(), MOST_STYLE_ELEMENTS, None), None)) is not None:
        line = one_more.sourceline or 1
        raise _error(name, line, 1, f"the style has more than {MOST_STYLE_ELEMENTS:,} elements")
    return root


# What text from outside must not hold, as lxml writes it.
_UNSCRUBBED: Final = lazily.pattern(rf"[{MARKS}{CONTROLS}]|&#13;|&amp;#?\w+;")
_REFERENCE: Final = lazily.pattern(r"&#?\w+;")


def _scrubbed(root: etree._Element) -> etree._Element:
    """Return a style with the text in it as `text.scrub` leaves it: affixes and terms come into rich text.

    Character references that were escaped twice, ``&amp;#160;``, are the characters that are meant.
    """
    from lxml import etree

    if _UNSCRUBBED.search(etree.tostring(root, encoding="unicode")):
        for element in root.iter(etree.Element):
            element.text = _plain(element.text or "")
            for name, value in element.attrib.items():
                element.set(name, _plain(value))
    return root


def _plain(text: str) -> str:
    import html

    return scrub(_REFERENCE.sub(lambda found: html.unescape(found[0]), text))


@cache
def _schema() -> etree.RelaxNG:
    from lxml import etree

    return etree.RelaxNG(etree.parse(str(SCHEMA)))


# The validator's time doubles with every optional attribute of an element, so that it is shown a few at a time.
_AT_ONCE: Final = 8


def _validate(root: etree._Element, name: str) -> None:
    from lxml import etree

    schema = _schema()
    most = max(len(element.attrib) for element in root.iter(etree.Element)) or 1
    for shown in range(0, most, _AT_ONCE):
        if schema.validate(_for_schema(root, shown)):
            continue
        # The first error is where it went wrong; those that follow are the elements around it. Some have no line.
        error = schema.error_log[0]
        line = next((entry.line for entry in schema.error_log if entry.line), 1)
        raise _error(
            name, line, max(error.column, 1), f"not a valid CSL 1.0.2 style: {error.message}"
        )


def _for_schema(root: etree._Element, shown: int) -> etree._Element:
    """Return a copy of a style with a few optional attributes of each element, and without layouts of CSL-M."""
    from copy import deepcopy

    from lxml import etree

    copied = deepcopy(root)
    for element in copied.iter(etree.Element):
        optional = [key for key in element.attrib if key not in _REQUIRED]
        for i, key in enumerate(optional if len(optional) > _AT_ONCE else ()):
            if not shown <= i < shown + _AT_ONCE:
                del element.attrib[key]
        own = element.get("locale")
        if element.tag == f"{{{NAMESPACE}}}layout" and own is not None:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return copied


# Attributes that an element may need; the schema would miss them.
_REQUIRED: Final = frozenset(
    (
        "class", "date-parts", "disambiguate", "form", "is-numeric", "is-uncertain-date", "locator", "locale", "macro",
        "match", "name", "position", "term", "type", "value", "variable", "version",
    )
)  # fmt: skip


def _error(name: str, line: int, column: int, message: str) -> StyleError:
    diagnostic = Diagnostic(
        name, line, column, "invalid-style", message, "correct it, or name another style"
    )
    return StyleError(str(diagnostic), (diagnostic,))
